"""Fields of plain widgets whose whole description can be read."""

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets


def field(kind: type[widgets.Widget], description: str, **settings: object) -> Any:
    """Return a field of this kind; its description is as wide as it needs to be."""
    return kind(description=description, style={"description_width": "initial"}, **settings)


def choice(description: str, options: Iterable[str | tuple[str, Any]]) -> Any:
    """Return a list to choose from, with nothing chosen: an empty word, since a None shows as a blank line."""
    named = [each if isinstance(each, tuple) else (each, each) for each in options]
    return field(widgets.Dropdown, description, options=[("Choose", ""), *named])


def tick(label: str) -> widgets.Checkbox:
    """Return a box to tick, its label with a capital letter."""
    return widgets.Checkbox(description=f"{label[0].upper()}{label[1:]}", indent=False)
