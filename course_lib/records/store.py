"""One SQLite file that does not lose what it reported as saved, and its second copy.

A change is reported only when it stands in the file (written through to the disk) and in the copy (made anew by
SQLite's backup, checked, then put in the old copy's place). So whichever of the two is damaged, the other has all.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from course_lib.records.trouble import RecordError, in_plain_words

T = TypeVar("T")

MAIN, COPY, LOCK = "record.sqlite", "record-copy.sqlite", "record-lock.sqlite"
OURS = 0x4C454743
"""The application id in the file's head: an empty file is a sound SQLite file too, but not ours."""
VERSION = 2
"""Of the tables: 1 had no practice clinic. A file of an older one gets the new tables with its next change."""
PATIENCE = 10.0
"""Seconds to wait for another notebook."""
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class MemoryStore:
    """The class view: everything is gone with the page."""

    def __init__(self, schema: Iterable[str]) -> None:
        self.news: list[str] = []
        self._schema = tuple(schema)
        self.erase()

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``ask`` finds."""
        return ask(self._db)

    change = read

    def erase(self) -> None:
        """Forget everything."""
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        _upgrade(self._db, self._schema)


class FileStore:
    """The file of one learner in her folder; several notebooks may hold one at the same time."""

    def __init__(self, folder: Path, schema: Iterable[str]) -> None:
        self.news: list[str] = []
        """Sentences she should see: what was damaged, and what was done about it."""
        self.folder, self._schema = folder, tuple(schema)
        self.main, self.copy = folder / MAIN, folder / COPY

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``ask`` finds in the file as it is now; reading an empty folder leaves it empty."""
        with in_plain_words("read"):
            if not (self.main.exists() or self.copy.exists()):
                return MemoryStore(self._schema).read(ask)
            if not self._is_sound(self.main, quickly=True):
                with self._locked():
                    self._mend()
            with closing(_opened(self.main)) as db:
                return ask(db) if _version(db) == VERSION else self._ask_older(db, ask)

    def change(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Do something to the file in one transaction; returns once file and copy have it on the disk."""
        with in_plain_words("saved"):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                self._mend()
                with closing(_opened(self.main)) as db:
                    db.execute("BEGIN IMMEDIATE")
                    _upgrade(db, self._schema)
                    done = do(db)
                    db.execute("COMMIT")
                self._write(self.copy, source=self.main)
            return done

    def erase(self) -> None:
        """Delete file, copy, and what was set aside: everything of ours in the folder but the empty lock."""
        with in_plain_words("deleted"):
            if self.folder.exists():
                with self._locked():
                    # The file goes last: a deletion that was cut short leaves all of it, not a part that comes back.
                    for path in sorted(self.folder.glob("record*"), key=lambda path: (path == self.main, path.name)):
                        if not path.name.startswith(LOCK):
                            path.unlink()

    def _ask_older(self, db: sqlite3.Connection, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``ask`` finds in a file of an older course, with the new tables; reading changes no file."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
            db.backup(memory)
            _upgrade(memory, self._schema)
            return ask(memory)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one notebook at a time change or mend; the system frees the lock of a process that was killed."""
        path = self.folder / LOCK
        if path.exists() and path.stat().st_size:
            path.unlink()  # a lock is empty for good; anything else is no lock
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield

    def _mend(self) -> None:
        """Make file and copy sound, each from the other, or both anew; what is damaged gets a new name."""
        sound = {self.main: self._is_sound(self.main)}
        sound[self.copy] = self._is_sound(self.copy, quickly=sound[self.main])
        if all(sound.values()):
            return
        lost = [_set_aside(path) for path in sound if not sound[path] and path.exists()]
        kept = f" What was damaged is kept as {' and '.join(lost)} in {self.folder}." if lost else ""
        if sound[self.copy]:
            self._write(self.main, source=self.copy)
            self.news.append(f"Your file was damaged or gone, and was put back from its second copy.{kept}")
            return
        self._write(self.main if not sound[self.main] else self.copy, source=self.main if sound[self.main] else None)
        if not sound[self.main]:
            self._write(self.copy, source=self.main)
        if lost and not sound[self.main]:
            self.news.append(f"Your file and its second copy could not be read, so a new, empty one was begun.{kept}")
        elif lost:
            self.news.append(f"The second copy of your file was damaged, and was made anew.{kept}")

    def _is_sound(self, path: Path, quickly: bool = False) -> bool:
        """Whether a file is whole and ours. Being busy, or not allowed, is not damage: that raises.

        ``quickly`` looks at every page and row, and leaves out whether the indexes say the same as the rows. That is
        enough to read, which needs no index, and for a copy that is being made, or made anew, in the same change.
        """
        if not path.exists():
            return False
        check = "quick_check" if quickly else "integrity_check"
        try:
            with closing(_opened(path)) as db:
                if db.execute("PRAGMA application_id").fetchone()[0] != OURS:
                    return False
                if _version(db) > VERSION:
                    raise RecordError("Your file was made by a newer version of the course; update the course first.")
                return bool(db.execute(f"PRAGMA {check}").fetchone()[0] == "ok")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED or not path.exists():
                return False
            raise

    def _write(self, path: Path, source: Path | None) -> None:
        """Write a new file beside ``path``, from a source or empty, check it, then put it there in one step."""
        new = path.with_suffix(".new")
        for leftover in (new, Path(f"{new}-journal"), Path(f"{path}-journal")):
            leftover.unlink(missing_ok=True)
        with closing(sqlite3.connect(new, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous=OFF")  # it waits for the disk below, once
            if source is None:
                db.execute(f"PRAGMA application_id = {OURS}")
                _upgrade(db, self._schema)
            else:
                with closing(_opened(source)) as original:
                    original.backup(db)
        if source and _pages(source) != _pages(new):
            raise sqlite3.OperationalError("the copy differs")
        if not self._is_sound(new, quickly=True):  # the source was looked at whole, and the pages are the same
            raise sqlite3.OperationalError("the copy is not sound")
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(path)
        if os.name == "posix":  # the new name itself must reach the disk
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file that is there. Deleted entries are overwritten, and a commit waits for the disk."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    db = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    db.executescript("PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON")
    return db


def _pages(path: Path) -> bytes:
    """Return all that a file holds but its head of 100 bytes, where SQLite counts changes."""
    return path.read_bytes()[100:]


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(db: sqlite3.Connection, schema: Iterable[str]) -> None:
    """Add the tables that are not there yet. The statements join a transaction that is open."""
    if _version(db) < VERSION:
        for statement in schema:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _set_aside(path: Path) -> str:
    """Give a damaged file a name that is free, its journal first: a journal must never meet another file."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-damaged-{number}.sqlite")).exists():
        number += 1
    with contextlib.suppress(FileNotFoundError):
        Path(f"{path}-journal").rename(f"{aside}-journal")
    path.rename(aside)
    return aside.name
