"""A learner's record: her diary, her answers and her plan."""

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

from course_lib.records.rows import KINDS, Answer, Choice, DiaryEntry, HerRow
from course_lib.records.store import FileStore, MemoryStore, RecordError

R = TypeVar("R", bound=HerRow)

SCHEMA = "".join(
    f"CREATE TABLE {table} (id TEXT PRIMARY KEY, {', '.join(kind.__struct_fields__[1:])});"
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
        self._store.change(lambda db: _put(db, row))

    def entries(self) -> tuple[DiaryEntry, ...]:
        """Return the diary, oldest first."""
        return self._rows(DiaryEntry)

    def answers(self) -> tuple[Answer, ...]:
        """Return the answers she checked, oldest first."""
        return self._rows(Answer)

    def plan(self) -> tuple[Choice, ...]:
        """Return the lines of her plan."""
        return self._rows(Choice)

    def save_plan(self, choices: Iterable[Choice]) -> None:
        """Put a new plan in the old one's place."""
        lines = tuple(choices)

        def put_all(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM plan")
            for line in lines:
                _put(db, line)

        self._store.change(put_all)

    def delete(self, entry: DiaryEntry) -> None:
        """Delete one entry of the diary, in the file and in its copy."""
        self._store.change(lambda db: db.execute("DELETE FROM diary WHERE id = ?", [entry.id]))

    def delete_everything(self) -> None:
        """Delete diary, answers and plan, the copy, and damaged files that were set aside."""
        self._store.erase()

    def to_json(self) -> str:
        """Return everything as JSON: for each table its rows."""
        tables = {table: self._rows(kind) for kind, table in KINDS.items()}
        return msgspec.json.format(msgspec.json.encode(tables), indent=1).decode()

    def to_csv(self, table: str = "diary") -> str:
        """Return one table (``diary``, ``answers`` or ``plan``) as CSV, its first line the names of the columns."""
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
        query = f"SELECT {', '.join(columns)} FROM {KINDS[kind]} ORDER BY at, rowid"
        found = self._store.read(lambda db: db.execute(query).fetchall())
        try:
            return tuple(msgspec.convert(dict(zip(columns, row, strict=True)), kind, strict=False) for row in found)
        except msgspec.ValidationError as error:
            raise RecordError("Somebody changed your file by hand, and the course cannot read it so.") from error


def record() -> Record:
    """Return this learner's record: in ``COURSE_LIB_DATA`` if set, else where her system keeps a program's data."""
    if os.environ.get("COURSE_LIB_CLASS", "0") not in ("", "0"):
        return _class_view()
    chosen = os.environ.get("COURSE_LIB_DATA")
    return Record(FileStore(Path(chosen) if chosen else user_data_path("leg-cramps-course", False), SCHEMA))


@cache
def _class_view() -> Record:
    """One for all tools of a page, as long as its kernel lives."""
    return Record(MemoryStore(SCHEMA))


def _put(db: sqlite3.Connection, row: HerRow) -> None:
    values = msgspec.to_builtins(row)
    marks = ", ".join(f":{name}" for name in values)
    db.execute(f"INSERT OR REPLACE INTO {KINDS[type(row)]} ({', '.join(values)}) VALUES ({marks})", values)
