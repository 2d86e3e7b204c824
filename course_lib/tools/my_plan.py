"""Her own plan: what she wants to try, what she will watch, whom she will call. Kept in her record."""

from collections.abc import Callable
from datetime import datetime
from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.plan import PlanOption
from course_lib.records import Choice, RecordError, now, record
from course_lib.rules.warning_signs import CLOT_LINE, assess_signs
from course_lib.tools.kit.card import CLOT_FIRST, alert, card, done, prescribed
from course_lib.tools.kit.fields import choice, field, tick
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.tool import Tool

CALLS = ("My maternity unit, day and night", "My midwife or doctor", "Somebody who can be with me")
"""Whom she will call: she writes name and number beside each."""
HEADINGS = {"try": "What I want to try", "watch": "What I will watch", "call": "Whom I will call"}
EMPTY = "Tick or write something first; then save."


class MyPlan(Tool):
    """A box for each line with what is known of it, fields for those to call, and the plan as a card."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page, self.saved = record(), HerPage(self._recall, now), 0
        self.ticks = {name: tick(row.says) for name, row in facts.plan_options().items()}
        self.calls = {who: field(widgets.Text, who, placeholder="name and number") for who in CALLS}
        numbers = [(row.country, name) for name, row in facts.emergency_numbers().items()]
        self.country = choice("I live in", numbers)
        self.save = widgets.Button(description="Save my plan", button_style="primary")
        self.said, self.card = widgets.HTML(), widgets.HTML()
        parts = [widgets.HTML(CLOT_FIRST)]
        for part in ("try", "watch"):
            parts.append(widgets.HTML(f"<h3>{HEADINGS[part]}</h3>"))
            for name, row in facts.plan_options().items():
                if row.part == part:
                    beside = prescribed(f"{row.says}\n{known(row)}")
                    parts += [self.ticks[name], widgets.HTML(f'<p class="quiet">{escape(known(row))}</p>{beside}')]
        parts += [widgets.HTML(f"<h3>{HEADINGS['call']}</h3>"), *self.calls.values(), self.country]
        super().__init__([*parts, self.save, self.said, self.card, self._page], "choices", "own", "plan")
        self.save.on_click(lambda _: self._save())
        self._page.begin()

    def lines(self) -> tuple[Choice, ...]:
        """Return the plan as it is ticked and written now."""
        at, chosen = self._page.now(), []
        for name, row in facts.plan_options().items():
            if self.ticks[name].value:
                chosen.append(Choice(id=name, at=at, part=row.part, says=row.says))
        for who, written in self.calls.items():
            if text := written.value.strip():
                chosen.append(Choice(id=who, at=at, part="call", says=text))
        if self.country.value:
            chosen.append(Choice(id="country", at=at, part="call", says=self.country.value))
        return tuple(chosen)

    def _recall(self) -> None:
        try:
            plan = {line.id: line for line in self.record.plan()}
        except RecordError as error:
            self._say(f"Your plan cannot be shown. {error}")
            return
        for name, box in self.ticks.items():
            box.value = name in plan
        for who, written in self.calls.items():
            written.value = plan[who].says if who in plan else ""
        named = plan["country"].says if "country" in plan else ""
        self.country.value = named if named in facts.emergency_numbers() else ""
        self._show(tuple(plan.values()))

    def _save(self) -> None:
        try:
            lines = self.lines()
            if not lines and not self.saved:
                self._say(EMPTY)
                return
            self.record.save_plan(lines)
        except ValueError as error:
            self._say(f"Not saved yet. {error}")
            return
        except RecordError as error:
            self.said.value = alert(f"Not saved: what you chose is still on this page. {error}", stays=True)
            return
        self._show(lines)
        news = self.record.news()
        self.said.value = done(f"Saved. Your plan is {self.record.where}.") + (alert(news, stays=True) if news else "")

    def _show(self, lines: tuple[Choice, ...]) -> None:
        self.saved = len(lines)
        body = "".join(_part(part, [line for line in lines if line.part == part]) for part in HEADINGS)
        foot = f"{prescribed(body)}<p><strong>{CLOT_LINE}</strong></p>"
        self.card.value = card("My plan", body + foot, "my-plan.html", self._page.now().date()) if lines else ""

    def _say(self, text: str) -> None:
        self.said.value = alert(text)

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
    return " ".join(f"{each.course_statement} (Certainty: {each.certainty.replace('-', ' ')}.)" for each in claims)


def _part(part: str, lines: list[Choice]) -> str:
    """Return one part of the card as HTML; nothing where she chose nothing."""
    if not lines:
        return ""
    items = "".join(f"<li>{_line(line)}</li>" for line in lines)
    return f"<h4>{HEADINGS[part]}</h4><ul>{items}</ul>"


def _line(line: Choice) -> str:
    if line.id == "country" and line.says in facts.emergency_numbers():
        row = facts.emergency_numbers()[line.says]
        number = f"<strong>{escape(row.emergency_number)}</strong>"
        return f"Emergency number ({escape(row.country)}): {number}. Check it while you are well."
    if line.part == "call":
        return f"{escape(line.id)}: <bdi>{escape(line.says)}</bdi>"
    option = facts.plan_options().get(line.id)
    asks = f" {escape(known(option))}" if option and option.sign else ""
    return f"{escape(line.says[0].upper() + line.says[1:])}.{asks}"
