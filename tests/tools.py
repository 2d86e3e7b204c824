"""All tools of the course, found by themselves: each is made as a notebook makes it."""

from pathlib import Path
from typing import get_type_hints

import ipywidgets as widgets
import nbformat

import course_lib
from course_lib.publish.page_tools import tool_call

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def calls() -> dict[str, str]:
    """Return the tools that show a widget, by name, with the line that makes each in a notebook."""
    used: dict[str, str] = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "(" in cell.source:
                name, arguments = tool_call(cell.source)
                used.setdefault(name, f"{name}({', '.join(map(repr, arguments))})")
    return {name: used.get(name, f"{name}()") for name in course_lib.__all__ if widget_of(name)}


def widget_of(name: str) -> type[widgets.DOMWidget] | None:
    """Return which kind of widget something that the course offers makes, or None where it makes none."""
    thing = getattr(course_lib, name)
    made = get_type_hints(thing).get("return") if callable(thing) and not isinstance(thing, type) else None
    return made if isinstance(made, type) and issubclass(made, widgets.DOMWidget) else None
