"""What stands with the drawings whose words are not made from facts."""

import functools
from pathlib import Path

import msgspec

from course_lib.figures.drawings import Drawing


@functools.cache
def table() -> dict[str, Drawing]:
    """Return the rows of ``words.yaml`` by the drawing's name."""
    return msgspec.yaml.decode(Path(__file__).with_suffix(".yaml").read_bytes(), type=dict[str, Drawing])


def written(name: str, **values: str) -> Drawing:
    """Return what stands with a drawing in ``words.yaml``, with these values for the names in braces."""
    row = table()[name]
    return Drawing(row.title, row.alt.format(**values), row.caption.format(**values), row.width)
