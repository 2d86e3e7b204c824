"""Brings a new step of a tool into view: put one of these among the children of its VBox."""

from pathlib import Path

import anywidget
import traitlets


class StepFocus(anywidget.AnyWidget):
    """Shows nothing; at each `move` the element with ``data-step`` in the VBox around it gets the focus."""

    _esm = Path(__file__).with_suffix(".js")
    shown = traitlets.Int(0).tag(sync=True)

    def move(self) -> None:
        """Send the focus to the heading of the step that is shown now."""
        self.shown += 1

    def __repr__(self) -> str:
        return "The focus follows the steps."
