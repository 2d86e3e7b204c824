"""Sources as a reader sees them: a short name in the text, a full entry in the list at a page's end."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

from course_lib.facts import references
from course_lib.facts._load import read

STYLE = "harvard-cite-them-right"
"""The citation style, one of those that come with citeproc-py."""


@cache
def short(reference_id: str) -> str:
    """Return the author and year of a source for running text, such as "WHO 1999".

    Raises
    ------
    KeyError
        If there is no such reference.
    """
    reference = references()[reference_id]
    return f"{reference.custom.short} {reference.year or '(no date)'}"


def name(reference_id: str) -> str:
    """Return the short name of a source, without a word where it has no date."""
    return short(reference_id).removesuffix(" (no date)")


def named(reference_ids: Iterable[str], between: str = ", ") -> str:
    """Return the short names of some sources in a row, each name once, without a word where one has no date."""
    return between.join(dict.fromkeys(map(name, reference_ids)))


@cache
def full(reference_id: str) -> str:
    """Return the whole entry of a source as HTML, in the style of "Cite them right" (Harvard).

    Raises
    ------
    KeyError
        If there is no such reference.
    """
    # Imported here: reading facts must not wait for it.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter

    reference = references()[reference_id]
    style, source = _citeproc()
    bibliography = CitationStylesBibliography(style, source, formatter.html)
    bibliography.register(Citation([CitationItem(reference.id)]))
    (entry,) = bibliography.bibliography()
    # The style calls every article without a volume a preprint; none of these is one.
    text = str(entry).replace(" [Preprint]", "").replace("?</i>.", "?</i>").replace("..", ".")
    # Where nobody is named as its author the title comes first.
    text = re.sub(r"^(\(.*?\)) (“.*?”|<i>.*?</i>)", r"\2 \1", text)
    return re.sub(r"(https?://\S+?)(\.?)$", r'<a href="\1">\1</a>\2', text)


@cache
def _citeproc() -> tuple[Any, Any]:
    """Return the style and the sources in the form that citeproc works with."""
    from citeproc import CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    entries = [
        {field: _escaped(value) for field, value in entry.items() if field != "custom"}
        for entry in read("references.json")
    ]
    return CitationStylesStyle(STYLE, validate=False), CiteProcJSON(entries)


def _escaped(value: Any) -> Any:
    """Return the same CSL value with its text safe for HTML; citeproc puts it into the page as it is."""
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return {key: _escaped(part) for key, part in value.items()} if isinstance(value, dict) else value
