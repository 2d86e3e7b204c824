"""The signs that need a call, how urgent each is, and who asks for more."""

from enum import IntEnum
from typing import Literal

from course_lib.facts._row import CitedRow, Row

Level = Literal["not asked", "next visit", "call now, day or night", "emergency now"]


class Urgency(IntEnum):
    """The four levels, in order: ``max()`` of several gives the one that counts."""

    NOT_ASKED = 0
    NEXT_VISIT = 1
    CALL_NOW = 2
    EMERGENCY = 3

    @classmethod
    def of(cls, level: Level) -> "Urgency":
        """Return the urgency that the data files call ``level``."""
        return cls(LEVELS.index(level))

    @property
    def level(self) -> Level:
        """The name of this urgency in the data files."""
        return LEVELS[self]


LEVELS: tuple[Level, ...] = Level.__args__  # type: ignore[attr-defined]


class UrgencyLevel(Row, frozen=True, kw_only=True):
    """What to do at one level, in the words the reader sees.

    ``asks`` is what it stands for when a trainee decides; beside the choice, so that nobody has to guess it.
    """

    level: Level
    order: Literal[0, 1, 2, 3]
    say: str
    asks: str

    def __post_init__(self) -> None:
        if LEVELS.index(self.level) != self.order:
            raise ValueError(f"'order' is {self.order}; expected {LEVELS.index(self.level)} for '{self.level}'")


class SaidElsewhere(Row, frozen=True, kw_only=True):
    """What some sources say about the same sign; ``stricter`` where they ask for more than our level."""

    says: str
    stricter: bool
    refs: tuple[str, ...]


class WarningSign(CitedRow, frozen=True, kw_only=True):
    """One sign. The level is this course's own reading of its sources, which are quoted beside it.

    ``tell`` is what to say on the phone, in the first person; ``meanwhile`` what to mind until help is there. ``leg``:
    a sign of the leg itself; ``crisis``: a crisis line goes with it.
    """

    sign: str
    tell: str
    level: Level
    leg: bool = False
    crisis: bool = False
    meanwhile: str | None = None
    note: str | None = None
    elsewhere: tuple[SaidElsewhere, ...] = ()

    @property
    def urgency(self) -> Urgency:
        """The level as something that can be compared."""
        return Urgency.of(self.level)

    @property
    def may_fold(self) -> bool:
        """Whether a page may fold it away with others: no emergency, no sign of the leg, and no crisis ever is."""
        return not (self.leg or self.crisis or self.urgency is Urgency.EMERGENCY)
