# ruff: noqa: D102  the fields are those of the classes in records, described there
"""What the progress figures read of a trainee's rows. They know no record: any rows with these fields can be drawn."""

from datetime import datetime
from typing import Protocol


class Row(Protocol):
    """Anything with a time."""

    @property
    def at(self) -> datetime: ...


class Mark(Row, Protocol):
    """One answer in locating a point; millimeters, None where no mark was set."""

    @property
    def point(self) -> str: ...
    @property
    def distance_mm(self) -> float | None: ...
    @property
    def limit_mm(self) -> float: ...
    @property
    def hit(self) -> bool: ...


class Card(Row, Protocol):
    """A flashcard and when it is due."""

    @property
    def id(self) -> str: ...
    @property
    def due(self) -> datetime: ...


class Review(Row, Protocol):
    """One answer to a card: 1 again to 4 easy."""

    @property
    def card(self) -> str: ...
    @property
    def rating(self) -> int: ...


class CaseAttempt(Row, Protocol):
    """One simulated patient seen to the debrief."""

    @property
    def case(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def out_of(self) -> int: ...
    @property
    def critical(self) -> str: ...
    @property
    def rating(self) -> str: ...
    @property
    def passed(self) -> bool: ...
