"""Reads the course's pages for the tests: Markdown of a notebook, its sections and its plain words."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
PAGES = tuple(sorted(path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")))


@cache
def notebook(page: str) -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{page}.ipynb", as_version=nbformat.NO_CONVERT)


def markdown(page: str) -> str:
    """All Markdown of a page in order."""
    return "\n\n".join(cell.source for cell in notebook(page).cells if cell.cell_type == "markdown")


def headings(page: str) -> list[tuple[int, str]]:
    """(level, text) of each heading in order."""
    return [(len(marks), text) for marks, text in re.findall(r"^(#+) (.+)$", markdown(page), re.MULTILINE)]


def sections(page: str) -> Iterator[tuple[str, str]]:
    """(heading, Markdown) of what stands above the first H2, then of each H2 section."""
    first, *rest = re.split(r"^## ", markdown(page), flags=re.MULTILINE)
    yield "", first
    for part in rest:
        heading, _, body = part.partition("\n")
        yield heading, body


def plain(text: str) -> str:
    """Markdown as running text: each heading, list item and table cell a sentence of its own."""
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\|[:|\- ]+\|$", "", text, flags=re.MULTILINE)
    pieces = re.split(r"\n\s*\n|\n(?=\s*(?:[-*>#|]|\d+\. ))| \| |\|$|^\|", text, flags=re.MULTILINE)
    sentences = (" ".join(re.sub(r"^[\s>#|-]+|^\s*\d+\. |[*`_|●▲■✓≈✕]", "", piece).split()) for piece in pieces)
    spoken = (each for each in sentences if re.search(r"\w", each))
    return " ".join(each if each.endswith((".", "?", "!")) else f"{each}." for each in spoken)
