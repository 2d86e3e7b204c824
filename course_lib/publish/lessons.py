"""The course's notebooks in reading order: what the class view, the pages and the slides all list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.publish.templates import words
from course_lib.records.teacher import LESSONS

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
TEXT = words("pages.yaml")
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
    def trouble(self) -> str:
        """One sentence where the file is missing or no notebook (any more), with the way to get it back; else empty."""
        try:
            whole = any(cell.cell_type == "code" for cell in self.notebook.cells)
        except (OSError, ValueError, TypeError, AttributeError, KeyError, nbformat.ValidationError):  # all seen
            whole = False
        if whole:
            return ""
        now = "cannot be read as a notebook" if self.path.exists() else "is missing"
        return (
            f"notebooks/{self.path.name} {now}, so its lesson is left out: put the file of that name back from where "
            f"you got the course, or run 'git checkout -- notebooks/{self.path.name}'."
        )

    @cached_property
    def title(self) -> str:
        """The page's one H1, as plain text."""
        text = "\n".join(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        return heading[1].strip() if heading else self.name


def lessons(folder: Path = NOTEBOOKS) -> tuple[Lesson, ...]:
    """Return the course's own lessons in reading order: a copy of one, or another notebook in the folder, is none."""
    return tuple(lesson for lesson in _all(folder) if not lesson.trouble)


def lost(folder: Path = NOTEBOOKS) -> tuple[str, ...]:
    """Return one sentence for each lesson of the course that cannot be shown."""
    return tuple(lesson.trouble for lesson in _all(folder) if lesson.trouble)


def _all(folder: Path) -> tuple[Lesson, ...]:
    return tuple(Lesson(folder / f"{name}.ipynb") for name in LESSONS)


def neighbors(pages: Sequence[tuple[str, str]], address: str) -> dict[str, tuple[str, str] | None]:
    """Return the pages ``before`` and ``after`` one among pages of addresses and titles, None where there is none."""
    place = next((number for number, page in enumerate(pages) if page[0] == address), len(pages))
    before = pages[place - 1] if 0 < place < len(pages) else None
    return {"before": before, "after": next(iter(pages[place + 1 :]), None)}


def without_running(name: str, notebook: NotebookNode) -> NotebookNode:
    """Take out, in place, what a notebook says about running it: cells and sentences that pages.yaml names."""
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") not in TEXT["left_out"].get(name, ())]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub("|".join(TEXT["no_running"]), "", cell.source)
    return notebook
