"""Whom to call, how to stretch, the steps of relief, and the single numbers that pages and tools need."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import CitedRow, Count, Range, Row, id_in

Place = Literal["calf", "back of thigh", "front of thigh", "foot"]
"""Where a cramp hurts."""
Phone = Annotated[str, msgspec.Meta(min_length=3)]


class Seen(Row, frozen=True, kw_only=True):
    """Where a number was read: whose page, on which host, and the day on which, or by which, a stored copy was read."""

    owner: str
    host: str
    read_at: date


class EmergencyNumber(CitedRow, frozen=True, kw_only=True):
    """The numbers of one country. Each was read on its owner's own page (``seen``); None where none was read."""

    country: str
    emergency_numbers: Annotated[tuple[Phone, ...], msgspec.Meta(min_length=1)]
    advice_number: Phone | None
    advice_note: str
    maternity_note: str
    emergency_note: str | None = None
    crisis_number: Phone | None = None
    crisis_note: str | None = None
    seen: dict[Phone, Seen]

    def __post_init__(self) -> None:
        super().__post_init__()
        _all_seen(self.seen, *self.emergency_numbers, self.advice_number, self.crisis_number)

    @property
    def emergency_number(self) -> str:
        """The emergency numbers as they are said: "112 or 999"."""
        return " or ".join(self.emergency_numbers)


class JapanContact(CitedRow, frozen=True, kw_only=True):
    """A line or desk for people who are pregnant in Japan; none of them replaces 119."""

    name: str
    phone: Phone | None
    fallback_phones: tuple[Phone, ...] = ()
    hours: str | None = None
    who: str | None = None
    answered_by: str | None = None
    language: str | None = None
    fact: str | None = None
    seen: dict[Phone, Seen] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        _all_seen(self.seen, self.phone, *self.fallback_phones)


def _all_seen(seen: dict[Phone, Seen], *numbers: Phone | None) -> None:
    for number in numbers:
        if number and number not in seen:
            raise ValueError(f"{number}: expected in 'seen' whose page it was read on; no unread number is printed")


class Stretch(CitedRow, frozen=True, kw_only=True):
    """One way of stretching, as its source gives it. Times in seconds; None where no number was tested."""

    name: str | None = None
    """What it is called in a plan for the week; None for what is for use during a cramp, or was not described."""
    when: str
    how: str
    tested_in_pregnancy: bool
    hold_s: Count | None = None
    hold_max_s: Count | None = None
    rest_s: Count | None = None
    reps: Count | None = None
    circles: Count | None = None
    sides: Literal[1, 2] | None = None
    times_per_day: Count | None = None
    minutes_per_week: Range | None = None
    weeks: Count | None = None
    rule: str | None = None
    result: str | None = None
    note: str | None = None


class CoachStep(CitedRow, frozen=True, kw_only=True):
    """One step of the relief coach, with its time in seconds.

    ``tested`` says in a reader's words what is known, ``reason`` which part is this course's own caution.
    """

    title: str
    places: tuple[Place, ...]
    """Where it hurts when this step is for her."""
    says: tuple[str, ...]
    """What to do, one short sentence each."""
    seconds: Annotated[int, msgspec.Meta(ge=1)]
    at_end: str
    """What is said when the time is up."""
    tested: str
    drawing: str
    """The name of a drawing in figures/drawn."""
    caption: str
    standing: bool = False
    """True where she stands, and must be told to hold on to something."""
    before_bed: bool = False
    """True for what comes later, and never while a cramp lasts."""
    uses: tuple[Annotated[str, id_in("stretches", "numbers")], ...] = ()
    """The stretches and numbers that it follows, by id."""


class KeyNumber(CitedRow, frozen=True, kw_only=True):
    """One number or short list that a page or tool needs, with the sentence it stands in.

    ``value`` and the range ``low_high`` are in ``unit``; ``spread`` says whether the range is a plain range or
    a 95 % confidence interval around ``value``. ``n`` people, ``studies`` studies.
    """

    topic: Literal[
        "cramp", "clot", "bath", "heat pack", "exercise", "sleep", "restless legs", "relaxation", "nutrition",
        "warning signs", "session", "body measure",
    ]  # fmt: skip
    says: str
    value: float | None = None
    low_high: Range | None = None
    spread: Literal["range", "95% CI"] | None = None
    unit: str | None = None
    n: Count | None = None
    studies: Count | None = None
    items: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.low_high is None) != (self.spread is None):
            raise ValueError("needs 'low_high' and 'spread' together, or neither")
