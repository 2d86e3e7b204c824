"""The lines of the checklist on what is said: what she must hear, what helps her, and what is not meant for her."""

from collections.abc import Iterable, Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision, Sentence
from course_lib.rules.case_attempt import Attempt, Item
from course_lib.rules.case_critical import is_dangerous
from course_lib.rules.case_key import right_decision
from course_lib.rules.typed import typed

GROUPS = {"words": "consent and words", "advice": "follow-up"}
FREELY_CHOSEN = 2
"""So many sentences count beside those that a case names, whichever fit her."""
MOST_ADVICE = 7
"""More pieces of advice than this are forgotten; our own number."""
SLIPS = 1
"""Nobody passes with more sentences than this that do not fit her."""


@typed
def fits(sentence: Sentence, case: Case, decision: Decision) -> bool:
    """Tell whether a sentence goes with what is done and with who she is; nothing wrong or dangerous ever does."""
    named = sentence.everybody or sentence.id in (*case.needs, *case.words, *case.advice)
    missed = {*case.signs, *case.circumstances}.intersection(sentence.not_for)
    sound = sentence.worth in ("helpful", "neutral") and not is_dangerous(sentence, case)
    return named and sound and not missed and (not sentence.fits or decision in sentence.fits)


@typed
def said(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield a line for each sentence that counts in a case, and a lost one for each that does not fit her."""
    chosen = [facts.case_sentences()[each] for each in dict.fromkeys((*attempt.words, *attempt.advice))]
    fitting = [each for each in chosen if fits(each, case, attempt.decision)]
    for each in dict.fromkeys((*case.needs, *case.words, *case.advice)):
        row, must = facts.case_sentences()[each], each in case.needs
        yield Item(
            group=GROUPS[row.part],
            text=f"Said: {row.says}",
            points=4 if must else 2,
            reached=row in fitting,
            why=row.why,
            refs=row.refs,
            must=must,
        )
    yield from _freely(case, "words", fitting)
    if right_decision(case).urgency < Urgency.CALL_NOW:
        yield from _freely(case, "advice", fitting)
    yield _nothing_wrong(case, chosen)
    yield Item(
        group="follow-up",
        text=f"Gave some advice, and no more than {MOST_ADVICE} pieces of it",
        points=2,
        reached=1 <= len(set(attempt.advice)) <= MOST_ADVICE,
        why="Who hears everything at once keeps little of it. The number is our own.",
    )
    yield from _beside_the_point(case, attempt, [each for each in chosen if each not in fitting])


def _freely(case: Case, part: str, fitting: Iterable[Sentence]) -> Iterator[Item]:
    named = (*case.needs, *case.words, *case.advice)
    helps = [each for each in fitting if each.part == part and each.worth == "helpful" and each.id not in named]
    for number in range(1, FREELY_CHOSEN + 1):
        yield Item(
            group=GROUPS[part],
            text=f"Said something else that helps her, {part} ({number} of {FREELY_CHOSEN})",
            points=1,
            reached=number <= len(helps),
            why="Whichever you choose, as long as it fits her and what you do.",
            refs=helps[number - 1].refs if number <= len(helps) else (),
        )


def _nothing_wrong(case: Case, chosen: Iterable[Sentence]) -> Item:
    dangerous = [each for each in chosen if is_dangerous(each, case)]
    wrong = [each for each in chosen if each.worth == "wrong" and each not in dangerous]
    return Item(
        group="consent and words",
        text="Said nothing that is wrong",
        points=3,
        reached=bool(chosen) and not wrong and not dangerous,
        why=" ".join(f"“{each.says}” {each.why}" for each in wrong)
        or "What is not known is not promised, and nobody is frightened or talked into needles.",
        refs=tuple(dict.fromkeys(ref for each in wrong for ref in each.refs)) or ("luo2020-cochrane",),
        must=True,
    )


def _beside_the_point(case: Case, attempt: Attempt, strange: list[Sentence]) -> Iterator[Item]:
    strange = [each for each in strange if each.worth in ("helpful", "neutral") and not is_dangerous(each, case)]
    for each in strange:
        against = each.fits and attempt.decision not in each.fits
        yield Item(
            group=GROUPS[each.part],
            text=f"Left out what is not meant for her: {each.says}",
            points=3,
            reached=False,
            why=f"It does not go with the decision to {attempt.decision}."
            if against
            else "It is right for somebody else. Nothing that she has or asked for calls for it.",
            must=len(strange) > SLIPS,
        )
