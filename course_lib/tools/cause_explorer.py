"""Why do legs cramp: tick what applies to you, see how much speaks for each idea, and what you can do about it."""

from typing import get_args

from course_lib import facts
from course_lib.facts.cause import Cause, Strength
from course_lib.rules.warning_signs import CLOT_ASKS
from course_lib.tools.choices import Choices

CLOT_LINE = (
    f"{CLOT_ASKS} Do not massage, warm or stretch it. Call now, day or night. "
    "Short of breath or chest pain with it: emergency number, now."
)


def cause_explorer() -> Choices:
    """Return the ideas about the causes of leg cramps, to tick and to read. Nothing is stored."""
    return Choices(
        "causes.html",
        title="Why do legs cramp?",
        says=f"Cause explorer: {len(facts.causes())} ideas, none of them proven; 0 ticked. Nothing is stored.",
        clot_line=CLOT_LINE,
        by_strength=sorted(facts.causes().values(), key=_strongest_first),
        sign=strength_sign,
    )


def strength_sign(strength: Strength) -> str:
    """Return the shape for a strength of evidence: as many filled squares of three as steps above nothing."""
    steps = get_args(Strength)
    return "■" * steps.index(strength) + "□" * (len(steps) - 1 - steps.index(strength))


def _strongest_first(cause: Cause) -> int:
    return -get_args(Strength).index(cause.strength)
