"""Centimeters follow the person's own leg, and a slip of the tape gets a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import facts
from course_lib.rules import body_measure

# B-cun from their landmark, typed from WHO 2008 as the evidence gives it; the lower leg counts 16.
CUN = {
    "ST36": 3, "SP6": 3, "BL57": 8, "SP8": 3, "KI7": 2, "KI9": 5, "ST40": 8, "GB39": 3, "BL55": 2, "BL56": 5,
    "BL58": 7, "BL59": 3,
}  # fmt: skip


@pytest.mark.parametrize(("code", "cun"), CUN.items())
def test_a_point_lies_its_share_of_the_lower_leg_away(code: str, cun: int) -> None:
    found = body_measure.distance(facts.points()[code], 40.0)
    assert found is not None
    assert found.cm == pytest.approx(cun * 2.5)
    assert found.low_cm < found.cm < found.high_cm


def test_points_found_by_a_landmark_have_no_centimeters() -> None:
    for code in set(facts.points()) - set(CUN):
        assert body_measure.distance(facts.points()[code], 40.0) is None


@settings(derandomize=True)
@given(st.floats(min_value=25, max_value=54.9), st.sampled_from(sorted(CUN)))
def test_a_longer_leg_never_brings_a_point_closer(length: float, code: str) -> None:
    point = facts.points()[code]
    shorter, longer = body_measure.distance(point, length), body_measure.distance(point, length + 0.1)
    assert shorter is not None
    assert longer is not None
    assert shorter.cm < longer.cm


@pytest.mark.parametrize(("typed", "cm"), [("37.5", 37.5), (" 38 cm ", 38.0), ("37,5", 37.5), ("25", 25.0)])
def test_lengths_that_are_understood(typed: str, cm: float) -> None:
    assert body_measure.parse_lower_leg(typed) == cm


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "centimeters"),
        ("abc", "centimeters"),
        ("-38", "centimeters"),
        ("nan", "centimeters"),
        ("1e9", "centimeters"),
        ("0", "too short"),
        ("3 cm", "too short"),
        ("15", "inches"),
        ("4 m", "centimeters"),
        ("4", "too short"),
        ("400", "too long"),
    ],
)
def test_a_slip_of_the_tape_gets_one_sentence(typed: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint) as refused:
        body_measure.parse_lower_leg(typed)
    assert str(refused.value).endswith(".")
