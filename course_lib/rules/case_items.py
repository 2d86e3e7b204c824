"""The checklist of a case, group by group, each line with its points, its reason and its sources."""

from collections.abc import Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Mishap
from course_lib.rules.case_attempt import Attempt, Item
from course_lib.rules.case_key import (
    BEFORE_NEEDLES,
    LEVEL_WORDS,
    WHAT_LEVELS_ASK,
    essential_questions,
    event_actions,
    right_decision,
    uncovers,
)
from course_lib.rules.case_talk import said
from course_lib.rules.case_technique import consent, technique
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
    needles = right_decision(case).decision == "treat"
    yield from _history(case, attempt)
    yield from _safety(case, attempt)
    yield _decision(case, attempt)
    if needles:
        yield from technique(case, attempt)
        yield from consent(attempt)
    if needles and case.event:
        yield from _event(case.event, attempt)
    yield from said(case, attempt)


def _history(case: Case, attempt: Attempt) -> Iterator[Item]:
    decisive = [row for row in facts.interview().values() if uncovers(row, case)]
    if decisive:
        yield Item(
            group="history",
            text="Knew why: asked at least one question that brings to light what decides here",
            points=3,
            reached=any(row.id in attempt.asked for row in decisive),
            why="A right decision that rests on no answer of hers is a lucky one.",
            must=True,
        )
    for each in essential_questions(case):
        question = facts.interview()[each]
        found = uncovers(question, case)
        light = f"Here it brings to light: {'; '.join(found)}." if found else ""
        yield Item(
            group="history",
            text=f"Asked: {question.asks}",
            points=2 if found or each in case.essential else 1,
            reached=each in attempt.asked,
            why=" ".join(filter(None, (light, question.reason))) or "It matters for what is right to do.",
            refs=question.refs,
            must=each in case.essential or (attempt.decision == "treat" and each in BEFORE_NEEDLES),
        )


def _safety(case: Case, attempt: Attempt) -> Iterator[Item]:
    right = right_decision(case)
    yield Item(
        group="safety",
        text=f"Saw how soon somebody must see her, no sooner and no later: {LEVEL_WORDS[right.urgency]}",
        points=6,
        reached=attempt.urgency == right.urgency,
        why=f"Here: {WHAT_LEVELS_ASK[right.urgency]}. Too late can harm her; an alarm without a sign frightens her, "
        "and the next one is believed less.",
        refs=tuple(ref for each in case.signs for ref in facts.warning_signs()[each].refs),
        must=True,
    )
    if most := most_questions(case):
        yield Item(
            group="safety",
            text=f"Acted early: handed her over after at most {most} questions",
            points=4,
            reached=attempt.decision == "refer" and len(set(attempt.asked)) <= most,
            why="To ask is kind, and here each further question is time that she does not have: whoever sees her will "
            "ask the rest. The number is our own.",
            refs=right.refs,
            must=right.urgency is Urgency.EMERGENCY,
        )


def _decision(case: Case, attempt: Attempt) -> Item:
    right = right_decision(case)
    return Item(
        group="decision",
        text=f"Decided to {right.decision}",
        points=8,
        reached=attempt.decision == right.decision,
        why=right.because,
        refs=right.refs,
        must=True,
    )


def _event(event: Mishap, attempt: Attempt) -> Iterator[Item]:
    row = facts.needling_emergencies()[event.kind]
    steps = enumerate((each for each in event_actions(event.kind) if not each.harmful), start=1)
    # A step with a condition that does not hold ("A piece is missing: ...") is neither asked for nor wrong.
    called_for = [(number, each) for number, each in steps if number not in event.not_called_for]
    done = [each for each in attempt.event_actions if each in {action.id for _, action in called_for}]
    begin = [each for number, each in called_for if number in event.begin_with]
    for number, each in called_for:
        yield Item(
            group="event",
            text=each.says,
            points=1,
            reached=each.id in done,
            why=row.reason or row.what,
            refs=row.refs,
            must=number in event.begin_with,
        )
    yield Item(
        group="event",
        text="Did the first thing first",
        points=2,
        reached=bool(done) and done[0] in {each.id for each in begin},
        why=f"What is marked as a must goes before the rest. Then call: {' '.join(row.call_when)}",
        refs=row.refs,
    )
