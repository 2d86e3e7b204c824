"""What about a person changes a verdict: the rows of ``data/circumstances.yaml``."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import CitedRow, PointCode, Positive, Row, SignId
from course_lib.facts.point import StatusWord

Reach = Literal["every point", "points on the calf", "abdomen, lower back and strongly moving points"]


class Effect(Row, frozen=True, kw_only=True):
    """At ``reach``, nothing looser than ``at_least``; only below week ``before_week`` where that is given."""

    at_least: StatusWord
    reach: Reach | tuple[PointCode, ...]
    """A named group of points, or the codes themselves."""
    before_week: int | None = None


class Circumstance(CitedRow, frozen=True, kw_only=True):
    """One circumstance, what it does to the verdicts, and what it says to the reader.

    Who has one of the warning signs ``asked_by_signs`` has the circumstance too, so that nobody is asked twice;
    ``left_to_ask`` is the part of ``label`` that those signs do not ask about, where there is one. ``weeks_off`` is how
    many weeks her dates may be wrong by; ``once_agreed`` is what is left of ``sentence`` with that agreement.
    ``deepest_cun`` is the greatest depth where ``sentence`` forbids deep needling: no source that we read gives a
    number, so it is our own caution, and a case that needs it states it in an answer.
    """

    label: str
    asked_by_signs: tuple[SignId, ...] = ()
    left_to_ask: str | None = None
    effects: tuple[Effect, ...]
    weeks_off: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    sentence: str
    deepest_cun: Positive | None = None
    once_agreed: str | None = None
    reviewed: str | None

    @property
    def asks_first(self) -> bool:
        """Whether ``sentence`` sends the practitioner to her doctor or team before any needle."""
        return self.once_agreed is not None
