"""A learner's record: her diary, answers and plan, and what she did in the practice clinic."""

import csv
import io
import os
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from platformdirs import user_data_path

from course_lib.records.rows import Answer, Choice, DiaryEntry, HerRow
from course_lib.records.store import FileStore, MemoryStore
from course_lib.records.training_rows import Card, CaseAttempt, Mark, Review, Run
from course_lib.records.trouble import RecordError

R = TypeVar("R", bound=HerRow)

KINDS: dict[type[HerRow], str] = {
    DiaryEntry: "diary",
    Answer: "answers",
    Choice: "plan",
    Run: "runs",
    Mark: "marks",
    Card: "cards",
    Review: "reviews",
    CaseAttempt: "case_attempts",
}
"""The table of each kind. Version 1 of the file has the first three."""


def _columns(names: Iterable[str]) -> str:
    """Name columns in brackets: ``case`` is a word of SQL's own."""
    return ", ".join(f"[{name}]" for name in names)


SCHEMA = tuple(
    f"CREATE TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY, {_columns(kind.__struct_fields__[1:])})"
    for kind, table in KINDS.items()
)
KEPT = "kept in your own file on this computer"
NOT_KEPT = "on this page only: in the class view nothing is stored"


class Record:
    """What one learner wrote. Every reading looks again, so that notebooks open side by side see the same.

    Every method raises `RecordError` with a sentence for the learner where the file cannot be read or written.
    """

    def __init__(self, store: FileStore | MemoryStore) -> None:
        self._store = store
        self.where = KEPT if isinstance(store, FileStore) else NOT_KEPT
        """Where it is kept, to be said on the screen."""

    def save(self, row: HerRow) -> None:
        """Keep a row; once this returns it is safe. Saving a row again changes it, and makes no second one."""
        self.save_all([row])

    def save_all(self, rows: Iterable[HerRow]) -> None:
        """Keep some rows in one step: all of them or, where that fails, none."""
        kept = tuple(rows)
        if kept:
            self._store.change(lambda db: _put(db, kept))

    def entries(self) -> tuple[DiaryEntry, ...]:
        """Return the diary, oldest first."""
        return self._rows(DiaryEntry)

    def answers(self) -> tuple[Answer, ...]:
        """Return the answers she checked, oldest first."""
        return self._rows(Answer)

    def plan(self) -> tuple[Choice, ...]:
        """Return the lines of her plan."""
        return self._rows(Choice)

    def runs(self) -> tuple[Run, ...]:
        """Return the rounds of locating points, oldest first."""
        return self._rows(Run)

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks set in all runs, oldest first."""
        return self._rows(Mark)

    def cards(self) -> tuple[Card, ...]:
        """Return the flashcards seen so far, the one reviewed last at the end."""
        return self._rows(Card)

    def reviews(self) -> tuple[Review, ...]:
        """Return the answers given to flashcards, oldest first."""
        return self._rows(Review)

    def case_attempts(self) -> tuple[CaseAttempt, ...]:
        """Return the simulated patients seen, oldest first."""
        return self._rows(CaseAttempt)

    def save_plan(self, choices: Iterable[Choice]) -> None:
        """Put a new plan in the old one's place."""
        lines = tuple(choices)

        def put_all(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM plan")
            _put(db, lines)

        self._store.change(put_all)

    def delete(self, entry: DiaryEntry) -> None:
        """Delete one entry of the diary, in the file and in its copy."""
        self._store.change(lambda db: db.execute("DELETE FROM diary WHERE id = ?", [entry.id]))

    def delete_everything(self) -> None:
        """Delete diary, answers, plan and training, the copy, and damaged files that were set aside."""
        self._store.erase()

    def to_json(self) -> str:
        """Return everything as JSON: for each table its rows."""
        tables = {table: self._rows(kind) for kind, table in KINDS.items()}
        return msgspec.json.format(msgspec.json.encode(tables), indent=1).decode()

    def to_csv(self, table: str = "diary") -> str:
        """Return one table (``diary``, ``answers`` and so on) as CSV, its first line the names of the columns."""
        kinds = {name: kind for kind, name in KINDS.items()}
        if table not in kinds:
            raise ValueError(f"There is no table {table!r}; choose {', '.join(kinds)}.")
        buffer = io.StringIO(newline="")
        writer = csv.DictWriter(buffer, kinds[table].__struct_fields__)
        writer.writeheader()
        writer.writerows(msgspec.to_builtins(row) for row in self._rows(kinds[table]))
        return buffer.getvalue()

    def news(self) -> str:
        """Return once what was found damaged, and what was done about it; mostly nothing."""
        said = " ".join(self._store.news)
        self._store.news.clear()
        return said

    def _rows(self, kind: type[R]) -> tuple[R, ...]:
        columns = kind.__struct_fields__
        query = f"SELECT {_columns(columns)} FROM {KINDS[kind]} ORDER BY at, rowid"
        found = self._store.read(lambda db: db.execute(query).fetchall())
        try:
            rows = [dict(zip(columns, row, strict=True)) for row in found]
            return msgspec.convert(rows, tuple[kind, ...], strict=False)  # type: ignore[valid-type]
        except msgspec.ValidationError as error:
            raise RecordError("Somebody changed your file by hand, and the course cannot read it so.") from error


def record() -> Record:
    """Return this learner's record: in ``COURSE_LIB_DATA`` if set, else where her system keeps a program's data."""
    if in_class_view():
        return _class_view()
    return Record(FileStore(own_folder(), SCHEMA))


def in_class_view() -> bool:
    """Tell whether many people share this server, so that nothing may be stored."""
    return os.environ.get("COURSE_LIB_CLASS", "0") not in ("", "0")


def own_folder() -> Path:
    """Return the folder of whoever uses the course on this computer; it need not be there yet."""
    chosen = os.environ.get("COURSE_LIB_DATA")
    return Path(chosen) if chosen else user_data_path("leg-cramps-course", False)


@cache
def _class_view() -> Record:
    """One for all tools of a page, as long as its kernel lives."""
    return Record(MemoryStore(SCHEMA))


def _put(db: sqlite3.Connection, rows: Iterable[HerRow]) -> None:
    for row in rows:
        values = msgspec.to_builtins(row)
        marks = ", ".join(f":{name}" for name in values)
        db.execute(f"INSERT OR REPLACE INTO {KINDS[type(row)]} ({_columns(values)}) VALUES ({marks})", values)
