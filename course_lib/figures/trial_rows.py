"""The numbers that a drawing of trials shows: which scale, where on it, which side is better."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from course_lib import facts
from course_lib.facts.trial import Outcome, Trial


@dataclass(frozen=True)
class Panel:
    """One scale. Ratios stand on a logarithmic scale, on which half and double are equally far from 1."""

    title: str
    measures: tuple[str, ...]
    scale: Literal["log", "linear"]
    null: float
    """No difference."""
    limits: tuple[float, float]
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return where a value stands: 0 at the lower limit, 1 at the upper.

        Raises
        ------
        ValueError
            For a value beyond the limits: it would be drawn at a wrong place or not at all.
        """
        low, high = self.limits
        if not low <= value <= high:
            raise ValueError(f"{value:g} lies beyond the scale of {self.title}: widen its limits {self.limits}.")
        if self.scale == "log":
            low, value, high = math.log(low), math.log(value), math.log(high)
        return (value - low) / (high - low)


KEY = (
    "Dot: the result; line: its 95 % interval; open dot: not pregnant. A line that crosses the thick one may mean no "
    "difference. Units differ from row to row."
)
"""How to read a drawing of trials."""
PANELS = (
    Panel("Risk ratio (RR)", ("RR",), "log", 1, (0.2, 70), (0.25, 0.5, 1, 2, 5, 10, 20, 50)),
    Panel("Odds ratio (OR)", ("OR",), "log", 1, (0.025, 5), (0.03, 0.1, 0.3, 1, 3)),
    Panel("Difference (MD)", ("MD", "WMD", "difference"), "linear", 0, (-4, 8), (-4, -2, 0, 2, 4, 6, 8)),
)


CAUTIONS = {"sodium-old": "an old trial, set aside since; more salt is not advised"}
"""Row -> what must never stand far from its result."""


@dataclass(frozen=True)
class PlottedRow:
    """One interval: a trial's outcome, or a further outcome of the same trial."""

    key: str
    """The trial's id; for its further outcomes with a number, ``mg-meta2021.1``."""
    trial: Trial
    outcome: str
    measure: str
    value: float
    low: float
    high: float
    better: Literal["left", "right"] | None
    """On which side of the line the better results lie; None where the source does not make it clear."""

    @property
    def pregnant(self) -> bool:
        """Whether the people were pregnant."""
        return is_pregnant(self.trial)

    @property
    def what(self) -> str:
        """The outcome with what a reader must know beside it."""
        said = [self.outcome if self.pregnant else f"not pregnant: {self.outcome}"]
        if self.key in CAUTIONS:
            said.append(CAUTIONS[self.key])
        if self.trial.certainty and self.key == self.trial.id:
            said.append(f"certainty {self.trial.certainty.replace('-', ' ')}")
        return "; ".join(said)

    @property
    def numbers(self) -> str:
        """The result in words, with its 95 % interval."""
        return f"{self.value:g} ({self.low:g} to {self.high:g})"


def is_pregnant(trial: Trial) -> bool:
    """Say whether a trial was done in pregnancy."""
    return trial.population.startswith("pregnant")


def plotted(ids: Iterable[str] | None = None) -> list[PlottedRow]:
    """Return every interval of the trials with these ids (None: of all), those in pregnancy first."""
    chosen = facts.trials().values() if ids is None else [facts.trials()[each] for each in ids]
    rows = [row for trial in chosen for row in _rows(trial)]
    return sorted(rows, key=lambda row: not row.pregnant)


def _rows(trial: Trial) -> list[PlottedRow]:
    sides: dict[str, Literal["left", "right"]] = {"higher is better": "right", "lower is better": "left"}
    found: list[tuple[str, Trial | Outcome]] = [(trial.id, trial)]
    found += [(f"{trial.id}.{number}", further) for number, further in enumerate(trial.extra, start=1)]
    rows = []
    for key, row in found:
        if row.value is not None and row.ci is not None:
            # A further outcome has no direction of its own in the facts, and does not inherit the first one's.
            side = sides.get(trial.direction or "") if row is trial else None
            rows.append(PlottedRow(key, trial, row.outcome, row.measure, row.value, row.ci.low, row.ci.high, side))
    return rows


def without_interval(ids: Iterable[str] | None = None) -> list[Trial]:
    """Return the trials that showed no effect size: they are written, not drawn; those in pregnancy first."""
    chosen = facts.trials().values() if ids is None else [facts.trials()[each] for each in ids]
    return sorted((trial for trial in chosen if not _rows(trial)), key=lambda trial: not is_pregnant(trial))


def who(trial: Trial) -> str:
    """Return what was tried, where, and on how many people."""
    people = "women" if is_pregnant(trial) else "people"
    number = trial.n_analyzed or trial.n_randomized
    size = f"{trial.n_trials} trials pooled" if trial.pooled else f"{number} {people}" if number else None
    said = ", ".join(part for part in (trial.intervention, trial.country, size) if part)
    return said[0].upper() + said[1:]


def found(trial: Trial) -> str:
    """Return in words what a trial without an effect size found."""
    said = ["no clear difference" if trial.favors == "none" else f"favors {trial.favors}"]
    if trial.p is not None:
        said.append(f"p = {trial.p:g}")
    if trial.p_below is not None:
        said.append(f"p < {trial.p_below:g}")
    return ", ".join(said)
