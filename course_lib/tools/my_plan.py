"""Her own plan: what she wants to try, what she will watch, whom she will call. Kept in her record."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.plan import PlanOption
from course_lib.records import Choice, RecordError, now, record
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.kit.card import card
from course_lib.tools.kit.fields import button, choice, field, tick
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.html import alert, done, part
from course_lib.tools.kit.tool import Tool

CALLS = ("My maternity unit, day and night", "My midwife or doctor", "Somebody who can be with me")
"""Whom she will call: she writes name and number beside each."""
HEADINGS = {"try": "What I want to try", "watch": "What I will watch", "call": "Whom I will call"}
shown = partial(part, of="my_plan.html")


class MyPlan(Tool):
    """A box for each line with what is known of it, fields for those to call, and the plan as a card."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page, self.saved = record(), HerPage(self._recall, now), 0
        self.ticks = {name: tick(row.says) for name, row in facts.plan_options().items()}
        self.calls = {who: field(widgets.Text, who, placeholder="name and number") for who in CALLS}
        numbers = [(row.country, name) for name, row in facts.emergency_numbers().items()]
        self.country = choice("I live in", numbers)
        self.save = button("Save my plan", self._save, button_style="primary")
        self.said, self.card = widgets.HTML(), widgets.HTML()
        parts = [widgets.HTML(part("clot_first"))]
        for section, heading in HEADINGS.items():
            parts.append(widgets.HTML(part("heading", heading)))
            for name, row in facts.plan_options().items():
                if row.part == section:
                    parts += [self.ticks[name], widgets.HTML(shown("beside", row.says, known(row)))]
        parts += [*self.calls.values(), self.country, self.save, self.said, self.card, self._page]
        super().__init__(parts, "choices", "own", "plan")
        self._page.begin()

    def lines(self) -> tuple[Choice, ...]:
        """Return the plan as it is ticked and written now."""
        at, ticked = self._page.now(), (row for name, row in facts.plan_options().items() if self.ticks[name].value)
        chosen = [Choice(id=row.id, at=at, part=row.part, says=row.says) for row in ticked]
        written = {who: box.value.strip() for who, box in self.calls.items()} | {"country": self.country.value}
        chosen += [Choice(id=who, at=at, part="call", says=text) for who, text in written.items() if text]
        return tuple(chosen)

    def _recall(self) -> None:
        try:
            lines = self.record.plan()
        except RecordError as error:
            self.said.value = alert(f"Your plan cannot be shown. {error}")
            return
        says = {line.id: line.says for line in lines}
        for name, box in self.ticks.items():
            box.value = name in says
        for who, box in self.calls.items():
            box.value = says.get(who, "")
        self.country.value = says["country"] if says.get("country") in facts.emergency_numbers() else ""
        self._show(lines)

    def _save(self) -> None:
        try:
            lines = self.lines()
            if not lines and not self.saved:
                self.said.value = alert("Tick or write something first; then save.")
                return
            self.record.save_plan(lines)
        except ValueError as error:
            self.said.value = alert(f"Not saved yet. {error}")
        except RecordError as error:
            self.said.value = alert(f"Not saved: what you chose is still on this page. {error}", stays=True)
        else:
            self._show(lines)
            saved = done(f"Saved. Your plan is {self.record.where}.")
            self.said.value = saved + alert(self.record.news(), stays=True)

    def _show(self, lines: tuple[Choice, ...]) -> None:
        self.saved = len(lines)
        plan = shown("plan", lines, HEADINGS, known)
        self.card.value = card("My plan", plan, "my-plan.html", self._page.now().date()) if lines else ""

    def __repr__(self) -> str:
        return f"My plan: run this page to see yours. It is {self.record.where}."


def my_plan(now: Callable[[], datetime] = now) -> MyPlan:
    """Return her plan, with what she saved before."""
    return MyPlan(now)


def known(row: PlanOption) -> str:
    """Return what the facts know of a line: the course's statements with their certainty, or what a sign asks for."""
    if row.sign:
        return assess_signs([row.sign]).say
    claims = [facts.claims()[claim] for claim in row.claims]
    return " ".join(f"{claim.course_statement} (Certainty: {claim.certainty.replace('-', ' ')}.)" for claim in claims)
