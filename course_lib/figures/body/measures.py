"""The leg with other measures: a few named bodies, or a person's own lengths and girths in centimeters."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from course_lib.figures.body.limb import Morphs, morph_size
from course_lib.rules.numbers import half_width, parse_number


class Measure(msgspec.Struct, frozen=True):
    """What can be measured on a leg, and how: as shipped, least, greatest (cm), and the morph that changes it."""

    how: str
    cm: float
    least: float
    greatest: float
    morph: str


class _Table(msgspec.Struct, frozen=True):
    about: str
    measures: dict[str, Measure]
    bodies: dict[str, dict[str, float]]


TABLE = msgspec.json.decode(Path(__file__).with_suffix(".json").read_bytes(), type=_Table)


def measures() -> Mapping[str, Measure]:
    """Return what can be changed: "lower leg" (crease behind the knee to outer ankle bone), "calf", "ankle", "foot"."""
    return TABLE.measures


def bodies() -> tuple[str, ...]:
    """Return the names of the named bodies; the first is the body as shipped."""
    return tuple(TABLE.bodies)


@functools.cache
def morphs(body: str) -> Morphs:
    """Return the morphs of a named body, or of measures in words ("lower leg 40 cm; calf 36 cm").

    Raises
    ------
    ValueError
        With a sentence for the trainee: no such body or measure, or out of the range that the drawing can take.
    """
    own = TABLE.bodies.get(body)
    if own is None:
        own = dict(_read(part) for part in body.split(";"))
    return tuple(_morph(name, cm) for name, cm in own.items())


def _read(part: str) -> tuple[str, float]:
    ask = (
        f"Give a body as one of {', '.join(bodies())}, or measures like: lower leg 40 cm; calf 36 cm "
        f"({', '.join(measures())})."
    )
    found = re.fullmatch(r" *([a-z ]+?) +([0-9].*cm *)", half_width(part, ask))
    if not found or found[1] not in measures():
        raise ValueError(ask)
    return found[1], parse_number(found[2], low=0, high=999.99, ask=ask, unit="cm")


def _morph(name: str, cm: float) -> tuple[str, float]:
    measure = measures()[name]
    if not measure.least <= cm <= measure.greatest:
        raise ValueError(
            f"The drawing can show a {name} of {measure.least:g} to {measure.greatest:g} cm; you gave {cm:g} cm."
        )
    morph = f"{measure.morph}{'+' if cm >= measure.cm else '-'}"
    return morph, (cm - measure.cm) * 10 / morph_size(morph)
