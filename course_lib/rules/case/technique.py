"""The lines of the checklist that count where needles are right: points, depth, position, and her informed yes."""

import math
from collections.abc import Iterator

from course_lib import facts
from course_lib.facts.case import Case
from course_lib.facts.point import Point
from course_lib.rules.body_measure import deepest, millimeters
from course_lib.rules.case.attempt import Attempt, Item
from course_lib.rules.case.critical import WHO_1999, avoided
from course_lib.rules.point_safety import Assessment, assess_point
from course_lib.rules.position import POSITIONS, assess_position
from course_lib.rules.status import Status
from course_lib.rules.typed import typed

FEW_POINTS, TOO_MANY_POINTS = 6, 10
"""More points than the first number lose a line; nobody passes with more than the second. Our own caution."""
NO_TRIAL, SPECIAL_CARE, NEEDLE_FEAR = "no-trial", "special-care", "needle-fear"


@typed
def technique(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield the lines on points and how they are needled; with an avoided point among them all are lost."""
    points = [facts.points()[code] for code in attempt.points]
    sound = attempt.decision == "treat" and bool(points) and not avoided(case, attempt)
    yield from _choice(case, attempt, points, sound)
    yield from _needling(case, attempt, points, sound)
    if NEEDLE_FEAR in case.circumstances:
        fear = facts.circumstances()[NEEDLE_FEAR]
        yield Item.of("one-needle", sound and len(points) == 1, why=fear.sentence, refs=fear.refs)


@typed
def consent(attempt: Attempt) -> Iterator[Item]:
    """Yield a line for each thing that belongs in the talk; nobody passes without the one about the missing trial."""
    for row in facts.consent_points().values():
        told = attempt.decision == "treat" and row.id in attempt.consent
        line, why = ("told-no-trial", None) if row.id == NO_TRIAL else ("told", row.reason)
        yield Item.of(line, told, why=why, refs=row.refs, says=row.says)


def _choice(case: Case, attempt: Attempt, points: list[Point], sound: bool) -> Iterator[Item]:
    verdicts = [assess_point(point.code, case.weeks, circumstances=case.circumstances) for point in points]
    sources = dict.fromkeys((WHO_1999, *(said.source for verdict in verdicts for said in verdict.statements)))
    yield Item.of("allowed", sound, why=" ".join(map(_verdict, verdicts)), refs=sources)
    number = len(set(attempt.points))
    few, too_many = number <= FEW_POINTS, number > TOO_MANY_POINTS
    yield Item.of("few-points", sound and few, must=too_many, few=FEW_POINTS, too_many=TOO_MANY_POINTS)
    named = all(case.complaint in point.complaints for point in points)
    tradition = dict.fromkeys(row.source for point in points for row in point.tradition)
    yield Item.of("for-complaint", sound and named, refs=tradition)
    careful = [verdict for verdict in verdicts if verdict.status is Status.CAUTION]
    told = not careful or SPECIAL_CARE in attempt.words
    codes = ", ".join(verdict.code for verdict in careful)
    for_her = dict.fromkeys(line for verdict in careful for line in verdict.circumstances)
    why = " ".join((f"Used only with special care: {codes}.", *for_her)) if careful else ""
    yield Item.of("special-care", sound and told, why=why, refs=facts.case_sentences()[SPECIAL_CARE].refs)


def _verdict(point: Assessment) -> str:
    """Return a verdict on a point; the reason to avoid one is given with the critical error."""
    why = "" if point.status is Status.AVOID else f" {point.reason}"
    return f"{point.code}: {point.status.words}.{why}"


def _needling(case: Case, attempt: Attempt, points: list[Point], sound: bool) -> Iterator[Item]:
    limits = {point.code: deepest(point, case.circumstances) for point in points}
    kept = all(0 < attempt.depths.get(code, 0) <= limit for code, limit in limits.items())
    printed = dict.fromkeys(depth.source for point in points for depth in point.needling.depths)
    in_words = "; ".join(
        f"{code} at most {limit:g} cun, {math.floor(millimeters(limit, case.lower_leg_cm))} mm on her leg, straight in"
        for code, limit in limits.items()
    )
    yield Item.of("depth", sound and kept, refs=printed, limits=in_words or "no point was chosen")
    allowed = [name for name in POSITIONS if assess_position(name, case.weeks) is Status.ALLOWED]
    sources = dict.fromkeys(ref for row in facts.positions().values() for ref in row.refs)
    right = "; ".join(POSITIONS[name] for name in allowed)
    yield Item.of("position", sound and attempt.position in allowed, refs=sources, positions=right)
