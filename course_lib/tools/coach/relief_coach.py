"""The relief coach: what to do in a cramp, step by step, each step with a timer.

It runs wholly in the page: Python sends the steps and the drawings once, and nothing is asked of it afterwards. So it
goes on counting when the kernel is gone, and in a static page.
"""

from typing import Any, ClassVar, get_args

import anywidget
import traitlets

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.care import CoachStep, Place
from course_lib.figures import drawings
from course_lib.rules.warning_signs import CLOT_ASKS, CLOT_LINE, CLOT_SAYS
from course_lib.tools.kit.html import render
from course_lib.tools.kit.page import script, styles

CHEST_SIGNS = ("breathless", "chest-pain")
"""The signs that turn a call into an emergency."""
HOLD_ON = "Hold on to something firm: a wall, a heavy chair, a rail."
FALLING, RISING = (300, 60, 10), (300, 480)
"""The time is spoken when so many seconds of a step are left, and when a cramp has lasted so many."""


class ReliefCoach(anywidget.AnyWidget):
    """Steps for the place that hurts, each with its drawing and timer; at ten minutes it stops and says "call now"."""

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = script("coach/relief_coach.js")
    _css = styles("coach/relief_coach.css")

    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The page, with every step and all that is said."""
    table = traitlets.Dict(read_only=True).tag(sync=True)
    """The steps with their times, and the marks at which something is said (`coach_table`)."""
    drawings = traitlets.Dict(read_only=True).tag(sync=True)
    """Every drawing by name, as SVG text with its alt text."""

    def __init__(self) -> None:
        names = sorted({step.drawing for step in facts.coach_steps().values()})
        self.set_trait("html", render("coach/coach.html", **coach_words()))
        self.set_trait("table", coach_table())
        self.set_trait("drawings", {each: {"svg": drawings.drawing(each), "alt": drawings.alt(each)} for each in names})
        super().__init__()

    def __repr__(self) -> str:
        places = ", ".join(self.table["places"])
        minutes = self.table["limit_s"] // 60
        return f"Relief coach: steps with a timer for {places}. {CLOT_LINE} After {minutes} minutes: call now."


def relief_coach() -> ReliefCoach:
    """Return the relief coach; it needs nothing more from Python once it is on the page."""
    return ReliefCoach()


def coach_table() -> dict[str, Any]:
    """Return what the page counts by: places, steps, the limit in seconds, and the times that are said in words."""
    limit = facts.numbers()["cramp-urgent-after"]
    assert limit.value is not None
    steps = facts.coach_steps().values()
    shown = ("title", "places", "seconds", "at_end", "before_bed")
    spoken = {*FALLING, *RISING, *(step.seconds for step in steps)}
    return {
        "places": get_args(Place),
        "steps": [{name: getattr(step, name) for name in shown} | {"says": _says(step)} for step in steps],
        "limit_s": int(limit.value * 60),
        "falling": FALLING,
        "rising": RISING,
        "times": {str(seconds): _in_words(seconds) for seconds in spoken},
    }


def coach_words() -> dict[str, Any]:
    """Return what the page says: the steps, and whom to call when the limit is reached."""
    signs = " or ".join(facts.warning_signs()[each].sign for each in CHEST_SIGNS)
    levels = facts.urgency_levels()
    return {
        "places": get_args(Place),
        "clot": (CLOT_ASKS, CLOT_SAYS),
        "steps": [(step, _says(step)) for step in facts.coach_steps().values()],
        "call": {
            "why": facts.numbers()["cramp-urgent-after"].says,
            "how": levels[Urgency.CALL_NOW].say,
            "emergency": f"{signs[0].upper()}{signs[1:]}: {levels[Urgency.EMERGENCY].say}",
        },
    }


def _says(step: CoachStep) -> tuple[str, ...]:
    return (HOLD_ON, *step.says) if step.standing else step.says


def _in_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if rest or not minutes:
        return f"{seconds} seconds"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
