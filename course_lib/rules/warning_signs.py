"""How urgent some signs are together: the most urgent one decides, and no further sign ever lowers it.

The rule needs no week: it holds all through pregnancy and up to a year after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.warning_sign import SaidElsewhere, WarningSign
from course_lib.rules.typed import names_among, typed

CLOT_ASKS = "One leg swollen, warm, red or sore all the time?"
CLOT_SAYS = "Do not massage, warm or stretch it. Call now, day or night."
CLOT_LINE = f"{CLOT_ASKS} {CLOT_SAYS}"
"""Stands above every tool that could be used on a leg."""


@dataclass(frozen=True)
class SignsAssessment:
    """What some signs ask for, and why.

    ``urgency`` is the highest level among the signs; ``signs`` are all of them, most urgent first; ``fired`` are those
    that set the level, each with its note, its sources (``refs``) and what others say (``elsewhere``); ``say`` is
    what to do; ``unasked`` the signs in a fold that nobody opened, and so were not asked. A reader may always go
    higher than this.
    """

    urgency: Urgency
    signs: tuple[WarningSign, ...]
    fired: tuple[WarningSign, ...]
    say: str
    unasked: tuple[WarningSign, ...] = ()


def assess_signs(ids: Iterable[str], *, opened: bool = True) -> SignsAssessment:
    """Return how urgent it is to call, for the ids of some of ``facts.warning_signs()``.

    ``opened`` is False where the fold with the other signs was never opened: then they were not asked, and the result
    names them. No sign at all gives ``Urgency.NOT_ASKED``, whose words say what was not asked; it never means that all
    is well.

    Raises
    ------
    ValueError
        For an id that the facts do not hold: an unknown sign is never waved through.
    """
    signs = sorted((facts.warning_signs()[name] for name in known(ids)), key=lambda sign: -sign.urgency)
    urgency = max((sign.urgency for sign in signs), default=Urgency.NOT_ASKED)
    fired = tuple(sign for sign in signs if sign.urgency == urgency)
    unasked = () if opened is True else tuple(sign for sign in foldable() if sign not in signs)
    return SignsAssessment(urgency, tuple(signs), fired, facts.urgency_levels()[urgency].say, unasked)


def foldable() -> tuple[WarningSign, ...]:
    """Return the signs that a page may fold away, all in one group; the others always stand open."""
    return tuple(sign for sign in facts.warning_signs().values() if sign.may_fold)


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids once each, in the order of the facts.

    Raises
    ------
    ValueError
        For an unknown id, or where this is no list of ids.
    """
    return names_among(ids, facts.warning_signs(), "warning sign")


@typed
def stricter(sign: WarningSign) -> tuple[SaidElsewhere, ...]:
    """Return what the sources say that ask for more than our level."""
    return tuple(said for said in sign.elsewhere if said.stricter)
