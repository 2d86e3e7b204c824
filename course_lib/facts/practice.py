"""What an acupuncture visit is made of, what can go wrong, and whom to trust. For reading, not for doing."""

from typing import Annotated, Literal, get_args

import msgspec

from course_lib.facts._row import CitedRow, ClaimId, NamedRow, PointCode, Positive, Range, Row
from course_lib.facts.case import PositionName
from course_lib.facts.point import StatusWord, Week

Verified = Literal["yes", "partly", "no"]


class SessionStep(CitedRow, frozen=True, kw_only=True):
    """One step of a visit; ``minutes`` is (least, most)."""

    step: str
    minutes: Range
    note: str | None = None


class SessionTotal(CitedRow, frozen=True, kw_only=True):
    """How long a visit takes, how long the needles stay in and how many visits one source names, each (least, most)."""

    what: str
    minutes: Range | None = None
    minutes_with_needles_in: Range | None = None
    sessions: Range | None = None
    weeks_gestation: Range | None = None
    note: str | None = None


class Lie(Row, frozen=True, kw_only=True):
    """How one position stands at a stage, and what is said of it there."""

    status: StatusWord
    says: str


class Position(CitedRow, frozen=True, kw_only=True):
    """How to lie from ``from_week`` to ``to_week``, both included; both None for what to do when dizzy.

    ``lie`` holds every position at each stage, so that none is ever left to a guess.
    """

    stage: str
    from_week: Week | None = None
    to_week: Week | None = None
    lie: dict[PositionName, Lie] = msgspec.field(default_factory=dict)
    action: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.lie) != (0 if self.from_week is None else len(get_args(PositionName))):
            raise ValueError("needs each position in 'lie' where it has weeks, and none where it has none")
        if (self.from_week is None) != (self.to_week is None):
            raise ValueError("needs 'from_week' and 'to_week' together, or neither")

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be used, in words."""
        return self._words("allowed")

    @property
    def caution(self) -> tuple[str, ...]:
        """What may be used with care, in words."""
        return self._words("caution")

    @property
    def avoid(self) -> tuple[str, ...]:
        """What is avoided, in words."""
        return self._words("avoid")

    def _words(self, status: StatusWord) -> tuple[str, ...]:
        return tuple(lie.says for lie in self.lie.values() if lie.status == status)


class CleanNeedleItem(CitedRow, frozen=True, kw_only=True):
    """One item of the practitioner's clean-needle checklist."""

    item: str


class AdverseEvents(CitedRow, frozen=True, kw_only=True):
    """What one source counted; rates and intervals stand as printed."""

    population: str
    pregnant: bool
    n: str
    rate: str
    ci: str | None = None
    caveat: str | None = None


class PointHazard(CitedRow, frozen=True, kw_only=True):
    """Published harm at named points."""

    points: tuple[PointCode, ...]
    hazard: str


class PractitionerSign(CitedRow, frozen=True, kw_only=True):
    """A sign at which a practitioner keeps the needles in the packet."""

    sign: str
    think: str
    action: str


class License(CitedRow, frozen=True, kw_only=True):
    """What counts as a license or register in one country."""

    country: str
    body: str
    requirement: str
    verified: Verified
    check: str | None = None


class ConsentPoint(CitedRow, frozen=True, kw_only=True):
    """One thing that belongs in the talk before a first needle."""

    says: str


class FromTheLedger(NamedRow, frozen=True, kw_only=True):
    """A sentence to say, or never to say, with the ledger entries that say why."""

    says: str
    claims: Annotated[tuple[ClaimId, ...], msgspec.Meta(min_length=1)]


class Guidance(CitedRow, frozen=True, kw_only=True):
    """What an official or professional body says."""

    body: str
    says: str
    verified: Verified


class BodySegment(CitedRow, frozen=True, kw_only=True):
    """A stretch of the body and how many B-cun it counts; ``derived`` where WHO does not print it."""

    segment: str
    cun: Annotated[float, msgspec.Meta(gt=0, le=75)]
    source_text: str
    derived: bool = False


class FingerCun(CitedRow, frozen=True, kw_only=True):
    """A measure on the person's own hand and the cun it stands for."""

    measure: str
    cun: Positive
    verified: bool
    note: str | None = None


class StatureFraction(CitedRow, frozen=True, kw_only=True):
    """A height above the floor, or a segment, as a share of standing height."""

    kind: Literal["height of landmark", "length of segment"]
    what: str
    fraction: Annotated[float, msgspec.Meta(gt=0, lt=1)]
    derived: str | None = None
