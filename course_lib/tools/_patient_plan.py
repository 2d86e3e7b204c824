"""Two steps of a visit to a simulated patient: decide, and plan the needles. Neither says what would be right."""

from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Decision
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case.key import LEVEL_WORDS
from course_lib.rules.numbers import parse_number
from course_lib.rules.position import POSITIONS
from course_lib.tools._card import alert
from course_lib.tools._decision_options import items
from course_lib.tools._fields import choice, field
from course_lib.tools._patient_step import Step

DECISIONS: dict[Decision, str] = {
    "treat": "Treat: needles today",
    "refer": "Refer: no needles, and she is handed over to be seen now",
    "decline": "Decline: no needles, and care of another kind",
}
DEEPEST = 3.0
"""Cun: what a depth can be typed as. The marking knows the depth that is too much for each point."""
TYPE_DEPTH = f"Type the depth in cun as a number above 0 and up to {DEEPEST:g}, such as 0.5."


class Decide(Step):
    """What is done today, and how soon somebody medical must see her."""

    def __init__(self) -> None:
        urgencies = [(LEVEL_WORDS[level].capitalize(), level) for level in Urgency]
        self.decision = choice("What do you do today?", [(words, name) for name, words in DECISIONS.items()])
        self.urgency = choice("How soon must somebody medical see her?", urgencies)
        asks = items(f"{words}: {facts.urgency_levels()[level].asks}." for words, level in urgencies)
        super().__init__("Decide", [self.decision, self.urgency, widgets.HTML(f'<div class="quiet">{asks}</div>')])

    @property
    def treats(self) -> bool:
        """True where needles are the decision."""
        return bool(self.decision.value == "treat")

    def check(self) -> None:
        """Refuse to go on with nothing decided."""
        if self.decision.value == "":
            raise ValueError("Decide first: treat, refer or decline.")
        if self.urgency.value == "":
            raise ValueError("Say how soon somebody medical must see her; that no call is needed is an answer too.")


class Plan(Step):
    """Points with their depths, and how she lies. It says nothing about any point: that is for the debrief."""

    def __init__(self, leg_cm: float | None = None) -> None:
        names = [(_point_name(code), code) for code in facts.points()]
        self.depths: dict[str, float] = {}
        """Depth in cun by point, in the order in which the points were chosen."""
        self.leg_cm = leg_cm
        self.point = choice("Point", names)
        self.depth = field(widgets.Text, "Depth in cun of her own body", placeholder="such as 0.5")
        self.add = widgets.Button(description="Add this point")
        self.chosen, self.said = widgets.VBox(), widgets.HTML()
        self.chosen.add_class("chosen")
        self.position = choice("How does she lie or sit?", [(words, name) for name, words in POSITIONS.items()])
        self.add.on_click(lambda _: self._add())
        super().__init__("Plan", [self.point, self.depth, self.add, self.said, self.chosen, self.position])
        self._show()

    def check(self) -> None:
        """Refuse a plan with a part missing."""
        if not self.depths:
            raise ValueError("Add at least one point, or go back and decide without needles.")
        if self.position.value == "":
            raise ValueError("Choose how she lies or sits.")

    def _add(self) -> None:
        try:
            code, cun = self._entry()
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        self.depths[code] = cun
        self.point.value = self.depth.value = ""
        self._show(f"{code} is in the plan.")

    def _entry(self) -> tuple[str, float]:
        """Return the point and the depth of the form, or raise a ValueError with the sentence that helps."""
        if self.point.value == "":
            raise ValueError("Choose a point first.")
        return self.point.value, parse_depth(self.depth.value)

    def _take_out(self, code: str) -> None:
        del self.depths[code]
        self._show(f"{code} is out of the plan.")

    def _show(self, said: str = "") -> None:
        rows: list[widgets.Widget] = [widgets.HTML("<h4>Your points</h4>" + "<p>None yet.</p>" * (not self.depths))]
        for code, cun in self.depths.items():
            remove = widgets.Button(description=f"Take {code} out")
            remove.on_click(lambda _, code=code: self._take_out(code))
            deep = f"{cun:g} cun, {int(millimeters(cun, self.leg_cm))} mm on her leg"
            rows.append(widgets.HBox([widgets.HTML(f"<p>{escape(_point_name(code))}: {deep}</p>"), remove]))
        self.chosen.children = rows
        self.said.value = f'<p class="quiet" role="status">{said}</p>' if said else ""


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
