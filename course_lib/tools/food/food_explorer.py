"""Foods and drinks beside the day's targets in pregnancy. It plans meals; it does not promise fewer cramps."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.rules import intake
from course_lib.tools.food import tables
from course_lib.tools.kit.card import alert
from course_lib.tools.kit.fields import field
from course_lib.tools.kit.tool import Tool

ANOTHER_AGE = "another age"
CHOOSE_REGION = "choose where you live"
CHOOSE_FOOD = "Choose a food in the list first, then press the button."
NO_MATCH = "No food in the table has that in its name; type fewer letters, or empty the field."
NOTHING_STORED = "What you choose stays on this page. Nothing is stored."


class FoodExplorer(Tool):
    """Country, age, foods with servings, tablets and drinks; every change is answered in words and numbers."""

    def __init__(self) -> None:
        self.servings: dict[str, float] = {}
        """The chosen foods: id to servings."""
        regions = [(CHOOSE_REGION, None), *((each, each) for each in intake.REGIONS)]
        self.region = field(widgets.Dropdown, "Whose targets", options=regions)
        self.age = field(widgets.Dropdown, "Your age")
        self.find = field(widgets.Text, "Find a food", placeholder="such as beans")
        self.found = field(widgets.Select, "Foods", rows=7)
        # A button reads the fields of numbers: a value that is sent letter by letter may arrive after the click.
        self.number = field(widgets.Text, "Servings a day", value="1", continuous_update=False)
        self.add = widgets.Button(description="Add this food")
        tablets = "Magnesium from tablets, mg a day (see the label)"
        glasses = "Glasses of any drink today (200 ml each)"
        self.tablets = field(widgets.Text, tablets, continuous_update=False)
        self.glasses = field(widgets.Text, glasses, continuous_update=False)
        nutrients = [("choose one", None), *((intake.NUTRIENTS[each][0], each) for each in tables.ARTICLE_NAMES)]
        self.nutrient = field(widgets.Dropdown, "The article's foods for", options=nutrients)
        self.said, self.food, self.totals = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.before_tablets, self.tablets_said, self.tablets_wrong = (widgets.HTML() for _ in range(3))
        self.drinks, self.named, self.glasses_wrong = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.chosen = widgets.VBox()
        super().__init__([
            widgets.HTML(f"<p><strong>{tables.NOT_SHOWN}</strong></p>"), self.region, self.age,
            widgets.HTML("<h3>Your foods</h3>"), self.find, self.found, self.food, self.number, self.add, self.said,
            self.chosen, self.totals,
            self.before_tablets, self.tablets, self.tablets_wrong, self.tablets_said,
            widgets.HTML("<h3>Drinks</h3>"), self.glasses, self.glasses_wrong, self.drinks,
            widgets.HTML("<h3>How rich are the foods that the article names?</h3>"), self.nutrient, self.named,
            widgets.HTML(f'<p class="quiet">Amounts: US food table (USDA, release 28). {NOTHING_STORED}</p>'),
        ], "choices", "prevention")  # fmt: skip
        self._offer_ages()
        self._search()
        self.region.observe(lambda _: self._offer_ages(), names="value")
        self.find.observe(lambda _: self._search(), names="value")
        self.add.on_click(lambda _: self.add_food())
        for each in (self.age, self.found, self.tablets, self.glasses, self.nutrient):
            each.observe(lambda _: self._tell(), names="value")
        self._tell()

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
        self.said.value = f'<p role="status">Added: {escape(facts.foods()[food].name)}.</p>'
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
        found = [(f"{food.name} ({food.serving})", name) for name, food in facts.foods().items()
                 if sought in food.name.casefold()]  # fmt: skip
        self.found.options = found
        self.said.value = "" if found else alert(NO_MATCH)

    def _list_chosen(self) -> None:
        rows = []
        for name, number in self.servings.items():
            food = facts.foods()[name]
            button = widgets.Button(description=f"Remove {food.name}")
            button.on_click(lambda _, name=name: self.remove(name))
            said = f"{food.name}: {number:g} × {food.serving}." + (f" Note: {food.note}." if food.note else "")
            rows.append(widgets.HBox([widgets.HTML(f"<p>{escape(said)}</p>"), button]))
        self.chosen.children = rows
        self._tell()

    def _tell(self) -> None:
        row = self.age.value
        tablets = _read(self.tablets, intake.parse_tablets, self.tablets_wrong)
        glasses = _read(self.glasses, intake.parse_glasses, self.glasses_wrong)
        self.food.value = tables.one_food(facts.foods()[self.found.value], row) if self.found.value else ""
        self.totals.value = tables.totals(row, self.servings)
        before = escape(intake.before_tablets(self.region.value, row))
        self.before_tablets.value = f'<h3>Before any tablet</h3><p class="call">{before}</p>'
        self.tablets_said.value = tables.tablets(row, tablets)
        self.drinks.value = tables.drinks(self.region.value, glasses)
        self.named.value = tables.article_foods(self.nutrient.value, row) if self.nutrient.value else ""

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
        value = parse(field.value.strip())
    except ValueError as error:
        wrong.value = alert(str(error))
        return 0.0
    wrong.value = ""
    return value
