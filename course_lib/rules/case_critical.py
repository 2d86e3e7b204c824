"""The errors that fail a case at once, whatever else went well."""

from collections.abc import Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Sentence
from course_lib.rules.case_attempt import Attempt, Critical
from course_lib.rules.case_key import (
    ASK_FIRST,
    CONSENT,
    LEVEL_WORDS,
    ONE_LEG,
    REFUSAL,
    SHALLOW,
    deepest,
    deepest_printed,
    event_actions,
    right_decision,
)
from course_lib.rules.circumstances import floor
from course_lib.rules.point_safety import Assessment, assess_point, binds
from course_lib.rules.position import POSITIONS, assess_position
from course_lib.rules.status import Status
from course_lib.rules.typed import typed

OWN_CAUTION = "No source of weight names it: to leave it alone is our own caution, after WHO 1999."
"""Said where only shops, lists and blogs, or none at all, ask to leave a point alone."""
WHO_1999 = "who-1999-safety"
"""Asks for great caution with any needling in pregnancy."""


@typed
def critical_errors(case: Case, attempt: Attempt) -> Iterator[Critical]:
    """Yield every critical error of an attempt, gravest first."""
    yield from _sent_on(case, attempt)
    yield from _alarmed(case, attempt)
    for point in avoided(case, attempt):
        refs = _who_says_avoid(point, case)
        hearsay = all(facts.references()[each].custom.tier == "D" for each in refs)
        says = _needled_avoided(point)
        yield Critical(f"{says} {OWN_CAUTION}", (WHO_1999,)) if hearsay else Critical(says, refs)
    yield from _dangerous_words(case, attempt)
    if attempt.decision == "treat":
        yield from _unasked(case, attempt)
        yield from _technique(case, attempt)
        yield from _event(case, attempt)


@typed
def avoided(case: Case, attempt: Attempt) -> tuple[Assessment, ...]:
    """Return the verdicts on the chosen points that are avoided for her, in her week."""
    verdicts = (assess_point(code, case.weeks, circumstances=case.circumstances) for code in attempt.points)
    return tuple(each for each in verdicts if each.status is Status.AVOID)


@typed
def is_dangerous(sentence: Sentence, case: Case) -> bool:
    """Tell whether a sentence is dangerous to her: in itself, with what she has, or by sending her on too late."""
    true_of_her = {*case.signs, *case.circumstances}
    needed = right_decision(case).urgency
    too_late = sentence.level and Urgency.of(sentence.level) < needed >= Urgency.CALL_NOW
    return bool(sentence.worth == "dangerous" or too_late or true_of_her.intersection(sentence.dangerous_with))


@typed
def is_alarm(urgency: Urgency, case: Case) -> bool:
    """Tell whether this sends somebody to her at once who is not needed, or faster than needed."""
    return max(right_decision(case).urgency, Urgency.NEXT_VISIT) < urgency


def _sent_on(case: Case, attempt: Attempt) -> Iterator[Critical]:
    right = right_decision(case)
    if right.urgency < Urgency.CALL_NOW:
        return
    if attempt.decision != "refer":
        did = "Treated her" if attempt.decision == "treat" else "Sent her home"
        yield Critical(f"{did}, although she had to be sent on: {right.urgency.level}.", right.refs)
    elif attempt.urgency < right.urgency:
        yield Critical(f"Sent her on, but too late: the level is “{right.urgency.level}”.", right.refs)


def _alarmed(case: Case, attempt: Attempt) -> Iterator[Critical]:
    right = right_decision(case)
    said = [facts.case_sentences()[each] for each in (*attempt.words, *attempt.advice)]
    levels = [attempt.urgency, *(Urgency.of(each.level) for each in said if each.level)]
    if is_alarm(max(levels), case):
        says = f"Raised more alarm than she needs: the level is “{LEVEL_WORDS[right.urgency]}”."
        yield Critical(says, right.refs)


def _needled_avoided(point: Assessment) -> str:
    when = "after the birth" if point.week is None else f"at {point.week} weeks"
    at_every = assess_point(point.code, point.week).status is Status.AVOID
    why = [point.reason] if at_every else point.circumstances
    return " ".join([f"Needled {point.code}, which is avoided for her {when}.", *why])


def _who_says_avoid(point: Assessment, case: Case) -> tuple[str, ...]:
    said = [each.source for each in point.statements if any(span[2] == "avoid" for span in each.spans)]
    about_her = [ref for each in case.circumstances for ref in facts.circumstances()[each].refs]
    refs = tuple(dict.fromkeys([*(each for each in said if binds(each)), *about_her]))
    # Shops and blogs only where nobody better says it.
    return tuple(each for each in refs if facts.references()[each].custom.tier != "D") or refs


def _dangerous_words(case: Case, attempt: Attempt) -> Iterator[Critical]:
    for each in (*attempt.words, *attempt.advice):
        sentence = facts.case_sentences()[each]
        if is_dangerous(sentence, case):
            yield Critical(f"Said “{sentence.says}” {sentence.why}", sentence.refs)


def _unasked(case: Case, attempt: Attempt) -> Iterator[Critical]:
    interview = facts.interview()
    if ONE_LEG not in attempt.asked:
        yield Critical(
            "Needled without asking about the legs: a clot could not have been found.", interview[ONE_LEG].refs
        )
    if CONSENT not in attempt.asked:
        yield Critical("Needled without asking whether she wants it: no consent.", interview[CONSENT].refs)
    elif REFUSAL in case.circumstances:
        yield Critical("Needled although she does not want it.", interview[CONSENT].refs)
    for each in case.circumstances:
        row = facts.circumstances()[each]
        if each in ASK_FIRST and case.agreement != "given":
            yield Critical(f"Needled before anybody had agreed. {row.sentence}", row.refs)
        elif _changes_points(each, case) and _not_found(each, attempt):
            says = f"Needled without asking for what changes which points she may have: {row.label}. {row.sentence}"
            yield Critical(says, row.refs)


def _changes_points(circumstance: str, case: Case) -> bool:
    return any(floor(circumstance, point, case.weeks) for point in facts.points().values())


def _not_found(circumstance: str, attempt: Attempt) -> bool:
    """Tell whether it went unasked: one question finds it; where somebody has to agree, that is asked for as well."""
    asking = [each.id for each in facts.interview().values() if circumstance in each.circumstances]
    missed = [each for each in asking if each not in attempt.asked]
    return bool(missed) if circumstance in ASK_FIRST else missed == asking


def _technique(case: Case, attempt: Attempt) -> Iterator[Critical]:
    if attempt.position and assess_position(attempt.position, case.weeks) is Status.AVOID:
        refs = [ref for row in facts.positions().values() for ref in row.refs]
        label = POSITIONS[attempt.position]
        yield Critical(f"{label}: a position that is avoided in her week.", tuple(dict.fromkeys(refs)))
    for code in attempt.points:
        needling = facts.points()[code].needling
        if needling.hazard and attempt.depths.get(code, 0) > deepest_printed(facts.points()[code]):
            yield Critical(
                f"Needled {code} deeper than any source prints. What lies there: {needling.hazard}.",
                tuple(dict.fromkeys(depth.source for depth in needling.depths)),
            )
    for each in case.circumstances:
        row = facts.circumstances()[each]
        deep = [code for code in attempt.points if _is_deep(code, case, attempt)]
        if each in SHALLOW and deep:
            yield Critical(f"Needled deep at {', '.join(deep)}. {row.sentence}", row.refs)


def _is_deep(code: str, case: Case, attempt: Attempt) -> bool:
    return attempt.depths.get(code, 0) > deepest(facts.points()[code], case.circumstances)


def _event(case: Case, attempt: Attempt) -> Iterator[Critical]:
    if not case.event:
        return
    refs = facts.needling_emergencies()[case.event.kind].refs
    for action in event_actions(case.event.kind):
        if action.harmful and action.id in attempt.event_actions:
            yield Critical(f"Did what does harm when something goes wrong: {action.says}", refs)
