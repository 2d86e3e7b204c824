"""What a learner writes comes back as it was written, is hers to take away, and can be deleted."""

import csv
import io
import json
import sqlite3
import string
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.records import Answer, Choice, DiaryEntry, Record, record
from course_lib.records.learner import KINDS, SCHEMA
from course_lib.records.store import COPY, LOCK, MAIN, FileStore
from tests.refusals import refused

NIGHT = datetime(2026, 11, 23, 3, 5)


def entry(**changes: object) -> DiaryEntry:
    row = {"at": NIGHT, "muscle": "calf", "severity": 7, "minutes": 2.5, "helped": "stretching", "note": "woke up"}
    return DiaryEntry(**{**row, **changes})  # type: ignore[arg-type]


def test_looking_leaves_no_trace(hers: Path) -> None:
    assert (record().entries(), record().answers(), record().plan(), record().news()) == ((), (), (), "")
    assert not hers.exists()


def test_her_folder_is_the_systems_own_where_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COURSE_LIB_DATA")
    monkeypatch.setattr("course_lib.records.learner.user_data_path", lambda name, author: tmp_path / name)
    record().save(entry())
    assert (tmp_path / "leg-cramps-course" / MAIN).exists()


def test_an_entry_stands_in_the_file_and_in_the_copy(hers: Path) -> None:
    record().save(entry())
    for name in (MAIN, COPY):
        with sqlite3.connect(hers / name) as db:
            assert db.execute("SELECT muscle, severity, minutes FROM diary").fetchall() == [("calf", 7, 2.5)]
        db.close()
    assert record().entries() != ()


def test_entries_come_oldest_first_and_saving_one_again_makes_no_second(hers: Path) -> None:
    late, early = entry(), entry(at=datetime(2026, 11, 1))
    for each in (late, early, late):
        record().save(each)
    assert record().entries() == (early, late)
    record().delete(late)
    assert record().entries() == (early,)


def test_a_plan_is_replaced_whole(hers: Path) -> None:
    lines = [Choice(at=NIGHT, part="try", says="Stretch before bed"), Choice(at=NIGHT, part="call", says="Ana 555")]
    record().save_plan(lines)
    record().save_plan(lines[1:])
    assert record().plan() == tuple(lines[1:])


# --- hers to take away and to delete

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
rows = st.builds(
    DiaryEntry,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)), muscle=texts, helped=texts, note=texts,
    severity=st.integers(0, 10), minutes=st.floats(0.01, 1440), one_leg=st.booleans(),
)  # fmt: skip


@given(st.lists(rows, max_size=3), texts)
def test_everything_comes_back_and_out_again_as_it_was_written(entries: list[DiaryEntry], text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mine = Record(FileStore(Path(folder), SCHEMA))
        mine.save_all(entries)
        answer = Answer(at=NIGHT, topic="causes", question=text, answer=text, right=True)
        mine.save(answer)
        assert sorted(mine.entries(), key=repr) == sorted(entries, key=repr)
        assert mine.answers() == (answer,)
        exported = json.loads(mine.to_json())
        assert list(exported) == list(KINDS.values())
        assert exported["answers"][0]["answer"] == text
        read = list(csv.DictReader(io.StringIO(mine.to_csv(), newline="")))
        for row, each in zip(read, mine.entries(), strict=True):
            assert row["note"] in (each.note, f"'{each.note}"), "an apostrophe where it would be a formula, no more"
        assert [float(each["minutes"]) for each in read] == [each.minutes for each in mine.entries()]


def test_an_unknown_table_is_refused(hers: Path) -> None:
    assert "diary" in refused(record().to_csv, "dairy")


def test_delete_everything_leaves_nothing_of_hers(hers: Path) -> None:
    mine = record()
    secret = "".join(string.ascii_letters)
    mine.save(entry(note=secret))
    (hers / MAIN).write_bytes(b"x")
    mine.save(entry(note=secret))
    mine.save_plan([Choice(at=NIGHT, part="try", says=secret)])
    mine.delete_everything()
    assert [path.name for path in hers.iterdir()] == [LOCK]
    assert (hers / LOCK).read_bytes() == b""
    assert (mine.entries(), mine.plan()) == ((), ())


def test_a_deleted_entry_is_overwritten_in_both_files(hers: Path) -> None:
    mine, gone = record(), entry(note="nobody else's business")
    mine.save(entry())
    mine.save(gone)
    mine.delete(gone)
    assert not [path.name for path in hers.iterdir() if b"nobody else" in path.read_bytes()]


def test_the_class_view_stores_nothing(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    mine = record()
    mine.save(entry())
    assert [each.note for each in record().entries()] == ["woke up"], "the tools of one page share it"
    assert "nothing is stored" in mine.where
    assert not hers.exists()
    mine.delete_everything()
    assert record().entries() == ()


# --- bad input


@pytest.mark.parametrize("severity", [-1, 11, 10**9])
def test_severity_is_0_to_10(severity: int) -> None:
    assert "0 to 10" in refused(entry, severity=severity)


@pytest.mark.parametrize("minutes", [0, -3, 1441, 1e9, float("nan"), float("inf")])
def test_minutes_are_more_than_none_and_at_most_a_day(minutes: float) -> None:
    assert "1440" in refused(entry, minutes=minutes)


def test_text_that_is_too_long_or_no_text_is_refused() -> None:
    assert "10,000" in refused(entry, note="x" * 10_000)
    assert "type that part again" in refused(entry, note="\ud83e")
