"""Reads a teacher's file block by block, so that a slip in one line costs no more than its own block."""

import re
from collections.abc import Iterator
from typing import Any

from course_lib.facts._yaml import parse

PLAIN = {
    r"\\t": "a tab stands here; use spaces",
    "end of stream": "a quotation mark or bracket opens here and never closes; close it",
    "mapping values": "there is a second colon, or the line begins too far right; put the text in quotation marks, or "
    "begin the line where the others begin",
    "stands twice": "a name stands twice in this block; write each only once",
    "indent|block end|block mapping": "a line begins too far left or right; begin each line of a block at the same place",
    "special characters": "a character stands here that cannot be shown; type the line again",
    "expected ',' or": "a bracket opens here and never closes; close it",
}
"""What the reader of YAML says, and the same in plain words."""
OTHERWISE = "this cannot be read; put the text after the colon in quotation marks"


def entries(text: str) -> Iterator[tuple[int, str, Any]]:
    """Yield each entry as line, name and value; where a block cannot be read, the line, "" and what to do."""
    for line, block in _blocks(text):
        try:
            found = parse(block, as_written=True)
        except SyntaxError as error:
            unclosed = "end of stream" in str(error.msg) or "document end" in str(error.msg)
            yield line if unclosed else line + (error.lineno or 1) - 1, "", _in_plain_words(str(error.msg))
        except RecursionError:
            yield line, "", "too many brackets stand in each other; write plain text"
        else:
            if isinstance(found, dict):
                yield from ((line, str(name), value) for name, value in found.items())
            elif found:
                yield line, "", "there is no name with a colon and a space; write it as in teacher: Ana"


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield what begins at the left margin, with the lines under it that do not, and its line."""
    first, block = 1, ""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        if re.match(r"[^\s#\-\]}]|-\S", line) and not re.fullmatch(r"---\s*", line):
            if block:
                yield first, block
            first, block = number, ""
        elif re.fullmatch(r"---\s*", line):
            line = ""  # a line of YAML's own that means nothing here
        block += line + "\n"
    yield first, block


def _in_plain_words(problem: str) -> str:
    return next((plain for pattern, plain in PLAIN.items() if re.search(pattern, problem)), OTHERWISE)
