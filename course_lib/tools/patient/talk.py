"""Three steps of a visit to a simulated patient: what is said to her, what is done in an emergency, and advice."""

import random
from collections.abc import Iterable, Sequence
from typing import TypeVar

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case, Mishap, Sentence
from course_lib.facts.practice import ConsentPoint
from course_lib.rules.case.key import event_actions
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.tools.kit.fields import tick, ticked
from course_lib.tools.kit.html import prescribed
from course_lib.tools.patient.step import Step, shown

T = TypeVar("T")


class Talk(Step):
    """What is explained and said to her, ticked from lists; their order is the case's own."""

    def __init__(self, case: Case) -> None:
        consent = shuffled(tuple(facts.consent_points().values()), case)
        self.consent, self.explain = _part("What you explain before she agrees", consent)
        self.words, say = _part("What you say", _sentences(case, "words"), in_japanese=bool(case.japanese))
        super().__init__("Talk", [widgets.HTML(shown("not_all_good")), self.explain, say])

    def settle(self, treats: bool) -> None:
        """Fit the step to the decision: without needles there is nothing to consent to."""
        self.explain.layout.display = None if treats else "none"
        self.go_on = "Begin the session" if treats else "Go on"

    def missing(self) -> str:
        """Return that nothing is said yet."""
        return "" if ticked(self.words) else "Tick at least one thing that you say to her."


class Advise(Step):
    """What she takes home, ticked from a list."""

    def __init__(self, case: Case) -> None:
        self.advice, advise = _part("What you advise", _sentences(case, "advice"), in_japanese=bool(case.japanese))
        super().__init__("Advise", [widgets.HTML(shown("not_all_good")), advise], go_on="Hand in")

    def missing(self) -> str:
        """Return that there is no advice yet."""
        return "" if ticked(self.advice) else "Tick at least one piece of advice."


class Event(Step):
    """Something goes wrong during the session: what to do, ticked in the order in which it is done."""

    def __init__(self, case: Case, event: Mishap) -> None:
        self.done: tuple[str, ...] = ()
        """Ids of the actions in their order."""
        self.actions = {action.id: tick(action.says) for action in shuffled(event_actions(event.kind), case)}
        self.order = widgets.HTML(shown("order", ()))
        named = (event.happens, *(box.description for box in self.actions.values()))
        happens = shown("happens", case, prescribed("\n".join(named), PRESCRIBED_TRAINEE))
        super().__init__("The session", [widgets.HTML(happens), *self.actions.values(), self.order])
        for name, box in self.actions.items():
            box.observe(lambda change, name=name: self._change(name, change["new"]), names="value")

    def missing(self) -> str:
        """Return that nothing was done yet."""
        return "" if self.done else "Tick what you do first."

    def _change(self, name: str, does: bool) -> None:
        self.done = tuple(action for action in self.done if action != name) + (name,) * does
        self.order.value = shown("order", [self.actions[action].description for action in self.done])


def shuffled(rows: Sequence[T], case: Case) -> list[T]:
    """Return rows in an order that is the same each time for a case, and tells nothing."""
    return random.Random(case.id).sample(rows, len(rows))


def _sentences(case: Case, part: str) -> list[Sentence]:
    return [row for row in shuffled(tuple(facts.case_sentences().values()), case) if row.part == part]


def _part(
    heading: str, rows: Iterable[Sentence | ConsentPoint], *, in_japanese: bool = False
) -> tuple[dict[str, widgets.Checkbox], widgets.VBox]:
    """Return the boxes of one part by id, and what is shown: in a Japanese case with the Japanese under the English."""
    boxes, columns = {row.id: tick(row.says) for row in rows}, widgets.VBox()
    columns.children = [
        widgets.VBox([boxes[row.id], widgets.HTML(shown("japanese", japanese))])
        if in_japanese and (japanese := getattr(row, "japanese", None))
        else boxes[row.id]
        for row in rows
    ]
    columns.add_class("ticks")
    beside = prescribed("\n".join(box.description for box in boxes.values()), PRESCRIBED_TRAINEE)
    return boxes, widgets.VBox([widgets.HTML(shown("heading", heading, beside)), columns])
