"""What trials found, one row an outcome, each on the scale of its measure. Nothing is pooled here."""

import math
from collections.abc import Sequence
from textwrap import wrap

from matplotlib.axes import Axes

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.claim import Claim
from course_lib.facts.trial import Trial
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import HALO, INK, MUTED
from drawing import board
from drawing.trial_rows import PANELS, Panel, PlottedRow, finding, is_pregnant, plotted, who, without_interval

WIDTH, LEFT, RIGHT, LINE, LETTERS = 400, 12, 388, 15, 58
"""Pixels: the drawing, where a scale begins and ends, one line of words; letters in a line."""
KEY = (
    "Dot: the result; line: its 95 % interval; open dot: not pregnant. A line that crosses the thick one may mean no "
    "difference. Units differ from row to row."
)
"""How to read a drawing of trials."""
TITLES = {
    "trials": "No treatment for cramps is proven",
    "trials-magnesium": "Magnesium: the trials disagree",
    "trials-calcium": "Calcium: small trials, no clear answer",
    "trials-stretching": "Stretching: hardly tested in pregnancy",
}
"""Drawing -> its finding. It holds the trials of the intervention that its name ends with, or all."""
IN_CLAIMS = {
    "magnesium": "magnesium", "calcium": "calcium", "vitamins B1 + B6": "vitamin b",
    "vitamin D or calcium + vitamin D": "vitamin d", "sodium chloride": "salt", "stretching": "stretch",
    "compression stockings": "stocking", "foot massage": "massage", "water immersion": "swim",
}  # fmt: skip
"""What was tried -> the word by which a claim speaks of it. A shared source is not enough: reviews hold many trials."""
EVIDENCE = "evidence-"
"""Before the id of a claim: the drawing of the trials that it rests on."""
MINUS = "\N{MINUS SIGN}"
NOT_STATED = "better side not stated"
SIDES = {
    "higher is better": "better \N{RIGHTWARDS ARROW}",
    "lower is better": "\N{LEFTWARDS ARROW} better",
    None: NOT_STATED,
}


def in_evidence() -> list[str]:
    """Return the names of the drawings of the trials that a claim rests on."""
    return [EVIDENCE + claim.id for claim in facts.claims().values() if trials_of(claim)]


def trials_of(claim: Claim) -> list[Trial]:
    """Return the trials that a claim rests on: they share a source, and it speaks of what they tried."""
    text = f"{claim.article_says} {claim.course_statement}".lower()
    return [
        trial
        for trial in facts.trials().values()
        if set(trial.refs) & set(claim.refs) and IN_CLAIMS[trial.intervention] in text
    ]


def chosen(name: str) -> list[Trial]:
    """Return the trials of a drawing."""
    if name.startswith(EVIDENCE):
        return trials_of(facts.claims()[name.removeprefix(EVIDENCE)])
    subject = name.removeprefix("trials").removeprefix("-")
    return [trial for trial in facts.trials().values() if trial.intervention.startswith(subject)]


def words(name: str) -> Drawing:
    """Return what stands with a drawing of trials."""
    trials = chosen(name)
    if name not in TITLES:
        return Drawing("", alt(trials), KEY, WIDTH + 40)
    named = citation.named(trial.refs[0] for trial in trials if trial.refs)
    return Drawing(TITLES[name], f"{TITLES[name]}. {alt(trials)}", f"{KEY} Sources: {named}.", WIDTH + 40)


def alt(trials: Sequence[Trial]) -> str:
    """Return the rows of a drawing in words."""
    rows = [
        f"{who(row.trial)}: {row.what}, {row.result.measure} {row.numbers}, {row.better or NOT_STATED}"
        for row in plotted(trials)
    ]
    rows += [f"{who(trial)}: {trial.outcome}, {finding(trial)}" for trial in without_interval(trials)]
    return "; ".join(rows) + "."


def render(name: str) -> str:
    """Return a drawing of trials as SVG text: a panel for each scale, then those without an effect size.

    Each interval is a line with the id ``{row}.interval`` and a dot ``{row}.value``; each tick of a scale is a line
    ``{panel}.{tick}``, so that a drawing can be read back.
    """
    rows, written = plotted(chosen(name)), without_interval(chosen(name))
    with board.board(WIDTH, 100) as (figure, axes):
        y = 14.0
        if name in TITLES:
            board.title(axes, TITLES[name])
            y += 28
        for panel in PANELS:
            if shown := [row for row in rows if row.result.measure in panel.measures]:
                y = _panel(axes, panel, shown, y)
        if written:
            board.words(axes, 2, y, "No effect size shown", 13, fontweight="bold")
            y += 20
        for trial in written:
            label = who(trial) if is_pregnant(trial) else f"{who(trial)}, not pregnant"
            y = _lines(axes, f"{label}: {trial.outcome}. Result: {finding(trial)}.", y, LETTERS) + 5
        figure.set_size_inches(WIDTH / 72, y / 72)
        axes.set_ylim(y, 0)
        return svg.text(figure, name)


def _lines(axes: Axes, text: str, y: float, letters: int) -> float:
    """Write text in lines; return where the next line stands."""
    for line in wrap(text, letters):
        board.words(axes, 2, y, line, 12)
        y += LINE
    return y


def _place(panel: Panel, value: float) -> float:
    """Return how many pixels from the left a value stands."""
    return LEFT + (RIGHT - LEFT) * panel.share(value)


def _panel(axes: Axes, panel: Panel, rows: list[PlottedRow], y: float) -> float:
    """Draw a panel from y down; return where the next may begin."""
    board.words(axes, 2, y, panel.title, 13, fontweight="bold")
    null = "thick line: no difference" + ("; each step multiplies" if panel.scale == "log" else "")
    board.words(axes, WIDTH - 2, y, null, 11, ha="right")
    marks: list[float] = []
    y += 14
    for row in rows:
        y = _row(axes, panel, row, y + 8)
        marks += (y - 17, y - 3, math.nan)
    for tick in panel.ticks:  # short marks at each interval: longer lines would cross the words
        x, thick = _place(panel, tick), tick == panel.null
        axes.plot(
            [x] * len(marks), marks, color=INK if thick else MUTED, linewidth=2 if thick else 0.8, zorder=0,
            gid=f"{panel.measures[0]}.{tick:g}",
        )  # fmt: skip
        board.words(axes, x, y + 9, f"{tick:g}".replace("-", MINUS), 11, ha="center")
    return y + 38


def _row(axes: Axes, panel: Panel, row: PlottedRow, y: float) -> float:
    """Draw a row from y down: who, the numbers, the outcome, which side is better, the interval."""
    board.words(axes, 2, y, who(row.trial), 12, fontweight="bold")
    board.words(axes, WIDTH - 2, y, row.numbers.replace("-", MINUS), 12, ha="right", fontweight="bold")
    board.words(axes, WIDTH - 2, y + LINE, SIDES[row.better], 11.5, ha="right")
    y = _lines(axes, row.what, y + LINE, 38)
    value, low, high = (_place(panel, number) for number in row.values)
    axes.plot([low, high], [y, y], color=INK, linewidth=2, solid_capstyle="butt", gid=f"{row.key}.interval")
    face = INK if row.pregnant else HALO
    axes.plot(
        [value], [y], "o", markersize=8, markerfacecolor=face, markeredgecolor=INK, markeredgewidth=1.6,
        gid=f"{row.key}.value",
    )  # fmt: skip
    return y + 10
