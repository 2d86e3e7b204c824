"""What stands with a drawing."""

import functools
from pathlib import Path

import msgspec


class Words(msgspec.Struct, frozen=True):
    """A drawing's title, what it shows (for those who do not see it), what to read under it."""

    title: str
    alt: str
    caption: str
    width: int
    """At most so many CSS pixels wide."""


@functools.cache
def table() -> dict[str, Words]:
    """Return the words of ``words.yaml`` by the drawing's name."""
    return msgspec.yaml.decode(Path(__file__).with_suffix(".yaml").read_bytes(), type=dict[str, Words])


def written(name: str, **values: str) -> Words:
    """Return a drawing's words from ``words.yaml``, with these values for the names in braces."""
    row = table()[name]
    return Words(row.title, row.alt.format(**values), row.caption.format(**values), row.width)
