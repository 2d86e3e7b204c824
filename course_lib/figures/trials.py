"""What trials found, one row an outcome, each on the scale of its measure. Nothing is pooled here."""

import math
from collections.abc import Iterable
from textwrap import wrap

from matplotlib.axes import Axes

from course_lib import facts
from course_lib.facts import citation
from course_lib.figures import svg
from course_lib.figures.palette import HALO, INK, MUTED
from course_lib.figures.picture import Words
from course_lib.figures.trial_rows import (
    KEY,
    PANELS,
    Panel,
    PlottedRow,
    found,
    is_pregnant,
    plotted,
    who,
    without_interval,
)

WIDTH, LEFT, RIGHT, LINE, LETTERS = 400, 12, 388, 15, 58
"""Pixels: the drawing, where a scale begins and ends, one line of words; letters in a line."""
SUBJECTS = {
    "trials": "",
    "trials-magnesium": "magnesium",
    "trials-calcium": "calcium",
    "trials-stretching": "stretching",
}
"""Drawing -> the trials whose ``intervention`` begins so."""
TITLES = {
    "trials": "No treatment for cramps is proven",
    "trials-magnesium": "Magnesium: the trials disagree",
    "trials-calcium": "Calcium: small trials, no clear answer",
    "trials-stretching": "Stretching: hardly tested in pregnancy",
}
MINUS = "\N{MINUS SIGN}"
SIDES = {"right": "better \N{RIGHTWARDS ARROW}", "left": "\N{LEFTWARDS ARROW} better", None: "better side not stated"}


def ids(name: str) -> list[str]:
    """Return the trials of a drawing."""
    return [trial.id for trial in facts.trials().values() if trial.intervention.startswith(SUBJECTS[name])]


def words(name: str) -> Words:
    """Return what stands with a drawing of trials."""
    sources = dict.fromkeys(ref for each in ids(name) for ref in facts.trials()[each].refs[:1])
    named = citation.named(sources)
    return Words(TITLES[name], f"{TITLES[name]}. {alt(ids(name))}", f"{KEY} Sources: {named}.", WIDTH + 40)


def alt(chosen: Iterable[str]) -> str:
    """Return the rows of a drawing in words."""
    chosen = list(chosen)
    sides = {"right": "higher is better", "left": "lower is better", None: "better side not stated"}
    rows = [
        f"{who(row.trial)}: {row.what}, {row.measure} {row.numbers}, {sides[row.better]}" for row in plotted(chosen)
    ]
    rows += [f"{who(trial)}: {trial.outcome}, {found(trial)}" for trial in without_interval(chosen)]
    return "; ".join(rows) + "."


def render(name: str) -> str:
    """Return a drawing of trials as SVG text."""
    return draw(ids(name), name, TITLES[name])


def draw(chosen: Iterable[str], name: str, title: str = "") -> str:
    """Return the trials with these ids as SVG text: a panel for each scale, then those without an effect size.

    Each interval is a line with the id ``{row}.interval`` and a dot ``{row}.value``; each tick of a scale is a line
    ``{panel}.{tick}``, so that a drawing can be read back.
    """
    chosen = list(chosen)
    rows, written = plotted(chosen), without_interval(chosen)
    panels = {panel: [row for row in rows if row.measure in panel.measures] for panel in PANELS}
    with svg.board(WIDTH, 100) as (figure, axes):
        y = 14.0
        if title:
            svg.words(axes, 2, y, title, 15, fontweight="bold")
            y += 28
        for panel, shown in panels.items():
            if shown:
                y = _panel(axes, panel, shown, y)
        if written:
            svg.words(axes, 2, y, "No effect size shown", 13, fontweight="bold")
            y += 20
        for trial in written:
            label = who(trial) if is_pregnant(trial) else f"{who(trial)}, not pregnant"
            y = _lines(axes, f"{label}: {trial.outcome}. Result: {found(trial)}.", y) + 5
        figure.set_size_inches(WIDTH / 72, y / 72)
        axes.set_ylim(y, 0)
        return svg.text(figure, name)


def place(panel: Panel, value: float) -> float:
    """Return how many pixels from the left a value stands."""
    return LEFT + (RIGHT - LEFT) * panel.share(value)


def _lines(axes: Axes, text: str, y: float) -> float:
    """Write text in lines; return where the next line stands."""
    for line in wrap(text, LETTERS):
        svg.words(axes, 2, y, line, 12)
        y += LINE
    return y


def _panel(axes: Axes, panel: Panel, rows: list[PlottedRow], y: float) -> float:
    """Draw a panel from y down; return where the next may begin."""
    svg.words(axes, 2, y, panel.title, 13, fontweight="bold")
    null = "thick line: no difference" + ("; each step multiplies" if panel.scale == "log" else "")
    svg.words(axes, WIDTH - 2, y, null, 11, ha="right")
    middles = []
    y += 14
    for row in rows:
        y = _row(axes, panel, row, y + 8)
        middles.append(y - 10)
    marks = [y for middle in middles for y in (middle - 7, middle + 7, math.nan)]
    for tick in panel.ticks:  # short marks at each interval: longer lines would cross the words
        x, thick = place(panel, tick), tick == panel.null
        axes.plot(
            [x] * len(marks), marks, color=INK if thick else MUTED, linewidth=2 if thick else 0.8, zorder=0,
            gid=f"{panel.measures[0]}.{tick:g}",
        )  # fmt: skip
        svg.words(axes, x, y + 9, f"{tick:g}".replace("-", MINUS), 11, ha="center")
    return y + 38


def _row(axes: Axes, panel: Panel, row: PlottedRow, y: float) -> float:
    """Draw a row from y down: who, the numbers, the outcome, which side is better, the interval."""
    svg.words(axes, 2, y, who(row.trial), 12, fontweight="bold")
    svg.words(axes, WIDTH - 2, y, f"{row.numbers}".replace("-", MINUS), 12, ha="right", fontweight="bold")
    svg.words(axes, WIDTH - 2, y + LINE, SIDES[row.better], 11.5, ha="right")
    y = y + LINE
    for line in wrap(row.what, 38):
        svg.words(axes, 2, y, line, 12)
        y += LINE
    low, value, high = (place(panel, each) for each in (row.low, row.value, row.high))
    axes.plot([low, high], [y, y], color=INK, linewidth=2, solid_capstyle="butt", gid=f"{row.key}.interval")
    face = INK if row.pregnant else HALO
    axes.plot(
        [value], [y], "o", markersize=8, markerfacecolor=face, markeredgecolor=INK, markeredgewidth=1.6,
        gid=f"{row.key}.value",
    )  # fmt: skip
    return y + 10
