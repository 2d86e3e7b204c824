"""Two steps of a visit to a simulated patient: what is said to her, and what is done when something goes wrong."""

import random
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, TypeVar

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case, Mishap
from course_lib.rules.case.key import event_actions
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.tools._card import prescribed
from course_lib.tools._fields import tick
from course_lib.tools._patient_step import Step, in_japanese

NOT_ALL_GOOD = "<p>Tick what you say to her. Not everything in these lists is good to say.</p>"
T = TypeVar("T")


class Talk(Step):
    """What is explained and said to her, ticked from lists; their order is the case's own."""

    def __init__(self, case: Case) -> None:
        self.consent = {row.id: tick(row.says) for row in shuffled(tuple(facts.consent_points().values()), case)}
        self.words, shown = _sentences(case, "words")
        self.explain = _part("What you explain before she agrees", self.consent.values())
        super().__init__("Talk", [widgets.HTML(NOT_ALL_GOOD), self.explain, _part("What you say", shown)])

    def settle(self, treats: bool) -> None:
        """Fit the step to the decision: without needles there is nothing to consent to."""
        self.explain.layout.display = None if treats else "none"
        self.go_on = "Begin the session" if treats else "Go on"

    def check(self) -> None:
        """Refuse to go on when nothing is said."""
        if not ticked(self.words):
            raise ValueError("Tick at least one thing that you say to her.")


class Advise(Step):
    """What she takes home, ticked from a list."""

    def __init__(self, case: Case) -> None:
        self.advice, shown = _sentences(case, "advice")
        super().__init__("Advise", [widgets.HTML(NOT_ALL_GOOD), _part("What you advise", shown)], go_on="Hand in")

    def check(self) -> None:
        """Refuse to end a visit without advice."""
        if not ticked(self.advice):
            raise ValueError("Tick at least one piece of advice.")


class Event(Step):
    """Something goes wrong during the session: what to do, ticked in the order in which it is done."""

    def __init__(self, case: Case, event: Mishap) -> None:
        actions = shuffled(event_actions(event.kind), case)
        self.done: tuple[str, ...] = ()
        """Ids of the actions in their order."""
        self.actions = {each.id: tick(each.says) for each in actions}
        self.order = widgets.HTML()
        happens = f'<p class="happens" role="alert">{escape(event.happens)}</p>'
        happens += in_japanese(case.japanese.get("event"))
        ask = "<p>Tick what you do, first things first. A tick taken back is undone. Not everything here is right.</p>"
        named = "\n".join((happens, *(each.description for each in self.actions.values())))
        ask += prescribed(named, PRESCRIBED_TRAINEE)
        super().__init__("The session", [widgets.HTML(happens + ask), *self.actions.values(), self.order])
        for name, box in self.actions.items():
            box.observe(lambda change, name=name: self._change(name, change["new"]), names="value")
        self._show()

    def check(self) -> None:
        """Refuse to end a session in which nothing was done."""
        if not self.done:
            raise ValueError("Tick what you do first.")

    def _change(self, name: str, does: bool) -> None:
        self.done = tuple(each for each in self.done if each != name) + (name,) * does
        self._show()

    def _show(self) -> None:
        lines = "".join(f"<li>{escape(self.actions[name].description)}</li>" for name in self.done)
        listed = f"<ol>{lines}</ol>" if lines else "<p>Nothing yet.</p>"
        self.order.value = f'<div role="status"><h4>You do, in this order</h4>{listed}</div>'


def shuffled(rows: Sequence[T], case: Case) -> list[T]:
    """Return rows in an order that is the same each time for a case, and tells nothing."""
    return random.Random(case.id).sample(rows, len(rows))


def ticked(boxes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the ticked boxes."""
    return tuple(name for name, box in boxes.items() if box.value)


def _sentences(case: Case, part: str) -> tuple[dict[str, widgets.Checkbox], list[widgets.Widget]]:
    """Return the boxes of one part by id, and what is shown: in a Japanese case with the Japanese under the English."""
    rows = [row for row in shuffled(tuple(facts.case_sentences().values()), case) if row.part == part]
    boxes = {row.id: tick(row.says) for row in rows}
    shown: list[widgets.Widget] = []
    for row in rows:
        beside = [widgets.HTML(in_japanese(row.japanese))] if case.japanese and row.japanese else []
        shown.append(widgets.VBox([boxes[row.id], *beside]))
    return boxes, shown


def _part(heading: str, rows: Iterable[widgets.Widget]) -> widgets.VBox:
    columns = widgets.VBox(tuple(rows))
    beside = prescribed(_texts(columns), PRESCRIBED_TRAINEE)
    columns.add_class("ticks")
    return widgets.VBox([widgets.HTML(f"<h4>{heading}</h4>{beside}"), columns])


def _texts(shown: widgets.Widget) -> str:
    own = getattr(shown, "description", "") or getattr(shown, "value", "")
    return "\n".join((str(own), *map(_texts, getattr(shown, "children", ()))))
