"""What the steps of a visit to a simulated patient share."""

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from course_lib.tools.kit.html import part


class Step(widgets.VBox):
    """One step of a visit: its name, what is on the screen, and the words of the button that ends it."""

    def __init__(self, name: str, children: Iterable[widgets.Widget], go_on: str = "Go on") -> None:
        self.name, self.go_on = name, go_on
        super().__init__(tuple(children))

    def missing(self) -> str:
        """Return one sentence for what is still missing, or nothing."""
        return ""


def shown(macro: str, *values: Any) -> Markup:
    """Return a macro of ``patient/parts.html``, filled in."""
    return part(macro, *values, of="patient/parts.html")
