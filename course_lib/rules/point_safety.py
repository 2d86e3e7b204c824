"""May this point be needled in this week? One rule for the picture, the quiz, the handout and the test.

The course never shows a status looser than the article's or than that of any source that binds; shows
``allowed`` only where one of them says yes to needling that very point; and shows nothing looser than
``caution`` below 14 weeks, because WHO 1999 asks for great caution with any needling in pregnancy.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from numbers import Real
from typing import cast

from course_lib import facts
from course_lib.facts.point import LAST_WEEK, Point, Statement
from course_lib.rules import circumstances as circumstance_rules
from course_lib.rules.gestation import SECOND_TRIMESTER
from course_lib.rules.status import Status, strictest
from course_lib.rules.typed import one_of, typed

WEEKS = range(LAST_WEEK + 1)

COURSE, ARTICLE = "course", "article"

SPECIAL_CARE_EARLY = (
    "Below 14 weeks no point is looser than special care: WHO 1999 asks for great caution with any needling "
    "in pregnancy."
)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """A verdict on one point in one week, with everything a reader may ask of it."""

    code: str
    week: int | None
    """Completed weeks of pregnancy; None where no week was chosen (strictest status over all weeks)."""
    source: str
    status: Status
    reason: str
    statements: tuple[Statement, ...]
    """Every source's own statement on this point, binding or not."""
    circumstances: tuple[str, ...]
    """What the person's circumstances add, one sentence each."""


@cache
def sources() -> tuple[str, ...]:
    """Return the names that ``source`` may take: the course, the article, then every source that speaks of a point."""
    spoken = {statement.source for point in facts.points().values() for statement in point.statements}
    binding_first = sorted(spoken - {ARTICLE}, key=lambda source: (not binds(source), source))
    return (COURSE, ARTICLE, *binding_first)


@typed
def binds(source: str) -> bool:
    """Tell whether a source binds the course's status; in doubt it does."""
    return facts.references()[one_of(source, facts.references(), "source")].custom.binds_point_status is not False


def completed_week(weeks: object) -> int | None:
    """Floor a number of weeks to completed weeks.

    Raises
    ------
    ValueError
        For anything that is not a number of weeks from 0 to 44 (44 weeks and 6 days included).
    """
    if weeks is None:
        return None
    # bool is a number to Python and a slip here; NaN fails the comparison, as does infinity
    if isinstance(weeks, bool) or not isinstance(weeks, Real) or not 0 <= cast("float", weeks) < len(WEEKS):
        raise ValueError("Give the weeks of pregnancy as a number from 0 to 44, for example 20.")
    return math.floor(cast("float", weeks))


def assess_point(code: str, weeks: float | None, source: str = COURSE, circumstances: Iterable[str] = ()) -> Assessment:
    """Assess one point in one week of pregnancy.

    Parameters
    ----------
    code
        The point, for example ``"SP6"``.
    weeks
        Weeks of pregnancy, 0 to 44; days are floored (13.99 is week 13). None means that no week was
        chosen: the strictest status over all weeks is given.
    source
        Whose rule: ``"course"``, ``"article"`` or the id of a source (see `sources`). A source that is silent on
        the point answers ``not stated``; the course always answers.
    circumstances
        Ids from `course_lib.facts.circumstances`. They only ever make the status stricter; where one of them says that
        the dates may be off, the strictest of all the weeks it may be counts.

    Raises
    ------
    ValueError
        For an unknown point, source or circumstance, or a week that is no week of pregnancy.
    """
    points = facts.points()
    if not isinstance(code, str) or code not in points:
        called = f" called {code[:40]!r}" if isinstance(code, str) else " of that kind"
        raise ValueError(f"This course has no point{called}; write it like SP6 (capital letters, then number).")
    one_of(source, sources(), "source")
    week = completed_week(weeks)
    point = points[code]
    ids = circumstance_rules.known(circumstances)
    perhaps = [None] if week is None else list(circumstance_rules.possible_weeks(ids, week))
    own = strictest(_over_weeks(point, source, then) for then in perhaps)
    floors = [circumstance_rules.floor(name, point, then) for name in ids for then in perhaps]
    return Assessment(
        code=code,
        week=week,
        source=source,
        status=strictest([own, *filter(None, floors)]),
        reason=_reason(point, source, perhaps[0], own),
        statements=point.statements,
        circumstances=tuple(facts.circumstances()[name].sentence for name in ids),
    )


def _over_weeks(point: Point, source: str, week: int | None) -> Status:
    return strictest(_status(point.code, source, then) for then in (WEEKS if week is None else [week]))


@cache
def _status(code: str, source: str, week: int) -> Status:
    point = facts.points()[code]
    if source == COURSE:
        return _course_status(point, week)
    return strictest(_said(statement, week) for statement in point.statements if statement.source == source)


def _course_status(point: Point, week: int) -> Status:
    """Hold the course's own rule to the strictest of the article and the sources that bind.

    Once one of them has said avoid, the course says avoid to week 44, induction included.
    """
    binding = [statement for statement in point.statements if binds(statement.source)]
    now = [_said(statement, week) for statement in binding]
    so_far = [span for statement in binding for span in statement.spans if span[0] <= week]
    said_avoid = [Status.AVOID for _, _, status in so_far if status == "avoid"]
    somebody_says_yes = Status.ALLOWED in now
    own = Status(point.course_rule.status_at(week) or Status.AVOID)
    floors = [own, *now, *said_avoid]
    if not somebody_says_yes or week < SECOND_TRIMESTER:
        floors.append(Status.CAUTION)
    return strictest(floors)


def _said(statement: Statement, week: int) -> Status:
    return Status(statement.status_at(week) or Status.NOT_STATED)


def _reason(point: Point, source: str, week: int | None, status: Status) -> str:
    if source == COURSE:
        early = (week is None or week < SECOND_TRIMESTER) and status is Status.CAUTION
        return f"{point.course_rule.reason} {SPECIAL_CARE_EARLY}" if early else point.course_rule.reason
    said = [f"“{statement.says}” ({statement.scope})" for statement in point.statements if statement.source == source]
    return "; ".join(said) if said else "This source says nothing about this point, and silence is not a yes."
