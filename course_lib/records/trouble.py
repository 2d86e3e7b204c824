"""What could not be kept or read, said in one sentence for the learner."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator

NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


class RecordError(Exception):
    """What could not be kept or read, in one sentence for the learner."""


@contextlib.contextmanager
def in_plain_words(wanted: str) -> Iterator[None]:
    """Turn what SQLite or the system says into one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise RecordError(f"This could not be {wanted}: {_why(error)}") from error


def _why(error: OSError | sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in NO_ROOM:
        return "the disk is full. Make some room and try again."
    if code == sqlite3.SQLITE_BUSY:
        return "another open notebook is still writing. Try again in a moment."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or isinstance(error, OSError):
        return "the folder for your file cannot be opened or written to. Check that it is there and is yours."
    return "the disk did not take it. Check that there is room and try again."
