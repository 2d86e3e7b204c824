"""What a teacher writes in ``teacher.yaml``, in her own folder, where no update of the course touches it.

``teacher()`` reads it and never fails: what is right counts, and each mistake gets one sentence.
``python3 start.py teacher`` writes a first one to fill in, and says what is wrong with the one that is there.
"""

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from course_lib.records import private
from course_lib.records._teacher_checks import CHECKS, LESSONS, Language, Paper, nearest, shown
from course_lib.records._teacher_text import entries
from course_lib.records.learner import own_folder

__all__ = ["LESSONS", "Language", "Paper", "Teacher", "teacher", "teacher_file"]

FILE = "teacher.yaml"
LARGEST = 50_000
"""Bytes: some twenty pages of notes."""
MOST_SENTENCES = 20
"""What is wrong, at most; somebody corrects these and looks again."""


class Teacher(msgspec.Struct, frozen=True, kw_only=True, rename={"class_name": "class", "numbers": "local_numbers"}):
    """A teacher's own words and choices. All of it is plain text: whoever shows it escapes it."""

    teacher: str = ""
    class_name: str = ""
    """``class`` in her file."""
    clinic: str = ""
    date: str = ""
    """The day of the class as she writes it."""
    numbers: dict[str, str] = {}
    """``local_numbers`` in her file: whom to call, and the number as she writes it."""
    notes: dict[str, str] = {}
    """By the name of a notebook ("05_warning_signs") or the id of a handout; may have several lines."""
    leave_out: tuple[str, ...] = ()
    """Names of notebooks, ids of handouts, and "handout/section". Never the warning signs."""
    language: Language = "en"
    paper: Paper = "A4"


def teacher_file() -> Path:
    """Return where the teacher's file belongs; it need not be there."""
    return own_folder() / FILE


def teacher(path: Path | None = None) -> tuple[Teacher, tuple[str, ...]]:
    """Return what a teacher's file says, and a sentence for each mistake in it.

    Parameters
    ----------
    path
        Another file than `teacher_file`. One that is not there says nothing, and is no mistake.
    """
    if path is None:
        path = teacher_file()
        if not path.is_absolute():
            return Teacher(), (private.NO_PLACE,)
        private.closed(path.parent, [path])
    try:
        text = _text(path)
    except ValueError as error:
        return Teacher(), (f"{path.name} {error}",)
    right: dict[str, Any] = {}
    wrong: list[str] = []
    for line, name, value in entries(text):
        problems: list[str] = []
        if name is None:
            problems = [value]
        elif name not in CHECKS and len(wrong) > MOST_SENTENCES:
            problems = [""]  # is only counted: to look for what was meant takes its time
        elif name not in CHECKS:
            problems = [f"there is no entry '{shown(name)}'; {nearest(name, CHECKS)}"]
        elif name in right:
            problems = [f"'{name}' stands twice; the first one counts, so take one of them out"]
        elif value:
            right[name] = CHECKS[name](value, problems.append)
            problems = [f"'{name}' {problem}" for problem in problems]
        wrong += [f"{path.name}, line {line}: {problem}." for problem in problems]
    if len(wrong) > MOST_SENTENCES:
        more = f"{path.name} has {len(wrong) - MOST_SENTENCES:,} more mistakes; put these right first."
        wrong = [*wrong[:MOST_SENTENCES], more]
    return msgspec.convert({name: value for name, value in right.items() if value}, Teacher), tuple(wrong)


def _text(path: Path) -> str:
    """Return what a file says; ValueError has the end of a sentence that begins with its name."""
    try:
        if path.is_dir():
            raise ValueError("is a folder; put a text file of that name in its place.")
        if not path.exists():
            for near in (path.with_suffix(".yml"), path.with_name(f"{path.name}.txt")):  # Notepad hides its ".txt"
                if near.exists():
                    raise ValueError(f"is not there, but {near.name} is; give that file the name {path.name}.")
            return ""
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ValueError(f"is larger than {LARGEST:,} bytes or no text, so it is not read; write a shorter one.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise ValueError("cannot be opened; check that the file and its folder are yours to read.") from None
    except UnicodeDecodeError:
        raise ValueError("is not written in UTF-8; choose UTF-8 where your editor saves it.") from None


def main(arguments: list[str] | None = None) -> int:
    """Write the first file where there is none, say where it is and what is wrong in it; 0 where nothing is."""
    argparse.ArgumentParser(
        prog="start.py teacher",
        description="Make a file for your own name, class, local numbers and notes, or check the one that is there.",
    ).parse_args(arguments)
    path = teacher_file()
    own, mistakes = teacher()
    begun = False
    if not mistakes and not path.exists():
        try:
            private.own_folder_made(path.parent)
            private.written(path, (files("course_lib.records") / "teacher_start.yaml").read_bytes())
            begun = True
        except OSError:
            mistakes = (f"{path.name} could not be written; check that its folder is yours to write in.",)
    print(f"{'A file to fill in' if begun else 'Your file'}: {path}")
    for sentence in mistakes:
        print(sentence, file=sys.stderr)
    if mistakes:
        print("What is right in it counts, and the course opens as ever.", file=sys.stderr)
    elif begun:
        print("Open it in any text editor, write after the colons, save it, and run this again to check it.")
    else:
        empty = msgspec.to_builtins(Teacher())
        filled = [name for name, value in msgspec.to_builtins(own).items() if value != empty[name]]
        print(f"No mistake in it. {'Filled in: ' + ', '.join(filled) + '.' if filled else 'Nothing is filled in yet.'}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
