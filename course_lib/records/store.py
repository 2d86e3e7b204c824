"""Where rows are kept: one file of hers that does not lose what it reported as saved, and its second copy.

A change is made in memory. Both files are then written whole under other names, through to the disk, and only after
that put in place, each in one step. So a change that found no room, or was cut short, changed nothing; and whichever of
the two is damaged, or put back to an older state by a program that syncs folders, the other has everything.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from course_lib.records import private, sealed
from course_lib.records.sealed import Contents, Trust
from course_lib.records.trouble import RecordError, in_plain_words

T = TypeVar("T")
Tables = Mapping[str, Sequence[str]]
"""The names of the tables, and of their columns; the first of these is the row's id."""

MAIN, COPY, LOCK = "record.sqlite", "record-copy.sqlite", "record-lock.sqlite"
HERS = re.compile(r"record(-copy)?((-(damaged|other)-\d+)?\.sqlite(-journal)?|\.new)|record-lock-damaged-\d+\.sqlite")
"""The names that the course gives to files with rows in them; every other file in the folder is somebody else's."""
PATIENCE = 20.0
"""Seconds to wait for other notebooks."""
ONCE = "Only its second copy could not be made anew; that is tried again with the next change."
NEWER = "Your file was made by a newer version of the course; update the course first."
_opened = sealed.opened


class MemoryStore:
    """The class view: everything is gone with the page."""

    def __init__(self, tables: Tables) -> None:
        self.news: list[str] = []
        self._tables = tables
        self.erase()

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``ask`` finds."""
        return ask(self._db)

    def change(self, do: Callable[[sqlite3.Connection], T], wanted: str = "saved") -> T:
        """Do something to the rows, all of it or nothing."""
        with in_plain_words(wanted), self._db:
            self._db.execute("BEGIN")
            return do(self._db)

    def erase(self) -> None:
        """Forget everything."""
        self._db = sealed.opened(b"")
        _upgrade(self._db, self._tables)


class FileStore:
    """The file of one learner in her folder; several notebooks may hold one at the same time."""

    def __init__(self, folder: Path, tables: Tables) -> None:
        self.news: list[str] = []
        """Sentences she should see: what was damaged, and what was done about it."""
        self.folder, self._tables = folder, tables
        self.main, self.copy = folder / MAIN, folder / COPY

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``ask`` finds in the file as it is now; reading an empty folder leaves it empty."""
        with self._at_work("read"):
            self._close_to_others()
            with closing(_opened(self._current().body)) as db:
                _upgrade(db, self._tables)
                return ask(db)

    def change(self, do: Callable[[sqlite3.Connection], T], wanted: str = "saved") -> T:
        """Do something to the rows, all of it or nothing; returns once file and copy have it on the disk."""
        with self._at_work(wanted):
            private.own_folder_made(self.folder)
            with self._locked():
                self._close_to_others()
                best, aside, said = self._judged()
                with closing(_opened(best.body)) as db:
                    _upgrade(db, self._tables)
                    done = do(db)
                    self._put(sealed.sealed(db.serialize(), best), aside, said)
            return done

    def erase(self) -> None:
        """Delete file, copy, and what was set aside: everything of hers in the folder but the empty lock."""
        with self._at_work("deleted"):
            if self.folder.exists():
                with self._locked():
                    # The file goes last: a deletion that was cut short leaves all of it, not a part that comes back.
                    for path in sorted(self._hers(), key=lambda path: (path == self.main, path.name)):
                        path.unlink()

    def _current(self) -> Contents:
        """Return what the file holds now, after mending it where it and its copy do not say the same."""
        main, copy = self._contents(self.main), self._contents(self.copy)
        if not (main.there or copy.there):
            return Contents()
        cut_short = private.is_plain(_journal(self.main))
        if main.trust == Trust.WHOLE and not main.newer and main.same(copy) and not cut_short:
            return main
        try:
            with self._locked():
                best, aside, said = self._judged()
                if best.trust == Trust.WHOLE and not (aside or said) and self._contents(self.copy).same(best):
                    return best
                with closing(_opened(best.body)) as db:
                    _upgrade(db, self._tables)
                    self._put(sealed.sealed(db.serialize(), best), aside, said)
                return best
        except (OSError, sqlite3.Error):
            if (best := max(main, copy, key=_rank)).trust < Trust.WHOLE:
                raise
            if main.trust < Trust.WHOLE:  # what is there is shown, though nothing can be written beside it
                self._tell("Your file is damaged or gone and cannot be put back now; what you see is its second copy.")
            return best

    def _judged(self) -> tuple[Contents, dict[Path, str], str]:
        """Return the better of file and copy, which of them to keep under another name, and what to say about it."""
        for path in (self.main, self.copy):
            if all(map(private.is_plain, (path, _journal(path)))) and not _is_sealed(self._contents(path)):
                _rolled_back(path)  # an older course was cut short here
        main, copy = self._contents(self.main), self._contents(self.copy)
        if main.newer or copy.newer:
            raise RecordError(NEWER)
        best = max(main, copy, key=_rank)
        if best.trust < Trust.WHOLE:
            aside = {path: "damaged" for path, contents in ((self.main, main), (self.copy, copy)) if contents.there}
            said = "Your file and its second copy could not be read, so a new, empty one was begun."
            if best.trust == Trust.DOUBTFUL:
                said = "Your file and its second copy are damaged. What can be read is shown; a word or a number in it "
                said += "may be wrong, so look it through."
            return best if best.trust else Contents(), aside, said if aside else ""
        path, other = (self.copy, copy) if best is main else (self.main, main)
        if other.same(best):
            return best, {}, ""
        if other.trust < Trust.WHOLE:
            aside = {path: "damaged"} if other.there else {}
            if best is copy:
                return best, aside, "Your file was damaged or gone, and was put back from its second copy."
            return best, aside, "The second copy of your file was damaged, and was made anew." if aside else ""
        if best is main and best.parent == other.mark:
            return best, {}, ""  # the last change was cut short before it reached the copy
        if best is copy:
            return best, {path: "other"}, "An older file stood in the place of yours; the newer one was put back."
        return best, {path: "other"}, "The second copy was of another state than your file; your file was kept."

    def _put(self, raw: bytes, aside: Mapping[Path, str], said: str) -> None:
        """Put new contents in the place of file and copy; what goes aside gets its own name, and a word about it."""
        new = {path: path.with_suffix(".new") for path in (self.main, self.copy)}
        try:
            for path in new.values():
                _made_free(path)
                self._write(path, raw)
            names = [_set_aside(path, why) for path, why in aside.items()]
        except BaseException:
            for path in filter(private.is_plain, new.values()):
                path.unlink(missing_ok=True)
            raise
        _moved(new[self.main], self.main)
        # From here on the change stands, and must not be called unsaved.
        try:
            _moved(new[self.copy], self.copy)
            for path in filter(private.is_plain, map(_journal, new)):
                path.unlink(missing_ok=True)
            _through_to_disk(self.folder)
        except OSError:
            self._tell(ONCE)
        if said:
            kept = f" What stood there is kept as {' and '.join(names)} in {self.folder}." if names else ""
            self._tell(said + kept)

    def _write(self, path: Path, raw: bytes) -> None:
        private.written(path, raw)

    def _contents(self, path: Path) -> Contents:
        try:
            with private.opened(path) as file:
                contents = sealed.read(file.read())
        except FileNotFoundError:
            return Contents(there=False)
        except private.NotPlainError:
            return Contents()
        # Where damage hit the name of a table, SQLite finds nothing wrong and the course finds no rows.
        if contents.trust == Trust.DOUBTFUL and not self._has_tables(contents.body):
            return Contents(contents.body)
        return contents

    def _has_tables(self, body: bytes) -> bool:
        try:
            with closing(_opened(body)) as db:
                for table, columns in self._tables.items():
                    db.execute(f"SELECT {', '.join(f'[{name}]' for name in columns)} FROM {table}").fetchall()
        except sqlite3.Error:
            return False
        return True

    def _hers(self) -> list[Path]:
        """Return the files in the folder that have something of hers in them."""
        return [path for path in self.folder.glob("record*") if HERS.fullmatch(path.name) and private.is_plain(path)]

    def _close_to_others(self) -> None:
        private.closed(self.folder, [*self._hers(), self.folder / LOCK])

    @contextlib.contextmanager
    def _at_work(self, wanted: str) -> Iterator[None]:
        """Say in one sentence why something could not be done."""
        if not self.folder.is_absolute():
            raise RecordError(private.NO_PLACE)
        with in_plain_words(wanted):
            yield

    def _tell(self, sentence: str) -> None:
        if sentence not in self.news:
            self.news.append(sentence)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one notebook at a time change or mend; the system frees the lock of a process that was killed."""
        path = self.folder / LOCK
        if os.path.lexists(path) and not (private.is_plain(path) and path.lstat().st_nlink == 1):
            _set_aside(path, "damaged")  # a link, or one of two names: emptied, it would take another file along
        elif path.exists() and path.stat().st_size:
            with private.opened(path, to_write=True) as file:
                file.truncate()  # a lock is empty for good; one that was taken away could be held twice
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            if os.name == "posix":
                path.chmod(0o600)
            yield


def _rank(contents: Contents) -> tuple[int, int]:
    return contents.trust, contents.change


def _is_sealed(contents: Contents) -> bool:
    return contents.trust == Trust.WHOLE and contents.change > 0


def _journal(path: Path) -> Path:
    return Path(f"{path}-journal")


def _rolled_back(path: Path) -> None:
    """Let SQLite undo what an older version of the course, which wrote into the file itself, could not finish."""
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=PATIENCE)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _upgrade(db: sqlite3.Connection, tables: Tables) -> None:
    """Add the tables and columns that are not there yet."""
    if db.execute("PRAGMA user_version").fetchone()[0] >= sealed.VERSION:
        return
    for table, (key, *columns) in tables.items():
        listed = ", ".join(f"[{name}]" for name in columns)
        db.execute(f"CREATE TABLE IF NOT EXISTS {table} ([{key}] TEXT PRIMARY KEY, {listed})")
        there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        for name in columns:
            if name not in there:
                db.execute(f"ALTER TABLE {table} ADD COLUMN [{name}]")
    db.execute(f"PRAGMA application_id = {sealed.OURS}")
    db.execute(f"PRAGMA user_version = {sealed.VERSION}")


def _made_free(path: Path) -> None:
    """Take away what an earlier try left under a passing name; a folder that somebody put there is moved aside."""
    if path.is_dir() and not path.is_symlink():
        _set_aside(path, "damaged")
    path.unlink(missing_ok=True)


def _set_aside(path: Path, why: str) -> str:
    """Give a file a second name that is free, with its journal; it stays in its place until it is replaced there.

    What is no plain file, and the lock, get that name instead of their own.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}-{why}-{number}.sqlite")):
        number += 1
    if path.name == LOCK or not private.is_plain(path):
        path.replace(aside)
        return aside.name
    for old, new in ((path, aside), (_journal(path), _journal(aside))):
        if private.is_plain(old):
            try:
                new.hardlink_to(old)
            except OSError:  # a disk without second names
                shutil.copyfile(old, new)
    private.closed(path.parent, [aside, _journal(aside)])
    return aside.name


def _moved(new: Path, path: Path) -> None:
    """Put a file in another's place; on Windows somebody who reads that one holds it for a moment."""
    for left in range(50, -1, -1):
        try:
            new.replace(path)
        except PermissionError:
            if os.name == "posix" or not left:
                raise
            time.sleep(0.02)
        else:
            return


def _through_to_disk(folder: Path) -> None:
    """Wait until the new names themselves have reached the disk."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
