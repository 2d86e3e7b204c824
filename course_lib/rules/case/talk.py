"""The lines of the checklist on what is said: what she must hear, what helps her, and what is not meant for her."""

from collections.abc import Iterable, Iterator

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision, Sentence
from course_lib.rules.case.attempt import Attempt, Item
from course_lib.rules.case.critical import is_dangerous
from course_lib.rules.case.key import right_decision
from course_lib.rules.typed import typed

GROUP = {"words": "consent and words", "advice": "follow-up"}
FREELY_CHOSEN = 2
"""So many sentences count beside those that a case names, whichever fit her."""
MOST_ADVICE = 7
"""More pieces of advice than this are forgotten; our own number."""
SLIPS = 1
"""Nobody passes with more sentences than this that do not fit her."""


@typed
def fits(sentence: Sentence, case: Case, decision: Decision) -> bool:
    """Tell whether a sentence goes with what is done and with who she is; nothing wrong or dangerous ever does."""
    named = sentence.everybody or sentence.id in _named(case)
    missed = {*case.signs, *case.circumstances}.intersection(sentence.not_for)
    sound = sentence.worth in ("helpful", "neutral") and not is_dangerous(sentence, case)
    return named and sound and not missed and (not sentence.fits or decision in sentence.fits)


@typed
def said(case: Case, attempt: Attempt) -> Iterator[Item]:
    """Yield a line for each sentence that counts in a case, and a lost one for each that does not fit her."""
    chosen = [facts.case_sentences()[name] for name in dict.fromkeys((*attempt.words, *attempt.advice))]
    fitting = [row for row in chosen if fits(row, case, attempt.decision)]
    for name in _named(case):
        row, line = facts.case_sentences()[name], "must-hear" if name in case.needs else "said"
        yield Item.of(line, row in fitting, why=row.why, refs=row.refs, group=GROUP[row.part], says=row.says)
    yield from _freely(case, "words", fitting)
    if right_decision(case).urgency < Urgency.CALL_NOW:
        yield from _freely(case, "advice", fitting)
    yield _nothing_wrong(case, chosen)
    yield Item.of("some-advice", 1 <= len(set(attempt.advice)) <= MOST_ADVICE, most=MOST_ADVICE)
    yield from _beside_the_point(case, attempt, [row for row in chosen if row not in fitting])


def _named(case: Case) -> tuple[str, ...]:
    """Return the sentences that count in a case by name."""
    return tuple(dict.fromkeys((*case.needs, *case.words, *case.advice)))


def _freely(case: Case, part: str, fitting: Iterable[Sentence]) -> Iterator[Item]:
    helps = [row for row in fitting if row.part == part and row.worth == "helpful" and row.id not in _named(case)]
    for number in range(1, FREELY_CHOSEN + 1):
        reached, group = number <= len(helps), GROUP[part]
        refs = helps[number - 1].refs if reached else ()
        yield Item.of("freely", reached, refs=refs, group=group, part=part, number=number, freely=FREELY_CHOSEN)


def _nothing_wrong(case: Case, chosen: Iterable[Sentence]) -> Item:
    dangerous = any(is_dangerous(row, case) for row in chosen)
    wrong = [row for row in chosen if row.worth == "wrong" and not is_dangerous(row, case)]
    why = " ".join(f"“{row.says}” {row.why}" for row in wrong)
    sources = dict.fromkeys(ref for row in wrong for ref in row.refs)
    return Item.of("nothing-wrong", bool(chosen) and not wrong and not dangerous, why=why, refs=sources)


def _beside_the_point(case: Case, attempt: Attempt, others: list[Sentence]) -> Iterator[Item]:
    others = [row for row in others if row.worth in ("helpful", "neutral") and not is_dangerous(row, case)]
    for row in others:
        line = "against-decision" if row.fits and attempt.decision not in row.fits else "not-for-her"
        many, group = len(others) > SLIPS, GROUP[row.part]
        yield Item.of(line, False, must=many, group=group, says=row.says, decision=attempt.decision)
