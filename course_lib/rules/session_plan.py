"""What a visit may look like on paper: which of the chosen points are left, how she may lie, or why there is none.

Nothing here is looser than `assess_point`, and what nobody has asked or confirmed counts as the strict answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.circumstance import Circumstance
from course_lib.facts.point import Point
from course_lib.facts.practice import PointHazard, Position
from course_lib.facts.warning_sign import WarningSign
from course_lib.rules import circumstances as circumstance_rules
from course_lib.rules.body_measure import Distance, check_lower_leg, deepest, distance, millimeters
from course_lib.rules.gestation import SECOND_TRIMESTER, GestationalAge
from course_lib.rules.point_safety import Assessment, assess_point
from course_lib.rules.position import position_at
from course_lib.rules.status import Status
from course_lib.rules.warning_signs import assess_signs

SEEN_NOW = "I will not needle today, please be seen now."
"""What a trainee learns to say when a warning sign is there."""
NO_NEEDLES = "No needles today."
ASK_SIGNS = "Nobody has asked about the warning signs yet. Ask about each of them first."
NO_POINT_LEFT = "None of the chosen points is left."
CHOOSE_A_POINT = "Choose at least one point first."
GIVE_CODES = "Give the points as a list of codes, for example ST36 and BL57."
GIVE_AGE = "Give how far along she is as weeks and days of pregnancy, for example 24 weeks and 3 days."
GIVE_REASON = "Write why needles are no answer as a sentence, or leave it out."
TEAM_FIRST = (
    f"Below {SECOND_TRIMESTER} weeks no needle goes in before her maternity team has agreed. That they were told "
    "is not enough."
)


@dataclass(frozen=True, kw_only=True)
class PlannedPoint:
    """A chosen point that is not avoided: its verdict, her own distance, and published harm there."""

    point: Point
    verdict: Assessment
    distance: Distance | None
    """From its landmark on her leg; None without a measure, or where it is found by its landmark alone."""
    hazards: tuple[PointHazard, ...]
    deepest_cun: float
    """The smallest of the limits that hold for her."""
    deepest_mm: float
    """The same on her leg; on the shortest leg where hers was not measured."""


@dataclass(frozen=True, kw_only=True)
class RefusedPoint:
    """A chosen point that stays out of the plan, and why, one sentence each."""

    code: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """A visit with at least one point left. What is the same for everyone, such as clean needles, is in the facts."""

    age: GestationalAge
    position: Position
    points: tuple[PlannedPoint, ...]
    refused: tuple[RefusedPoint, ...]
    circumstances: tuple[Circumstance, ...]
    """What has to be settled first; `settle` has the sentence of each that still holds."""
    settle: tuple[str, ...]
    signs: tuple[WarningSign, ...]
    """Signs to mention at her next visit; any more urgent one makes a `Refusal`."""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """No visit: what to say to her, and every reason."""

    age: GestationalAge
    say: str
    urgency: Urgency
    reasons: tuple[str, ...]
    refused: tuple[RefusedPoint, ...]


def plan_session(
    age: GestationalAge,
    codes: Iterable[str],
    *,
    circumstances: Iterable[str] = (),
    signs: Iterable[str] = (),
    signs_asked: bool = False,
    consent: bool = False,
    team_told: bool = False,
    agreed: bool = False,
    dated_by_scan: bool = False,
    lower_leg_cm: float | None = None,
    no_answer: str | None = None,
) -> SessionPlan | Refusal:
    """Plan a visit, or refuse it with its reasons. Where something is to be confirmed, only ``True`` is a yes.

    Parameters
    ----------
    age
        How far along she is.
    codes
        The chosen points, for example ``["ST36", "BL57"]``.
    circumstances
        Ids from `course_lib.facts.circumstances`.
    signs
        Ids from `course_lib.facts.warning_signs`. The circumstances that they ask about count as there.
    signs_asked
        Whether she was asked about every one of them; otherwise the visit is refused.
    consent, team_told, dated_by_scan
        What has been confirmed. Unconfirmed they count as the circumstances ``refusal``, ``team-not-told`` and
        ``weeks-not-from-scan``.
    agreed
        Whether everybody who must be asked first has agreed: below 14 weeks her maternity team, and each doctor or
        team that a circumstance sends us to. Unconfirmed the visit waits for them.
    lower_leg_cm
        Crease behind her knee to the highest spot of the outer ankle bone, as `parse_lower_leg` reads it.
    no_answer
        Why needles are no answer to what she came for, where that is so.

    Raises
    ------
    ValueError
        For no point at all, for an unknown point, circumstance or sign, and for anything of another kind than named.
    """
    if not isinstance(age, GestationalAge):
        raise ValueError(GIVE_AGE)
    if not isinstance(no_answer, str | None):
        raise ValueError(GIVE_REASON)
    if lower_leg_cm is not None:
        check_lower_leg(lower_leg_cm)
    chosen = _chosen(codes)
    found = assess_signs(signs)
    present = {*circumstance_rules.known(circumstances), *circumstance_rules.implied_by(row.id for row in found.signs)}
    confirmed = {"refusal": consent, "team-not-told": team_told, "weeks-not-from-scan": dated_by_scan}
    present |= {name for name, yes in confirmed.items() if yes is not True}
    ids = circumstance_rules.known(present)
    perhaps = circumstance_rules.possible_weeks(ids, age.weeks)
    everybody_agreed = agreed is True
    verdicts = [assess_point(code, age.weeks, circumstances=ids) for code in chosen]
    refused = tuple(_refused(verdict, ids, everybody_agreed) for verdict in verdicts if verdict.status is Status.AVOID)
    left = tuple(_planned(verdict, ids, lower_leg_cm) for verdict in verdicts if verdict.status is not Status.AVOID)
    reasons = [_urgent(sign) for sign in found.signs if sign.urgency >= Urgency.CALL_NOW]
    reasons += [] if signs_asked is True else [ASK_SIGNS]
    reasons += [
        circumstance_rules.says(name, agreed=everybody_agreed)
        for name in ids
        if (facts.circumstances()[name].asks_first and not everybody_agreed)
        or any(circumstance_rules.stops_every_point(name, week) for week in perhaps)
    ]
    reasons += [TEAM_FIRST] if perhaps[0] < SECOND_TRIMESTER and not everybody_agreed else []
    reasons += [no_answer] if no_answer else []
    if reasons or not left:
        urgency = max(found.urgency, _needs_a_call(ids))
        return Refusal(
            age=age,
            say=SEEN_NOW if urgency >= Urgency.CALL_NOW else NO_NEEDLES,
            urgency=urgency,
            reasons=tuple(reasons) or (NO_POINT_LEFT,),
            refused=refused,
        )
    return SessionPlan(
        age=age,
        position=position_at(perhaps[-1]),
        points=left,
        refused=refused,
        circumstances=tuple(facts.circumstances()[name] for name in ids),
        settle=tuple(circumstance_rules.says(name, agreed=everybody_agreed) for name in ids),
        signs=found.signs,
    )


def _chosen(codes: object) -> tuple[str, ...]:
    if isinstance(codes, str) or not isinstance(codes, Iterable):
        raise ValueError(GIVE_CODES)
    listed = list(codes)
    if not listed:
        raise ValueError(CHOOSE_A_POINT)
    if not all(isinstance(code, str) for code in listed):
        raise ValueError(GIVE_CODES)
    return tuple(dict.fromkeys(listed))


def _planned(verdict: Assessment, ids: Iterable[str], lower_leg_cm: float | None) -> PlannedPoint:
    point = facts.points()[verdict.code]
    cun = deepest(point, ids)
    return PlannedPoint(
        point=point,
        verdict=verdict,
        distance=None if lower_leg_cm is None else distance(point, lower_leg_cm),
        hazards=tuple(row for row in facts.point_hazards().values() if point.code in row.points),
        deepest_cun=cun,
        deepest_mm=millimeters(cun, lower_leg_cm),
    )


def _refused(verdict: Assessment, ids: tuple[str, ...], agreed: bool) -> RefusedPoint:
    """Say why: what her circumstances forbid here, and the course's own reason where that alone already says avoid."""
    point, week = facts.points()[verdict.code], cast("int", verdict.week)
    perhaps = circumstance_rules.possible_weeks(ids, week)
    why = [
        circumstance_rules.says(name, agreed=agreed)
        for name in ids
        if any(circumstance_rules.floor(name, point, then) is Status.AVOID for then in perhaps)
    ]
    undated = set(ids).intersection(circumstance_rules.doubtful_dates())
    own = assess_point(verdict.code, week, circumstances=undated)
    return RefusedPoint(code=verdict.code, why=tuple([own.reason] * (own.status is Status.AVOID) + why))


def _needs_a_call(ids: Iterable[str]) -> Urgency:
    calls = {name for row in facts.call_first().values() for name in row.circumstances}
    return Urgency.CALL_NOW if calls & set(ids) else Urgency.NOT_ASKED


def _urgent(sign: WarningSign) -> str:
    return f"{sign.sign[0].upper()}{sign.sign[1:]}: {facts.urgency_levels()[sign.urgency].say}"
