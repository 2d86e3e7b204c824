"""The errors that fail a case at once, whatever else went well."""

from collections.abc import Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Sentence
from course_lib.rules.body_measure import deepest, deepest_printed
from course_lib.rules.case.attempt import Attempt, Critical
from course_lib.rules.case.key import CONSENT, LEVEL_WORDS, ONE_LEG, REFUSAL, event_actions, right_decision
from course_lib.rules.circumstances import floor
from course_lib.rules.point_safety import Assessment, assess_point, binds
from course_lib.rules.position import POSITIONS, assess_position
from course_lib.rules.status import Status
from course_lib.rules.typed import typed

WHO_1999 = "who-1999-safety"
"""Asks for great caution with any needling in pregnancy."""


@typed
def critical_errors(case: Case, attempt: Attempt) -> Iterator[Critical]:
    """Yield every critical error of an attempt, gravest first."""
    yield from _sent_on(case, attempt)
    yield from _alarmed(case, attempt)
    yield from (_avoided(point, case) for point in avoided(case, attempt))
    for sentence in _said(attempt):
        if is_dangerous(sentence, case):
            yield Critical.of("dangerous-words", sentence.refs, says=sentence.says, why=sentence.why)
    if attempt.decision == "treat":
        yield from _unasked(case, attempt)
        yield from _technique(case, attempt)
        yield from _event(case, attempt)


@typed
def avoided(case: Case, attempt: Attempt) -> tuple[Assessment, ...]:
    """Return the verdicts on the chosen points that are avoided for her, in her week."""
    verdicts = (assess_point(code, case.weeks, circumstances=case.circumstances) for code in attempt.points)
    return tuple(verdict for verdict in verdicts if verdict.status is Status.AVOID)


@typed
def is_dangerous(sentence: Sentence, case: Case) -> bool:
    """Tell whether a sentence is dangerous to her: in itself, with what she has, or by sending her on too late."""
    true_of_her = {*case.signs, *case.circumstances}
    needed = right_decision(case).urgency
    too_late = sentence.level and Urgency.of(sentence.level) < needed >= Urgency.CALL_NOW
    return bool(sentence.worth == "dangerous" or too_late or true_of_her.intersection(sentence.dangerous_with))


def _said(attempt: Attempt) -> list[Sentence]:
    return [facts.case_sentences()[name] for name in (*attempt.words, *attempt.advice)]


def _sent_on(case: Case, attempt: Attempt) -> Iterator[Critical]:
    right = right_decision(case)
    if right.urgency < Urgency.CALL_NOW or (attempt.decision == "refer" and attempt.urgency >= right.urgency):
        return
    error = {"treat": "treated-instead", "decline": "sent-home", "refer": "too-late"}[attempt.decision]
    yield Critical.of(error, right.refs, level=right.urgency.level)


def _alarmed(case: Case, attempt: Attempt) -> Iterator[Critical]:
    right = right_decision(case)
    levels = [attempt.urgency, *(Urgency.of(sentence.level) for sentence in _said(attempt) if sentence.level)]
    if max(levels) > max(right.urgency, Urgency.NEXT_VISIT):  # somebody comes at once who is not needed
        yield Critical.of("alarm", right.refs, level=LEVEL_WORDS[right.urgency])


def _avoided(point: Assessment, case: Case) -> Critical:
    at_every = assess_point(point.code, point.week).status is Status.AVOID
    refs = _who_says_avoid(point, case)
    hearsay = all(facts.references()[ref].custom.tier == "D" for ref in refs)
    return Critical.of(
        "avoided-on-hearsay" if hearsay else "avoided",
        (WHO_1999,) if hearsay else refs,
        code=point.code,
        when="after the birth" if point.week is None else f"at {point.week} weeks",
        why=point.reason if at_every else " ".join(point.circumstances),
    )


def _who_says_avoid(point: Assessment, case: Case) -> tuple[str, ...]:
    said = [statement.source for statement in point.statements if any(span[2] == "avoid" for span in statement.spans)]
    about_her = [ref for name in case.circumstances for ref in facts.circumstances()[name].refs]
    refs = tuple(dict.fromkeys([*filter(binds, said), *about_her]))
    # Shops and blogs only where nobody better says it.
    return tuple(ref for ref in refs if facts.references()[ref].custom.tier != "D") or refs


def _unasked(case: Case, attempt: Attempt) -> Iterator[Critical]:
    interview = facts.interview()
    if ONE_LEG not in attempt.asked:
        yield Critical.of("legs-unasked", interview[ONE_LEG].refs)
    if CONSENT not in attempt.asked:
        yield Critical.of("consent-unasked", interview[CONSENT].refs)
    elif REFUSAL in case.circumstances:
        yield Critical.of("refused", interview[CONSENT].refs)
    for name in case.circumstances:
        row = facts.circumstances()[name]
        if row.asks_first and case.agreement != "given":
            yield Critical.of("not-agreed", row.refs, sentence=row.sentence)
        elif _changes_points(name, case) and _not_found(name, attempt):
            yield Critical.of("circumstance-unasked", row.refs, label=row.label, sentence=row.sentence)


def _changes_points(circumstance: str, case: Case) -> bool:
    return any(floor(circumstance, point, case.weeks) for point in facts.points().values())


def _not_found(circumstance: str, attempt: Attempt) -> bool:
    """Tell whether it went unasked: one question finds it; where somebody has to agree, that is asked for as well."""
    asking = [name for name, question in facts.interview().items() if circumstance in question.circumstances]
    missed = [name for name in asking if name not in attempt.asked]
    return bool(missed) if facts.circumstances()[circumstance].asks_first else missed == asking


def _technique(case: Case, attempt: Attempt) -> Iterator[Critical]:
    if attempt.position and assess_position(attempt.position, case.weeks) is Status.AVOID:
        refs = (ref for row in facts.positions().values() for ref in row.refs)
        yield Critical.of("position-avoided", refs, position=POSITIONS[attempt.position])
    points = [facts.points()[code] for code in attempt.points]
    for point in points:
        hazard = point.needling.hazard
        if hazard and attempt.depths.get(point.code, 0) > deepest_printed(point):
            sources = (depth.source for depth in point.needling.depths)
            yield Critical.of("deeper-than-printed", sources, code=point.code, hazard=hazard)
    deep = [point.code for point in points if attempt.depths.get(point.code, 0) > deepest(point, case.circumstances)]
    for row in (facts.circumstances()[name] for name in case.circumstances):
        if row.deepest_cun and deep:
            yield Critical.of("not-shallow", row.refs, codes=", ".join(deep), sentence=row.sentence)


def _event(case: Case, attempt: Attempt) -> Iterator[Critical]:
    if case.event:
        refs = facts.needling_emergencies()[case.event.kind].refs
        for action in event_actions(case.event.kind):
            if action.harmful and action.id in attempt.event_actions:
                yield Critical.of("harmful-step", refs, says=action.says)
