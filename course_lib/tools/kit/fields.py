"""Fields and buttons of plain widgets: the whole description can be read, and what they set off is said at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets


def field(kind: type[widgets.Widget], description: str, **settings: object) -> Any:
    """Return a field of this kind; its description is as wide as it needs to be."""
    return kind(description=description, style={"description_width": "initial"}, **settings)


def choice(description: str, options: Iterable[str | tuple[str, Any]]) -> Any:
    """Return a list to choose from, with nothing chosen: an empty word, since a None shows as a blank line."""
    named = [option if isinstance(option, tuple) else (option, option) for option in options]
    return field(widgets.Dropdown, description, options=[("Choose", ""), *named])


def tick(label: str) -> widgets.Checkbox:
    """Return a box to tick, its label with a capital letter."""
    return widgets.Checkbox(description=f"{label[0].upper()}{label[1:]}", indent=False)


def button(description: str, press: Callable[[], object], **settings: object) -> widgets.Button:
    """Return a button that calls ``press``."""
    made = widgets.Button(description=description, **settings)
    made.on_click(lambda _: press())
    return made


def on_change(act: Callable[[], object], *fields: widgets.Widget) -> None:
    """Call ``act`` whenever one of the fields has another value."""
    for changed in fields:
        changed.observe(lambda _: act(), names="value")


def ticked(boxes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the ticked boxes."""
    return tuple(name for name, box in boxes.items() if box.value)
