"""The checklist of a case, group by group, each line with its points, its reason and its sources."""

from collections.abc import Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision, Mishap, Sentence
from course_lib.rules.case_attempt import Attempt, Item
from course_lib.rules.case_critical import is_dangerous
from course_lib.rules.case_key import (
    BEFORE_NEEDLES,
    accepted,
    essential_questions,
    event_actions,
    right_decision,
    uncovers,
)
from course_lib.rules.case_technique import consent, technique

MOST_ADVICE = 7
"""More pieces of advice than this are forgotten; our own number."""
OTHER_ADVICE = 2
"""So many pieces of helpful advice count beside those that a case names, whichever they are."""
FEW_QUESTIONS = 8
"""Where every minute counts, so many questions are enough; our own number."""


def checklist(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield the lines of the checklist.

    Needles, consent and what goes wrong are on the list for a trainee who treats where treating is right. So the
    list never grows by doing what is wrong.
    """
    right = right_decision(case)
    yield from _history(case, attempt)
    yield from _safety(case, attempt)
    yield _decision(case, attempt)
    needles = right.decision == attempt.decision == "treat"
    if needles:
        yield from technique(case, attempt)
        yield from consent(attempt)
    yield from _said(case, attempt, "words")
    yield from _nothing_wrong(case, attempt)
    if needles and case.event:
        yield from _event(case.event, attempt)
    yield from _said(case, attempt, "advice")
    if right.urgency < Urgency.CALL_NOW:
        yield from _other_advice(case, attempt)


def _history(case: Case, attempt: Attempt) -> Iterator[Item]:
    for each in essential_questions(case):
        question = facts.interview()[each]
        found = uncovers(question, case)
        light = f"Here it brings to light: {'; '.join(found)}." if found else ""
        yield Item(
            group="history",
            text=f"Asked: {question.asks}",
            points=2 if found else 1,
            reached=each in attempt.asked,
            why=" ".join(filter(None, (light, question.reason))) or "It matters for what is right to do.",
            refs=question.refs,
            must=attempt.decision == "treat" and each in BEFORE_NEEDLES,
        )


def _safety(case: Case, attempt: Attempt) -> Iterator[Item]:
    right = right_decision(case)
    if right.urgency > Urgency.NOT_ASKED:
        yield Item(
            group="safety",
            text=f"Saw how soon she must be seen: {right.urgency.level}",
            # For the next visit only, where needles are right: her team knows already, and the advice says it again.
            points=1 if right.decision == "treat" else 4,
            reached=attempt.urgency >= right.urgency,
            why=facts.urgency_levels()[right.urgency].say,
            refs=tuple(ref for each in case.signs for ref in facts.warning_signs()[each].refs),
        )
    yield Item(
        group="safety",
        text="Did not call it more urgent than it is",
        points=1,
        reached=attempt.urgency <= max(right.urgency, Urgency.NEXT_VISIT),
        why="One point only: to go higher is never a danger to her, and telling the team at a visit is always fine.",
        refs=right.refs,
    )
    if right.urgency is Urgency.EMERGENCY:
        yield Item(
            group="safety",
            text=f"Acted early: handed her over after at most {FEW_QUESTIONS} questions",
            points=3,
            reached=attempt.decision == "refer" and len(set(attempt.asked)) <= FEW_QUESTIONS,
            why="To ask is kind, and here each further question is time that she does not have: the help on its way "
            "will ask the rest. The number is our own.",
            refs=right.refs,
        )


def _decision(case: Case, attempt: Attempt) -> Item:
    right = right_decision(case)
    also = "".join(f" To {each.decision} is as right. {each.because}" for each in case.also_right)
    text = " or ".join(accepted(case))
    return Item(
        group="decision",
        text=f"Decided to {text}",
        points=8,
        reached=attempt.decision in accepted(case),
        why=right.because + also,
        refs=right.refs,
        must=True,
    )


def _said(case: Case, attempt: Attempt, part: str) -> Iterator[Item]:
    group, wanted, said = (
        ("consent and words", case.words, attempt.words)
        if part == "words"
        else ("follow-up", case.advice, attempt.advice)
    )
    decision = attempt.decision if attempt.decision in accepted(case) else right_decision(case).decision
    for each in wanted:
        row = facts.case_sentences()[each]
        if _goes_with(row, decision):
            reached = each in said and _goes_with(row, attempt.decision)
            yield Item(group=group, text=f"Said: {row.says}", points=2, reached=reached, why=row.why, refs=row.refs)


def _other_advice(case: Case, attempt: Attempt) -> Iterator[Item]:
    said = [facts.case_sentences()[each] for each in dict.fromkeys(attempt.advice) if each not in case.advice]
    helps = [row for row in said if row.everybody and _goes_with(row, attempt.decision) and not is_dangerous(row, case)]
    for number in range(1, OTHER_ADVICE + 1):
        yield Item(
            group="follow-up",
            text=f"Gave other advice that helps ({number} of {OTHER_ADVICE})",
            points=2,
            reached=number <= len(helps),
            why="Whichever you choose: what to do in a cramp, warmth, rest, sleep, tablets, or whom to tell.",
            refs=helps[number - 1].refs if number <= len(helps) else ("who-2016-anc",),
        )


def _goes_with(sentence: Sentence, decision: Decision) -> bool:
    return not sentence.fits or decision in sentence.fits


def _nothing_wrong(case: Case, attempt: Attempt) -> Iterator[Item]:
    said = [facts.case_sentences()[each] for each in (*attempt.words, *attempt.advice)]
    wrong = [each for each in said if each.worth == "wrong" or is_dangerous(each, case)]
    against = [each for each in said if each not in wrong and not _goes_with(each, attempt.decision)]
    yield Item(
        group="consent and words",
        text="Said nothing that is wrong",
        points=3,
        reached=bool(said) and not wrong,
        why=" ".join(f"“{each.says}” {each.why}" for each in wrong)
        or "What is not known is not promised, and nobody is frightened or talked into needles.",
        refs=tuple(dict.fromkeys(ref for each in wrong for ref in each.refs)) or ("luo2020-cochrane",),
        must=True,
    )
    yield Item(
        group="consent and words",
        text="Said nothing that goes against the own decision",
        points=1,
        reached=bool(said) and not against,
        why=" ".join(f"“{each.says}” This does not go with the decision to {attempt.decision}." for each in against)
        or "What is said and what is done are the same.",
    )
    yield Item(
        group="follow-up",
        text=f"Gave some advice, and no more than {MOST_ADVICE} pieces of it",
        points=2,
        reached=1 <= len(set(attempt.advice)) <= MOST_ADVICE,
        why="Who hears everything at once keeps little of it. The number is our own.",
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
        why=f"First: {' Or: '.join(each.says for each in begin)} Then call: {' '.join(row.call_when)}",
        refs=row.refs,
    )
