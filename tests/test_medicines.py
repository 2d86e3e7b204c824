"""What the course says of medicines and of limits, against a second reading, in every block that anybody can see."""

import re

import pytest

from course_lib import facts
from course_lib.rules import intake, medicines
from tests import expected_medicines as expected

ROWS = {
    "ibuprofen-type tablets": "pain-tablets",
    "pain patches and gels": "pain-patches",
    "aspirin that you buy": "aspirin",
    "paracetamol": "paracetamol",
    "fever": "fever",
    "magnesium limits": "magnesium",
    "vitamin B6 limit": "vitamin-b6",
    "licorice": "licorice",
    "quinine": "quinine",
}


@pytest.mark.parametrize("said", expected.SAID, ids=lambda said: said.subject)
def test_each_medicine_is_told_as_the_second_reading_has_it(said: expected.Said) -> None:
    text = facts.medicines()[ROWS[said.subject]].says
    assert [each for each in said.must if not re.search(each, text, re.IGNORECASE)] == []
    assert [each for each in said.never if re.search(each, text, re.IGNORECASE)] == []


def test_every_row_of_the_table_has_a_second_reading() -> None:
    assert set(facts.medicines()) == {*ROWS.values(), "for-pain", "prescribed", "prescribed-trainee"}


def test_the_short_form_for_pain_says_the_same() -> None:
    never = (*expected.NEVER_SAFE, r"occasional")
    must = ("ibuprofen", "aspirin", "patch", "gel", "unless your doctor", "paracetamol", "ask", "never left untreated")
    assert [each for each in must if not re.search(each, facts.medicines()["for-pain"].says, re.IGNORECASE)] == []
    assert [each for each in never if re.search(each, medicines.FOR_PAIN, re.IGNORECASE)] == []


def test_the_one_line_holds_all_that_it_must() -> None:
    for line, must in (
        (medicines.PRESCRIBED, expected.PRESCRIBED),
        (medicines.PRESCRIBED_TRAINEE, expected.PRESCRIBED_FOR_TRAINEES),
    ):
        assert [each for each in must if not re.search(each, line, re.IGNORECASE)] == []


@pytest.mark.parametrize(("region", "limit"), expected.MAGNESIUM_FROM_TABLETS_MG.items())
def test_magnesium_from_tablets_has_each_regions_own_limit_or_the_strictest(region: str | None, limit: float) -> None:
    rows = intake.targets_of(region) if region else (None,)
    assert {intake.magnesium_tablet_limit(row).amount for row in rows} == {limit}


def test_the_numbers_in_words_are_those_of_the_tables() -> None:
    said = facts.medicines()["magnesium"].says
    targets = facts.nutrient_targets().values()
    for row in targets:
        if row.upper_limit.magnesium_mg is not None:
            assert f"{row.upper_limit.magnesium_mg:g} mg" in said
    assert {row.region: row.upper_limit.b6_mg for row in targets if row.region in expected.B6_MG} == expected.B6_MG
    assert f"{expected.B6_MG['European Union']} mg" in facts.medicines()["vitamin-b6"].says
