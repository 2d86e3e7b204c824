"""What a day's food adds up to, beside the day's targets in pregnancy. Nothing here has been shown to stop cramps.

A value that was not looked up stays None; it is never guessed, taken from another country or counted as zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from course_lib import facts
from course_lib.facts.nutrition import Food, NutrientTarget, Region, WaterTarget
from course_lib.rules.medicines import PRESCRIBED
from course_lib.rules.numbers import parse_number
from course_lib.rules.typed import one_of, typed

NUTRIENTS = {
    "magnesium_mg": ("Magnesium", "mg"),
    "calcium_mg": ("Calcium", "mg"),
    "potassium_mg": ("Potassium", "mg"),
    "b1_mg": ("Vitamin B1", "mg"),
    "b6_mg": ("Vitamin B6", "mg"),
    "b12_ug": ("Vitamin B12", "µg"),
}
"""The fields of `Nutrients`: name and unit for a reader."""
REGIONS: tuple[Region, ...] = get_args(Region)
WATER = {"US and Canada": "us-canada", "United Kingdom": "eu", "European Union": "eu"}
"""Whose word on drinks is shown in which region; for Japan none was read, and for the United Kingdom only EFSA's."""

MOST_SERVINGS = 10
MOST_TABLET_MG = 5000
MOST_GLASSES = 30
SERVINGS = f"Type the servings as a number from 0.1 to {MOST_SERVINGS}, for example 1 or 0.5."
TABLETS = f"Type the milligrams on the label as a number from 0 to {MOST_TABLET_MG}, for example 100."
GLASSES = f"Type the glasses as a number from 0 to {MOST_GLASSES}, for example 6."
ASK_FIRST = "Ask your midwife, doctor or pharmacist before you take any tablet or powder, also a herbal one."


@dataclass(frozen=True)
class Total:
    """An amount in the unit of its nutrient; ``unknown`` names the foods whose part is missing from it."""

    amount: float
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpperLimit:
    """The most a day that a region's tables call safe. ``counts_food`` is false for magnesium."""

    amount: float
    counts_food: bool


@typed
def targets_of(region: str) -> tuple[NutrientTarget, ...]:
    """Return a region's rows that hold for pregnancy: its pregnant rows, or those with what pregnancy adds.

    Raises
    ------
    ValueError
        For a region that has no table.
    """
    if region not in REGIONS:
        raise ValueError(f"Choose one of these regions: {', '.join(REGIONS)}.")
    rows = [row for row in facts.nutrient_targets().values() if row.region == region]
    return tuple(row for row in rows if row.pregnant) or tuple(rows)


@typed
def daily_target(row: NutrientTarget | None, nutrient: str) -> float | None:
    """Return the day's target in pregnancy; None where it, or what pregnancy adds to it, was not looked up."""
    base = getattr(row.daily, one_of(nutrient, NUTRIENTS, "nutrient")) if row else None
    if row is None or base is None or row.pregnant:
        return base
    adds = getattr(row.pregnancy_adds, nutrient)
    return None if adds is None else round(base + adds, 2)


@typed
def upper_limit(row: NutrientTarget | None, nutrient: str) -> UpperLimit | None:
    """Return the upper limit of a nutrient; None where none is set or none was looked up."""
    amount = getattr(row.upper_limit, one_of(nutrient, NUTRIENTS, "nutrient")) if row else None
    return None if amount is None else UpperLimit(amount, counts_food=nutrient != "magnesium_mg")


@typed
def magnesium_tablet_limit(row: NutrientTarget | None) -> UpperLimit:
    """Return the limit for magnesium from tablets and medicines; the strictest of all where none was looked up."""
    limits = (upper_limit(target, "magnesium_mg") for target in facts.nutrient_targets().values())
    strictest = min((limit for limit in limits if limit), key=lambda limit: limit.amount)
    return upper_limit(row, "magnesium_mg") or strictest


@typed
def before_tablets(region: str | None, row: NutrientTarget | None) -> str:
    """Return what is said before any tablet: to ask, this region's limit for magnesium, and the one for vitamin B6."""
    whose = row.region if row and upper_limit(row, "magnesium_mg") else None
    unknown = "yours was not looked up" if region else "no country is chosen"
    why = f"in {whose}" if whose else f"the strictest limit; {unknown}"
    return (
        f"{ASK_FIRST} The most magnesium a day from tablets, powders and medicines: "
        f"{magnesium_tablet_limit(row).amount:g} mg ({why}). Magnesium in food does not count. "
        f"{facts.medicines()['vitamin-b6'].says} {PRESCRIBED}"
    )


@typed
def is_over(limit: UpperLimit | None, *, from_food: float, from_tablets: float) -> bool:
    """Say whether a day is above a limit. Of magnesium only what comes from tablets and medicines counts."""
    return limit is not None and from_tablets + (from_food if limit.counts_food else 0) > limit.amount


@typed
def total(servings: Mapping[str, float]) -> dict[str, Total]:
    """Return what foods give together: for each nutrient the sum over ``servings`` (food id to servings)."""
    foods = facts.foods()
    eaten = [(foods[one_of(name, foods, "food")], number) for name, number in servings.items()]
    return {nutrient: _sum(nutrient, eaten) for nutrient in NUTRIENTS}


def _sum(nutrient: str, eaten: Iterable[tuple[Food, float]]) -> Total:
    parts = [(food.name, getattr(food, nutrient), number) for food, number in eaten]
    known = sum(value * number for _, value, number in parts if value is not None)
    return Total(known, tuple(name for name, value, _ in parts if value is None))


@typed
def share(amount: float, target: float | None) -> float | None:
    """Return an amount as a share of its target, 1 for all of it; None without a target."""
    return amount / target if target else None


@typed
def richness(part: float | None) -> str:
    """Return how rich one serving is, in words, by its share of the day's target.

    The steps, a fifth and a tenth of the day, are our own yardstick.
    """
    if part is None:
        return "no target to compare with"
    return "rich" if part >= 0.2 else "some, not rich" if part >= 0.1 else "little, not rich"


@typed
def drinks_liters(target: WaterTarget) -> tuple[float, float] | None:
    """Return the range of a day's drinks in liters, from liters or from servings of a stated size."""
    if target.drinks_l:
        return target.drinks_l.low, target.drinks_l.high
    if target.servings and target.serving_ml:
        return target.servings.low * target.serving_ml / 1000, target.servings.high * target.serving_ml / 1000
    return None


def parse_servings(text: str) -> float:
    """Read typed servings of one food; ValueError with a sentence for anything but 0.1 to 10."""
    return parse_number(text, low=0.1, high=MOST_SERVINGS, ask=SERVINGS)


def parse_tablets(text: str) -> float:
    """Read typed milligrams of magnesium from tablets and medicines; an empty field is 0."""
    return parse_number(_or_none(text), low=0, high=MOST_TABLET_MG, ask=TABLETS, unit="mg")


def parse_glasses(text: str) -> float:
    """Read a typed number of glasses; an empty field is 0."""
    return parse_number(_or_none(text), low=0, high=MOST_GLASSES, ask=GLASSES)


def _or_none(text: str) -> str:
    """Read an empty field as none of it."""
    return "0" if isinstance(text, str) and not text else text
