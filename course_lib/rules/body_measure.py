"""Centimeters for one person's own leg: a B-cun is a share of her own segment, never a fixed length.

The lower leg from the crease behind the knee to the highest spot of the outer ankle bone counts 16 B-cun
(WHO 2008, after the Lingshu). She measures that one segment; a point's distance follows.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from course_lib import facts
from course_lib.facts.point import Point
from course_lib.rules.numbers import FULL_WIDTH, parse_number, pattern
from course_lib.rules.typed import typed

LOWER_LEG_CUN = 16
SHORTEST_CM, LONGEST_CM = 25.0, 55.0
"""A grown person's lower leg; our own bounds, wide enough for a height of about 1.1 to 2.1 m."""
UNCERTAINTY_CM = 1.0
"""How far off a landmark can be, swelling included (course-precaution: the body data says 5 to 10 mm)."""

UNIT = "cm"
CM_PER_INCH = 2.54

MEASURE_IN_CM = (
    "Type the length in centimeters as a number, for example 37.5: from the crease behind the knee "
    "to the highest spot of the outer ankle bone."
)
GIVE_LENGTH = (
    f"Give the length of the lower leg as a number of centimeters from {SHORTEST_CM:g} to {LONGEST_CM:g}, such as 37.5."
)
GIVE_DEPTH = f"Give the depth in cun as a number above 0 and up to {LOWER_LEG_CUN}, such as 0.5."
_AGAIN = f"Measure again in centimeters; between {SHORTEST_CM:g} and {LONGEST_CM:g} is usual."
PERHAPS_INCHES = (
    "That is too short for a lower leg in centimeters. If you measured in inches, multiply by 2.54 and type that."
)
TOO_SHORT = f"That is too short for a grown person's lower leg. {_AGAIN}"
TOO_LONG = f"That is too long for a lower leg. {_AGAIN}"
_HUNDREDTHS = 100
"""As fine as a length can be typed."""
LENGTHS = (
    (0.0, TOO_SHORT),
    (math.ceil(SHORTEST_CM / CM_PER_INCH * _HUNDREDTHS) / _HUNDREDTHS, PERHAPS_INCHES),
    ((math.floor(LONGEST_CM / CM_PER_INCH * _HUNDREDTHS) + 1) / _HUNDREDTHS, TOO_SHORT),
    (SHORTEST_CM, ""),
    (LONGEST_CM + 1 / _HUNDREDTHS, TOO_LONG),
)
"""From which typed length (cm) on which sentence stands; an empty one says that a lower leg may be so long."""


@dataclass(frozen=True)
class Distance:
    """How far a point lies from its landmark on one person, in centimeters, with its honest range."""

    cm: float
    low_cm: float
    high_cm: float

    def __str__(self) -> str:
        return f"about {self.cm:.1f} cm ({self.low_cm:.1f} to {self.high_cm:.1f})"


def parse_lower_leg(text: str) -> float:
    """Read a typed lower-leg length.

    Returns
    -------
    float
        Centimeters.

    Raises
    ------
    ValueError
        With a sentence for the learner: no number, too short, perhaps inches, too long. Nothing is converted unasked.
    """
    length = parse_number(text, low=0, high=9999.99, ask=MEASURE_IN_CM, unit=UNIT)
    if wrong := next(sentence for least, sentence in reversed(LENGTHS) if length >= least):
        raise ValueError(wrong)
    return length


def length_rule() -> dict[str, Any]:
    """Return all that a page needs to judge a length as `parse_lower_leg` does, as plain JSON values."""
    return {"fold": FULL_WIDTH, "pattern": pattern(UNIT), "ask": MEASURE_IN_CM, "bands": LENGTHS}


def check_lower_leg(lower_leg_cm: float) -> float:
    """Return a length that a grown person's lower leg can have, in centimeters.

    Raises
    ------
    ValueError
        For anything else; NaN, infinity and what is no number among it.
    """
    number = isinstance(lower_leg_cm, int | float) and not isinstance(lower_leg_cm, bool)
    if not number or not SHORTEST_CM <= lower_leg_cm <= LONGEST_CM:  # NaN fails the comparison
        raise ValueError(GIVE_LENGTH)
    return float(lower_leg_cm)


@typed
def millimeters(cun: float, lower_leg_cm: float | None) -> float:
    """Return a depth in cun as millimeters on her leg; where it was not measured, on the shortest: the strictest.

    Raises
    ------
    ValueError
        For what is no depth, or no length of a lower leg.
    """
    if not 0 < cun <= LOWER_LEG_CUN:
        raise ValueError(GIVE_DEPTH)
    leg = SHORTEST_CM if lower_leg_cm is None else check_lower_leg(lower_leg_cm)
    return cun * leg * 10 / LOWER_LEG_CUN


@typed
def deepest(point: Point, circumstances: Iterable[str]) -> float:
    """Return the greatest depth in cun that counts as right: the shallow end of what is printed, or less.

    The deep end is the book's most, on no woman in particular; nothing is won by it where nothing is proven.
    """
    printed = min(depth.cun[0] for depth in point.needling.depths)
    shallow = (row.deepest_cun for name, row in facts.circumstances().items() if name in circumstances)
    return min([printed, *filter(None, shallow)])


@typed
def deepest_printed(point: Point) -> float:
    """Return the greatest depth in cun that any source prints: deeper, nobody vouches for what the needle meets."""
    return max(depth.cun[1] for depth in point.needling.depths)


@typed
def share_of_lower_leg(point: Point) -> float | None:
    """Return the distance from the landmark as a share of the lower leg; None where it is not measured so."""
    if not point.measure.along_lower_leg or point.measure.cun is None:
        return None
    return point.measure.cun / LOWER_LEG_CUN


def distance(point: Point, lower_leg_cm: float) -> Distance | None:
    """Return how far the point lies from its landmark on a lower leg of this length (cm).

    None where the point is not measured along the lower leg.

    Raises
    ------
    ValueError
        For what is no length of a grown person's lower leg.
    """
    check_lower_leg(lower_leg_cm)
    share = share_of_lower_leg(point)
    if share is None:
        return None
    cm = share * lower_leg_cm
    return Distance(cm, max(0.0, cm - UNCERTAINTY_CM), cm + UNCERTAINTY_CM)
