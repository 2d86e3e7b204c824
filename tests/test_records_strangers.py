"""What else may lie in her folder or come into her file: nothing of others goes, nothing of hers is lost."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.records import DiaryEntry, Record, RecordError, Review, record
from course_lib.records.learner import SCHEMA
from course_lib.records.sealed import Contents, read, sealed
from course_lib.records.store import COPY, LOCK, MAIN, MemoryStore
from course_lib.records.teacher import teacher
from course_lib.records.training_export import xapi_lines

posix_only = pytest.mark.skipif(os.name != "posix", reason="no such files or rights elsewhere")
ROW = {"id": "1", "at": "2026-01-01T00:00:00", "muscle": "calf", "severity": 1, "minutes": 1, "helped": "x"}


def entry(note: str, **changes: object) -> DiaryEntry:
    row = {"at": datetime(2026, 11, 1, 8), "muscle": "calf", "severity": 3, "minutes": 2, "helped": "x", "note": note}
    return DiaryEntry(**{**row, **changes})  # type: ignore[arg-type]


def notes() -> list[str]:
    return sorted(row.note for row in record().entries())


# --- files of others

OTHERS = (
    "recordings-lecture.mp3", "records.ods", "record of birth.txt", "record.sqlite.bak", "record-other-.sqlite",
    "record-copy.sqlite-wal", "record-damaged-1.sqlite.txt", "record.newer", "my record.sqlite", "teacher.yaml",
)  # fmt: skip


def test_delete_everything_takes_only_what_the_course_made(hers: Path) -> None:
    hers.mkdir()
    for name in OTHERS:
        (hers / name).write_text("precious", encoding="utf-8")
    (hers / "records").mkdir()
    (hers / "record-other-9.sqlite").mkdir()
    record().save(entry("x"))
    made = [
        "record-damaged-1.sqlite", "record-copy-damaged-12.sqlite", "record-other-2.sqlite",
        "record-copy-other-1.sqlite", "record.sqlite-journal", "record-copy.sqlite-journal",
        "record-damaged-1.sqlite-journal", "record.new", "record-copy.new",
    ]  # fmt: skip
    for name in made:
        (hers / name).write_bytes(b"hers")
    record().delete_everything()
    assert {path.name for path in hers.iterdir()} == {*OTHERS, "records", "record-other-9.sqlite", LOCK}
    assert all((hers / name).read_text(encoding="utf-8") == "precious" for name in OTHERS)
    assert notes() == []


@posix_only
def test_the_rights_of_other_files_stay(hers: Path) -> None:
    hers.mkdir()
    for name in ("recordings-lecture.mp3", MAIN):
        (hers / name).write_bytes(b"")
        (hers / name).chmod(0o644)
    (hers / "records").mkdir()
    (hers / "records").chmod(0o755)
    record().save(entry("x"))
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in hers.iterdir()}
    assert (rights["recordings-lecture.mp3"], rights["records"], rights[MAIN]) == (0o644, 0o755, 0o600)


# --- a program that keeps folders in step


@pytest.mark.parametrize("ahead", [0, 1, 2, 5])
def test_a_file_from_another_computer_never_makes_a_saved_entry_vanish_unsaid(ahead: int, hers: Path) -> None:
    record().save(entry("old"))
    other = hers.with_name("other")
    shutil.copytree(hers, other)
    record().save(entry("X"))
    os.environ["COURSE_LIB_DATA"], here = str(other), os.environ["COURSE_LIB_DATA"]
    for number in range(1 + ahead):
        record().save(entry(f"Y{number}"))
    os.environ["COURSE_LIB_DATA"] = here
    shutil.copy(other / MAIN, hers / MAIN)
    mine = record()
    mine.entries()
    assert "record-copy-other-1.sqlite" in mine.news()
    shutil.copy(hers / "record-copy-other-1.sqlite", hers / MAIN)
    (hers / COPY).unlink()
    assert notes() == ["X", "old"]


def test_a_change_cut_short_before_the_copy_is_no_news(hers: Path) -> None:
    record().save(entry("one"))
    before = (hers / COPY).read_bytes()
    record().save(entry("two"))
    (hers / COPY).write_bytes(before)
    mine = record()
    assert sorted(row.note for row in mine.entries()) == ["one", "two"]
    assert mine.news() == ""
    assert not list(hers.glob("*other*"))


def test_the_count_of_changes_ends_nowhere(hers: Path) -> None:
    record().save(entry("one"))
    for name in (MAIN, COPY):
        body = read((hers / name).read_bytes()).body
        (hers / name).write_bytes(sealed(body, Contents(change=10**20 - 2)))
    for note in ("two", "three"):
        record().save(entry(note))
    mine = record()
    assert len(mine.entries()) == 3
    assert mine.news() == ""


# --- what is no plain file

PUT: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to another file": lambda path: path.symlink_to(path.parent / "precious"),
    "a pipe": lambda path: os.mkfifo(path),
}
NAMES = (MAIN, COPY, LOCK, "record.new", "record-copy.new", f"{MAIN}-journal", f"{COPY}-journal")


@posix_only
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("put", PUT.values(), ids=list(PUT))
def test_what_is_no_plain_file_hides_nothing_and_is_written_through_by_nobody(
    put: Callable[[Path], object], name: str, hers: Path
) -> None:
    record().save(entry("one"))
    (hers / "precious").write_text("precious", encoding="utf-8")
    (hers / name).unlink(missing_ok=True)
    put(hers / name)
    command = [sys.executable, "-c", "from course_lib.records import record; print(record().entries()[0].note)"]
    assert subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout == "one\n"
    record().save(entry("two"))
    assert notes() == ["one", "two"]
    assert (hers / "precious").read_text(encoding="utf-8") == "precious"
    assert (hers / MAIN).read_bytes() == (hers / COPY).read_bytes()
    record().delete_everything()
    assert notes() == []
    assert (hers / "precious").read_text(encoding="utf-8") == "precious"


@posix_only
def test_a_lock_that_is_another_files_second_name_does_not_empty_it(hers: Path) -> None:
    hers.mkdir()
    (hers / "precious").write_text("precious", encoding="utf-8")
    (hers / LOCK).hardlink_to(hers / "precious")
    record().save(entry("one"))
    assert (hers / "precious").read_text(encoding="utf-8") == "precious"


# --- the folder


def test_a_home_is_found_and_a_folder_that_is_not_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("COURSE_LIB_DATA", "~/x")
    record().save(entry("one"))
    assert (tmp_path / "x" / MAIN).exists()
    monkeypatch.chdir(tmp_path)
    for wrong in ("rel", "./rel", "~nobody-of-this-name/x"):
        monkeypatch.setenv("COURSE_LIB_DATA", wrong)
        for use in (record().entries, lambda: record().save(entry("x")), record().delete_everything):
            with pytest.raises(RecordError, match="COURSE_LIB_DATA name it in full"):
                use()
        assert "COURSE_LIB_DATA name it in full" in teacher()[1][0]
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_each_folder_that_is_made_is_hers_alone(umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a" / "b" / "c"
    monkeypatch.setenv("COURSE_LIB_DATA", str(folder))
    before = os.umask(umask)
    try:
        record().save(entry("x"))
    finally:
        os.umask(before)
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.parents[:2])} == {0o700}
    assert notes() == ["x"]


@posix_only
def test_the_folder_behind_a_link_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real").chmod(0o777)
    (tmp_path / "link").symlink_to("real")
    monkeypatch.setenv("COURSE_LIB_DATA", str(tmp_path / "link"))
    record().save(entry("x"))
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o700


# --- what comes in


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_with_one_id_in_one_export_the_newer_comes_in(order: int) -> None:
    mine = Record(MemoryStore(SCHEMA))
    rows = [{**ROW, "note": "older"}, {**ROW, "note": "newer", "at": "2026-02-01T00:00:00"}][::order]
    assert mine.bring_in(json.dumps({"diary": rows})).new == 1
    assert [row.note for row in mine.entries()] == ["newer"]


@pytest.mark.parametrize("given", [5, None, True, [], {}, bytearray(b"{}"), 1.5])
def test_what_is_no_text_is_refused_with_a_sentence(given: object) -> None:
    with pytest.raises(ValueError, match="Choose a file that the diary saved"):
        Record(MemoryStore(SCHEMA)).bring_in(given)  # type: ignore[arg-type]


def test_a_row_without_a_name_of_its_own_is_not_kept() -> None:
    mine = Record(MemoryStore(SCHEMA))
    with pytest.raises(ValueError, match="'id' cannot be kept"):
        mine.save(entry("x", id=""))
    with pytest.raises(ValueError, match="Choose a file"):
        mine.bring_in(json.dumps({"diary": [{**ROW, "id": ""}]}))
    assert mine.entries() == ()


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_a_date_that_no_clock_shows_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="1970 to 2999"):
        entry("x", at=datetime(year, 6, 1))
    with pytest.raises(ValueError, match="Choose a file"):
        Record(MemoryStore(SCHEMA)).bring_in(json.dumps({"diary": [{**ROW, "at": f"{year:04}-06-01T00:00:00"}]}))


@pytest.mark.parametrize("at", [datetime(1970, 1, 1), datetime(2999, 12, 31, 23, 59)])
def test_the_first_and_the_last_date_can_be_exported(at: datetime) -> None:
    mine = Record(MemoryStore(SCHEMA))
    mine.save(Review(at=at, card="x", rating=3))
    told = datetime.fromisoformat(json.loads(xapi_lines(mine, "Ana"))["timestamp"])
    assert told == at.astimezone()
