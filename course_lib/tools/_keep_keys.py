"""Gives a tool made of plain widgets its own keys: put one of these among the children of its VBox."""

from pathlib import Path

import anywidget


class KeepKeys(anywidget.AnyWidget):
    """Shows nothing; keeps JupyterLab from taking arrow keys and letters that are typed inside the VBox around it."""

    _esm = Path(__file__).with_suffix(".js")

    def __repr__(self) -> str:
        return "Keys stay with the tool."
