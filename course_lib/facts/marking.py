"""What a simulated patient is marked on: the rows of ``data/marking.yaml``. The rules say when a line is reached."""

from typing import Annotated, Literal, get_args

import msgspec

from course_lib.facts._row import NamedRow

PASS_MARK = 70
"""Percent, in a case and in the mock exam of the location trainer alike. Our own."""
Group = Literal[
    "history", "safety", "decision", "points and technique", "consent and words", "event", "follow-up",
]  # fmt: skip
GROUPS: tuple[Group, ...] = get_args(Group)
"""The groups of the checklist, in the order of a visit."""


class MarkLine(NamedRow, frozen=True, kw_only=True):
    """One line; ``why`` and ``refs`` stand where the case gives none, and nobody passes without a ``must``."""

    group: Group
    text: str
    points: Annotated[int, msgspec.Meta(ge=1)]
    why: str = ""
    refs: tuple[str, ...] = ()
    must: bool = False
