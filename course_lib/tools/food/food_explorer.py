"""Foods and drinks beside the day's targets in pregnancy. It plans meals; it does not promise fewer cramps."""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets
from markupsafe import Markup

from course_lib import facts
from course_lib.rules import intake
from course_lib.tools.food.portion import amount, portion
from course_lib.tools.kit.fields import button, field, on_change
from course_lib.tools.kit.html import alert, part
from course_lib.tools.kit.tool import Tool

shown = partial(part, of="food/food_explorer.html")
ANOTHER_AGE = "another age"
CHOOSE_REGION = "choose where you live"
CHOOSE_FOOD = "Choose a food in the list first, then press the button."
NO_MATCH = "No food in the table has that in its name; type fewer letters, or empty the field."
ARTICLE_ORDER = ("magnesium_mg", "calcium_mg", "potassium_mg", "b12_ug", "b6_mg", "b1_mg")


class FoodExplorer(Tool):
    """Country, age, foods with servings, tablets and drinks; every change is answered in words and numbers."""

    def __init__(self) -> None:
        self.servings: dict[str, float] = {}
        """The chosen foods: id to servings."""
        regions = [(CHOOSE_REGION, None), *((region, region) for region in intake.REGIONS)]
        self.region = field(widgets.Dropdown, "Whose targets", options=regions)
        self.age = field(widgets.Dropdown, "Your age")
        self.find = field(widgets.Text, "Find a food", placeholder="such as beans")
        self.found = field(widgets.Select, "Foods", rows=7)
        # A button reads the fields of numbers: a value that is sent letter by letter may arrive after the click.
        self.number = field(widgets.Text, "Servings a day", value="1", continuous_update=False)
        tablets = "Magnesium from tablets, mg a day (see the label)"
        self.tablets = field(widgets.Text, tablets, continuous_update=False)
        self.glasses = field(widgets.Text, "Glasses of any drink today (200 ml each)", continuous_update=False)
        nutrients = [("choose one", None), *((intake.NUTRIENTS[name][0], name) for name in ARTICLE_ORDER)]
        self.nutrient = field(widgets.Dropdown, "The article's foods for", options=nutrients)
        self.add = button("Add this food", self.add_food)
        self.said, self.food, self.totals, self.before_tablets = (widgets.HTML() for _ in range(4))
        self.tablets_said, self.tablets_wrong, self.glasses_wrong = (widgets.HTML() for _ in range(3))
        self.drinks, self.named, self.chosen = widgets.HTML(), widgets.HTML(), widgets.VBox()
        super().__init__([
            widgets.HTML(shown("first")), self.region, self.age,
            widgets.HTML(part("heading", "Your foods")), self.find, self.found, self.food, self.number, self.add,
            self.said, self.chosen, self.totals,
            self.before_tablets, self.tablets, self.tablets_wrong, self.tablets_said,
            widgets.HTML(part("heading", "Drinks")), self.glasses, self.glasses_wrong, self.drinks,
            widgets.HTML(part("heading", "How rich are the foods that the article names?")), self.nutrient, self.named,
            widgets.HTML(shown("last")),
        ], "choices", "prevention")  # fmt: skip
        self._offer_ages()
        self._search()
        on_change(self._offer_ages, self.region)
        on_change(self._search, self.find)
        on_change(self._tell, self.age, self.found, self.tablets, self.glasses, self.nutrient)

    def add_food(self) -> None:
        """Put the food of the list on the plate, or say in one sentence what is missing."""
        food = self.found.value
        if food is None:
            self.said.value = alert(CHOOSE_FOOD)
            return
        try:
            self.servings[food] = intake.parse_servings(self.number.value)
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        self.said.value = part("status", f"Added: {facts.foods()[food].name}.")
        self._list_chosen()

    def remove(self, food: str) -> None:
        """Take a food off the plate."""
        self.servings.pop(food, None)
        self._list_chosen()

    def _offer_ages(self) -> None:
        region = self.region.value
        rows = [(row.who, row) for row in intake.targets_of(region)] if region else []
        self.age.options = [*rows, (ANOTHER_AGE if region else CHOOSE_REGION, None)]
        self.age.value = next((row for _, row in rows if row.ages is None or row.ages.high >= 29), None)
        self._tell()

    def _search(self) -> None:
        sought = self.find.value.strip().casefold()
        foods = [food for food in facts.foods().values() if sought in food.name.casefold()]
        self.found.options = [(f"{food.name} ({food.serving})", food.id) for food in foods]
        self.said.value = alert("" if foods else NO_MATCH)

    def _list_chosen(self) -> None:
        rows = []
        for name, number in self.servings.items():
            food = facts.foods()[name]
            remove = button(f"Remove {food.name}", partial(self.remove, name))
            rows.append(widgets.HBox([widgets.HTML(shown("chosen", food, number)), remove]))
        self.chosen.children = rows
        self._tell()

    def _tell(self) -> None:
        region, row, food = self.region.value, self.age.value, facts.foods().get(self.found.value)
        tablets = _read(self.tablets, intake.parse_tablets, self.tablets_wrong)
        glasses = _read(self.glasses, intake.parse_glasses, self.glasses_wrong)
        one = [portion(nutrient, getattr(food, nutrient), row) for nutrient in intake.NUTRIENTS] if food else []
        self.food.value = shown("one_food", food, one) if food else ""
        eaten = intake.total(self.servings).items()
        day = [portion(nutrient, total.amount, row) | {"unknown": total.unknown} for nutrient, total in eaten]
        self.totals.value = shown("totals", row, day)
        self.before_tablets.value = shown("before_tablets", intake.before_tablets(region, row))
        limit, looked_up = intake.magnesium_tablet_limit(row), intake.upper_limit(row, "magnesium_mg")
        over = intake.is_over(limit, from_food=0, from_tablets=tablets)
        beside_limit = (amount("magnesium_mg", tablets), limit.amount, looked_up, over)
        self.tablets_said.value = shown("tablets", *beside_limit) if tablets else ""
        water = facts.water_targets().get(intake.WATER.get(region, ""))
        goal = (water.who_says, intake.drinks_liters(water)) if water else ("", None)
        self.drinks.value = shown("drinks", region, *goal, glasses)
        self.named.value = self._named(self.nutrient.value) if self.nutrient.value else ""

    def _named(self, nutrient: str) -> Markup:
        """Return how rich the foods are that the article names for a nutrient, richest first."""
        foods = [food for food in facts.foods().values() if nutrient in food.article_for]
        foods.sort(key=lambda food: getattr(food, nutrient) or 0, reverse=True)
        rows = [(food, portion(nutrient, getattr(food, nutrient), self.age.value)) for food in foods]
        return shown("article_foods", intake.NUTRIENTS[nutrient][0], rows)

    def __repr__(self) -> str:
        # ipywidgets cuts what is longer than 110 characters.
        chosen = f"{len(self.servings)} of {len(facts.foods())} foods chosen"
        return f"Food explorer: {chosen}. No food, drink or tablet is shown to stop leg cramps."


def food_explorer() -> FoodExplorer:
    """Return the food and drink explorer: what a day of foods gives, beside the targets of a country and an age."""
    return FoodExplorer()


def _read(field: widgets.Text, parse: Callable[[str], float], wrong: widgets.HTML) -> float:
    """Return what a field says, 0 where it says nothing usable; then one sentence stands below it."""
    try:
        number, wrong.value = parse(field.value.strip()), ""
    except ValueError as error:
        number, wrong.value = 0.0, alert(str(error))
    return number
