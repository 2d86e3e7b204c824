"""What the pictures of progress have in common: as wide as a telephone, titles that wrap, text that can be drawn."""

from collections.abc import Iterable
from statistics import median
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from course_lib.figures import svg

if TYPE_CHECKING:
    from course_lib.figures.practice import Mark

WIDTH, SHOWN_WIDTH = 320, 440
"""Pixels: as drawn, and at most on a page; a telephone shows it as drawn."""
LINE = 17
"""Pixels from one line of a title to the next."""
FIRST_IDEOGRAPH = "\u2e80"
"""From here on the drawings' font has next to nothing."""


def median_mm(marks: Iterable["Mark"]) -> float | None:
    """Return the median distance of the marks that have one, in millimeters."""
    measured = [mark.distance_mm for mark in marks if mark.distance_mm is not None]
    return median(measured) if measured else None


def scale_end(distances: Iterable[float | None]) -> int:
    """Return the end of the scale in mm: 40, 60 or 80; what lies beyond is drawn at the edge and said."""
    farthest = max((each for each in distances if each is not None), default=0.0)
    return next((end for end in (40, 60) if farthest <= end), 80)


def wrapped(text: str, width: int = 36) -> list[str]:
    """Return a title in as few lines as a telephone allows, about equally long."""
    text = printable(text).replace(" mm", "\u00a0mm")  # a number stays with its unit
    fewest = len(wrap(text, width))
    return next((lines for each in range(1, width) if len(lines := wrap(text, each)) == fewest), wrap(text, width))


def printable(text: str, most: int = 200) -> str:
    """Return text that any drawing can hold: one line, no sign that its font lacks, cut where it is very long."""
    known = "".join(letter if letter.isprintable() and letter < FIRST_IDEOGRAPH else " " for letter in text)
    return shorten(known, most, placeholder=" …") if " " in known[:most] else known[:most]


def heading(axes: Axes, text: str) -> None:
    """Write a title in as many lines as it needs."""
    for number, line in enumerate(wrapped(text)):
        svg.words(axes, 2, 12 + LINE * number, line, 13.5, fontweight="bold", parse_math=False)
