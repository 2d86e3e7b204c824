"""Files that only their owner may read: folder 0700, files 0600, whatever the umask says; older ones are tightened."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def own_folder_made(folder: Path) -> None:
    """Make a folder for her files where there is none, and close it to others."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # not by mkdir, from which an umask takes her own rights too
    closed(folder)


def closed(folder: Path, files: Iterable[Path] = ()) -> None:
    """Take away what others may do with a folder and some files in it, as far as they are ours.

    A folder that many share on purpose (it has the sticky bit, as ``/tmp`` has), and a whole home, stay as they are.
    """
    if os.name != "posix":
        return
    for path in (folder, *files):
        with contextlib.suppress(OSError):  # not there any more, or on a disk that can only be read
            found = path.lstat()
            shared = path == folder and (found.st_mode & stat.S_ISVTX or path.absolute() == Path.home())
            if found.st_uid == os.geteuid() and found.st_mode & OTHERS and not shared and not path.is_symlink():
                path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)


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
