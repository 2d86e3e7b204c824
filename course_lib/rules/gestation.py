"""How far along: completed weeks and days, from the last period, the due date, or typed by hand.

First trimester to 13 weeks + 6 days, second to 27 + 6, third from 28 + 0; term from 37 + 0. Every function that
needs today's date takes it as an argument, so that a test never depends on a clock.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from course_lib.facts.point import LAST_WEEK
from course_lib.rules.numbers import FULL_WIDTH, half_width

DAYS_TO_DUE_DATE = 280
"""From the first day of the last period to the due date (40 weeks)."""
LAST_DAY = 6
SECOND_TRIMESTER, THIRD_TRIMESTER, TERM = 14, 28, 37
"""The completed weeks with which they begin."""

AFTER_44_WEEKS = (
    "This is more than 44 weeks. If the baby is born, no week is needed: the warning signs hold up to a year "
    "after the birth too. If not, check the date, and call your maternity unit now, day or night."
)
TYPE_WEEKS = "Type the completed weeks as a whole number from 0 to 44, for example 20, or leave the box empty."
TYPE_DAYS = "Type the days as a whole number from 0 to 6, or leave the box empty."
TYPE_DATE = "Write the date as year-month-day, for example 2026-03-14."
TYPE_PLUS = "Do you mean {weeks} weeks and {days} days? Then type {weeks}+{days}."

_UNIT = "(?:w|wks?|weeks?|週)"
WEEK = (
    rf"^ *([0-9]{{1,2}}) *(?:(?:{_UNIT} *)?"
    rf"|(?:\+|{_UNIT} *(?:\+|,|and)?) *([0-9])(?: */ *7| *(?:d|days?|日))? *)$"
)
"""The one grammar of a week. Weeks alone, or weeks and days with a sign or a word between them."""
TWO_NUMBERS = r"^ *([0-9]{1,2})[ .,:;/-]+([0-6]) *(?:/ *7 *)?$"
"""What could be weeks and days, or a number with a slip in it: it is refused, and its reading offered."""
DAYS = r"^ *([0-6])? *$"


@dataclass(frozen=True, order=True)
class GestationalAge:
    """Completed weeks (0 to 44) and days (0 to 6) of pregnancy."""

    weeks: int
    days: int = 0

    def __post_init__(self) -> None:
        if type(self.weeks) is not int or not 0 <= self.weeks <= LAST_WEEK:
            raise ValueError(TYPE_WEEKS)
        if type(self.days) is not int or not 0 <= self.days <= LAST_DAY:
            raise ValueError(TYPE_DAYS)

    @property
    def trimester(self) -> int:
        """1, 2 or 3."""
        return 1 + (self.weeks >= SECOND_TRIMESTER) + (self.weeks >= THIRD_TRIMESTER)

    @property
    def is_term(self) -> bool:
        """True from 37 weeks + 0 days."""
        return self.weeks >= TERM

    def __str__(self) -> str:
        week = "week" if self.weeks == 1 else "weeks"
        day = "day" if self.days == 1 else "days"
        return f"{self.weeks} {week} + {self.days} {day}"


def parse_weeks(weeks: str, days: str = "") -> GestationalAge:
    """Read typed weeks and days: ``20``, ``20w``, ``20+3``, ``20+3/7``, ``20w3d``, ``20 weeks 3 days``, ``20週3日``.

    Raises
    ------
    ValueError
        With a sentence for the learner; nothing is rounded or guessed.
    """
    typed, more = half_width(weeks, TYPE_WEEKS), half_width(days, TYPE_DAYS)
    written = re.fullmatch(WEEK, typed, flags=re.IGNORECASE | re.ASCII)
    if not written:
        unclear = re.fullmatch(TWO_NUMBERS, typed)
        raise ValueError(TYPE_PLUS.format(weeks=int(unclear[1]), days=unclear[2]) if unclear else TYPE_WEEKS)
    apart = re.fullmatch(DAYS, more)
    if not apart or (written[2] and apart[1]):
        raise ValueError(TYPE_DAYS if not apart else TYPE_WEEKS)
    return _whole(int(written[1]), int(written[2] or apart[1] or 0))


def week_grammar() -> dict[str, Any]:
    """Return all that a page needs to read weeks as `parse_weeks` does, as plain JSON values."""
    return {
        "fold": FULL_WIDTH,
        "week": WEEK,
        "two_numbers": TWO_NUMBERS,
        "days": DAYS,
        "last": LAST_WEEK,
        "last_day": LAST_DAY,
        "type_weeks": TYPE_WEEKS,
        "type_plus": TYPE_PLUS,
        "type_days": TYPE_DAYS,
        "too_late": AFTER_44_WEEKS,
    }


def parse_date(text: str) -> date:
    """Read a date written year-month-day.

    Raises
    ------
    ValueError
        With a sentence for the learner, also for a day that the month does not have (29 February).
    """
    written = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", half_width(text, TYPE_DATE), flags=re.ASCII)
    if not written:
        raise ValueError(TYPE_DATE)
    try:
        return date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        raise ValueError(f"There is no {text.strip()} in the calendar; check the day and the month.") from None


def from_last_period(first_day: date, today: date | None = None) -> GestationalAge:
    """Count from the first day of the last period.

    Raises
    ------
    ValueError
        For a date in the future or more than 44 weeks and 6 days back.
    """
    first_day, today = _checked(first_day), date.today() if today is None else _checked(today)
    if first_day > today:
        raise ValueError(
            f"The first day of the last period cannot be in the future ({first_day} is after {today}); check the year."
        )
    return _age((today - first_day).days)


def from_due_date(due: date, today: date | None = None) -> GestationalAge:
    """Count back 280 days from the due date.

    Raises
    ------
    ValueError
        For a due date more than 40 weeks ahead, or so long past that 44 weeks and 6 days are over.
    """
    due, today = _checked(due), date.today() if today is None else _checked(today)
    passed = DAYS_TO_DUE_DATE - (due - today).days
    if passed < 0:
        raise ValueError(f"A due date lies at most 40 weeks ahead, and {due} is further away; check the year.")
    return _age(passed)


def _checked(day: date) -> date:
    if type(day) is not date:  # a datetime is a date too, but has an hour and a zone, and compares with none
        raise ValueError("Give a date, as `parse_date` reads it from text such as 2026-03-14.")
    return day


def _age(total_days: int) -> GestationalAge:
    return _whole(*divmod(total_days, 7))


def _whole(weeks: int, days: int) -> GestationalAge:
    if weeks > LAST_WEEK:
        raise ValueError(AFTER_44_WEEKS)
    return GestationalAge(weeks, days)
