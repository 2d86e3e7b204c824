"""What a learner keeps: the rows of her file. Their fields are the columns of its tables."""

from datetime import UTC, datetime
from typing import ClassVar, Literal
from uuid import uuid4

import msgspec

LONGEST_TEXT = 2000
"""Characters in one field: room for a page of writing, and a bound for what is pasted by mistake."""
LONGEST_CRAMP = 24 * 60
"""Minutes: what goes on for longer than a day is not one cramp."""


def now() -> datetime:
    """Return her own date and time to the second, without a time zone: the clock on her wall."""
    return datetime.now(UTC).astimezone().replace(microsecond=0, tzinfo=None)


class HerRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row with an id of its own, so that saving it again after a failure makes no second one."""

    id: str = msgspec.field(default_factory=lambda: uuid4().hex)
    at: datetime
    """Her own date and time, as `now` gives it."""

    longest_text: ClassVar[int] = LONGEST_TEXT

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            text = getattr(self, name)
            if isinstance(text, str):
                _check_text(text, self.longest_text)


class DiaryEntry(HerRow, frozen=True, kw_only=True):
    """One cramp. ``severity`` 0 (no pain) to 10 (the worst), ``minutes`` how long, ``helped`` what helped."""

    muscle: str
    severity: int
    minutes: float
    helped: str
    one_leg: bool = False
    """She ticked that one leg is swollen, warm, red or sore all the time."""
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.severity <= 10:
            raise ValueError("Give how bad it was as a number from 0 to 10.")
        if not 0 < self.minutes <= LONGEST_CRAMP:
            raise ValueError("Give how long it was in minutes: more than 0, and at most a day (1440).")


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


def _check_text(text: str, longest: int) -> None:
    """Refuse what cannot be kept, with a sentence that says what to do."""
    if len(text) > longest:
        raise ValueError(f"The text has {len(text):,} characters; write at most {longest:,}.")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("The text has half a character in it that no file can hold; type that part again.")
