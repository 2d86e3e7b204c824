"""Two steps of a visit to a simulated patient: decide, and plan the needles. Neither says what would be right."""

from functools import partial

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case.key import LEVEL_WORDS
from course_lib.rules.numbers import parse_number
from course_lib.rules.position import POSITIONS
from course_lib.tools.kit.fields import button, choice, field
from course_lib.tools.kit.html import alert
from course_lib.tools.patient.step import Step, shown

DECISIONS = (
    ("Treat: needles today", "treat"),
    ("Refer: no needles, and she is handed over to be seen now", "refer"),
    ("Decline: no needles, and care of another kind", "decline"),
)
DEEPEST = 3.0
"""Cun: what a depth can be typed as. The marking knows the depth that is too much for each point."""
TYPE_DEPTH = f"Type the depth in cun as a number above 0 and up to {DEEPEST:g}, such as 0.5."


class Decide(Step):
    """What is done today, and how soon somebody medical must see her."""

    def __init__(self) -> None:
        self.decision = choice("What do you do today?", DECISIONS)
        urgencies = [(LEVEL_WORDS[level].capitalize(), level) for level in Urgency]
        self.urgency = choice("How soon must somebody medical see her?", urgencies)
        levels = widgets.HTML(shown("levels", LEVEL_WORDS, facts.urgency_levels()))
        super().__init__("Decide", [self.decision, self.urgency, levels])

    @property
    def treats(self) -> bool:
        """True where needles are the decision."""
        return bool(self.decision.value == "treat")

    def missing(self) -> str:
        """Return which of the two is not decided."""
        if self.decision.value == "":
            return "Decide first: treat, refer or decline."
        if self.urgency.value == "":
            return "Say how soon somebody medical must see her; that no call is needed is an answer too."
        return ""


class Plan(Step):
    """Points with their depths, and how she lies. It says nothing about any point: that is for the debrief."""

    def __init__(self, leg_cm: float | None = None) -> None:
        self.depths: dict[str, float] = {}
        """Depth in cun by point, in the order in which the points were chosen."""
        self.leg_cm = leg_cm
        self.point = choice("Point", [(_point_name(code), code) for code in facts.points()])
        self.depth = field(widgets.Text, "Depth in cun of her own body", placeholder="such as 0.5")
        self.add = button("Add this point", self._add)
        self.chosen, self.said = widgets.VBox(), widgets.HTML()
        self.chosen.add_class("chosen")
        self.position = choice("How does she lie or sit?", [(words, name) for name, words in POSITIONS.items()])
        super().__init__("Plan", [self.point, self.depth, self.add, self.said, self.chosen, self.position])
        self._show()

    def missing(self) -> str:
        """Return which part of the plan is missing."""
        if not self.depths:
            return "Add at least one point, or go back and decide without needles."
        return "Choose how she lies or sits." if self.position.value == "" else ""

    def _add(self) -> None:
        code = self.point.value
        if code == "":
            self.said.value = alert("Choose a point first.")
            return
        try:
            self.depths[code] = parse_depth(self.depth.value)
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        self.point.value = self.depth.value = ""
        self._show(f"{code} is in the plan.")

    def _take_out(self, code: str) -> None:
        del self.depths[code]
        self._show(f"{code} is out of the plan.")

    def _show(self, told: str = "") -> None:
        rows: list[widgets.Widget] = [widgets.HTML(shown("your_points", not self.depths))]
        for code, cun in self.depths.items():
            deep = shown("chosen", _point_name(code), cun, millimeters(cun, self.leg_cm))
            rows.append(widgets.HBox([widgets.HTML(deep), button(f"Take {code} out", partial(self._take_out, code))]))
        self.chosen.children = rows
        self.said.value = shown("told", told)


def parse_depth(text: str) -> float:
    """Read a typed depth in cun; a decimal comma will do.

    Raises
    ------
    ValueError
        With the sentence that says what to type.
    """
    return parse_number(text, low=0.01, high=DEEPEST, ask=TYPE_DEPTH)


def _point_name(code: str) -> str:
    name = facts.points()[code].name
    return f"{code} {name.pinyin} {name.kanji}, {name.english}"
