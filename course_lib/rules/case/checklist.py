"""The checklist of a case, group by group: which lines it has, and which of them are reached."""

from collections.abc import Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Mishap
from course_lib.rules.case.attempt import Attempt, Item
from course_lib.rules.case.key import (
    LEVEL_WORDS,
    essential_questions,
    event_actions,
    right_decision,
    uncovers,
)
from course_lib.rules.case.talk import said
from course_lib.rules.case.technique import consent, technique
from course_lib.rules.typed import typed

MOST_QUESTIONS = {Urgency.CALL_NOW: 16, Urgency.EMERGENCY: 8}
"""Where somebody waits for the call, so many questions are enough; our own numbers."""


@typed
def most_questions(case: Case) -> int | None:
    """Return how many questions are enough in a case, or None where nobody waits."""
    return MOST_QUESTIONS.get(right_decision(case).urgency)


@typed
def checklist(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield the lines of the checklist.

    They follow from what she needs, not from what the trainee did: whoever leaves out the needles that she may have
    loses their lines. Only a sentence that does not fit her adds a line, and that is a lost one.
    """
    right = right_decision(case)
    yield from _history(case, attempt)
    yield from _safety(case, attempt)
    decided = attempt.decision == right.decision
    yield Item.of("decided", decided, why=right.because, refs=right.refs, decision=right.decision)
    if right.decision == "treat":
        yield from technique(case, attempt)
        yield from consent(attempt)
        if case.event:
            yield from _event(case.event, attempt)
    yield from said(case, attempt)


def _history(case: Case, attempt: Attempt) -> Iterator[Item]:
    interview = facts.interview()
    decisive = {name for name, question in interview.items() if uncovers(question, case)}
    if decisive:
        yield Item.of("knew-why", not decisive.isdisjoint(attempt.asked))
    for name in essential_questions(case):
        question, wanted = interview[name], name in case.essential
        true_of_her = "; ".join(uncovers(question, case))
        light = f"Here it brings to light: {true_of_her}." if true_of_her else ""
        yield Item.of(
            "asked-what-is-true" if true_of_her or wanted else "asked",
            name in attempt.asked,
            why=" ".join(filter(None, (light, question.reason))),
            refs=question.refs,
            must=wanted or (attempt.decision == "treat" and question.before_needles),
            asks=question.asks,
        )


def _safety(case: Case, attempt: Attempt) -> Iterator[Item]:
    right = right_decision(case)
    sources = (ref for sign in case.signs for ref in facts.warning_signs()[sign].refs)
    level, asks = LEVEL_WORDS[right.urgency], facts.urgency_levels()[right.urgency].asks
    yield Item.of("how-soon", attempt.urgency == right.urgency, refs=sources, level=level, asks=asks)
    if most := most_questions(case):
        early, minutes_count = len(set(attempt.asked)) <= most, right.urgency is Urgency.EMERGENCY
        handed_over = attempt.decision == "refer" and early
        yield Item.of("acted-early", handed_over, refs=right.refs, must=minutes_count, most=most)


def _event(event: Mishap, attempt: Attempt) -> Iterator[Item]:
    row = facts.needling_emergencies()[event.kind]
    steps = enumerate((action for action in event_actions(event.kind) if not action.harmful), start=1)
    # A step with a condition that does not hold ("A piece is missing: ...") is neither asked for nor wrong.
    called_for = {number: action for number, action in steps if number not in event.not_called_for}
    ids = {action.id for action in called_for.values()}
    done = [name for name in attempt.event_actions if name in ids]
    for number, action in called_for.items():
        must, reached = number in event.begin_with, action.id in done
        yield Item.of("event-step", reached, why=row.reason or row.what, refs=row.refs, must=must, says=action.says)
    begin = {action.id for number, action in called_for.items() if number in event.begin_with}
    yield Item.of("event-first", bool(done) and done[0] in begin, refs=row.refs, calls=" ".join(row.call_when))
