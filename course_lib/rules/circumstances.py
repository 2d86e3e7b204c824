"""What a person's circumstances do to a point: a floor under the status, never a ceiling."""

from collections.abc import Iterable
from functools import cache

from course_lib import facts
from course_lib.facts.circumstance import Circumstance, Effect
from course_lib.facts.point import LAST_WEEK, Point
from course_lib.rules.status import Status, strictest
from course_lib.rules.typed import names_among, typed
from course_lib.rules.warning_signs import known as known_signs

GIVE_WEEK = f"Give the completed weeks of pregnancy as a whole number from 0 to {LAST_WEEK}."


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids once each, in the order of the facts.

    Raises
    ------
    ValueError
        For an id that the facts do not hold: an unknown circumstance is never waved through.
    """
    return names_among(ids, facts.circumstances(), "circumstance")


def implied_by(signs: Iterable[str]) -> tuple[str, ...]:
    """Return the circumstances that are there because of some warning signs; a sign never takes one away."""
    present = set(known_signs(signs))
    return tuple(name for name, row in facts.circumstances().items() if present.intersection(row.asked_by_signs))


@typed
def says(circumstance_id: str, *, agreed: bool) -> str:
    """Return the sentence of a circumstance; with an agreement it no longer asks for one, and keeps the rest."""
    row = _row(circumstance_id)
    return row.once_agreed if agreed and row.once_agreed else row.sentence


def doubtful_dates() -> tuple[str, ...]:
    """Return the circumstances that make her weeks doubtful."""
    return tuple(name for name, row in facts.circumstances().items() if row.weeks_off)


@typed
def possible_weeks(ids: Iterable[str], week: int) -> range:
    """Return every completed week that it may be: the week itself, and those around it where her dates may be off."""
    _check_week(week)
    off = max((_row(name).weeks_off for name in known(ids)), default=0)
    return range(max(0, week - off), min(LAST_WEEK, week + off) + 1)


@typed
def floor(circumstance_id: str, point: Point, week: int | None) -> Status | None:
    """Return the loosest status this circumstance leaves a point in a week, or None where it changes nothing.

    Without a week (None) an effect that ends at some week counts in full.
    """
    effects = _row(circumstance_id).effects
    _check_week(week)
    lasting = (effect for effect in effects if week is None or effect.before_week is None or week < effect.before_week)
    floors = [Status(effect.at_least) for effect in lasting if _reaches(effect, point)]
    return strictest(floors) if floors else None


def _reaches(effect: Effect, point: Point) -> bool:
    match effect.reach:
        case "every point":
            return True
        case "points on the calf":
            return point.on_calf
        case "abdomen, lower back and strongly moving points":
            return point.region in ("abdomen", "lower back") or point.strongly_moving
        case codes:
            return point.code in codes


@typed
def stops_every_point(circumstance_id: str, week: int | None) -> bool:
    """Tell whether this circumstance leaves no point at all to needle in a week."""
    _check_week(week)
    return _stops_every_point(_row(circumstance_id).id, week)


def _row(circumstance_id: str) -> Circumstance:
    (name,) = known([circumstance_id])
    return facts.circumstances()[name]


def _check_week(week: int | None) -> None:
    if week is not None and not 0 <= week <= LAST_WEEK:
        raise ValueError(GIVE_WEEK)


@cache
def _stops_every_point(circumstance_id: str, week: int | None) -> bool:
    return all(floor(circumstance_id, point, week) is Status.AVOID for point in facts.points().values())
