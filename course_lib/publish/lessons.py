"""The course's notebooks in reading order: what the class view, the pages and the slides all list."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
TEXT: dict[str, Any] = msgspec.yaml.decode(Path(__file__).with_name("pages.yaml").read_bytes())
"""What the pages say apart from the lessons, and what of the lessons they leave out."""


@dataclass(frozen=True)
class Lesson:
    """One notebook of the course."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name without its ending, as "07_acupoints"."""
        return self.path.stem

    @property
    def number(self) -> str:
        """Its place in the course, as "07"."""
        return self.name[:2]

    @cached_property
    def notebook(self) -> NotebookNode:
        """The notebook with its stored outputs."""
        read: NotebookNode = nbformat.read(self.path, as_version=4)  # type: ignore[no-untyped-call]
        return read

    @cached_property
    def title(self) -> str:
        """The page's one H1, as plain text."""
        text = "\n".join(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        found = re.search(r"^# (.+)$", text, re.MULTILINE)
        return found.group(1).strip() if found else self.name


def lessons(folder: Path = NOTEBOOKS) -> tuple[Lesson, ...]:
    """Find the course's notebooks in reading order: those named NN_topic.ipynb, and no other file of the folder."""
    return tuple(Lesson(path) for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")))


def without_running(name: str, notebook: NotebookNode) -> NotebookNode:
    """Take out, in place, what a notebook says about running it: cells and sentences that pages.yaml names."""
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") not in TEXT["left_out"].get(name, ())]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub("|".join(TEXT["no_running"]), "", cell.source)
    return notebook
