"""Numbers as people type them: one reading for every field, in Python and, by the same pattern, in the page.

A comma is a decimal sign to many readers, so ``1,5`` is one and a half and ``1,000`` is refused: it could be either.
Full-width digits count; signs, exponents, two numbers in a row and the digits of other scripts do not.
"""

import math
import re

FULL_WIDTH = dict.fromkeys("\u3000\u00a0\t", " ") | {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
"""What a Japanese keyboard writes, and what is meant by it; the page replaces letter by letter before it reads."""
_FOLD = str.maketrans(FULL_WIDTH)


def pattern(unit: str = "") -> str:
    """Return the pattern of a number, with a unit that may follow it, for Python's ``re`` and for JavaScript alike."""
    return rf"^ *([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|[.,][0-9]{{1,2}}) *{f'(?:{re.escape(unit)} *)?' if unit else ''}$"


def half_width(text: object, ask: str) -> str:
    """Return a typed text with full-width letters made plain.

    Raises
    ------
    ValueError
        With the sentence ``ask`` for what is no text.
    """
    if not isinstance(text, str):
        raise ValueError(ask)
    return text.translate(_FOLD)


def parse_number(text: str, *, low: float, high: float, ask: str, unit: str = "", whole: bool = False) -> float:
    """Read one typed number from ``low`` to ``high``, both included.

    Raises
    ------
    ValueError
        With the sentence ``ask`` for everything else; nothing is rounded or guessed.
    """
    found = re.fullmatch(pattern(unit), half_width(text, ask), flags=re.IGNORECASE | re.ASCII)
    number = float(found[1].replace(",", ".")) if found else math.nan
    if not low <= number <= high or (whole and found and not found[1].isdecimal()):
        raise ValueError(ask)
    return number
