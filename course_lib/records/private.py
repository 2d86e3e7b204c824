"""Files that only their owner may read: folder 0700, files 0600, whatever the umask says; older ones are tightened.

Only plain files are read: a folder, a link, a pipe or a device that has a file's name is none.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

OTHERS = stat.S_IRWXG | stat.S_IRWXO
NO_PLACE = (
    "The folder for your own file is not named from its beginning, so it would be another one for each page. Let "
    "COURSE_LIB_DATA name it in full, as in /home/ana/cramps or C:\\cramps, or unset it."
)


class NotPlainError(OSError):
    """What stands under a file's name is no plain file."""


def own_folder_made(folder: Path) -> None:
    """Make a folder for her files where there is none, and close it to others."""
    for missing in (*reversed(folder.parents), folder):
        if not missing.is_dir():
            with contextlib.suppress(FileExistsError):
                missing.mkdir()
                missing.chmod(0o700)  # not by mkdir, from which an umask takes her own rights too
    closed(folder)


def closed(folder: Path, files: Iterable[Path] = ()) -> None:
    """Take away what others may do with a folder and some files in it, as far as they are ours.

    A folder that many share on purpose (it has the sticky bit, as ``/tmp`` has), and a whole home, stay as they are.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError, RuntimeError):  # a link that goes round, or nobody's home
        folder = folder.resolve()
        if not (folder.stat().st_mode & stat.S_ISVTX or folder == Path.home().resolve()):
            _close(folder, stat.S_ISDIR)
    for path in files:
        _close(path, stat.S_ISREG)


def _close(path: Path, is_meant: Callable[[int], bool]) -> None:
    with contextlib.suppress(OSError):  # not there any more, or on a disk that can only be read
        status = path.lstat()
        if is_meant(status.st_mode) and status.st_uid == os.geteuid() and status.st_mode & OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~OTHERS)


def is_plain(path: Path) -> bool:
    """Return whether a plain file stands there, and not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def opened(path: Path, *, to_write: bool = False) -> Iterator[BinaryIO]:
    """Open a plain file as it is; what is none is a `NotPlainError`, without following it or waiting for it."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotPlainError(errno.EINVAL, "no plain file", str(path))
    flags = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    descriptor = os.open(path, flags | (os.O_RDWR if to_write else os.O_RDONLY))
    with os.fdopen(descriptor, "r+b" if to_write else "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it came there since
            raise NotPlainError(errno.EINVAL, "no plain file", str(path))
        yield file


def written(path: Path, contents: bytes) -> None:
    """Write a new file that only she may read, through to the disk; one that is there already is an `OSError`.

    One that could not be written whole is taken away again, so that it leaves its room.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if os.name == "posix":
                os.fchmod(descriptor, 0o600)
            file.write(contents)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
