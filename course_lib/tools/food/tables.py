"""What the food explorer shows, as HTML: totals beside targets, the article's foods, drinks. A bar repeats words."""

from collections.abc import Mapping
from html import escape

from course_lib import facts
from course_lib.facts.nutrition import Food, NutrientTarget
from course_lib.rules import intake
from course_lib.tools.kit.card import prescribed

NOT_LOOKED_UP = "not looked up"
NOT_SHOWN = (
    "Nobody has shown that any food, drink or tablet here stops leg cramps in pregnancy. "
    "Eating well is good for you and the baby all the same."
)
NEVER_FORCE = (
    "All drinks count: water, milk, tea, soup. Let thirst guide you. "
    "Never force water; very large amounts are dangerous."
)

_EGGS_MEAT_CEREALS = (
    "egg chicken-breast beef-sirloin pork-tenderloin turkey-breast cereal-oat-o cereal-bran cereal-total"
)
ARTICLE_NAMES = {
    "magnesium_mg": "spinach-cooked spinach-raw kale-cooked chard-cooked collards-cooked bokchoy-cooked "
    "almonds cashews walnuts pumpkin-seeds sunflower-seeds chia-seeds tahini "
    "brown-rice oats-cooked wholewheat-bread quinoa banana",
    "calcium_mg": "milk-1pc milk-whole yogurt cheddar soy-milk almond-milk broccoli-cooked kale-cooked",
    "potassium_mg": "avocado sweet-potato spinach-cooked spinach-raw orange",
    "b12_ug": _EGGS_MEAT_CEREALS,
    "b6_mg": _EGGS_MEAT_CEREALS,
    "b1_mg": _EGGS_MEAT_CEREALS,
}
"""Which foods the article names for which nutrient, or examples of a group that it names (food ids)."""


def amount(value: float, nutrient: str) -> str:
    """Return an amount with its unit, to the milligram, or to a hundredth where it is small."""
    unit = intake.NUTRIENTS[nutrient][1]
    return f"{value:.2f} {unit}" if nutrient.startswith("b") else f"{value:,.0f} {unit}"


def percent(part: float | None) -> str:
    """Return a share as a whole percentage, or nothing where there is no target."""
    return "" if part is None else f"{part:.0%}"


def totals(row: NutrientTarget | None, servings: Mapping[str, float]) -> str:
    """Return the table of what the chosen foods give, and after it what is missing or above a limit."""
    lines, remarks = [], []
    for nutrient, eaten in intake.total(servings).items():
        target, limit = intake.daily_target(row, nutrient), intake.upper_limit(row, nutrient)
        name, had = intake.NUTRIENTS[nutrient][0], amount(eaten.amount, nutrient)
        lines.append(
            f'<tr><th scope="row">{name}</th><td>{"at least " if eaten.unknown else ""}{had}</td>'
            f"<td>{NOT_LOOKED_UP if target is None else amount(target, nutrient)}</td>"
            f"<td>{_bar(intake.share(eaten.amount, target))}</td></tr>"
        )
        remarks += [f"{name}: no value was read for {escape(food)}, so it is left out here." for food in eaten.unknown]
        if limit and intake.is_over(limit, from_food=eaten.amount, from_tablets=0):
            remarks.append(
                f"<strong>{name}: {had} is above the upper limit of {amount(limit.amount, nutrient)} a day. "
                "Ask your midwife or doctor about it.</strong>"
            )
    head = "".join(f'<th scope="col">{each}</th>' for each in ("Nutrient", "Your foods", "Target a day", "Share of it"))
    caption = "Your foods beside the target for one day in pregnancy"
    table = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    return table + "".join(f"<p>{each}</p>" for each in remarks) + _about(row)


def tablets(row: NutrientTarget | None, magnesium_mg: float) -> str:
    """Return one sentence on magnesium from tablets, beside the limit that goes for it here."""
    if not magnesium_mg:
        return ""
    limit = intake.magnesium_tablet_limit(row)
    had = f"{amount(magnesium_mg, 'magnesium_mg')} a day from tablets"
    whose = "the limit" if intake.upper_limit(row, "magnesium_mg") else "the strictest limit (yours was not looked up)"
    if intake.is_over(limit, from_food=0, from_tablets=magnesium_mg):
        return (
            f'<p class="call" role="alert"><strong>{had} is above {whose} of {limit.amount:g} mg. '
            "Ask your midwife, doctor or pharmacist before you take more.</strong></p>"
        )
    return f"<p>{had} is not above {whose} of {limit.amount:g} mg. Ask first all the same.</p>"


def _bar(part: float | None) -> str:
    """Return a share as words, with a bar for the eye only; a bar is full at the whole target."""
    if part is None:
        return "no target to compare with"
    width = f"{min(part, 1):.0%}"
    return f'{percent(part)}<div class="bar" aria-hidden="true"><i style="width: {width}"></i></div>'


def _about(row: NutrientTarget | None) -> str:
    """Return whose target it is, what is not in it, and what to know of it."""
    if row is None:
        return f'<p class="quiet">Targets for this place or age: {NOT_LOOKED_UP}. Your midwife can tell you.</p>'
    said = [f"Target: {row.region}, {row.who} ({row.kind})."]
    if not row.pregnant:
        said.append("What the region adds for pregnancy is in it.")
    notes = [f"{note[0].upper()}{note[1:]}." for note in row.notes]
    shown = escape(" ".join([*said, *notes]))
    beside = prescribed(shown)
    return f'<details class="quiet"><summary>About these targets</summary><p>{shown}</p>{beside}</details>'


def one_food(food: Food, row: NutrientTarget | None) -> str:
    """Return what one serving of a food gives, and what to know before choosing it."""
    parts = []
    for nutrient, (name, _) in intake.NUTRIENTS.items():
        value = getattr(food, nutrient)
        part = intake.share(value, intake.daily_target(row, nutrient)) if value is not None else None
        shown = NOT_LOOKED_UP if value is None else amount(value, nutrient)
        parts.append(f"{name} {shown}" + (f" ({percent(part)} of the day)" if part is not None else ""))
    named = "The article names it, or its group." if food.in_article else "The article does not name it."
    note = f"<p><strong>Note:</strong> {escape(food.note)}.</p>" if food.note else ""
    head = f"<strong>{escape(food.name)}</strong>, one serving: {escape(food.serving)} ({food.grams:g} g). {named}"
    return f"<p>{head}</p><p>{'; '.join(parts)}.</p>{note}"


def article_foods(nutrient: str, row: NutrientTarget | None) -> str:
    """Return how rich the foods are that the article names for a nutrient, richest first."""
    named = [facts.foods()[each] for each in ARTICLE_NAMES[nutrient].split()]
    rows = []
    for food in sorted(named, key=lambda each: getattr(each, nutrient) or 0, reverse=True):
        value = getattr(food, nutrient)
        part = intake.share(value, intake.daily_target(row, nutrient)) if value is not None else None
        shown = NOT_LOOKED_UP if value is None else amount(value, nutrient)
        rows.append(
            f'<tr><th scope="row">{escape(food.name)}, {escape(food.serving)}</th><td>{shown}</td>'
            f"<td>{intake.richness(part) + ', ' if part is not None else ''}{_bar(part)}</td></tr>"
        )
    head = "".join(f'<th scope="col">{each}</th>' for each in ("One serving", "It has", "Share of the day"))
    return (
        f"<table><caption>{intake.NUTRIENTS[nutrient][0]}: the foods that the article names</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        '<p class="quiet">Rich: a fifth of the day or more. Some: a tenth or more. These steps are our own.</p>'
    )


def drinks(region: str | None, glasses: float) -> str:
    """Return the goal for drinks in a region, beside so many glasses of 200 ml."""
    had = f"{glasses:g} glasses of 200 ml are {glasses * 0.2:.1f} liters. " if glasses else ""
    if region not in intake.WATER:
        where = f" in {region}: {NOT_LOOKED_UP}" if region else ": choose where you live"
        return f"<p>{had}Goal for drinks{where}. {NEVER_FORCE}</p>"
    target = facts.water_targets()[intake.WATER[region]]
    low, high = intake.drinks_liters(target) or (0, 0)
    goal = f"{low:g} liters" if low == high else f"{low:g} to {high:g} liters"
    return f"<p>{had}Goal for a day of drinks, {escape(target.who_says)}: about {goal}. {NEVER_FORCE}</p>"
