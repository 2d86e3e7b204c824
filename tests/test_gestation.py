"""Counting the weeks: the edges of the trimesters, the three ways to a date, and every bad input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.rules.gestation import (
    GestationalAge,
    from_due_date,
    from_last_period,
    parse_date,
    parse_weeks,
)
from tests.refusals import refused
from tests.typed_weeks import BEYOND, NO_WEEKS, TWO_NUMBERS, WEEKS_TYPED

TODAY = dt.date(2024, 5, 15)
DAY = dt.timedelta(days=1)
LONGEST = 44 * 7 + 6  # 44 completed weeks and 6 days

repeatable = settings(derandomize=True, deadline=None, max_examples=150)
any_today = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31))
any_age_days = st.integers(min_value=0, max_value=LONGEST)


def in_days(age: GestationalAge) -> int:
    return age.weeks * 7 + age.days


def assert_too_long(call: Callable[..., object], *args: Any, **kwargs: Any) -> None:
    """Beyond 44 weeks the baby may be born: the answer is not only an error, it points to the warning signs."""
    text = refused(call, *args, sentences=3, **kwargs)
    assert all(word in text.lower() for word in ("44", "sign", "call")), text


@pytest.mark.parametrize(
    ("weeks", "days", "trimester", "is_term"),
    [
        (0, 0, 1, False),
        (13, 6, 1, False),
        (14, 0, 2, False),
        (27, 6, 2, False),
        (28, 0, 3, False),
        (36, 6, 3, False),
        (37, 0, 3, True),
        (44, 0, 3, True),
    ],
)
def test_edges_of_the_trimesters_and_of_term(weeks: int, days: int, trimester: int, is_term: bool) -> None:
    age = GestationalAge(weeks, days)
    assert (age.trimester, age.is_term) == (trimester, is_term)


def test_an_age_reads_as_weeks_and_days_and_cannot_be_changed() -> None:
    age = GestationalAge(8, 3)
    assert str(age) == "8 weeks + 3 days"
    with pytest.raises(AttributeError):
        age.weeks = 9  # type: ignore[misc]


@pytest.mark.parametrize(("weeks", "days"), [(-1, 0), (45, 0), (8, 7), (8, -1)])
def test_an_impossible_age_is_refused(weeks: int, days: int) -> None:
    refused(GestationalAge, weeks, days)


@repeatable
@given(today=any_today, days=any_age_days)
def test_last_period_counts_whole_days(today: dt.date, days: int) -> None:
    age = from_last_period(today - days * DAY, today=today)
    assert (age.weeks, age.days) == divmod(days, 7)


@repeatable
@given(today=any_today, days=any_age_days)
def test_the_due_date_is_280_days_after_the_last_period(today: dt.date, days: int) -> None:
    last_period = today - days * DAY
    assert from_due_date(last_period + 280 * DAY, today=today) == from_last_period(last_period, today=today)


@repeatable
@given(today=any_today, days=st.integers(0, LONGEST - 1))
def test_tomorrow_is_one_day_on(today: dt.date, days: int) -> None:
    last_period = today - days * DAY
    later = from_last_period(last_period, today=today + DAY)
    assert in_days(later) == in_days(from_last_period(last_period, today=today)) + 1


def test_29_february_is_an_ordinary_day() -> None:
    leap_day = dt.date(2024, 2, 29)
    assert from_last_period(leap_day, today=leap_day) == GestationalAge(0, 0)
    assert from_last_period(leap_day, today=dt.date(2024, 3, 7)) == GestationalAge(1, 0)
    assert from_last_period(dt.date(2024, 2, 28), today=dt.date(2024, 3, 1)) == GestationalAge(0, 2)
    assert from_last_period(dt.date(2023, 2, 28), today=dt.date(2023, 3, 1)) == GestationalAge(0, 1)
    assert from_due_date(leap_day, today=leap_day) == GestationalAge(40, 0)


@pytest.mark.parametrize("days", [1, 30, 400, 10_000])
def test_a_last_period_in_the_future_is_refused(days: int) -> None:
    assert "future" in refused(from_last_period, TODAY + days * DAY, today=TODAY).lower()


@pytest.mark.parametrize("days", [LONGEST + 1, LONGEST + 7, 4_000, 40_000])
def test_a_date_beyond_44_weeks_is_refused(days: int) -> None:
    assert_too_long(from_last_period, TODAY - days * DAY, today=TODAY)


def test_the_last_day_of_week_44_still_counts() -> None:
    assert from_last_period(TODAY - 308 * DAY, today=TODAY) == GestationalAge(44, 0)


def test_a_due_date_too_far_either_way_is_refused() -> None:
    assert from_due_date(TODAY + 280 * DAY, today=TODAY) == GestationalAge(0, 0)
    assert from_due_date(TODAY, today=TODAY) == GestationalAge(40, 0)
    refused(from_due_date, TODAY + 281 * DAY, today=TODAY)
    assert_too_long(from_due_date, TODAY - 60 * DAY, today=TODAY)


def test_the_ends_of_the_calendar_are_refused_plainly() -> None:
    for check, date in ((assert_too_long, dt.date.min), (refused, dt.date.max)):
        check(from_last_period, date, today=TODAY)
        check(from_due_date, date, today=TODAY)


@pytest.mark.parametrize("not_a_date", [None, "", "yesterday", 12, 20240515, dt.datetime(2024, 5, 1)])
def test_what_is_not_a_date_is_refused(not_a_date: Any) -> None:
    if not_a_date is not None:
        refused(from_last_period, TODAY, today=not_a_date)
    refused(from_last_period, not_a_date, today=TODAY)
    refused(from_due_date, not_a_date, today=TODAY)


@pytest.mark.parametrize(
    ("text", "days_text", "weeks"),
    [("0", "", 0), ("12", "", 12), (" 12 ", "", 12), ("13", "6", 13), ("14", "0", 14), ("44", "", 44)],
)
def test_written_weeks_are_read(text: str, days_text: str, weeks: int) -> None:
    age = parse_weeks(text, days_text)
    assert (age.weeks, age.days) == (weeks, int(days_text or 0))


@pytest.mark.parametrize("text", WEEKS_TYPED)
def test_every_usual_way_to_type_weeks_is_read(text: str) -> None:
    assert parse_weeks(text) == GestationalAge(*WEEKS_TYPED[text])


@pytest.mark.parametrize("text", TWO_NUMBERS)
def test_two_numbers_are_refused_and_the_clear_typing_is_offered(text: str) -> None:
    assert refused(parse_weeks, text).endswith(f"Then type {TWO_NUMBERS[text]}.")


def test_a_fraction_of_a_week_is_never_rounded_up() -> None:
    # 13.99 belongs to week 13, or is refused with advice; it never reaches the second trimester.
    try:
        age = parse_weeks("13.99")
    except ValueError:
        refused(parse_weeks, "13.99")
    else:
        assert (age.weeks, age.trimester) == (13, 1)


BAD_WEEKS = [
    "abc",
    "-3",
    "1e9",
    "",
    " ",
    "nan",
    "inf",
    "-inf",
    "44.5.1",
    "12w!",
    "--",
    "9" * 400,
    "१२x",
    "1/2",
    "0x10",
]


@pytest.mark.parametrize("text", [*BAD_WEEKS, *NO_WEEKS], ids=lambda text: repr(text)[:12])
def test_weeks_that_cannot_be_read_are_refused(text: str) -> None:
    refused(parse_weeks, text)


@pytest.mark.parametrize("text", ["60", *BEYOND])
def test_weeks_beyond_44_point_to_the_warning_signs(text: str) -> None:
    assert_too_long(parse_weeks, text)


@pytest.mark.parametrize("days_text", ["7", "-1", "abc", "nan", "1e9", "6.5"])
def test_days_that_cannot_be_read_are_refused(days_text: str) -> None:
    refused(parse_weeks, "12", days_text)


@repeatable
@given(text=st.text(max_size=12), days_text=st.text(max_size=4))
def test_any_text_gives_an_age_or_one_sentence(text: str, days_text: str) -> None:
    try:
        age = parse_weeks(text, days_text)
    except ValueError:
        refused(parse_weeks, text, days_text, sentences=3)  # three where the weeks are beyond 44
    else:
        assert 0 <= in_days(age) <= LONGEST


def test_a_written_date_is_read() -> None:
    assert parse_date(" 2024-02-29 ") == parse_date("2024-2-29") == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "0000-01-01", "29.2.2024", "2024-02", "", "today", "2024-02-30x"]
)
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    refused(parse_date, text)
