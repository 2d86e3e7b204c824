"""No entry reported as saved is ever lost: kills, two writers, a full disk, a folder that takes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.records import Choice, DiaryEntry, Record, RecordError, record
from course_lib.records.learner import SCHEMA
from course_lib.records.store import LOCK, MAIN, FileStore

NIGHT = datetime(2026, 11, 23, 3, 5)
posix_only = pytest.mark.skipif(os.name != "posix", reason="the limits of this system are set in another way")


def entry(**changes: object) -> DiaryEntry:
    row = {"at": NIGHT, "muscle": "calf", "severity": 7, "minutes": 2.5, "helped": "stretching", "note": "woke up"}
    return DiaryEntry(**{**row, **changes})  # type: ignore[arg-type]


def elsewhere(code: str, *args: object) -> subprocess.Popen[str]:
    """Start Python on some lines, in a process of its own, with the same data folder."""
    lines = "from datetime import datetime; from course_lib.records import *; import os, sys, time\n"
    lines += "def e(n, **k): return DiaryEntry(at=datetime(2026, 11, 1, 3, n % 60), muscle='calf', severity=3,"
    lines += " minutes=1, helped='x', **{'note': str(n), **k})\n"
    command = [sys.executable, "-c", lines + code, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


# --- kills and other writers


@posix_only
def test_an_entry_survives_kill_9_right_after_it_was_saved(hers: Path) -> None:
    for number in range(3):
        process = elsewhere("record().save(e(int(sys.argv[1]))); print('saved', flush=True); time.sleep(60)", number)
        assert process.stdout is not None
        assert process.stdout.readline() == "saved\n", process.communicate()
        process.kill()
        process.communicate()
        assert [each.note for each in record().entries()] == [str(each) for each in range(number + 1)]


@posix_only
def test_nothing_said_to_be_saved_is_lost_by_kill_9_at_any_moment(hers: Path) -> None:
    said: list[str] = []
    for round_ in range(6):
        process = elsewhere(
            "for n in range(1000):\n"
            "    record().save(e(n, note=f'{sys.argv[1]}-{n}')); print(f'{sys.argv[1]}-{n}', flush=True)",
            round_,
        )
        assert process.stdout is not None
        said += [process.stdout.readline().strip() for _ in range(1 + round_)]
        process.kill()
        said += process.communicate()[0].split()
        (hers / MAIN).write_bytes(b"") if round_ % 2 else None  # and the damage on top of it
        assert {each.note for each in record().entries()} >= set(said)
    assert len(said) == len(set(said)) >= 21


def test_two_notebooks_write_at_once_and_both_see_everything(hers: Path) -> None:
    ours = record()
    code = "for n in range(15): record().save(e(n, note=f'{sys.argv[1]} {n}'))"
    writers = [elsewhere(code, name) for name in "ab"]
    for number in range(5):
        ours.save(entry(note=f"ours {number}"))
    for writer in writers:
        assert writer.communicate(timeout=120)[1] == ""
    assert len(ours.entries()) == 35
    assert ours.entries() == record().entries()


def test_a_writer_that_never_ends_is_named_and_the_entry_can_be_saved_later(
    hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = record()
    mine.save(entry())
    monkeypatch.setattr("course_lib.records.store.PATIENCE", 0.05)
    other = sqlite3.connect(hers / LOCK, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordError, match="another open notebook is still writing"):
        mine.save(entry(note="second"))
    other.close()
    mine.save(entry(note="second"))
    assert len(mine.entries()) == 2


# --- a full disk, a folder that cannot be written to


@posix_only
def test_a_full_disk_is_said_and_everything_saved_before_is_there(hers: Path) -> None:
    process = elsewhere(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (130_000, resource.RLIM_INFINITY))\n"
        "n = 0\n"
        "try:\n"
        "    while n < 100: record().save(e(n, note='x' * 1900)); n += 1\n"
        "except RecordError as error: print(n, error, sep='|')\n"
        "print(len(record().entries()))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "record().save(e(n)); print(len(record().entries()))\n"
    )
    out, err = process.communicate(timeout=120)
    assert err == ""
    told, then, after = out.splitlines()
    saved, sentence = told.split("|")
    assert 5 < int(saved) < 100
    assert sentence.startswith("This could not be saved: the disk ")
    assert int(then) >= int(saved)
    assert int(after) >= int(saved) + 1
    assert len(record().entries()) == int(after)


def test_a_file_that_may_not_grow_is_a_full_disk(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from course_lib.records import store

    mine = record()
    mine.save(entry())
    opened = store._opened

    def small(body: bytes) -> sqlite3.Connection:
        db = opened(body)
        db.execute("PRAGMA max_page_count = 1")  # SQLite takes it for the number of pages there are
        return db

    monkeypatch.setattr(store, "_opened", small)
    with pytest.raises(RecordError, match="the disk is full"):
        mine.save_plan(Choice(at=NIGHT, part="try", says="x" * 2000) for _ in range(9))
    before = mine.entries()
    monkeypatch.setattr(store, "_opened", opened)
    assert mine.entries() == before
    assert entry().note in [each.note for each in before]


def test_what_reached_only_one_of_the_two_files_is_not_reported_as_saved(
    hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, late = record(), entry(note="late")
    mine.save(entry())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "_write", full)
        with pytest.raises(RecordError, match=r"^This could not be saved: the disk is full\. Make some room"):
            mine.save(late)
    mine.save(late)
    assert [each.note for each in mine.entries()] == ["woke up", "late"]


def test_a_folder_that_is_none_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("COURSE_LIB_DATA", str(tmp_path / "file" / "hers"))
    with pytest.raises(RecordError, match="the folder for your file cannot be opened or written to"):
        record().save(entry())


@posix_only
def test_a_folder_that_can_only_be_read_shows_what_is_there_and_takes_nothing() -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    try:
        mine = Record(FileStore(folder, SCHEMA))
        mine.save(entry())
        folder.chmod(0o555)
        for path in folder.iterdir():
            path.chmod(0o444)
        if root := os.geteuid() == 0:  # nothing is closed to root: be somebody else for a moment
            os.seteuid(65534)
        try:
            with pytest.raises(RecordError, match="cannot be opened or written to"):
                mine.save(entry(note="second"))
            assert [each.note for each in mine.entries()] == ["woke up"]
        finally:
            if root:
                os.seteuid(0)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
