"""What a trainee leaves in the practice clinic: runs and marks of the location trainer, cards, and cases."""

from typing import ClassVar, Literal

from course_lib.records.rows import HerRow, OnHerWall


class Run(HerRow, frozen=True, kw_only=True):
    """One round of locating points. It is kept when it begins, so that after a restart it can go on."""

    mode: Literal["learn", "practice", "exam"]
    points: str
    """The codes to find, in order, with spaces between them."""
    side: Literal["right", "left"]
    body: str
    """The name of the body, or its measures in words."""
    names: str = "code"
    """How the points are named to the trainee: by code, pinyin, characters, Japanese or English."""
    ended: OnHerWall | None = None


class Mark(HerRow, frozen=True, kw_only=True):
    """One answer in a run. Distances are None where no mark was set: passed on, or the time was up."""

    run: str
    """The id of the `Run`."""
    number: int
    """Which of the run's points it answers, from 1."""
    point: str
    distance_mm: float | None = None
    """Along the skin."""
    distance_cun: float | None = None
    """In B-cun of that body."""
    limit_mm: float
    """A hit lies within so many millimeters."""
    hit: bool
    seconds: float


class Card(HerRow, frozen=True, kw_only=True):
    """One flashcard's memory; ``id`` is the card's own, ``at`` its last review."""

    due: OnHerWall
    memory: str
    """What the scheduler keeps, as its own JSON."""


class Review(HerRow, frozen=True, kw_only=True):
    """One answer to a card: 1 again, 2 hard, 3 good, 4 easy."""

    card: str
    rating: Literal[1, 2, 3, 4]


class CaseAttempt(HerRow, frozen=True, kw_only=True):
    """One simulated patient seen to the debrief."""

    longest_text: ClassVar[int] = 20_000
    """Room for all that was asked, chosen and said."""

    case: str
    decision: Literal["treat", "refer", "decline"]
    points: int
    """Checklist points reached."""
    out_of: int
    critical: str
    """The critical errors, in words with semicolons; empty where there was none."""
    rating: str
    """The global rating in words."""
    passed: bool
    """Whether the marking passed it."""
    done: str
    """What the trainee did, as JSON."""
