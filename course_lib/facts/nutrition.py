"""What the day's targets are, and what a plate of food gives."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import Amount, CitedRow, Positive, Range, Row

Region = Literal["US and Canada", "United Kingdom", "European Union", "Japan"]
Nutrient = Literal["magnesium_mg", "calcium_mg", "potassium_mg", "b1_mg", "b6_mg", "b12_ug"]
"""The fields of `Nutrients`."""


class Nutrients(Row, frozen=True, kw_only=True):
    """Amounts of the six nutrients that the article names; None where no value was read."""

    magnesium_mg: Amount | None = None
    calcium_mg: Amount | None = None
    potassium_mg: Amount | None = None
    b1_mg: Amount | None = None
    b6_mg: Amount | None = None
    b12_ug: Amount | None = None


class NutrientTarget(CitedRow, frozen=True, kw_only=True):
    """The daily target of one group of people in one region.

    ``daily`` is the target of the group itself, pregnant or not; ``pregnancy_adds`` is the extra that the
    region's tables give for pregnancy. The upper limit for magnesium counts supplements and medicines only.
    """

    region: Region
    who: str
    ages: Range | None
    pregnant: bool
    kind: str
    daily: Nutrients
    upper_limit: Nutrients = Nutrients()
    pregnancy_adds: Nutrients = Nutrients()
    notes: tuple[str, ...] = ()


class WaterTarget(CitedRow, frozen=True, kw_only=True):
    """How much water a body or page names for pregnancy, liters a day; ``servings`` of ``serving_ml`` each."""

    who_says: str
    total_l: Positive | None = None
    drinks_l: Range | None = None
    food_l: Positive | None = None
    servings: Range | None = None
    serving_ml: Positive | None = None
    extra_over_not_pregnant_l: Positive | None = None
    note: str | None = None


class Food(CitedRow, frozen=True, kw_only=True):
    """One serving of one food, from the USDA Standard Reference (Release 28, abbreviated file).

    ``usda_ndb`` and ``usda_name`` find it there; ``grams`` is the weight of ``serving``. ``article_for``
    are the nutrients for which the article names it, or a group of which it is an example.
    """

    name: str
    usda_ndb: int
    usda_name: str
    grams: Annotated[float, msgspec.Meta(gt=0, le=500)]
    serving: str
    article_for: tuple[Nutrient, ...] = ()
    magnesium_mg: Annotated[float, msgspec.Meta(ge=0, le=500)]
    calcium_mg: Annotated[float, msgspec.Meta(ge=0, le=1500)]
    potassium_mg: Annotated[float, msgspec.Meta(ge=0, le=2000)]
    b1_mg: Annotated[float, msgspec.Meta(ge=0, le=10)] | None
    b6_mg: Annotated[float, msgspec.Meta(ge=0, le=10)] | None
    b12_ug: Annotated[float, msgspec.Meta(ge=0, le=50)] | None
    note: str | None = None
