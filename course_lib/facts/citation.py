"""Sources as a reader sees them: a short name in the text, a full entry in the list at a page's end."""

from collections.abc import Iterable, Mapping
from functools import cache

from course_lib.facts import references
from course_lib.facts._load import read


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


def full(reference_id: str) -> str:
    """Return the whole entry of a source as HTML, in the style of "Cite them right" (Harvard).

    Raises
    ------
    KeyError
        If there is no such reference.
    """
    return _formatted()[reference_id]


@cache
def _formatted() -> Mapping[str, str]:
    """Return what ``python -m drawing`` wrote: citation software takes seconds, and no reader's page waits for it."""
    entries: Mapping[str, str] = read("references_formatted.json")
    return entries
