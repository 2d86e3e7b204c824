"""Rows: only what can be read back is written, one that cannot be read hides no other, and exports come in again."""

import json
import os
import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.records import (
    Answer,
    Card,
    CaseAttempt,
    Choice,
    DiaryEntry,
    Mark,
    Record,
    RecordError,
    Review,
    Run,
    record,
)
from course_lib.records.learner import KINDS, SCHEMA
from course_lib.records.rows import HerRow
from course_lib.records.sealed import OURS, Contents, sealed
from course_lib.records.spreadsheet import as_csv, harmless
from course_lib.records.store import COPY, LOCK, MAIN, MemoryStore
from course_lib.records.teacher import main as teacher_main
from tests.refusals import refused

AT = datetime(2026, 11, 23, 3, 5)
ONE_OF_EACH: dict[type[HerRow], dict[str, Any]] = {
    DiaryEntry: {"muscle": "calf", "severity": 3, "minutes": 1.5, "helped": "x", "note": "woke", "utc_offset": 60},
    Answer: {"topic": "causes", "question": "q", "answer": "a", "right": True},
    Choice: {"part": "try", "says": "rest"},
    Run: {"mode": "exam", "points": "SP6", "side": "left", "body": "reference", "ended": AT},
    Mark: {"run": "r", "number": 1, "point": "SP6", "limit_mm": 9.0, "hit": True, "seconds": 2.0, "distance_mm": 3.0},
    Card: {"due": AT, "memory": "{}"},
    Review: {"card": "c", "rating": 3},
    CaseAttempt: {"case": "c", "decision": "treat", "points": 1, "out_of": 2, "critical": "", "rating": "pass",
                  "passed": True, "done": "{}"},
}  # fmt: skip
NOT_FOR: dict[str, tuple[object, ...]] = {
    "str": (3, 2.5, True, b"x", None, ["x"]), "int": (3.5, "3", True, None, 10**30), "bool": (1, "yes", None, 0.0),
    "float": ("1", None, float("nan"), float("inf"), [1]), "datetime": ("yesterday", 5, AT.astimezone()),
}  # fmt: skip


def a(kind: type[HerRow], **changes: object) -> HerRow:
    return kind(**{"at": AT, **ONE_OF_EACH[kind], **changes})


# --- converted before it is saved


@pytest.mark.parametrize("kind", KINDS, ids=KINDS.values())
def test_a_value_of_another_kind_is_refused_with_a_sentence_and_not_written(
    kind: type[HerRow], hers: Path
) -> None:
    mine = record()
    mine.save(a(kind))
    before = (hers / MAIN).read_bytes()
    for name, value in {"at": AT, "id": "x", **ONE_OF_EACH[kind]}.items():
        for wrong in (*NOT_FOR[type(value).__name__], object()):
            if wrong is None and name in ("utc_offset", "ended", "distance_mm"):
                continue  # where nothing is a value too
            with pytest.raises(ValueError, match=r"[a-z]{3}.*[.)]$") as said:
                mine.save(a(kind, **{name: wrong}))
            assert "Traceback" not in str(said.value)
    assert (hers / MAIN).read_bytes() == before


def test_a_row_saved_again_is_one_row_and_the_text_typed_last(hers: Path) -> None:
    for note in ("first", "typed again", "typed again"):
        record().save(a(DiaryEntry, id="same", note=note))
    assert [(row.id, row.note) for row in record().entries()] == [("same", "typed again")]


# --- read row by row


def rewritten(hers: Path, statement: str) -> None:
    """Change the record behind the course's back, as an older course or another program would, in both files."""
    for name in (MAIN, COPY):
        with closing(sqlite3.connect(hers / name)) as db:
            db.execute(statement)
            db.commit()
            (hers / name).write_bytes(sealed(db.serialize(), Contents(change=98)))


@pytest.mark.parametrize(
    "bad",
    ["severity = 3.5", "severity = 'bad'", "at = 'yesterday'", "minutes = NULL", "muscle = x'ff'",
     "note = CAST(x'ff41' AS TEXT)", "at = '2026-11-23T03:05:00+00:00'", "severity = 99"],
)  # fmt: skip
def test_one_bad_row_hides_no_other_is_told_kept_and_taken_along(bad: str, hers: Path) -> None:
    mine = record()
    mine.save_all([a(DiaryEntry, id=name, note=name) for name in ("one", "bad", "three")])
    rewritten(hers, f"UPDATE diary SET {bad} WHERE id = 'bad'")
    mine = record()
    assert [row.note for row in mine.entries()] == ["one", "three"]
    assert mine.news().startswith("1 row of your diary cannot be read.")
    mine.save(a(DiaryEntry, id="four", note="four"))
    exported = json.loads(mine.to_json())
    assert [row["id"] for row in exported["diary"]] == ["one", "three", "four"]
    assert [row["id"] for row in exported["unreadable"]["diary"]] == ["bad"]
    with closing(sqlite3.connect(hers / MAIN)) as db:
        assert db.execute("SELECT count(*) FROM diary").fetchone() == (4,)
    other = Record(MemoryStore(SCHEMA))
    assert str(other.bring_in(mine.to_json())) == (
        "Brought in: 3 new and 0 newer rows; 0 stayed as they were here. 1 could not be read; they stay in that file."
    )


def test_a_file_of_version_2_is_read_and_gets_the_new_column_and_its_checksum(hers: Path) -> None:
    hers.mkdir()
    for name in (MAIN, COPY):
        with closing(sqlite3.connect(hers / name)) as db:
            for table, columns in SCHEMA.items():
                listed = ", ".join(f"[{column}]" for column in columns[1:] if column != "utc_offset")
                db.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, {listed})")
            db.execute("INSERT INTO diary VALUES ('a', '2026-11-01T03:00:00', 'calf', 3, 1.0, 'x', 0, 'old')")
            db.executescript(f"PRAGMA application_id = {OURS}; PRAGMA user_version = 2")
            db.commit()
        with (hers / name).open("ab") as file:
            file.write(b"ten bytes.")
    mine = record()
    assert [(row.note, row.utc_offset) for row in mine.entries()] == [("old", None)]
    mine.save(a(DiaryEntry))
    assert [row.note for row in record().entries()] == ["old", "woke"]
    assert (hers / MAIN).read_bytes() == (hers / COPY).read_bytes()
    assert mine.news() == ""


# --- brought in


def everything() -> Record:
    mine = Record(MemoryStore(SCHEMA))
    for kind in KINDS:
        mine.save_all([a(kind, id=f"{n}") for n in range(3)])
    return mine


def test_an_export_comes_in_again_row_for_row_and_twice_is_once(hers: Path) -> None:
    exported = everything().to_json()
    mine = record()
    assert mine.bring_in(exported.encode("utf-8-sig")).new == 3 * len(KINDS)
    assert mine.to_json() == exported
    assert mine.bring_in(exported) == (0, 0, 3 * len(KINDS), 0)
    assert record().to_json() == exported


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
entries = st.builds(
    DiaryEntry, at=st.datetimes(datetime(1970, 1, 1), datetime(2999, 12, 31)),
    muscle=texts, helped=texts, note=texts, severity=st.integers(0, 10),
    minutes=st.floats(0.01, 1440), one_leg=st.booleans(), utc_offset=st.none() | st.integers(-1080, 1080),
)  # fmt: skip


@given(st.lists(entries, max_size=5))
def test_any_diary_comes_in_again_as_it_was(rows: list[DiaryEntry]) -> None:
    mine, other = Record(MemoryStore(SCHEMA)), Record(MemoryStore(SCHEMA))
    mine.save_all(rows)
    other.bring_in(mine.to_json())
    assert other.entries() == mine.entries()
    assert other.to_json() == mine.to_json()


def test_the_newer_of_two_rows_stays(hers: Path) -> None:
    mine, other = record(), Record(MemoryStore(SCHEMA))
    later = datetime(2026, 12, 1)
    mine.save_all([a(Choice, id="c", says="old"), a(Card, id="d", at=later, memory="new"), a(Run, id="r", ended=None)])
    theirs = [a(Choice, id="c", at=later, says="new"), a(Card, id="d", memory="old"), a(Run, id="r", ended=later)]
    other.save_all(theirs)
    assert mine.bring_in(other.to_json()) == (0, 2, 1, 0)
    assert (mine.plan()[0].says, mine.cards()[0].memory, mine.runs()[0].ended) == ("new", "new", later)


@pytest.mark.parametrize(
    "foreign",
    ["", "x", "[]", "{}", '{"a": 1}', '{"diary": 1}', '{"diary": [1]}', '{"diary": [{"id": "a"}]}',
     '{"unreadable": {}}', "[" * 100_000, '{"diary": [], "evil": []}'],
)  # fmt: skip
def test_what_is_no_export_is_refused_whole_with_one_sentence(foreign: str, hers: Path) -> None:
    assert "nothing was brought in" in refused(record().bring_in, foreign)
    assert not hers.exists()


def test_an_export_with_one_slip_in_it_brings_in_nothing(hers: Path) -> None:
    whole = json.loads(everything().to_json())
    slips: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda row: row.pop("id"), lambda row: row.update(id=""), lambda row: row.update(more=1),
        lambda row: row.update(at="x"), lambda row: row.pop("at"),
    )  # fmt: skip
    for table in KINDS.values():
        for slip in slips:
            changed = json.loads(json.dumps(whole))
            slip(changed[table][1])
            refused(record().bring_in, json.dumps(changed))
    text, dice = everything().to_json(), random.Random(1)
    for _ in range(50):
        refused(record().bring_in, text[: dice.randrange(len(text) - 2)])
    assert not hers.exists()


# --- closed to others


@pytest.mark.skipif(os.name != "posix", reason="rights are given in another way")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_folder_and_files_are_hers_alone_whatever_the_umask_and_older_ones_are_tightened(
    umask: int, hers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def open_to_others() -> list[str]:
        return [path.name for path in (hers, *hers.iterdir()) if stat.S_IMODE(path.stat().st_mode) & 0o077]

    before = os.umask(umask)
    try:
        mine = record()
        mine.save(a(DiaryEntry))
        (hers / MAIN).write_bytes(b"x")
        (hers / COPY).write_bytes(b"x")
        mine.save(a(DiaryEntry))
        assert teacher_main([]) == 0
    finally:
        os.umask(before)
    names = {path.name for path in hers.iterdir()}
    assert names >= {MAIN, COPY, LOCK, "record-damaged-1.sqlite", "record-copy-damaged-1.sqlite", "teacher.yaml"}
    assert open_to_others() == []
    assert (stat.S_IMODE(hers.stat().st_mode), stat.S_IMODE((hers / MAIN).stat().st_mode)) == (0o700, 0o600)
    for touch in (lambda: record().entries(), lambda: record().save(a(DiaryEntry))):
        hers.chmod(0o755)
        for path in hers.glob("record*"):
            path.chmod(0o644)
        touch()
        assert open_to_others() == []
    hers.chmod(0o755)
    (hers / "teacher.yaml").chmod(0o644)
    assert teacher_main([]) == 0
    assert open_to_others() == []
    capsys.readouterr()


# --- no formula in any cell

HARMFUL = ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "\u00a0=1", "\u200b=1", "\ufeff@x", "＝1", "＋1",
           "－1", "＠x", "﹦1", "\u22121", "\tx", "\rx"]  # fmt: skip


@pytest.mark.parametrize("text", HARMFUL)
def test_no_cell_that_she_wrote_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert f'"\'{text}"' in as_csv([["x", text]])
    mine = Record(MemoryStore(SCHEMA))
    mine.save(a(DiaryEntry, note=text, muscle=text))
    assert mine.to_csv().count(f'"\'{text}"') == 2


def test_other_cells_stay_as_they_are() -> None:
    for cell in ("calf", "a=1", "", "  ", "'", "3-4", "مرحبا", -3, -2.5, None, True):
        assert harmless(cell) == cell


def test_a_class_view_keeps_all_or_none_too() -> None:
    class Unknown(Review, frozen=True, kw_only=True):
        """A row that has no table."""

    mine = Record(MemoryStore(SCHEMA))
    with pytest.raises(KeyError):
        mine.save_all([a(Review), Unknown(at=AT, card="c", rating=1)])
    assert mine.reviews() == ()


def test_where_nothing_can_be_written_what_is_whole_is_shown(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record().save(a(DiaryEntry))
    (hers / MAIN).write_bytes(b"x")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course_lib.records.private.written", full)
    mine = record()
    assert [row.note for row in mine.entries()] == ["woke"]
    assert "what you see is its second copy" in mine.news()
    with pytest.raises(RecordError, match="disk is full"):
        mine.save(a(DiaryEntry))
    assert len(msgspec.json.decode(mine.to_json())["diary"]) == 1
