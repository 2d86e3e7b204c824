"""An amount of one nutrient in words, beside the day's target and the limit."""

from typing import Any

from course_lib.facts.nutrition import NutrientTarget
from course_lib.rules import intake


def portion(nutrient: str, value: float | None, row: NutrientTarget | None) -> dict[str, Any]:
    """Return what a serving or a day has of a nutrient, beside what a row of the facts sets for the day.

    ``has`` and ``target`` are in words; ``share`` is None where either was not looked up; ``over`` is the upper limit,
    where food alone is above it, and else empty.
    """
    target, limit = intake.daily_target(row, nutrient), intake.upper_limit(row, nutrient)
    share = None if value is None else intake.share(value, target)
    over = limit is not None and intake.is_over(limit, from_food=value or 0, from_tablets=0)
    return {
        "nutrient": intake.NUTRIENTS[nutrient][0],
        "has": amount(nutrient, value),
        "target": amount(nutrient, target),
        "share": share,
        "richness": intake.richness(share),
        "over": amount(nutrient, limit.amount) if limit and over else "",
    }


def amount(nutrient: str, value: float | None) -> str:
    """Return an amount with its unit, to the milligram, or to a hundredth where it is small."""
    if value is None:
        return "not looked up"
    unit = intake.NUTRIENTS[nutrient][1]
    return f"{value:.2f} {unit}" if nutrient.startswith("b") else f"{value:,.0f} {unit}"
