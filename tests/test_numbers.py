"""One reading of numbers for every field."""

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.figures.body import measures as own_measures
from course_lib.rules import body_measure, intake
from course_lib.rules.numbers import FULL_WIDTH, parse_number, pattern
from course_lib.tools.diary.shown import minutes
from course_lib.tools.patient.plan import parse_depth
from course_lib.tools.week_planner import parse_minutes
from tests.refusals import refused

ASK = "Type a number, for example 3."
FIELDS: dict[Callable[[str], float], str] = {
    intake.parse_servings: "2",
    intake.parse_tablets: "100",
    intake.parse_glasses: "6",
    body_measure.parse_lower_leg: "38",
    parse_minutes: "20",
    parse_depth: "1",
    minutes: "3",
    lambda text: own_measures.morphs(f"calf {text} cm")[0][1]: "36",
}
"""Every field that takes a number, and a number that it takes."""
NO_NUMBERS = (
    "abc", "-1", "+1", "1e3", "nan", "inf", "1 2", "1.2.3", "1,000", "1_000", "0x1", "٣", "1²", "1..5", "½", "12345",
)  # fmt: skip


def full_width(text: str) -> str:
    return "".join(next((wide for wide, plain in FULL_WIDTH.items() if plain == letter), letter) for letter in text)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_reads_full_width_digits_and_blanks(field: Callable[[str], float]) -> None:
    plain = FIELDS[field]
    for typed in (f" {plain} ", full_width(plain), f"{plain}\u3000", f"{plain}\u00a0"):
        assert field(typed) == field(plain), repr(typed)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_no_field_reads_what_is_no_plain_number(field: Callable[[str], float], typed: str) -> None:
    refused(field, typed)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("what", [None, 3, 2.5, True, [], b"3", float("nan")], ids=repr)
def test_no_field_reads_what_is_no_text(field: Callable[[object], float], what: object) -> None:
    if field not in list(FIELDS)[-1:]:
        refused(field, what)


@given(st.floats(min_value=0, max_value=9999, allow_nan=False).map(lambda number: f"{number:.2f}"))
def test_a_number_is_read_as_it_is_written(text: str) -> None:
    for written in (text, text.replace(".", ","), full_width(text)):
        assert parse_number(written, low=0, high=9999, ask=ASK) == float(text)


@given(st.text(max_size=10))
def test_any_text_is_a_number_in_range_or_the_sentence(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 2 <= parse_number(text, low=2, high=50, ask=ASK) <= 50
        return
    assert refused(lambda: parse_number(text, low=2, high=50, ask=ASK)) == ASK


def test_whole_numbers_only_where_asked() -> None:
    assert parse_number("20", low=1, high=180, ask=ASK, whole=True) == 20
    refused(lambda: parse_number("20.5", low=1, high=180, ask=ASK, whole=True))
    refused(lambda: parse_number("20.0", low=1, high=180, ask=ASK, whole=True))


def test_a_unit_may_follow_where_it_is_the_fields_own() -> None:
    for typed in ("38 cm", "38CM", "３８ｃｍ"):
        assert body_measure.parse_lower_leg(typed) == 38
    refused(body_measure.parse_lower_leg, "38 mm")
    assert re.fullmatch(pattern("cm"), "1,5 cm")
