"""What studies found when practitioners and students marked acupuncture points: a yardstick for a trainee's own."""

import math

from course_lib.facts._row import CitedRow, Count, Positive, Row


class PointField(Row, frozen=True, kw_only=True):
    """The areas in which 68 and 95 of 100 marks of one point lay, as the source prints them."""

    point: str
    area_68_cm2: Positive
    area_95_cm2: Positive

    @property
    def radius_68_mm(self) -> float:
        """The radius of a circle of the smaller area, in millimeters."""
        return radius_mm(self.area_68_cm2)

    @property
    def radius_95_mm(self) -> float:
        """The radius of a circle of the larger area, in millimeters."""
        return radius_mm(self.area_95_cm2)

    def __post_init__(self) -> None:
        if self.area_68_cm2 >= self.area_95_cm2:
            raise ValueError("'area_68_cm2' is not below 'area_95_cm2'; expected the smaller area first")


class LocationStudy(CitedRow, frozen=True, kw_only=True):
    """One study: who marked what, what was found in words, and the fields of single points where they were read.

    ``caution`` says how far the numbers can be set beside a trainee's own; ``not_read`` which numbers of the study
    the course has not seen, and therefore does not draw.
    """

    who: str
    people: Count | None = None
    found: str
    fields: tuple[PointField, ...] = ()
    caution: str | None = None
    not_read: str | None = None


def radius_mm(area_cm2: float) -> float:
    """Return the radius in millimeters of a circle with an area in square centimeters."""
    return 10 * math.sqrt(area_cm2 / math.pi)
