"""A learner's record: her diary, answers and plan, and what she did in the practice clinic."""

import os
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_data_path

from course_lib.records.bring_in import UNREADABLE, BroughtIn, is_newer, rows_of
from course_lib.records.rows import Answer, Choice, DiaryEntry, HerRow, R, checked
from course_lib.records.spreadsheet import as_csv
from course_lib.records.store import FileStore, MemoryStore
from course_lib.records.training_rows import Card, CaseAttempt, Mark, Review, Run

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
SCHEMA = {table: kind.__struct_fields__ for kind, table in KINDS.items()}
"""The columns of each table, as the stores take them."""
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
        """Keep a row; once this returns it is safe.

        A row is known by its ``id``: saved again (a second click, a save whose answer never came) it takes the place of
        the one that is there, so that what was typed last stands, and stands once. A `ValueError` says which field
        holds what cannot be kept, a `RecordError` that nothing was changed.
        """
        self.save_all([row])

    def save_all(self, rows: Iterable[HerRow]) -> None:
        """Keep some rows in one step: all of them or, where that fails, none."""
        kept = tuple(map(checked, rows))
        if kept:
            self._store.change(lambda db: _put(db, kept))

    def entries(self) -> tuple[DiaryEntry, ...]:
        """Return the diary, oldest first, whatever the clock said where she was."""
        return tuple(sorted(self._rows(DiaryEntry), key=lambda entry: entry.moment))

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
        lines = tuple(map(checked, choices))

        def put_all(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM plan")
            _put(db, lines)

        self._store.change(put_all)

    def delete(self, entry: DiaryEntry) -> None:
        """Delete one entry of the diary, in the file and in its copy."""
        self._store.change(lambda db: db.execute("DELETE FROM diary WHERE id = ?", [entry.id]), "deleted")

    def delete_everything(self) -> None:
        """Delete diary, answers, plan and training, the copy, and damaged files that were set aside."""
        self._store.erase()

    def to_json(self) -> str:
        """Return everything as JSON: for each table its rows, and apart from them the rows that cannot be read."""
        tables: dict[str, Any] = {table: self._rows(kind) for kind, table in KINDS.items()}
        if unreadable := {table: rows for kind, table in KINDS.items() if (rows := self._read(kind)[1])}:
            tables[UNREADABLE] = unreadable
        return msgspec.json.format(msgspec.json.encode(tables), indent=1).decode()

    def bring_in(self, exported: str | bytes) -> BroughtIn:
        """Add to this record what stands in an export of another one, all of it or, where that fails, nothing.

        Of two rows with one id the newer stays. What is no whole export raises a `ValueError` with a sentence.
        """
        rows, unreadable = rows_of(exported, KINDS)

        def put_newer(db: sqlite3.Connection) -> BroughtIn:
            here = {(type(row), row.id): row for kind in KINDS for row in _readable(db, kind)[0]}
            new = [row for row in rows if (type(row), row.id) not in here]
            newer = [row for row in rows if (own := here.get((type(row), row.id))) and is_newer(row, own)]
            _put(db, [*new, *newer])
            return BroughtIn(len(new), len(newer), len(rows) - len(new) - len(newer), unreadable)

        return self._store.change(put_newer)

    def to_csv(self, table: str = "diary") -> str:
        """Return one table (``diary``, ``answers`` and so on) as CSV, its first line the names of the columns."""
        kinds = {name: kind for kind, name in KINDS.items()}
        if table not in kinds:
            raise ValueError(f"There is no table {table!r}; choose {', '.join(kinds)}.")
        rows = (msgspec.to_builtins(row).values() for row in self._rows(kinds[table]))
        return as_csv([kinds[table].__struct_fields__, *rows])

    def news(self) -> str:
        """Return once what was found damaged, and what was done about it; mostly nothing."""
        news = " ".join(self._store.news)
        self._store.news.clear()
        return news

    def _rows(self, kind: type[R]) -> tuple[R, ...]:
        rows, unreadable = self._read(kind)
        if unreadable:
            number = f"{len(unreadable)} row{'s' * (len(unreadable) > 1)}"
            news = f"{number} of your {KINDS[kind].replace('_', ' ')} cannot be read. All else is shown, and the file "
            news += "keeps what is there: Everything (JSON) has it at its end."
            self._store.news += [news] if news not in self._store.news else []
        return rows

    def _read(self, kind: type[R]) -> tuple[tuple[R, ...], list[dict[str, Any]]]:
        return self._store.read(lambda db: _readable(db, kind))


def record() -> Record:
    """Return this learner's record: in ``COURSE_LIB_DATA`` if set, else where her system keeps a program's data."""
    if in_class_view():
        return _class_view()
    return Record(FileStore(own_folder(), SCHEMA))


def in_class_view() -> bool:
    """Return whether many people share this server, so that nothing may be stored."""
    return os.environ.get("COURSE_LIB_CLASS", "0") not in ("", "0")


def own_folder() -> Path:
    """Return the folder of whoever uses the course on this computer; it need not be there yet, nor be a full path."""
    chosen = os.path.expanduser(os.environ.get("COURSE_LIB_DATA", ""))  # noqa: PTH111  pathlib raises at "~nobody"
    return Path(chosen) if chosen else user_data_path("leg-cramps-course", False)


@cache
def _class_view() -> Record:
    """Return the one record that all tools of a page share, as long as its kernel lives."""
    return Record(MemoryStore(SCHEMA))


def _columns(names: Iterable[str]) -> str:
    """Return columns as SQL lists them, in brackets: ``case`` is a word of SQL's own."""
    return ", ".join(f"[{name}]" for name in names)


def _readable(db: sqlite3.Connection, kind: type[R]) -> tuple[tuple[R, ...], list[dict[str, Any]]]:
    """Return the rows of one kind by their time, and as they stand there those that cannot be read."""
    columns = kind.__struct_fields__
    rows, unreadable = [], []
    for values in db.execute(f"SELECT {_columns(columns)} FROM {KINDS[kind]} ORDER BY at, rowid").fetchall():
        row = dict(zip(columns, values, strict=True))
        try:
            rows.append(msgspec.convert(row, kind, strict=False))
        except (ValueError, OverflowError):
            unreadable.append({name: _plain(value) for name, value in row.items()})
    return tuple(rows), unreadable


def _plain(value: object) -> object:
    """Return a value that JSON can hold."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _put(db: sqlite3.Connection, rows: Iterable[HerRow]) -> None:
    for row in rows:
        values = msgspec.to_builtins(row)
        marks = ", ".join(f":{name}" for name in values)
        db.execute(f"INSERT OR REPLACE INTO {KINDS[type(row)]} ({_columns(values)}) VALUES ({marks})", values)
