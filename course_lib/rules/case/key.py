"""What is right in a case, found by the rules from what is true of the patient; no case writes down its own key."""

from dataclasses import dataclass

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision, InterviewQuestion
from course_lib.rules.circumstances import stops_every_point
from course_lib.rules.typed import typed
from course_lib.rules.warning_signs import assess_signs

CONSENT, ONE_LEG, WEEKS = "may-we", "one-leg", "weeks"
"""The questions that no needle goes without, and the one that every decision needs."""
REFUSAL = "refusal"
LEVEL_WORDS: dict[Urgency, str] = {level: level.level if level else "no call is needed" for level in Urgency}
"""The levels as a trainee decides on them: who has asked and found nothing says so."""


@dataclass(frozen=True, kw_only=True)
class Right:
    """The decision that follows from the rules, how soon she must be seen, and why."""

    decision: Decision
    urgency: Urgency
    because: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """Something a trainee can do when something goes wrong."""

    id: str
    says: str
    harmful: bool


@typed
def right_decision(case: Case) -> Right:
    """Return the decision for a case.

    A warning sign that needs a call goes before everything; then what leaves no point at all (no consent is part of
    it); then what makes needles no answer for her; then an agreement that nobody asked for. Her team hears of each no
    at the next visit; only a no of her own needs no reason.
    """
    signs = assess_signs(case.signs)
    held = [facts.circumstances()[name] for name in case.circumstances]
    stopping = [row for row in held if stops_every_point(row.id, case.weeks)]
    asking = [row for row in held if row.asks_first and case.agreement != "given"]
    decision: Decision = "decline"
    if signs.urgency >= Urgency.CALL_NOW:
        decision, because = "refer", f"{'; '.join(sign.sign for sign in signs.fired)}: {signs.say}"
        refs = tuple(ref for sign in signs.fired for ref in sign.refs)
    elif row := next(iter(stopping), None):
        because, refs = row.sentence, row.refs
    elif case.not_for_needles:
        because, refs = case.not_for_needles, case.refs
    elif row := next(iter(asking), None):
        because, refs = row.sentence, row.refs
    else:
        decision, refs = "treat", case.refs
        because = (
            "No warning sign, nothing that rules needles out, and she wants them, knowing that nothing is proven. To "
            "leave them out would harm nobody; it would decide for her."
        )
    told = Urgency.NEXT_VISIT if decision == "decline" and REFUSAL not in case.circumstances else Urgency.NOT_ASKED
    return Right(decision=decision, urgency=max(signs.urgency, told), because=because, refs=refs)


@typed
def uncovers(question: InterviewQuestion, case: Case) -> tuple[str, ...]:
    """Return what a question brings to light in a case, in words; nothing where it finds nothing."""
    signs = [facts.warning_signs()[name].sign for name in question.signs if name in case.signs]
    held = [facts.circumstances()[name].label for name in question.circumstances if name in case.circumstances]
    return (*signs, *held)


@typed
def essential_questions(case: Case) -> tuple[str, ...]:
    """Return the ids of the questions that matter in a case, in the order of the interview.

    Always what uncovers something true of her, the weeks, and what the case adds. Beyond that the whole history where
    needles are weighed, without what only needling needs where they are no answer; the warning signs alone where she
    is sent on now (and how she gets there) or wants no needles. Where every minute counts: the weeks, and the warning
    signs that she has.
    """
    right = right_decision(case)
    return tuple(question.id for question in facts.interview().values() if _matters(question, case, right))


def _matters(question: InterviewQuestion, case: Case, right: Right) -> bool:
    if question.id in (WEEKS, *case.essential):
        return True
    if right.urgency is Urgency.EMERGENCY and question.topic != "warning signs":
        return False
    if question.when_referred and right.decision == "refer":
        return True
    return bool(uncovers(question, case)) or (question.always and _belongs(question, case, right))


def _belongs(question: InterviewQuestion, case: Case, right: Right) -> bool:
    if right.urgency is Urgency.EMERGENCY:
        return False
    if case.not_for_needles and question.only_for_needles:
        return False
    needles_weighed = right.decision != "refer" and REFUSAL not in case.circumstances
    return needles_weighed or question.topic == "warning signs"


@typed
def event_actions(kind: str) -> tuple[Action, ...]:
    """Return what can be done when this goes wrong: the first steps in their order, then what does harm.

    Raises
    ------
    ValueError
        For a kind that ``facts.needling_emergencies()`` does not hold.
    """
    known = facts.needling_emergencies()
    if kind not in known:
        raise ValueError(f"Nothing that goes wrong is called {kind[:40]!r}; choose from {', '.join(known)}.")
    row = known[kind]
    first = [Action(f"{kind}:first:{number}", says, False) for number, says in enumerate(row.first_steps, start=1)]
    never = [
        Action(f"{kind}:never:{number}", f"{says[0].upper()}{says[1:]}.", True)
        for number, says in enumerate(row.never, start=1)
    ]
    return (*first, *never)
