"""The food explorer without a kernel: fields are filled, buttons clicked, and what is said is read."""

import html
import re

import ipywidgets
import pytest

from course_lib import facts
from course_lib.rules import intake
from course_lib.tools.food.food_explorer import ANOTHER_AGE, CHOOSE_FOOD, NO_MATCH, FoodExplorer, food_explorer
from tests.pages import markdown

BAD = ["", "-1", "nan", "1e9", "abc", "🍌", "<script>alert(1)</script>", "ثلاثة", "x" * 10_000, "0", "11"]


def in_us() -> FoodExplorer:
    tool = food_explorer()
    tool.region.value = "US and Canada"
    return tool


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def choose(tool: FoodExplorer, food: str, servings: str) -> None:
    tool.found.value, tool.number.value = food, servings
    tool.add.click()


def rows(markup: str) -> dict[str, list[str]]:
    """First cell to the others, of each row of a table's body."""
    body = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", markup)
    cells = [[words(each) for each in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)] for row in body]
    return {first: rest for first, *rest in cells}


def shown(tool: FoodExplorer) -> str:
    """All that its HTML says."""
    return words(" ".join(each.value for each in tool.children if isinstance(each, ipywidgets.HTML)))


def test_before_a_place_is_chosen_no_target_is_shown_and_the_strictest_limit_holds() -> None:
    tool = food_explorer()
    assert {row[1] for row in rows(tool.totals.value).values()} == {"not looked up"}
    assert "250 mg (the strictest limit; no country is chosen" in shown(tool)
    assert "choose where you live" in words(tool.drinks.value)


def test_totals_stand_beside_the_targets_in_numbers_and_words() -> None:
    tool = in_us()
    choose(tool, "pumpkin-seeds", "1")
    choose(tool, "banana", "0,5")
    assert rows(tool.totals.value)["Magnesium"] == ["172 mg", "350 mg", "49%"]
    assert rows(tool.totals.value)["Potassium"] == ["434 mg", "2,900 mg", "15%"]
    tool.region.value = "Japan"
    assert rows(tool.totals.value)["Magnesium"] == ["172 mg", "320 mg", "54%"]
    assert rows(tool.totals.value)["Potassium"] == ["434 mg", "not looked up", "no target to compare with"]


def test_a_bar_is_for_the_eye_only_and_never_longer_than_its_frame() -> None:
    tool = in_us()
    choose(tool, "cereal-total", "10")
    bars = re.findall(r'<div class="bar"[^>]*>', tool.totals.value)
    assert len(bars) == 6
    assert all('aria-hidden="true"' in each for each in bars)
    widths = [int(each) for each in re.findall(r"width: (\d+)%", tool.totals.value)]
    assert max(widths) == 100
    assert rows(tool.totals.value)["Calcium"][2] == "1000%"


def test_too_much_calcium_from_food_is_said_but_never_too_much_magnesium() -> None:
    tool = in_us()
    choose(tool, "cereal-total", "3")
    assert "3,000 mg is above the upper limit of 2,500 mg" in words(tool.totals.value)
    tool.remove("cereal-total")
    choose(tool, "pumpkin-seeds", "10")
    assert "above" not in tool.totals.value


@pytest.mark.parametrize("region", intake.REGIONS)
def test_every_age_of_every_region_can_be_chosen(region: str) -> None:
    tool = in_us()
    tool.region.value = region
    assert tool.age.value is not None
    labels = [label for label, _ in tool.age.options]
    assert labels[-1] == ANOTHER_AGE
    for label in labels:
        tool.age.label = label
    assert {row[1] for row in rows(tool.totals.value).values()} == {"not looked up"}, "another age has no target"


def test_for_the_european_union_no_target_is_guessed() -> None:
    tool = in_us()
    tool.region.value = "European Union"
    assert {row[1] for row in rows(tool.totals.value).values()} == {"not looked up"}
    assert "Only the extra for pregnancy was read" in words(tool.totals.value)


def test_a_missing_value_makes_the_sum_a_least() -> None:
    tool = in_us()
    choose(tool, "chia-seeds", "1")
    assert rows(tool.totals.value)["Vitamin B6"][0] == "at least 0.00 mg"
    assert "no value was read for Chia seeds" in words(tool.totals.value)


@pytest.mark.parametrize("text", BAD)
def test_bad_servings_get_one_sentence_and_lose_nothing(text: str) -> None:
    tool = in_us()
    choose(tool, "banana", "2")
    choose(tool, "almonds", text)
    assert words(tool.said.value) == intake.SERVINGS
    assert tool.servings == {"banana": 2}


@pytest.mark.parametrize("text", BAD[1:9])
def test_bad_tablets_and_glasses_get_one_sentence(text: str) -> None:
    tool = in_us()
    tool.tablets.value = tool.glasses.value = text
    assert words(tool.tablets_wrong.value) == intake.TABLETS
    assert words(tool.glasses_wrong.value) == intake.GLASSES
    tool.tablets.value = tool.glasses.value = ""
    assert tool.tablets_wrong.value == tool.glasses_wrong.value == ""


@pytest.mark.parametrize("text", ["zzz", "🦵", "<script>", "x" * 10_000])
def test_a_search_without_a_hit_says_so_and_a_button_without_a_food_too(text: str) -> None:
    tool = in_us()
    tool.find.value = text
    assert words(tool.said.value) == NO_MATCH
    assert "<script>" not in tool.said.value
    tool.add.click()
    assert words(tool.said.value) == CHOOSE_FOOD


def test_foods_are_found_whatever_the_case() -> None:
    tool = in_us()
    assert len(tool.found.options) == len(facts.foods()) == 52
    tool.find.value = " BEAN "
    assert [name for _, name in tool.found.options] == ["black-beans", "white-beans"]


def test_foods_are_taken_off_by_a_button_with_a_name_of_its_own() -> None:
    tool = in_us()
    choose(tool, "banana", "1")
    choose(tool, "egg", "2")
    buttons = [row.children[1] for row in tool.chosen.children]
    assert [each.description for each in buttons] == ["Remove Banana", "Remove Egg, hard boiled"]
    buttons[0].click()
    assert tool.servings == {"egg": 2}


@pytest.mark.parametrize("food", ["cereal-bran", "dark-kelp", "tuna-light", "soy-milk"])
def test_notes_stand_with_their_food_before_and_after_choosing(food: str) -> None:
    note = facts.foods()[food].note
    assert note
    tool = in_us()
    choose(tool, food, "1")
    assert note in words(tool.food.value)
    assert note in words(tool.chosen.children[0].children[0].value)


def test_how_rich_the_articles_foods_are() -> None:
    tool = in_us()
    tool.nutrient.value = "magnesium_mg"
    assert rows(tool.named.value)["Banana, 1 medium"] == ["32 mg", "little, not rich, 9%"]
    assert rows(tool.named.value)["Pumpkin seed kernels, roasted, 1 oz"] == ["156 mg", "rich, 45%"]
    tool.nutrient.value = "calcium_mg"
    assert rows(tool.named.value)["Broccoli, cooked, 1/2 cup"] == ["31 mg", "little, not rich, 3%"]


def test_the_articles_foods_are_those_of_the_facts() -> None:
    """Typed from the article: the foods that it names for a nutrient, or examples of a group that it names."""
    meat_eggs_cereals = (
        "egg chicken-breast beef-sirloin pork-tenderloin turkey-breast cereal-oat-o cereal-bran cereal-total"
    )
    article = {
        "magnesium_mg": "spinach-cooked spinach-raw kale-cooked chard-cooked collards-cooked bokchoy-cooked "
        "almonds cashews walnuts pumpkin-seeds sunflower-seeds chia-seeds tahini "
        "brown-rice oats-cooked wholewheat-bread quinoa banana",
        "calcium_mg": "milk-1pc milk-whole yogurt cheddar soy-milk almond-milk broccoli-cooked kale-cooked",
        "potassium_mg": "avocado sweet-potato spinach-cooked spinach-raw orange",
        "b12_ug": meat_eggs_cereals,
        "b6_mg": meat_eggs_cereals,
        "b1_mg": meat_eggs_cereals,
    }
    for nutrient, foods in article.items():
        assert {name for name, food in facts.foods().items() if nutrient in food.article_for} == set(foods.split())
    assert [nutrient for _, nutrient in in_us().nutrient.options[1:]] == list(article)


@pytest.mark.parametrize(
    ("region", "typed", "said"),
    [
        ("US and Canada", "351", "above the limit of 350 mg"),
        ("US and Canada", "350", "not above the limit of 350 mg"),
        ("Japan", "400", "above the limit of 350 mg"),
        ("United Kingdom", "251", "above the strictest limit (yours was not looked up) of 250 mg"),
        ("European Union", "251", "above the limit of 250 mg"),
        ("European Union", "250", "not above the limit of 250 mg"),
        (None, "251", "above the strictest limit (yours was not looked up) of 250 mg"),
    ],
)
def test_magnesium_from_tablets_is_held_to_a_limit_everywhere(region: str | None, typed: str, said: str) -> None:
    tool = in_us()
    tool.region.value, tool.tablets.value = region, typed
    assert said in words(tool.tablets_said.value)


def test_all_drinks_count_and_nobody_is_told_to_force_water() -> None:
    tool = in_us()
    tool.glasses.value = "30"
    for region in intake.REGIONS:
        tool.region.value = region
        assert "All drinks count" in words(tool.drinks.value)
        assert "Never force water" in words(tool.drinks.value)
    assert "Japan: not looked up" in words(tool.drinks.value)
    tool.region.value = "US and Canada"
    assert "30 glasses of 200 ml are 6.0 liters." in words(tool.drinks.value)
    assert "about 2.3 liters" in words(tool.drinks.value)


def test_it_says_that_nothing_here_stops_cramps_and_nothing_is_stored() -> None:
    tool = in_us()
    assert "Nobody has shown that any food, drink or tablet here stops leg cramps in pregnancy." in shown(tool)
    assert intake.before_tablets("US and Canada", tool.age.value) in shown(tool)
    assert "What you choose stays on this page. Nothing is stored." in shown(tool)
    assert repr(tool) == ("Food explorer: 0 of 52 foods chosen. No food, drink or tablet is shown to stop leg cramps.")
    assert tool._repr_mimebundle_()["text/plain"] == repr(tool)


@pytest.mark.parametrize(
    ("food", "nutrient", "said"),
    [
        ("pumpkin-seeds", "magnesium_mg", "156 mg magnesium | 350 mg | rich"),
        ("spinach-cooked", "magnesium_mg", "78 mg magnesium | 350 mg | rich"),
        ("banana", "magnesium_mg", "32 mg magnesium | 350 mg | not rich"),
        ("yogurt", "calcium_mg", "311 mg calcium | 1000 mg | rich"),
        ("kale-cooked", "calcium_mg", "47 mg calcium | 1000 mg | not rich"),
        ("broccoli-cooked", "calcium_mg", "31 mg calcium | 1000 mg | not rich"),
        ("sweet-potato", "potassium_mg", "542 mg potassium | 2900 mg | some"),
        ("orange", "potassium_mg", "237 mg potassium | 2900 mg | not rich"),
        ("egg", "b12_ug", "0.56 µg vitamin B12 | 2.6 µg | rich"),
    ],
)
def test_the_table_on_the_page_says_what_the_facts_and_the_rule_say(food: str, nutrient: str, said: str) -> None:
    assert f"| {said} |" in markdown("03_prevention")
    value, target = getattr(facts.foods()[food], nutrient), intake.daily_target(in_us().age.value, nutrient)
    assert said.startswith(f"{value:g} ")
    assert f"| {target:g} " in said
    assert intake.richness(intake.share(value, target)).replace("little, ", "").replace(", not rich", "") in said
