"""A tutor merges what trainees exported: whole summaries come through, everything else is named."""

import contextlib
import csv
import io
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course_lib.records import Mark, Record, Review, Run
from course_lib.records.learner import SCHEMA
from course_lib.records.merge import NoSummaryError, main, read_summary
from course_lib.records.store import MemoryStore
from course_lib.records.training_export import COLUMNS, checksum, summary_csv
from course_lib.records.training_summary import checked_name

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 5, 4, 12)


def trainee(marks: int = 3, cards: int = 2) -> Record:
    """A record in memory with some marks, every other a hit, and some answers to cards."""
    mine = Record(MemoryStore(SCHEMA))
    run = Run(at=NOON, mode="practice", points="SP6 ST36", side="left", body="reference")
    mine.save_all([run])
    mine.save_all(
        Mark(at=NOON, run=run.id, number=n, point="SP6", distance_mm=n + 0.5, limit_mm=9, hit=n % 2 == 0, seconds=2)
        for n in range(marks)
    )
    mine.save_all(Review(at=NOON, card=f"c{n}", rating=3) for n in range(cards))
    return mine


def export(folder: Path, file: str, name: str, at: datetime = NOON, marks: int = 3) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / file
    path.write_text(summary_csv(trainee(marks), name, at), encoding="utf-8", newline="")
    return path


def forged(*rows: list[str]) -> str:
    """Return rows as somebody writes them who has read how the course does it, but not its guard against formulas."""
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_thirty_files_two_of_them_damaged_give_28_rows_two_complaints_and_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "class"
    for n in range(30):
        export(folder, f"trainee-{n:02}.csv", f"Trainee {n:02}", marks=n)
    cut = folder / "trainee-07.csv"
    cut.write_bytes(cut.read_bytes()[:-30])
    replaced(folder / "trainee-19.csv", '"19"', '"91"')
    out = tmp_path / "table.csv"
    monkeypatch.chdir(tmp_path)
    start = runpy.run_path(str(ROOT / "start.py"))  # its parts, without setting anything up
    monkeypatch.setitem(start["merge_summaries"].__globals__, "PYTHON", sys.executable)
    assert start["merge_summaries"]("class", "table.csv") == 1
    said = capfd.readouterr()
    complaints = said.err.splitlines()
    assert [line.split()[0] for line in complaints] == ["trainee-07.csv", "trainee-19.csv"]
    assert "cut off" in complaints[0] or "damaged" in complaints[0]
    assert "changed after it was exported" in complaints[1]
    rows = table(out)
    assert [row["name"] for row in rows] == [f"Trainee {n:02}" for n in range(30) if n not in (7, 19)]
    assert [row["marks"] for row in rows] == [str(n) for n in range(30) if n not in (7, 19)]
    assert "28" in said.out


def test_a_folder_of_whole_files_is_merged_without_a_word_of_complaint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path, "b.csv", "花子")
    export(tmp_path, "a.csv", "Émile")
    for _ in range(2):  # the table of the first time is no trainee's file the second time
        assert main([str(tmp_path)]) == 0
        assert capsys.readouterr().err == ""
        assert {row["name"] for row in table(tmp_path / "all-trainees.csv")} == {"花子", "Émile"}


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\x00" * 50), "no CSV"),
    "other table": (lambda path: path.write_text("name,marks\nAna,3\n", encoding="utf-8"), "columns differ"),
    "header only": (lambda path: path.write_text(path.read_text("utf-8").splitlines()[0], "utf-8"), "0 rows"),
    "two rows": (lambda path: path.write_text(path.read_text("utf-8") * 2, "utf-8"), "3 rows"),
    "changed name": (lambda path: replaced(path, "Ana", "Eva"), "checksum"),
    "changed day": (lambda path: replaced(path, "2026-05-04", "2026-05-05"), "checksum"),
    "lost cell": (lambda path: replaced(path, '"3",', ""), "checksum"),
    "huge": (lambda path: path.write_bytes(b"x" * 200_000), "too large"),
    "open quote": (lambda path: path.write_bytes(path.read_bytes()[:-4]), "cut off|damaged"),
}


@pytest.mark.parametrize(("spoil", "complaint"), FOREIGN.values(), ids=list(FOREIGN))
def test_a_damaged_or_foreign_file_is_named_once(
    spoil: Callable[[Path], object], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path, "whole.csv", "Ben")
    spoil(export(tmp_path, "spoiled.csv", "Ana"))
    assert main([str(tmp_path), "--out", str(tmp_path / "out.csv")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("spoiled.csv ")
    with pytest.raises(NoSummaryError, match=complaint):
        read_summary(tmp_path / "spoiled.csv")
    assert [row["name"] for row in table(tmp_path / "out.csv")] == ["Ben"]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_cut_and_no_other_byte_gets_through(tmp_path: Path, data: st.DataObject) -> None:
    path = export(tmp_path, "ana.csv", "Ana María")
    whole, before = path.read_bytes(), read_summary(path)
    if data.draw(st.booleans()):
        end = data.draw(st.integers(0, len(whole) - 4))  # the line's end and the last quote carry nothing
        spoiled = whole[:end]
    else:
        place = data.draw(st.integers(0, len(whole) - 1))
        spoiled = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    path.write_bytes(spoiled)
    with contextlib.suppress(NoSummaryError):
        assert read_summary(path) == before, "what is read all the same is what was exported"


names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30)


@given(names, st.integers(0, 6), st.integers(0, 6))
@example("=HYPERLINK(1)", 1, 1)
@example('a";=1+1;"b', 2, 0)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_is_exported_is_what_stands_in_the_table(tmp_path: Path, name: str, marks: int, cards: int) -> None:
    try:
        tidy = checked_name(name)
    except ValueError:
        return
    folder = tmp_path / "one"
    folder.mkdir(exist_ok=True)
    (folder / "x.csv").write_text(summary_csv(trainee(marks, cards), name, NOON), encoding="utf-8", newline="")
    assert main([str(folder), "--out", str(tmp_path / "out.csv")]) == 0
    (row,) = table(tmp_path / "out.csv")
    assert list(row) == COLUMNS
    assert row["name"] in (tidy, f"'{tidy}")
    assert (row["marks"], row["card answers"]) == (str(marks), str(cards))
    assert row["hits"] == str((marks + 1) // 2)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "＝1+1", "＠x", "a;=1"])
def test_no_name_is_a_formula_in_a_spreadsheet(name: str, tmp_path: Path) -> None:
    path = export(tmp_path, "x.csv", name)
    assert main([str(tmp_path), "--out", str(tmp_path / "out.csv")]) == 0
    for file in (path, tmp_path / "out.csv"):
        for delimiter in ",;":  # where lists are parted by semicolons, a spreadsheet reads CSV so
            lines = io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")
            for row in csv.reader(lines, delimiter=delimiter):
                assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]


def test_a_formula_in_a_file_made_by_hand_is_harmless_too(tmp_path: Path) -> None:
    header, row = csv.reader(io.StringIO(summary_csv(trainee(), "Ana", NOON), newline=""))
    for cells in (["=1+1", *row[1:-1]], [" \u200b=1+1", *row[1:-1]], [*row[:5], "=1+1", *row[6:-1]]):
        (tmp_path / "forged.csv").write_text(forged(header, [*cells, checksum(cells)]), encoding="utf-8", newline="")
        with pytest.raises(NoSummaryError, match="does not write"):
            read_summary(tmp_path / "forged.csv")
    cells = ["'=1+1", *row[1:-1]]
    (tmp_path / "forged.csv").write_text(forged(header, [*cells, checksum(cells)]), encoding="utf-8", newline="")
    assert main([str(tmp_path)]) == 0
    assert table(tmp_path / "all-trainees.csv")[0]["name"] == "'=1+1"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("hit percent", value) for value in ("-1", "nan", "inf", "1e9", "three", "101", "=1")),
        *(("marks", value) for value in ("-1", "1.5", "", "=1")),
        *(("exported", value) for value in ("2026-05-04", "2026-05-04T12:00:00", "noon", "")),
        *(("name", value) for value in ("", " ", "x" * 99, "\x1b[2J")),
    ],
)
def test_a_value_that_the_course_does_not_write_is_refused(column: str, value: str, tmp_path: Path) -> None:
    header, row = csv.reader(io.StringIO(summary_csv(trainee(), "Ana", NOON), newline=""))
    cells = row[:-1]
    cells[header.index(column)] = value
    (tmp_path / "x.csv").write_text(forged(header, [*cells, checksum(cells)]), encoding="utf-8", newline="")
    with pytest.raises(NoSummaryError, match="does not write"):
        read_summary(tmp_path / "x.csv")


def test_a_name_that_stands_twice_keeps_the_newest_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path, "a-new.csv", "Ana", NOON + timedelta(days=9), marks=5)
    export(tmp_path, "b-old.csv", "ana", NOON, marks=1)
    export(tmp_path, "c-middle.csv", " Ana ", NOON + timedelta(days=3), marks=2)
    assert main([str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert said.count("a-new.csv, is kept") == 2
    assert "b-old.csv" in said
    assert "c-middle.csv" in said
    (row,) = table(tmp_path / "all-trainees.csv")
    assert (row["name"], row["marks"]) == ("Ana", "5")


def test_no_folder_no_summary_and_no_place_are_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 2
    assert "no whole summary" in capsys.readouterr().err
    assert not (tmp_path / "all-trainees.csv").exists()
    export(tmp_path, "a.csv", "Ana")
    assert main([str(tmp_path), "--out", str(tmp_path / "none" / "x.csv")]) == 2
    assert "--out" in capsys.readouterr().err


def test_a_trainees_file_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = export(tmp_path, "ana.csv", "Ana")
    before = path.read_bytes()
    assert main([str(tmp_path), "--out", str(path)]) == 2
    assert "Give another place" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="no such names elsewhere")
def test_a_file_name_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x\x1b[2J\n.csv").write_bytes(b"")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".hidden").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert main([str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert said.splitlines()[:2] == [
        "gone.csv cannot be opened.", "x?[2J?.csv cannot be read: it is empty, damaged or no CSV file.",
    ]  # fmt: skip


def test_start_asks_for_the_folder() -> None:
    for wrong in (["merge"], ["test", "folder"]):
        command = [sys.executable, "start.py", *wrong]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "give one folder after merge" in done.stderr


# --- a folder in which a stranger left something

posix_only = pytest.mark.skipif(os.name != "posix", reason="no such files elsewhere")


@posix_only
def test_pipes_devices_and_links_are_named_and_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(tmp_path, "ana.csv", "Ana")
    secret = export(tmp_path / "elsewhere", "secret.csv", "Somebody else")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (tmp_path / "linked.csv").symlink_to(secret)
    assert main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "linked.csv is a link; put the file itself there.",
        "pipe.csv is no plain file, so it is not read.",
        "zero.csv is a link; put the file itself there.",
    ]
    assert "does not prove who wrote it" in said.out
    assert [row["name"] for row in table(tmp_path / "all-trainees.csv")] == ["Ana"]


def test_a_file_of_the_tables_name_that_is_no_table_of_ours_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path, "ana.csv", "Ana")
    out = tmp_path / "all-trainees.csv"
    for contents in (b"my marks, of last year\n", b"", b"\x00\xff" * 500):
        out.write_bytes(contents)
        assert main([str(tmp_path)]) == 2
        assert "is there already" in capsys.readouterr().err
        assert out.read_bytes() == contents


@posix_only
def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    export(folder, "ana.csv", "Ana")
    for target in ("precious", "nowhere"):
        (tmp_path / "precious").write_text("keep", encoding="utf-8")
        (folder / "all-trainees.csv").symlink_to(tmp_path / target)
        assert main([str(folder)]) == 2
        assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"
        assert not (tmp_path / "nowhere").exists()
        (folder / "all-trainees.csv").unlink()
    assert main([str(folder)]) == 0
    assert (folder / "all-trainees.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["Ana\u202emoc", "A\u2066na", "A\u200bna", "\ufeffAna", "Ana\x00", "A\u00adna"])
def test_a_name_that_turns_or_hides_letters_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        checked_name(name)
    assert checked_name("\u0646\u0627\u0645\u200c\u0647\u0627") == "\u0646\u0627\u0645\u200c\u0647\u0627"


@posix_only
def test_no_name_of_a_folder_or_a_table_moves_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "m\x1b[31mX"
    for arguments in ([], ["--out", str(folder / "n\x1b[2J" / "x.csv")]):
        main([str(folder), *arguments])  # no folder
        folder.mkdir(exist_ok=True)
        main([str(folder), *arguments])  # no summary
        export(folder, "ana.csv", "Ana")
        main([str(folder), *arguments])  # a table, or no place for it
        (folder / "all-trainees.csv").write_text("mine", encoding="utf-8")
        main([str(folder), *arguments])  # taken
        shutil.rmtree(folder)
    said = capsys.readouterr()
    assert "m?[31mX" in said.err
    assert "m?[31mX" in said.out
    assert "\x1b" not in said.err + said.out


def test_a_table_is_made_anew_and_nothing_else_is_taken_away(tmp_path: Path) -> None:
    export(tmp_path, "ana.csv", "Ana")
    assert main([str(tmp_path)]) == 0
    hers = tmp_path / ".all-trainees.csv.new"
    hers.write_text("precious", encoding="utf-8")
    export(tmp_path, "eva.csv", "Eva")
    assert main([str(tmp_path)]) == 0
    assert [row["name"] for row in table(tmp_path / "all-trainees.csv")] == ["Ana", "Eva"]
    assert hers.read_text(encoding="utf-8") == "precious"
    assert {path.name for path in tmp_path.iterdir()} == {"ana.csv", "eva.csv", "all-trainees.csv", hers.name}
