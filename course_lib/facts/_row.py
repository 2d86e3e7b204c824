"""What every row of the course's tables has in common: it cannot be changed, and it says where it comes from."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

Basis = Literal["source", "course-precaution"]
Certainty = Literal["high", "moderate", "low", "very-low", "none"]
Count = Annotated[int, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]
Amount = Annotated[float, msgspec.Meta(ge=0)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]


def id_in(*tables: str) -> msgspec.Meta:
    """Mark a text as the id of a row in one of these tables of `course_lib.facts`; `checks.unknown_ids` holds it."""
    return msgspec.Meta(extra={"tables": tables})


ClaimId = Annotated[str, id_in("claims")]
SignId = Annotated[str, id_in("warning_signs")]
CircumstanceId = Annotated[str, id_in("circumstances")]
PointCode = Annotated[str, id_in("points")]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that cannot be changed, and that refuses a field nobody has described."""


class NamedRow(Row, frozen=True, kw_only=True):
    """A row of a table, found by its id."""

    id: str


class Range(Row, frozen=True, array_like=True):
    """Two numbers, written ``[low, high]``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"is [{self.low:g}, {self.high:g}]; expected the smaller number first")

    def __iter__(self) -> Iterator[float]:
        return iter((self.low, self.high))


class Cited(Row, frozen=True, kw_only=True):
    """Something that names its references, or says that it is this course's own caution and why.

    ``basis`` is ``"course-precaution"`` where the rule itself is ours; ``refs`` may then still name what it
    leans on, and ``reason`` says which part is ours.
    """

    refs: tuple[str, ...] = ()
    basis: Basis = "source"
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.basis == "course-precaution" and not self.reason:
            raise ValueError("'basis: course-precaution' needs a 'reason' that says why we chose it")
        if self.basis == "source" and not self.refs:
            raise ValueError("needs a reference id in 'refs', or 'basis: course-precaution' with a 'reason'")


class CitedRow(Cited, frozen=True, kw_only=True):
    """A row of a table, found by its id, with its references."""

    id: str
