"""The lines of the checklist that count where needles are right: points, depth, position, and her informed yes."""

import math
from collections.abc import Iterable, Iterator

from course_lib import facts
from course_lib.facts.case import Case
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case_attempt import Attempt, Item
from course_lib.rules.case_critical import WHO_1999, avoided
from course_lib.rules.case_key import deepest
from course_lib.rules.point_safety import Assessment, assess_point
from course_lib.rules.position import POSITIONS, assess_position
from course_lib.rules.status import Status
from course_lib.rules.typed import typed

GROUP = "points and technique"
FEW_POINTS, TOO_MANY_POINTS = 6, 10
"""More points than the first number lose a line; nobody passes with more than the second. Our own caution."""
NO_TRIAL, SPECIAL_CARE, NEEDLE_FEAR = "no-trial", "special-care", "needle-fear"


@typed
def technique(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield the lines on points and how they are needled; with an avoided point among them all are lost."""
    sound = attempt.decision == "treat" and bool(attempt.points) and not avoided(case, attempt)
    for item in (_allowed, _few, _for_complaint, _special_care, _depth, _position):
        yield item(case, attempt, sound)
    if NEEDLE_FEAR in case.circumstances:
        fear = facts.circumstances()[NEEDLE_FEAR]
        one = sound and len(attempt.points) == 1
        yield Item(group=GROUP, text="Began with one needle", points=2, reached=one, why=fear.sentence, refs=fear.refs)


@typed
def consent(attempt: Attempt) -> Iterator[Item]:
    """Yield a line for each thing that belongs in the talk; nobody passes without the one about the missing trial."""
    for each in facts.consent_points().values():
        unproven = each.id == NO_TRIAL
        says_why = "Without it her yes rests on a hope that nobody has tested." if unproven else each.reason
        yield Item(
            group="consent and words",
            text=f"Told her: {each.says}",
            points=4 if unproven else 1,
            reached=attempt.decision == "treat" and each.id in attempt.consent,
            why=says_why or "It belongs to a yes that counts.",
            refs=each.refs,
            must=unproven,
        )


def _allowed(case: Case, attempt: Attempt, sound: bool) -> Item:
    verdicts = [assess_point(code, case.weeks, circumstances=case.circumstances) for code in attempt.points]
    said = [statement.source for each in verdicts for statement in each.statements]
    return Item(
        group=GROUP,
        text="Chose points that nothing rules out for her",
        points=4,
        reached=sound,
        why=" ".join(_verdict(each) for each in verdicts) or "No point was chosen.",
        refs=_once((WHO_1999, *said)),
    )


def _verdict(point: Assessment) -> str:
    """Return a verdict on a point; the reason to avoid one is given with the critical error."""
    why = "" if point.status is Status.AVOID else f" {point.reason}"
    return f"{point.code}: {point.status.words}.{why}"


def _few(_: Case, attempt: Attempt, sound: bool) -> Item:
    number = len(set(attempt.points))
    return Item(
        group=GROUP,
        text=f"Needled no more than {FEW_POINTS} points",
        points=2,
        reached=sound and number <= FEW_POINTS,
        why="Our own caution, as no source we read sets a number: each needle adds a risk, and none is proven to help. "
        f"Nobody passes with more than {TOO_MANY_POINTS}.",
        refs=(WHO_1999,),
        must=number > TOO_MANY_POINTS,
    )


def _for_complaint(case: Case, attempt: Attempt, sound: bool) -> Item:
    named = all(case.complaint in facts.points()[code].complaints for code in attempt.points)
    return Item(
        group=GROUP,
        text="Chose points that tradition names for what she has",
        points=2,
        reached=sound and named,
        why="Tradition is no proof. It is the only reason for one point rather than another.",
        refs=_once(row.source for code in attempt.points for row in facts.points()[code].tradition) or ("gm-textbook",),
    )


def _special_care(case: Case, attempt: Attempt, sound: bool) -> Item:
    verdicts = [assess_point(code, case.weeks, circumstances=case.circumstances) for code in attempt.points]
    careful = [each for each in verdicts if each.status is Status.CAUTION]
    for_her = dict.fromkeys(line for each in careful for line in each.circumstances)
    codes = ", ".join(each.code for each in careful)
    sentences = [f"Used only with special care: {codes}.", *for_her] if careful else []
    return Item(
        group=GROUP,
        text="Said where a point is used only with special care",
        points=2,
        reached=sound and (not careful or SPECIAL_CARE in attempt.words),
        why=" ".join(sentences) or "No such point was chosen.",
        refs=facts.case_sentences()[SPECIAL_CARE].refs,
    )


def _depth(case: Case, attempt: Attempt, sound: bool) -> Item:
    limits = {code: deepest(facts.points()[code], case.circumstances) for code in attempt.points}
    printed = (depth.source for code in attempt.points for depth in facts.points()[code].needling.depths)
    in_words = "; ".join(
        f"{code} at most {limit:g} cun, {math.floor(millimeters(limit, case.lower_leg_cm))} mm on her leg, straight in"
        for code, limit in limits.items()
    )
    return Item(
        group=GROUP,
        text="No deeper than the shallow end of what the textbooks print, and shallow where she needs it",
        points=3,
        reached=sound and all(0 < attempt.depths.get(code, 0) <= limit for code, limit in limits.items()),
        why=f"The strictest source counts: {in_words or 'no point was chosen'}. Shallower is no mistake.",
        refs=_once(printed) or ("gm-textbook",),
        must=True,
    )


def _position(case: Case, attempt: Attempt, sound: bool) -> Item:
    allowed = [name for name in POSITIONS if assess_position(name, case.weeks) is Status.ALLOWED]
    return Item(
        group=GROUP,
        text="Chose a position that fits the week",
        points=3,
        reached=sound and attempt.position in allowed,
        why=f"Right for her: {'; '.join(POSITIONS[name] for name in allowed)}.",
        refs=_once(ref for row in facts.positions().values() for ref in row.refs),
    )


def _once(refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refs))
