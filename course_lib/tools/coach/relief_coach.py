"""The relief coach: what to do in a cramp, step by step, each step with a timer.

It runs wholly in the page: Python sends the steps and the drawings once, and nothing is asked of it afterwards. So it
goes on counting when the kernel is gone, and in a static page.
"""

from typing import Any, ClassVar, get_args

import anywidget
import traitlets

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.care import CoachStep, Place
from course_lib.figures import drawings
from course_lib.rules.warning_signs import CLOT_ASKS, CLOT_LINE, CLOT_SAYS
from course_lib.tools.kit.page import script, styles

"""Joined in this order into the one module that the page loads."""

CHEST_SIGNS = ("breathless", "chest-pain")
"""The signs that turn a call into an emergency."""

TEXT = {
    "title": "Relief coach",
    "where": "Where does it hurt?",
    "start": "Start",
    "pause": "Pause",
    "go_on": "Go on",
    "repeat": "Repeat",
    "next": "Next: {title}",
    "let_go": "It has let go",
    "is_back": "It is back",
    "finish": "Finish",
    "larger": "Larger text",
    "step": "Step {number} of {all}",
    "later": "For later",
    "time_left": "Time left in this step",
    "cramp_time": "The cramp so far: {time}. At {limit} this stops and says: call now. Pause does not stop this clock.",
    "cramp_was": "The cramp lasted {time}. If it comes back, this clock goes on from there.",
    "has_let_go": "Good. The muscle may stay sore for up to a day. Choose a button when you want the next step.",
    "started": "{title}. {says} {time}.",
    "paused": "Paused, with {time} left.",
    "going_on": "{time} left.",
    "time_is_up": "Time is up. {says}",
    "cramp_mark": "The cramp has lasted {time} so far.",
    "hold_on": "Hold on to something firm: a wall, a heavy chair, a rail.",
    "tested": "What has been tested:",
    "caution": "Our own caution:",
    "sources": "Sources:",
    "seconds": "{n} seconds",
    "minute": "1 minute",
    "minutes": "{n} minutes",
    "call": "Call now",
}
"""What the coach says, apart from the facts."""


class ReliefCoach(anywidget.AnyWidget):
    """Steps for the place that hurts, each with its drawing and timer; at ten minutes it stops and says "call now"."""

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = script("coach/relief_coach.js")
    _css = styles("coach/relief_coach.css")

    table = traitlets.Dict(read_only=True).tag(sync=True)
    """Everything the page can say (`coach_table`)."""
    drawings = traitlets.Dict(read_only=True).tag(sync=True)
    """Every drawing by name, as SVG text with its alt text."""

    def __init__(self) -> None:
        self.set_trait("table", coach_table())
        shown = {step.drawing for step in facts.coach_steps().values()}
        self.set_trait(
            "drawings",
            {name: {"svg": drawings.drawing(name), "alt": drawings.alt(name)} for name in sorted(shown)},
        )
        super().__init__()

    def __repr__(self) -> str:
        places = ", ".join(self.table["places"])
        minutes = self.table["limit_s"] // 60
        return f"Relief coach: steps with a timer for {places}. {CLOT_LINE} After {minutes} minutes: call now."


def relief_coach() -> ReliefCoach:
    """Return the relief coach; it needs nothing more from Python once it is on the page."""
    return ReliefCoach()


def coach_table() -> dict[str, Any]:
    """Return what the page shows: the places, the steps, the limit in seconds, and what is said when it is reached."""
    limit = facts.numbers()["cramp-urgent-after"]
    assert limit.value is not None
    return {
        "text": TEXT,
        "clot": [CLOT_ASKS, CLOT_SAYS],
        "places": list(get_args(Place)),
        "steps": [_shown(step) for step in facts.coach_steps().values()],
        "limit_s": int(limit.value * 60),
        "call": {"why": limit.says, "how": _call(Urgency.CALL_NOW), "emergency": _emergency()},
    }


def _shown(step: CoachStep) -> dict[str, Any]:
    return {
        "title": step.title,
        "places": list(step.places),
        "says": [TEXT["hold_on"], *step.says] if step.standing else list(step.says),
        "seconds": step.seconds,
        "at_end": step.at_end,
        "before_bed": step.before_bed,
        "drawing": step.drawing,
        "caption": step.caption,
        "tested": step.tested,
        "caution": step.reason,
        "sources": citation.named(step.refs),
    }


def _call(level: Urgency) -> str:
    return facts.urgency_levels()[level].say


def _emergency() -> str:
    signs = " or ".join(facts.warning_signs()[each].sign for each in CHEST_SIGNS)
    return f"{signs[0].upper()}{signs[1:]}: {_call(Urgency.EMERGENCY)}"
