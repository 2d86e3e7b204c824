"""Servings, sums and targets, against numbers typed here from the evidence files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts.nutrition import NutrientTarget
from course_lib.rules import intake
from tests.refusals import refused

BAD = ["", " ", "-1", "nan", "inf", "1e9", "abc", "99999", "1.234", "1/2", "🍌", "<script>", "٣", "1 2", "x" * 10_000]
FIELDS = list(intake.NUTRIENTS)


def row(region: str, first_age: int | None) -> NutrientTarget:
    return next(each for each in intake.targets_of(region) if (each.ages.low if each.ages else None) == first_age)


@pytest.mark.parametrize(
    ("region", "first_age", "targets"),
    [
        ("US and Canada", 14, (400, 1300, 2600, None, None, None)),
        ("US and Canada", 19, (350, 1000, 2900, 1.4, 1.9, 2.6)),
        ("US and Canada", 31, (360, 1000, 2900, 1.4, 1.9, 2.6)),
        # The UK names 1.2 mg of B6 for women; what pregnancy adds, and potassium, were not looked up.
        ("United Kingdom", 19, (270, 700, None, 0.9, None, 1.5)),
        ("European Union", None, (None,) * 6),
        ("Japan", 18, (320, 650, None, None, None, None)),
        ("Japan", 30, (330, 650, None, None, None, None)),
    ],
)
def test_targets_in_pregnancy(region: str, first_age: int | None, targets: tuple[float | None, ...]) -> None:
    assert tuple(intake.daily_target(row(region, first_age), each) for each in FIELDS) == targets


def test_every_row_of_the_facts_is_reached_but_those_of_women_who_are_not_pregnant() -> None:
    reached = {each.id for region in intake.REGIONS for each in intake.targets_of(region)}
    left_out = {each.id for each in facts.nutrient_targets().values()} - reached
    assert left_out == {"us-not-pregnant-14-18", "us-not-pregnant-19-30", "us-not-pregnant-31-50"}


def test_without_a_row_nothing_is_guessed() -> None:
    assert {intake.daily_target(None, each) for each in FIELDS} == {None}
    assert {intake.upper_limit(None, each) for each in FIELDS} == {None}


@pytest.mark.parametrize("region", ["", "Atlantis", "usa", "<script>"])
def test_an_unknown_region_is_refused(region: str) -> None:
    assert "Japan" in refused(intake.targets_of, region)


def test_a_banana_and_half_a_cup_of_broccoli_are_not_rich() -> None:
    us = row("US and Canada", 19)
    banana, broccoli = facts.foods()["banana"], facts.foods()["broccoli-cooked"]
    assert (banana.magnesium_mg, broccoli.calcium_mg) == (32, 31)
    assert intake.richness(intake.share(32, intake.daily_target(us, "magnesium_mg"))) == "little, not rich"
    assert intake.richness(intake.share(31, intake.daily_target(us, "calcium_mg"))) == "little, not rich"
    assert intake.richness(intake.share(32, intake.daily_target(row("United Kingdom", 19), "magnesium_mg"))) == (
        "some, not rich"
    )
    assert intake.richness(intake.share(156, intake.daily_target(us, "magnesium_mg"))) == "rich"
    assert intake.richness(None) == "no target to compare with"


def test_the_sum_of_a_plate() -> None:
    # Half a cup of cooked spinach, two oz of pumpkin seeds, half a cup of milk.
    plate = intake.total({"spinach-cooked": 1, "pumpkin-seeds": 2, "milk-1pc": 0.5})
    expected = [78 + 312 + 13.5, 122 + 30 + 152.5, 419 + 446 + 183, 0.155, 0.325, 0.575]
    assert [plate[each].amount for each in FIELDS] == pytest.approx(expected)
    assert all(each.unknown == () for each in plate.values())


def test_a_value_that_was_not_read_is_named_and_not_counted_as_nothing() -> None:
    plate = intake.total({"chia-seeds": 1, "banana": 1})
    assert plate["b6_mg"] == intake.Total(0.43, ("Chia seeds, dried",))
    assert plate["magnesium_mg"] == intake.Total(127)


def test_an_empty_plate_is_nothing_of_everything() -> None:
    assert {each.amount for each in intake.total({}).values()} == {0}


@given(st.dictionaries(st.sampled_from(sorted(facts.foods())), st.floats(0.1, 10)), st.sampled_from(FIELDS))
def test_one_more_food_never_takes_away(plate: dict[str, float], nutrient: str) -> None:
    before = intake.total(plate)[nutrient].amount
    more = plate | {"almonds": plate.get("almonds", 0) + 1}
    assert intake.total(more)[nutrient].amount >= before


@pytest.mark.parametrize(
    ("region", "first_age", "limits"),
    [
        ("US and Canada", 14, {"magnesium_mg": 350, "calcium_mg": 3000, "b6_mg": 80}),
        ("US and Canada", 19, {"magnesium_mg": 350, "calcium_mg": 2500, "b6_mg": 100}),
        ("United Kingdom", 19, {}),
        ("European Union", None, {"magnesium_mg": 250, "b6_mg": 12}),
        ("Japan", 18, {"magnesium_mg": 350}),
    ],
)
def test_upper_limits(region: str, first_age: int | None, limits: dict[str, float]) -> None:
    found = {each: intake.upper_limit(row(region, first_age), each) for each in FIELDS}
    assert {each: limit.amount for each, limit in found.items() if limit} == limits


def test_food_never_counts_against_the_magnesium_limit_but_does_for_calcium() -> None:
    us = row("US and Canada", 19)
    magnesium, calcium = intake.upper_limit(us, "magnesium_mg"), intake.upper_limit(us, "calcium_mg")
    assert not intake.is_over(magnesium, from_food=5000, from_tablets=350)
    assert intake.is_over(magnesium, from_food=0, from_tablets=351)
    assert intake.is_over(calcium, from_food=2501, from_tablets=0)
    assert not intake.is_over(None, from_food=9999, from_tablets=9999)


@pytest.mark.parametrize(("region", "limit"), [("US and Canada", 350), ("Japan", 350), ("European Union", 250)])
def test_before_tablets_each_region_hears_its_own_limit(region: str, limit: int) -> None:
    for row in intake.targets_of(region):
        said = intake.before_tablets(region, row)
        assert said.startswith("Ask")
        assert f"{limit} mg (in {region})" in said
        assert "Magnesium in food does not count" in said


@pytest.mark.parametrize("region", [None, "United Kingdom"])
def test_where_no_limit_was_looked_up_or_no_place_chosen_the_strictest_holds(region: str | None) -> None:
    for row in intake.targets_of(region) if region else (None,):
        assert "250 mg (the strictest limit; " in intake.before_tablets(region, row)


@pytest.mark.parametrize(
    ("region", "liters"),
    [("US and Canada", (2.3, 2.3)), ("European Union", (1.61, 1.85)), ("United Kingdom", (1.61, 1.85))],
)
def test_drinks(region: str, liters: tuple[float, float]) -> None:
    assert intake.drinks_liters(facts.water_targets()[intake.WATER[region]]) == pytest.approx(liters)


def test_drinks_without_a_size_have_no_liters() -> None:
    assert intake.drinks_liters(facts.water_targets()["acog-relayed"]) is None
    assert "Japan" not in intake.WATER


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), (" 0.5 ", 0.5), ("2,25", 2.25), ("10", 10), ("0.1", 0.1), ("03", 3)]
)
def test_servings_as_people_type_them(text: str, number: float) -> None:
    assert intake.parse_servings(text) == number


@pytest.mark.parametrize("text", [*BAD, "0", "10.01", "11"])
def test_bad_servings_get_one_sentence(text: str) -> None:
    assert refused(intake.parse_servings, text) == intake.SERVINGS


@pytest.mark.parametrize("text", BAD[1:])
def test_bad_tablets_and_glasses_get_one_sentence(text: str) -> None:
    assert refused(intake.parse_tablets, text) == intake.TABLETS
    assert refused(intake.parse_glasses, text) == intake.GLASSES


def test_an_empty_field_of_tablets_or_glasses_is_none_of_them() -> None:
    assert intake.parse_tablets("") == intake.parse_glasses("") == 0
    assert intake.parse_tablets("360") == 360
    assert refused(intake.parse_glasses, "31") == intake.GLASSES


def test_the_module_reads_facts_only() -> None:
    source = Path(intake.__file__).read_text(encoding="utf-8")
    assert "ipywidgets" not in source
