"""What stands in her file: SQLite's own bytes, then one line with a count of the changes and two checksums.

The first names the state that this one was made from, so that a state of another file is never taken for the next of
this one; the last is over all of it. The line stands in the file itself, so that file and checksum are put in place in
one step. SQLite passes over it. What comes after it (some programs append a few bytes) is nobody's, and harmless.
"""

import enum
import hashlib
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

OURS = 0x4C454743
"""The application id in the file's head: an empty file is a sound SQLite file too, but not ours."""
VERSION = 3
"""Of the tables: 1 had no practice clinic, 2 no offset from UTC; both had no line with a checksum."""
NAME = b"leg-cramps-course"
SEAL = re.compile(rb"\n" + NAME + rb" (\d{20}) ([0-9a-f]{64}) ([0-9a-f]{64})\n")
MOST_CHANGES = 10**20 - 1


class Trust(enum.IntEnum):
    """How far a file's bytes can be believed."""

    NONE = 0
    """Not there, not ours, or beyond what SQLite can read."""
    DOUBTFUL = 1
    """SQLite reads it, but its checksum does not fit: a word or a number may be wrong."""
    WHOLE = 2
    """As it was written."""


@dataclass(frozen=True)
class Contents:
    """What was found in a file: SQLite's bytes, how many changes led to them, and how far they can be believed."""

    body: bytes = b""
    change: int = 0
    trust: Trust = Trust.NONE
    newer: bool = False
    """Whether a newer version of the course made it."""
    there: bool = True
    """Whether there is a file at all."""
    parent: bytes = b""
    """The `mark` of the state that it was made from."""

    @property
    def mark(self) -> bytes:
        """What tells this state from others; SQLite's head of 100 bytes, with its own counter, counts for nothing."""
        return _checksum(self.body[100:], self.change, self.parent)

    def same(self, other: "Contents") -> bool:
        """Return whether both hold the same state."""
        return self.trust == other.trust and self.change == other.change and self.body[100:] == other.body[100:]


def sealed(body: bytes, before: Contents) -> bytes:
    """Return the bytes of a file whose contents were made from others."""
    change, parent = min(before.change + 1, MOST_CHANGES), before.mark
    return body + b"\n%b %020d %b %b\n" % (NAME, change, parent, _checksum(body, change, parent))


def read(raw: bytes) -> Contents:
    """Return what the bytes of a file hold, and whether they are as they were written."""
    size = int.from_bytes(raw[16:18], "big")
    body = raw[: (65536 if size == 1 else size) * int.from_bytes(raw[28:32], "big")]
    version = int.from_bytes(raw[60:64], "big")
    if seal := SEAL.match(raw, len(body)):
        change, parent, checksum = int(seal[1]), seal[2], seal[3]
        if checksum == _checksum(body, change, parent):
            return Contents(body, change, Trust.WHOLE, version > VERSION, parent=parent)
        ours = body[:60] + VERSION.to_bytes(4, "big") + body[64:]
        if version > VERSION and checksum == _checksum(ours, change, parent):
            return Contents(body)  # damage that looks like a newer version
    if not _is_readable(body or raw):
        return Contents(body or raw)
    if version > VERSION:
        return Contents(body, 0, Trust.WHOLE, newer=True)
    unsealed = 0 < version < VERSION and NAME not in raw[len(body) :]
    return Contents(body, 0, Trust.WHOLE if unsealed else Trust.DOUBTFUL)


def opened(body: bytes) -> sqlite3.Connection:
    """Return a database in memory with these contents, or an empty one. What is deleted is overwritten in it."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if body:
        db.deserialize(body)
    db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")  # one broken letter must not hide all rows
    db.execute("PRAGMA secure_delete = ON")
    return db


def _is_readable(body: bytes) -> bool:
    """Return whether SQLite finds nothing wrong with a file of ours."""
    if not body.startswith(b"SQLite format 3\x00") or int.from_bytes(body[68:72], "big") != OURS:
        return False
    try:
        with closing(opened(body)) as db:
            return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except sqlite3.Error:
        return False


def _checksum(body: bytes, change: int, parent: bytes) -> bytes:
    return hashlib.sha256(b"%d %b\n" % (change, parent) + body).hexdigest().encode()
