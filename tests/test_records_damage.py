"""Damaged files: set aside under a new name, put back from the other, and never passed over in silence."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.records import DiaryEntry, RecordError, record
from course_lib.records.store import COPY, LOCK, MAIN

NIGHT = datetime(2026, 11, 23, 3, 5)


def entry(**changes: object) -> DiaryEntry:
    row = {"at": NIGHT, "muscle": "calf", "severity": 7, "minutes": 2.5, "helped": "stretching", "note": "woke up"}
    return DiaryEntry(**{**row, **changes})  # type: ignore[arg-type]


# --- damage


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def torn(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:6000] = b"\xa5" * 1904
    path.write_bytes(whole)


def another(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE x (y)")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "truncated": truncated,
    "emptied": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(os.urandom(9000)),
    "short": lambda path: path.write_bytes(b"SQLite format 3\x00"),
    "text": lambda path: path.write_text("my diary", encoding="utf-8"),
    "torn": torn,
    "another": another,
}
damaged = pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))


@damaged
def test_a_damaged_file_is_set_aside_and_comes_back_from_its_copy(damage: Callable[[Path], object], hers: Path) -> None:
    record().save(entry())
    damage(hers / MAIN)
    broken = (hers / MAIN).read_bytes()
    mine = record()
    assert [each.note for each in mine.entries()] == ["woke up"]
    said = mine.news()
    assert "put back from its second copy" in said
    assert "record-damaged-1.sqlite" in said
    assert mine.news() == "", "said once"
    assert (hers / "record-damaged-1.sqlite").read_bytes() == broken
    mine.save(entry(note="second"))
    damage(hers / MAIN)
    assert len(record().entries()) == 2
    assert (hers / "record-damaged-1.sqlite").read_bytes() == broken, "never overwritten"
    assert (hers / "record-damaged-2.sqlite").exists()


@damaged
def test_a_damaged_copy_is_set_aside_and_made_anew(damage: Callable[[Path], object], hers: Path) -> None:
    mine = record()
    mine.save(entry())
    damage(hers / COPY)
    mine.save(entry(note="second"))
    assert "The second copy of your file was damaged" in mine.news()
    (hers / MAIN).unlink()
    assert len(record().entries()) == 2
    assert (hers / "record-copy-damaged-1.sqlite").exists()


@damaged
def test_where_both_are_damaged_it_says_so_sets_both_aside_and_begins_anew(
    damage: Callable[[Path], object], hers: Path
) -> None:
    record().save(entry())
    damage(hers / MAIN)
    damage(hers / COPY)
    mine = record()
    assert mine.entries() == ()
    said = mine.news()
    assert said.startswith("Your file and its second copy could not be read, so a new, empty one was begun.")
    assert "record-damaged-1.sqlite and record-copy-damaged-1.sqlite" in said
    mine.save(entry(note="new"))
    assert [each.note for each in record().entries()] == ["new"]


def test_an_old_journal_never_meets_a_restored_file(hers: Path) -> None:
    record().save(entry())
    (hers / MAIN).write_bytes(b"x" * 5000)
    (hers / f"{MAIN}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 600)
    assert len(record().entries()) == 1
    assert not (hers / f"{MAIN}-journal").exists()
    assert record().entries()[0].note == "woke up"


def test_a_file_of_a_newer_course_is_left_alone(hers: Path) -> None:
    record().save(entry())
    with sqlite3.connect(hers / MAIN) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(RecordError, match="newer version of the course"):
        record().entries()
    assert not list(hers.glob("*damaged*"))


def test_a_lock_that_is_no_lock_stops_nobody(hers: Path) -> None:
    record().save(entry())
    (hers / LOCK).write_bytes(b"garbage" * 100)
    record().save(entry(note="second"))
    assert len(record().entries()) == 2
