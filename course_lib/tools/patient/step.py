"""What the steps of a visit to a simulated patient share."""

from collections.abc import Iterable
from html import escape

import ipywidgets as widgets


class Step(widgets.VBox):
    """One step of a visit: its name, what is on the screen, and the words of the button that ends it."""

    def __init__(self, name: str, children: Iterable[widgets.Widget], go_on: str = "Go on") -> None:
        self.name, self.go_on = name, go_on
        super().__init__(tuple(children))

    def check(self) -> None:
        """Raise a ValueError with one sentence where something is still missing."""


def in_japanese(text: str | None) -> str:
    """Return Japanese words as a line of their own, or nothing."""
    return f'<p class="answers" lang="ja">{escape(text)}</p>' if text else ""
