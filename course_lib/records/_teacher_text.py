"""Reads a teacher's file block by block, so that a slip in one line costs no more than its own block."""

import re
from collections.abc import Iterator
from typing import Any

from course_lib.facts._yaml import parse

PLAIN = {
    "end of stream|document end": "a quotation mark opens here and never closes; close it",
    "expected ':'": "a colon is missing after a name, here or just above; write it as in Ward: 555 0100",
    "mapping values": (
        "there is a second colon here, one is missing just above, or the line begins too far right; put a text with a "
        "colon in quotation marks, give each name its colon, and begin all lines at the same distance"
    ),
    "stands twice": "this name stands twice in its block; write each only once",
    "control characters|special characters": "a character stands here that cannot be shown; type the line again",
    "expected ',' or|node content|flow": "a bracket opens here and never closes; close it or take it out",
    "indent|block|expected key|expected '-'": (
        "a line begins too far left or right; put all lines of a block at the same distance from the margin"
    ),
}
"""What the reader of YAML says, and the same in plain words."""
OTHERWISE = "this cannot be read; put the text after the colon in quotation marks"


def entries(text: str) -> Iterator[tuple[int, str | None, Any]]:
    """Yield each entry as line, name and value; where a block cannot be read, the line, None and what to do."""
    for line, block in _blocks(text):
        if tab := re.search(r"^ *\t[ \t]*\S", block, re.MULTILINE):
            yield line + block[: tab.start()].count("\n"), None, "a tab stands before the text; use spaces, and check"
            continue
        try:
            found = parse(block, as_written=True)
        except SyntaxError as error:
            problem = str(error.msg)
            plain = next((words for said, words in PLAIN.items() if re.search(said, problem)), OTHERWISE)
            # What never closes is found at the end of its block, and begins where the block does.
            yield line if "closes" in plain else line + (error.lineno or 1) - 1, None, plain
        except RecursionError:
            yield line, None, "too many brackets stand in each other; write plain text"
        else:
            cut = re.search(r"^[^#\n]*\S[ \t]+(#\S+)", block, re.MULTILINE)
            if cut and cut[1] not in repr(found):  # "Doctor: 555 #2" must not be printed as 555
                where = line + block[: cut.start()].count("\n")
                yield where, None, "what stands after # would not be read; put the text in quotation marks"
            elif isinstance(found, dict):
                yield from ((line, str(name), value) for name, value in found.items())
            elif found:
                yield line, None, "a name with a colon and a space is missing; write it as in teacher: Ana"


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that begins at the left margin, and the line with those that belong to it."""
    first, block = 1, ""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        own = "" if line.rstrip() in ("---", "...") else line  # YAML's own marks mean nothing here
        if re.match(r"[^\s#\]}-]|-\S", own):
            yield first, block
            first, block = number, ""
        block += own + "\n"
    yield first, block
