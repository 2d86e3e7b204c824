"""Her own "Everything (JSON)", read in again: on another computer, or after a deletion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from course_lib.records.rows import HerRow, checked

LARGEST = 100_000_000
"""Bytes: many years of practice."""
UNREADABLE = "unreadable"
"""The part of an export with rows that could not be read where it was made; they stay in that file."""
FOREIGN = (
    "Choose a file that the diary saved as 'Everything (JSON)': this is another, or was cut off or changed, so nothing "
    "was brought in."
)


class BroughtIn(NamedTuple):
    """How many rows of an export were new here, newer than here, here already, and of no use."""

    new: int
    newer: int
    here: int
    unreadable: int

    def __str__(self) -> str:
        """Return the numbers in one or two sentences."""
        sentence = f"Brought in: {self.new} new and {self.newer} newer rows; {self.here} stayed as they were here."
        return sentence + (f" {self.unreadable} could not be read; they stay in that file." if self.unreadable else "")


def rows_of(exported: str | bytes, kinds: Mapping[type[HerRow], str]) -> tuple[list[HerRow], int]:
    """Return the rows of an export (of two with one id the newer), and how many could not be read where it was made.

    Raises
    ------
    ValueError
        With one sentence, for what is no whole export of this course.
    """
    if not isinstance(exported, (str, bytes)) or len(exported) > LARGEST:
        raise ValueError(FOREIGN)
    raw = exported.encode("utf-8", "replace") if isinstance(exported, str) else exported
    try:
        tables = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any])
        unreadable = msgspec.convert(tables.pop(UNREADABLE, {}), dict[str, list[dict[str, Any]]])
        rows = [
            checked(msgspec.convert(row, kind))
            for kind, table in kinds.items()
            for row in msgspec.convert(tables.get(table, []), list[dict[str, Any]])
        ]
        # Without its id a row would come in again each time.
        whole = all(row.get("id") for name in kinds.values() for row in tables.get(name, []))
    except (ValueError, RecursionError) as error:
        raise ValueError(FOREIGN) from error
    if not (tables and whole and set(tables) <= set(kinds.values())):
        raise ValueError(FOREIGN)
    newest: dict[tuple[type[HerRow], str], HerRow] = {}
    for row in rows:
        key = (type(row), row.id)
        if key not in newest or is_newer(row, newest[key]):
            newest[key] = row
    return list(newest.values()), sum(map(len, unreadable.values()))


def is_newer(row: HerRow, here: HerRow) -> bool:
    """Whether a row is a later state of the one with its id: of a later time, or of a round that was ended since."""
    return _state(row) > _state(here)


def _state(row: HerRow) -> tuple[datetime, datetime]:
    return row.at, getattr(row, "ended", None) or datetime.min  # noqa: DTZ901  a time on a wall has no zone
