"""What stands on a page in the place of a notebook's code: a picture, a working tool, or how to come by it."""

import ast
import json
from collections.abc import Iterator
from typing import Any

import anywidget
from markupsafe import Markup
from nbformat import NotebookNode

import course_lib
from course_lib.tools.choices.page import BEGINS


def stored_html(cell: NotebookNode) -> Markup:
    """Return what the notebook shows for a cell by itself, or nothing for a tool, whose plain page is stored."""
    stored = (out.data["text/html"] for out in cell.outputs if "text/html" in out.get("data", {}))
    return Markup("").join(Markup(shown) for shown in stored if not shown.startswith(BEGINS))


def own_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Give the cells that are the lesson's: not the empty one that JupyterLab adds, nor what a reader tried out."""
    for cell in notebook.cells:
        try:
            if cell.cell_type == "markdown" or tool_call(cell.source)[0] in course_lib.__all__:
                yield cell
        except ValueError:
            continue


def tool_call(source: str) -> tuple[str, list[Any]]:
    """Return name and arguments of the one call that a learner's cell ends with."""
    try:
        last = ast.parse(source).body[-1]
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and not last.value.keywords:
            return ast.unparse(last.value.func), [ast.literal_eval(argument) for argument in last.value.args]
    except (SyntaxError, IndexError, ValueError):
        pass
    raise ValueError(f"A cell of a lesson ends with one plain call; this one is {source[:60]!r}.")


def sent(tool: anywidget.AnyWidget, where: str) -> dict[str, Markup]:
    """Return what Python would send to a page: a tool's script, begun on the element ``where``, its style and state."""
    every = tool.get_state()
    hosts = {*anywidget.AnyWidget.class_trait_names(), *(name for name in every if name.startswith("_"))}
    mine = {name: value for name, value in every.items() if name not in hosts}
    start = f'render({{ model: pageModel("{where}-state"), el: document.getElementById("{where}") }});'
    state = json.dumps(mine, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return {"script": _inline(f"{every['_esm']}\n{start}"), "style": _inline(every["_css"]), "state": Markup(state)}


def _inline(text: str) -> Markup:
    if "</s" in text:
        raise ValueError("A script or style sheet that contains its own end cannot stand in a page.")
    return Markup(text)
