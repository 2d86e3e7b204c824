"""The rows of a drawing of trials: which intervals there are, on which scale each stands, what is written beside."""

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
    result: Trial | Outcome

    @property
    def pregnant(self) -> bool:
        """Whether the people were pregnant."""
        return is_pregnant(self.trial)

    @property
    def values(self) -> tuple[float, float, float]:
        """The result and the ends of its 95 % interval."""
        value, interval = self.result.value, self.result.ci
        assert value is not None
        assert interval is not None
        return value, interval.low, interval.high

    @property
    def numbers(self) -> str:
        """The same in words."""
        value, low, high = self.values
        return f"{value:g} ({low:g} to {high:g})"

    @property
    def better(self) -> str | None:
        """The trial's ``direction``; None where the source does not make it clear, as for every further outcome."""
        return self.trial.direction if self.result is self.trial else None

    @property
    def what(self) -> str:
        """The outcome with what a reader must know beside it."""
        parts = [f"{'' if self.pregnant else 'not pregnant: '}{self.result.outcome}", CAUTIONS.get(self.key)]
        if self.trial.certainty and self.result is self.trial:
            parts.append(f"certainty {self.trial.certainty.replace('-', ' ')}")
        return "; ".join(filter(None, parts))


def is_pregnant(trial: Trial) -> bool:
    """Say whether a trial was done in pregnancy."""
    return trial.population.startswith("pregnant")


def plotted(trials: Iterable[Trial] | None = None) -> list[PlottedRow]:
    """Return every interval of these trials (None: of all), those in pregnancy first."""
    rows = []
    for trial in facts.trials().values() if trials is None else trials:
        further = [PlottedRow(f"{trial.id}.{number}", trial, result) for number, result in enumerate(trial.extra, 1)]
        every = [PlottedRow(trial.id, trial, trial), *further]
        rows += [row for row in every if row.result.value is not None and row.result.ci]
    return sorted(rows, key=lambda row: not row.pregnant)


def without_interval(trials: Iterable[Trial] | None = None) -> list[Trial]:
    """Return the trials that showed no effect size: they are written, not drawn; those in pregnancy first."""
    chosen = list(facts.trials().values() if trials is None else trials)
    drawn = {row.trial.id for row in plotted(chosen)}
    return sorted((trial for trial in chosen if trial.id not in drawn), key=lambda trial: not is_pregnant(trial))


def who(trial: Trial) -> str:
    """Return what was tried, where, and on how many people."""
    people = "women" if is_pregnant(trial) else "people"
    number = trial.n_analyzed or trial.n_randomized
    size = f"{trial.n_trials} trials pooled" if trial.pooled else f"{number} {people}" if number else None
    listed = ", ".join(part for part in (trial.intervention, trial.country, size) if part)
    return listed[0].upper() + listed[1:]


def finding(trial: Trial) -> str:
    """Return in words what a trial without an effect size found."""
    parts = ["no clear difference" if trial.favors == "none" else f"favors {trial.favors}"]
    parts += [f"p {sign} {p:g}" for sign, p in (("=", trial.p), ("<", trial.p_below)) if p is not None]
    return ", ".join(parts)
