"""A fingerprint of the drawings and of all they are made from: while it is the same, none has to be drawn again."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import course_lib

COURSE, HERE = Path(course_lib.__file__).parent, Path(__file__).parent
FILE = HERE / "made_from.txt"
READ = (COURSE / "facts", COURSE / "rules", COURSE / "records", COURSE / "figures", HERE)
"""Everything in these folders counts, the drawings themselves too: whoever changes one by hand is found out."""
DRAWN_WITH = ("matplotlib", "numpy", "pillow", "citeproc-py")


def now() -> str:
    """Return the fingerprint of what is there now."""
    found = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in DRAWN_WITH).encode())
    for folder in READ:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path != FILE and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(folder.parent).as_posix()}\n".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def unchanged() -> bool:
    """Say whether nothing has changed since everything was drawn."""
    return FILE.exists() and FILE.read_text(encoding="utf-8").strip() == now()
