"""Reads a teacher's file block by block, so that a slip in one line costs no more than its own block."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from course_lib.facts._yaml import parse


def entries(text: str) -> Iterator[tuple[int, str | None, Any]]:
    """Yield each entry as line, name and value; where a block cannot be read, the line, None and what to do."""
    for line, block in _blocks(text):
        if tab := re.search(r"^ *\t[ \t]*\S", block, re.MULTILINE):
            yield line + block[: tab.start()].count("\n"), None, "a tab stands before the text; use spaces, and check"
            continue
        try:
            contents = parse(block, as_written=True)
        except SyntaxError as error:
            plain = next(slip["means"] for slip in _slips() if re.search(slip["says"], str(error.msg)))
            # What never closes is found at the end of its block, and begins where the block does.
            yield line if "closes" in plain else line + (error.lineno or 1) - 1, None, plain
            continue
        except RecursionError:
            yield line, None, "too many brackets stand in each other; write plain text"
            continue
        cut = re.search(r"^[^#\n]*\S[ \t]+(#\S+)", block, re.MULTILINE)
        if cut and cut[1] not in repr(contents):  # "Doctor: 555 #2" must not be printed as 555
            where = line + block[: cut.start()].count("\n")
            yield where, None, "what stands after # would not be read; put the text in quotation marks"
        elif isinstance(contents, dict):
            yield from ((line, str(name), value) for name, value in contents.items())
        elif contents:
            yield line, None, "a name with a colon and a space is missing; write it as in teacher: Ana"


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that begins at the left margin, and the line with those that belong to it."""
    lines = re.sub(r"\r\n?", "\n", text) + "\n"
    lines = re.sub(r"^(---|\.\.\.)[^\S\n]*$", "", lines, flags=re.MULTILINE)  # YAML's own marks mean nothing here
    number = 1
    for block in re.split(r"^(?=[^\s#\]}-]|-\S)", lines, flags=re.MULTILINE):
        yield number, block
        number += block.count("\n")


@cache
def _slips() -> list[dict[str, str]]:
    file = files("course_lib.records") / "teacher_slips.yaml"
    slips: list[dict[str, str]] = parse(file.read_text(encoding="utf-8"))
    return slips
