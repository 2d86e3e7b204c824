"""Trainees who do the same whoever sits there. None of them may pass a patient whom it does not fit."""

from collections.abc import Iterable
from dataclasses import replace

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision
from course_lib.rules.case.key import event_actions
from course_lib.rules.case.marking import Attempt, mark
from tests.expected_cases import ENOUGH_QUESTIONS, EXPECTED, NEEDS, ONLY_FOR

ALL = tuple(facts.interview())
SIGNS = tuple(row.id for row in facts.interview().values() if row.topic == "warning signs")
CONSENT = tuple(facts.consent_points())
HELPFUL: dict[str, tuple[str, ...]] = {
    part: tuple(row.id for row in facts.case_sentences().values() if row.part == part and row.worth == "helpful")
    for part in ("words", "advice")
}
KIND = ("heard", "no-is-fine", "own-words")
HOME = ("stretch", "when-to-call", "ask-about-tablets", "tell-the-team")
NOT_ASKED, NEXT_VISIT, CALL, EMERGENCY = Urgency


def _said(
    decision: Decision, urgency: Urgency, asked: Iterable[str] = ALL, words: Iterable[str] = KIND,
    advice: Iterable[str] = HOME,
) -> Attempt:  # fmt: skip
    return Attempt(asked=tuple(asked), decision=decision, urgency=urgency, words=tuple(words), advice=tuple(advice))


def _needled(urgency: Urgency, words: Iterable[str], advice: Iterable[str], *points: str) -> Attempt:
    return Attempt(
        asked=ALL, decision="treat", urgency=urgency, points=points, depths=dict.fromkeys(points, 0.5),
        position="side-lying", consent=CONSENT, words=tuple(words), advice=tuple(advice),
    )  # fmt: skip


TREATS = (*KIND, "one-needle-first", "say-at-once", "special-care")
SENT = ("heard", "not-today-be-seen", "call-together")
STRATEGIES: dict[str, Attempt] = {
    "asks all, ambulance, kind": _said("refer", EMERGENCY),
    "asks all, ambulance, its own words": _said("refer", EMERGENCY, words=SENT, advice=("emergency-number",)),
    "asks three, ambulance": _said(
        "refer", EMERGENCY, ("weeks", "one-leg", "chest"), SENT, ("emergency-number", "leave-the-leg")),
    "asks all, refers, call now, kind": _said("refer", CALL),
    "asks the signs, refers, call now": _said("refer", CALL, (*SIGNS, "weeks"), SENT, ("call-now", "leave-the-leg")),
    "asks all, refers, next visit": _said("refer", NEXT_VISIT, words=("heard", "not-yet-ask-first")),
    "asks all, refers, no call": _said("refer", NOT_ASKED),
    "asks nothing, declines": _said("decline", NOT_ASKED, ()),
    "asks all, declines, no call": _said("decline", NOT_ASKED),
    "asks all, declines, next visit": _said("decline", NEXT_VISIT, advice=(*HOME, "next-visit")),
    "asks all, declines, first the team": _said(
        "decline", NEXT_VISIT, words=("heard", "not-yet-ask-first", "point-left-out")),
    "asks half, declines, next visit": _said("decline", NEXT_VISIT, ALL[: len(ALL) // 2]),
    "asks all, declines, call now": _said("decline", CALL),
    "declines, says nothing": _said("decline", NEXT_VISIT, words=(), advice=()),
    "declines, every word, every advice": _said("decline", NEXT_VISIT, **HELPFUL),
    "refers, every word, every advice": _said("refer", CALL, **HELPFUL),
    "one needle, no call": _needled(NOT_ASKED, TREATS, (*HOME, "rest-after"), "ST36"),
    "one needle, next visit": _needled(NEXT_VISIT, TREATS, (*HOME, "rest-after", "next-visit"), "ST36"),
    "two needles, next visit": _needled(NEXT_VISIT, TREATS, (*HOME, "rest-after"), "ST36", "GB34"),
    "one needle, every word, every advice": _needled(NEXT_VISIT, HELPFUL["words"], HELPFUL["advice"], "ST36"),
    "one needle, call now": _needled(CALL, TREATS, (*HOME, "call-now"), "ST36"),
    "needles what is asked for": replace(
        _needled(NOT_ASKED, ("it-works", "surely-nothing"), ("press-at-home", "rub-it"), "SP6", "BL57"),
        asked=("weeks", "hopes"), depths={"SP6": 2.0, "BL57": 2.0}, position="supine",
    ),
}  # fmt: skip


def known(attempt: Attempt, case: Case) -> Attempt:
    """Return a strategy for one case: when something goes wrong it does every first step, in the printed order."""
    treats = attempt.decision == "treat" and case.event
    steps = [each.id for each in event_actions(case.event.kind) if not each.harmful] if treats and case.event else []
    return replace(attempt, event_actions=tuple(steps))


def fits(attempt: Attempt, case_id: str) -> bool:
    """Tell by our own reading whether this is what she needs: decided, called, said, and nothing beside the point."""
    decision, urgency, _ = EXPECTED[case_id]
    said = {*attempt.words, *attempt.advice, *attempt.consent}
    strange = [each for each in said if case_id not in ONLY_FOR.get(each, (case_id,))]
    quick = urgency < Urgency.EMERGENCY or len(attempt.asked) <= ENOUGH_QUESTIONS
    right = (attempt.decision, attempt.urgency) == (decision, urgency)
    return right and quick and said.issuperset(NEEDS[case_id]) and len(strange) <= 1


def wrongly_passed(attempt: Attempt) -> list[str]:
    """Return the cases that a strategy passes, and that it does not fit."""
    cases = facts.cases().values()
    return [case.id for case in cases if mark(case, known(attempt, case)).passed and not fits(attempt, case.id)]
