"""What was tested on people: one row per outcome of a trial, what it sums up to, and how common cramps are."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import Certainty, CitedRow, Count, Percent, Range, Row

Measure = Literal["RR", "OR", "MD", "WMD", "difference", "p", "summary"]
"""RR and OR: 1 is no difference. MD, WMD and difference: 0 is no difference. p, summary: no effect size was shown."""
Chance = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Outcome(Row, frozen=True, kw_only=True):
    """A further outcome of the same trial."""

    outcome: str
    measure: Measure
    value: float
    ci: Range
    note: str | None = None


class Trial(CitedRow, frozen=True, kw_only=True):
    """One outcome of one trial, or of several trials pooled.

    ``value`` with its 95 % interval ``ci`` is on the scale of ``measure``; never pool across measures.
    ``direction`` says whether a higher number is good news. ``events``, ``means``, ``sds``, ``medians`` and
    ``iqr`` are per arm, in the order of ``arms``. ``computed_here`` marks an effect that we worked out from counts.
    """

    intervention: str
    population: str
    outcome: str
    measure: Measure
    value: float | None
    favors: str
    ci: Range | None = None
    p: Chance | None = None
    p_below: Chance | None = None
    certainty: Certainty | None = None
    direction: Literal["higher is better", "lower is better"] | None = None
    country: str | None = None
    n_randomized: Count | None = None
    n_analyzed: Count | None = None
    n_trials: Count | None = None
    pooled: bool = False
    arms: tuple[str, ...] = ()
    dose: str | None = None
    duration: str | None = None
    blinded: bool | None = None
    events: tuple[str, ...] = ()
    means: tuple[float, ...] = ()
    sds: tuple[float, ...] = ()
    medians: tuple[float, ...] = ()
    iqr: tuple[Range, ...] = ()
    computed_here: bool = False
    extra: tuple[Outcome, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.value is not None and self.ci is not None and not self.ci.low <= self.value <= self.ci.high:
            raise ValueError(f"'value' {self.value:g} lies outside 'ci' [{self.ci.low:g}, {self.ci.high:g}]")
        if self.measure in ("RR", "OR") and self.value is not None and self.value <= 0:
            raise ValueError(f"'value' is {self.value:g}; expected a ratio above 0")


class Evidence(CitedRow, frozen=True, kw_only=True):
    """What all that was found about one thing adds up to."""

    half: Literal["cramps", "acupuncture"]
    about: str
    finding: str
    certainty: Certainty
    certainty_note: str | None = None
    best: str | None = None
    size: str | None = None


class Prevalence(CitedRow, frozen=True, kw_only=True):
    """How many had cramps in one study: ``percent``, or a range of them; ``cases`` ``of`` where counts were shown.

    ``adjusted_or`` is (odds ratio, low, high) against the first trimester. ``usable`` is false for a number
    that is passed around but should not be taught.
    """

    place: str
    when: str
    n: Count | None = None
    percent: Percent | None = None
    percent_range: Range | None = None
    up_to: bool = False
    cases: Count | None = None
    of: Count | None = None
    adjusted_or: tuple[float, float, float] | None = None
    sought_help_percent: Percent | None = None
    usable: bool = True
    note: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.percent is None and self.percent_range is None:
            raise ValueError("needs 'percent' or 'percent_range'")
