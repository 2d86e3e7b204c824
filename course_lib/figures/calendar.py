"""What the course, the article and every source say about needling one point, week by week."""

from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten, wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course_lib import facts
from course_lib.figures import svg
from course_lib.figures.palette import MUTED, STATUS
from course_lib.rules.gestation import SECOND_TRIMESTER, TERM, THIRD_TRIMESTER
from course_lib.rules.point_safety import ARTICLE, COURSE, assess_point, binds
from course_lib.rules.status import Status

LAST_WEEK = 42
TRIMESTERS = ((0, "first trimester"), (SECOND_TRIMESTER, "second"), (THIRD_TRIMESTER, "third"), (TERM, "term"))
WIDTH, LEFT, WEEK = 440, 138, 6.85
"""Pixels: the drawing, the column of names, one week."""
ROW, BAR, LETTERS = 23, 17, 22
HATCH = {"allowed": None, "caution": "///", "avoid": "xx"}
SHORT = {"allowed": "may consider", "caution": "special care", "avoid": "avoid"}
EVERY_NEEDLING = ("who-1999-safety", "any needling: great caution")
"""What WHO 1999 says of acupuncture in pregnancy as a whole: only if needed, and with great caution."""


@dataclass(frozen=True)
class Run:
    """One status over neighboring weeks, both included."""

    first: int
    last: int
    status: Status


@dataclass(frozen=True)
class Lane:
    """One source's row."""

    source: str
    label: str
    runs: tuple[Run, ...]


def runs(code: str, source: str) -> tuple[Run, ...]:
    """Return what one source says over weeks 0 to 42, silence left out."""
    weeks = range(LAST_WEEK + 1)
    said = groupby(weeks, key=lambda week: assess_point(code, week, source=source).status)
    spans = [(status, list(span)) for status, span in said]
    return tuple(Run(span[0], span[-1], status) for status, span in spans if status is not Status.NOT_STATED)


def lanes(code: str) -> dict[str, list[Lane]]:
    """Return group title -> lanes: course and article, sources that bind, what is also said."""
    spoken = dict.fromkeys(statement.source for statement in facts.points()[code].statements)
    made = {source: Lane(source, _label(source), runs(code, source)) for source in spoken if source != ARTICLE}
    always = facts.references()[EVERY_NEEDLING[0]].custom.short
    everywhere = Lane("any", f"{always} 1999, any point", (Run(0, LAST_WEEK, Status.CAUTION),))
    ours = Lane(COURSE, "This course", runs(code, COURSE)), Lane(ARTICLE, "The article", runs(code, ARTICLE))
    return {
        "": [*ours, everywhere],
        "Binding sources": [lane for source, lane in made.items() if binds(source)],
        "Also said, not binding": [lane for source, lane in made.items() if not binds(source)],
    }


def title(code: str) -> str:
    """Return the finding: what the course says of the point."""
    said = runs(code, COURSE)
    if len(said) == 1:
        return f"{code}: {said[0].status.words}, all through pregnancy"
    parts = [f"{run.status.words} {'to' if run.first == 0 else 'in'} week {_weeks(run)}" for run in said[:-1]]
    return f"{code}: {', '.join(parts)}, then {said[-1].status.words}"


def alt(code: str) -> str:
    """Return the calendar in a few sentences."""
    groups = lanes(code)
    sentences = [f"Calendar of pregnancy, weeks 0 to {LAST_WEEK}. {title(code)}."]
    sentences.append(f"The article: {_in_words(groups[''][1])}.")
    for name, rows in list(groups.items())[1:]:
        if rows:
            sentences.append(f"{name}: {'; '.join(f'{lane.label}: {_in_words(lane)}' for lane in rows)}.")
    return " ".join(sentences)


def _label(source: str) -> str:
    reference = facts.references()[source]
    dated = f"{reference.custom.short} {reference.year}" if reference.year else reference.custom.short
    return dated if len(dated) <= LETTERS else shorten(reference.custom.short, LETTERS, placeholder=" …")


def _weeks(run: Run) -> str:
    return str(run.last) if run.first in (0, run.last) else f"{run.first} to {run.last}"


def _in_words(lane: Lane) -> str:
    whole = [run.status.words for run in lane.runs if (run.first, run.last) == (0, LAST_WEEK)]
    parts = [f"{run.status.words} in weeks {run.first} to {run.last}" for run in lane.runs]
    return (whole or [", ".join(parts)])[0] or "not stated"


def render(code: str) -> str:
    """Return the calendar of a point as SVG text."""
    groups = {name: rows for name, rows in lanes(code).items() if rows}
    heading = wrap(title(code), 54)
    top = 18 * len(heading) + 40
    height = top + sum(ROW * len(rows) + (20 if name else 6) for name, rows in groups.items()) + 6
    if len(groups) == 1:
        height += 18
    with svg.board(WIDTH, height) as (figure, axes):
        for number, line in enumerate(heading):
            svg.words(axes, 2, 14 + 18 * number, line, 13.5, fontweight="bold")
        _scale(axes, top - 4, height - (26 if len(groups) == 1 else 6))
        y = float(top)
        for name, rows in groups.items():
            if name:
                svg.words(axes, 2, y + 10, name, 10.5, fontstyle="italic")
                y += 20
            for lane in rows:
                bold = "bold" if lane.source == COURSE else "normal"
                svg.words(axes, 2, y + ROW / 2, lane.label, 11, fontweight=bold)
                _lane(axes, lane, y + (ROW - BAR) / 2)
                y += ROW
            y += 0 if name else 6
        if len(groups) == 1:
            svg.words(axes, 2, y + 9, "No other source found speaks of this point.", 11)
        return svg.text(figure, f"calendar-{code}")


def _scale(axes: Axes, top: float, bottom: float) -> None:
    """Draw the weeks at which something begins, with their names."""
    for week, name in TRIMESTERS:
        x = LEFT + week * WEEK
        axes.plot([x, x], [top - 3, bottom], color=MUTED, linewidth=0.7, alpha=0.6, clip_on=False, zorder=0)
        svg.words(axes, x, top - 20, name, 10)
        svg.words(axes, x, top - 9, f"week {week}" if week == 0 else str(week), 10)


def _lane(axes: Axes, lane: Lane, y: float) -> None:
    """Draw one lane: tint, hatching, shape and word for each run; an empty frame where nothing is said."""
    full = (LAST_WEEK + 1) * WEEK
    if sum(run.last - run.first + 1 for run in lane.runs) <= LAST_WEEK:
        axes.add_patch(Rectangle((LEFT, y), full, BAR, facecolor="none", edgecolor=MUTED, linewidth=0.8, clip_on=False))
    if not lane.runs:
        svg.words(axes, LEFT + 8, y + BAR / 2, "not stated", 10.5)
    for run in lane.runs:
        x, width, color = LEFT + run.first * WEEK, (run.last - run.first + 1) * WEEK, STATUS[run.status]
        axes.add_patch(Rectangle((x, y), width, BAR, facecolor=color, alpha=0.16, linewidth=0, clip_on=False))
        hatch: dict[str, Any] = {"facecolor": "none", "edgecolor": color, "linewidth": 0.9, "hatch": HATCH[run.status]}
        axes.add_patch(Rectangle((x, y), width, BAR, clip_on=False, **hatch))
        svg.marker(axes, x + 11, y + BAR / 2, run.status, f"{lane.source}.{run.first}", radius=5.5)
        words = EVERY_NEEDLING[1] if lane.source == "any" else run.status.words
        for word in (words, SHORT[run.status]):
            if 5.6 * len(word) + 25 < width:
                svg.words(axes, x + 21, y + BAR / 2, word, 10.5)
                break
