"""Where a text names a medicine, one line stands beside it: this is about what you buy; never stop a prescribed one.

Magnesium is in food and in blood as well. A sentence or a cell that tells of that alone names no medicine.
"""

import re
from functools import cache

from course_lib import facts
from course_lib.rules.typed import typed

PRESCRIBED = facts.medicines()["prescribed"].says
"""The line for learners."""
PRESCRIBED_TRAINEE = facts.medicines()["prescribed-trainee"].says
"""The same line said to a practitioner, on pages for trainees alone."""
FOR_PAIN = f"{facts.medicines()['for-pain'].says} {PRESCRIBED}"
"""What not to reach for in pain, in two lines, where there is room for no more."""

_PIECES = re.compile(r"(?<=[.!?:;])\s+|\n|</?(?:p|li|tr|dd|dt|h\d|br)\b[^>]*>")
"""Sentences, and the rows of a table."""
_IN_FOOD = re.compile(r"(?i)\bfoods?\b|\beat|seeds|nuts|banana|spinach|in the blood|serum|\bgoals?\b|\btargets?\b")
_SWALLOWED = re.compile(
    r"(?i)tablet|pill|powder|supplement|capsule|spray|medicine|dummy|placebo|trial|limit|\btak(e|es|en|ing)\b(?! up)"
)


@typed
def names_a_medicine(text: str) -> bool:
    """Tell whether a text, plain or HTML, names a medicine, a remedy or a limit of one."""
    if _names().search(text):
        return True
    return any(
        _magnesium().search(piece) and not (_IN_FOOD.search(piece) and not _SWALLOWED.search(piece))
        for piece in _PIECES.split(text)
    )


@typed
def line_beside(text: str, line: str = PRESCRIBED) -> str:
    """Return the line that a visible block with this text needs; nothing where it names no medicine or has the line."""
    return line if names_a_medicine(text.replace(line, "")) and line not in text else ""


@cache
def _names() -> re.Pattern[str]:
    rows = (row.named_by for name, row in facts.medicines().items() if name != "magnesium")
    return re.compile("|".join(filter(None, rows)), re.IGNORECASE)


@cache
def _magnesium() -> re.Pattern[str]:
    return re.compile(facts.medicines()["magnesium"].named_by or "", re.IGNORECASE)
