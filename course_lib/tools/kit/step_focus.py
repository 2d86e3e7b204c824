"""Brings a new step of a tool into view: put one of these among the children of its VBox."""


import anywidget
import traitlets

from course_lib.tools.kit.page import script


class StepFocus(anywidget.AnyWidget):
    """Shows nothing; at each `move` the element with ``data-step`` in the VBox around it gets the focus."""

    _esm = script("kit/step_focus.js")
    shown = traitlets.Int(0).tag(sync=True)

    def move(self) -> None:
        """Send the focus to the heading of the step that is shown now."""
        self.shown += 1

    def __repr__(self) -> str:
        return "The focus follows the steps."
