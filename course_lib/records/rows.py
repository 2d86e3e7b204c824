"""What a learner keeps: the rows of her file. Their fields are the columns of its tables."""

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, ClassVar, Literal, TypeVar
from uuid import uuid4

import msgspec

LONGEST_TEXT = 2000
"""Characters in one field: room for a page of writing, and a bound for what is pasted by mistake."""
LONGEST_CRAMP = 24 * 60
"""Minutes: what goes on for longer than a day is not one cramp."""
YEARS = range(1970, 3000)
"""What a clock shows, and how far a card is put off; every system can tell the moment of such a date."""
FARTHEST = 18 * 60
"""Minutes from UTC: no clock on Earth is set farther from it."""

OnHerWall = Annotated[datetime, msgspec.Meta(tz=False)]
"""Date and time as a clock beside her shows them."""


def now() -> datetime:
    """Return this computer's own date and time to the second, without a time zone: the clock on the wall."""
    return datetime.now(UTC).astimezone().replace(microsecond=0, tzinfo=None)


class HerRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row with an id of its own: saving it again, after a failure or by a second click, makes no second one."""

    id: Annotated[str, msgspec.Meta(min_length=1)] = msgspec.field(default_factory=lambda: uuid4().hex)
    at: OnHerWall
    """Her own date and time, as `now` gives it."""

    longest_text: ClassVar[int] = LONGEST_TEXT

    def __post_init__(self) -> None:
        for value in msgspec.structs.asdict(self).values():
            if isinstance(value, str):
                _check_text(value, self.longest_text)
            if isinstance(value, datetime) and value.year not in YEARS:
                raise ValueError(f"Give a date of the years {YEARS[0]} to {YEARS[-1]}; is this computer's clock right?")


class DiaryEntry(HerRow, frozen=True, kw_only=True):
    """One cramp. ``severity`` 0 (no pain) to 10 (the worst), ``minutes`` how long, ``helped`` what helped."""

    muscle: str
    severity: int
    minutes: float
    helped: str
    one_leg: bool = False
    """She ticked that one leg is swollen, warm, red or sore all the time."""
    note: str = ""
    utc_offset: int | None = None
    """By how many minutes her clock was ahead of UTC; None in entries of older versions of the course."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not _within(self.severity, 0, 10):
            raise ValueError("Give how bad it was as a number from 0 to 10.")
        if not (_within(self.minutes, 0, LONGEST_CRAMP) and self.minutes):
            raise ValueError("Give how long it was in minutes: more than 0, and at most a day (1440).")
        if self.utc_offset is not None and not _within(self.utc_offset, -FARTHEST, FARTHEST):
            raise ValueError("Give how far the clock is from UTC in minutes: at most 1080 either way.")

    @property
    def moment(self) -> datetime:
        """When it was, wherever she was; an entry without an offset was written by the clock of this computer."""
        return instant(self.at, self.utc_offset)


def instant(at: datetime, utc_offset: int | None) -> datetime:
    """Return the moment, in UTC, at which a clock so far from it shows this; without an offset, this computer's."""
    try:
        zone = None if utc_offset is None else timezone(timedelta(minutes=utc_offset))
        return at.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # in year 1 or 9999, or before this system's time begins
        return at.replace(tzinfo=UTC)


class Answer(HerRow, frozen=True, kw_only=True):
    """One checked answer of a quiz: the ids of topic and question, and the words that were chosen."""

    topic: str
    question: str
    answer: str
    right: bool


class Choice(HerRow, frozen=True, kw_only=True):
    """One line of her plan: what she wants to try, what she will watch, whom she will call."""

    part: Literal["try", "watch", "call"]
    says: str


R = TypeVar("R", bound=HerRow)


def checked(row: R) -> R:
    """Return a row whose every field is of the kind that it is kept as, or raise a ValueError with a sentence."""
    for name, value in msgspec.structs.asdict(row).items():
        if isinstance(value, (int, float)) and not (math.isfinite(value) and abs(value) < 2**63):
            raise ValueError(f"'{name}' is a number that cannot be kept; give an ordinary one.")
    try:
        return msgspec.convert(msgspec.structs.asdict(row), type(row))
    except msgspec.ValidationError as error:
        problem, _, field = str(error).partition(" - at `$.")
        if not field:
            raise ValueError(problem) from error  # a sentence of the row's own
        raise ValueError(f"'{field.rstrip('`')}' cannot be kept as it is ({problem}); give another value.") from error


def _within(value: object, least: float, most: float) -> bool:
    """Whether a number lies between two others; what is no number is left to `checked`, which names it."""
    return not isinstance(value, (int, float)) or least <= value <= most


def _check_text(text: str, longest: int) -> None:
    """Refuse what cannot be kept, with a sentence that says what to do."""
    if len(text) > longest:
        raise ValueError(f"The text has {len(text):,} characters; write at most {longest:,}.")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("The text has half a character in it that no file can hold; type that part again.")
