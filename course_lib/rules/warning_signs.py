"""How urgent some signs are together: the most urgent one decides, and no further sign ever lowers it.

The rule needs no week: it holds all through pregnancy and in the weeks after the birth.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.warning_sign import SaidElsewhere, WarningSign

CLOT_ASKS = "One leg swollen, warm, red or sore all the time?"
CLOT_SAYS = "Do not massage, warm or stretch it. Call today."
CLOT_LINE = f"{CLOT_ASKS} {CLOT_SAYS}"
"""Stands above every tool that could be used on a leg."""


@dataclass(frozen=True)
class SignsAssessment:
    """What some signs ask for, and why.

    ``urgency`` is the highest level among the signs; ``signs`` are all of them, most urgent first; ``fired`` are those
    that set the level, each with its note, its sources (``refs``) and what others say (``elsewhere``); ``say`` is
    what to do. A reader may always go higher than this.
    """

    urgency: Urgency
    signs: tuple[WarningSign, ...]
    fired: tuple[WarningSign, ...]
    say: str


def assess_signs(ids: Iterable[str]) -> SignsAssessment:
    """Return how urgent it is to call, for the ids of some of ``facts.warning_signs()``.

    No sign at all gives ``Urgency.NOT_ASKED``, whose words say what was not asked; it never means that all is well.

    Raises
    ------
    ValueError
        For an id that the facts do not hold: an unknown sign is never waved through.
    """
    signs = sorted((facts.warning_signs()[each] for each in known(ids)), key=lambda sign: -sign.urgency)
    urgency = max((sign.urgency for sign in signs), default=Urgency.NOT_ASKED)
    fired = tuple(sign for sign in signs if sign.urgency == urgency)
    return SignsAssessment(urgency, tuple(signs), fired, facts.urgency_levels()[urgency].say)


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids once each, in the order of the facts.

    Raises
    ------
    ValueError
        For an unknown id, or where this is no list of ids.
    """
    names = tuple(facts.warning_signs())
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise ValueError(f"Give the signs as a list of names, from {', '.join(names)}.")
    asked = list(ids)
    if unknown := [repr(each)[:40] for each in asked if each not in names]:
        raise ValueError(f"No warning sign is called {', '.join(unknown[:3])}; choose from {', '.join(names)}.")
    return tuple(each for each in names if each in asked)


def stricter(sign: WarningSign) -> tuple[SaidElsewhere, ...]:
    """Return what the sources say that ask for more than our level."""
    return tuple(each for each in sign.elsewhere if each.stricter)
