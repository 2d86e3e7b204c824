"""Whom to call, shown by the page at once: Python sends beforehand when, and what it says then."""

from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from course_lib.rules import numbers
from course_lib.tools.kit.page import script


class CallNow(anywidget.AnyWidget):
    """Shows ``value``; while somebody fills in a form, the page sets it by the rule, with or without a kernel."""

    _esm = script("kit/call_now.js")

    value = traitlets.Unicode().tag(sync=True)
    """Whom to call, as HTML, or nothing."""
    rule = traitlets.Dict(read_only=True).tag(sync=True)
    """A box and a field (ids of their models), the ``pattern`` of a number in that field (with the letters that
    ``fold`` makes plain), the number ``over`` which it counts, and what it ``says``: without the box, then with it;
    each time not over, then over."""

    def __init__(self, ticked: widgets.Checkbox, typed: widgets.Text, **rule: Any) -> None:
        super().__init__()
        number = {"pattern": numbers.pattern(), "fold": numbers.FULL_WIDTH}
        self.set_trait("rule", {"ticked": ticked.model_id, "typed": typed.model_id, **number, **rule})

    def __repr__(self) -> str:
        return "Whom to call."
