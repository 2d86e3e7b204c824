"""What the course, the article and every source say about needling one point, week by week."""

from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten, wrap

from matplotlib.axes import Axes

from course_lib import facts
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import MUTED, STATUS
from course_lib.rules.gestation import SECOND_TRIMESTER, TERM, THIRD_TRIMESTER
from course_lib.rules.point_safety import ARTICLE, COURSE, assess_point, binds
from course_lib.rules.status import Status
from drawing import board

PREFIX = "calendar-"
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
    spans = groupby(range(LAST_WEEK + 1), key=lambda week: assess_point(code, week, source=source).status)
    weeks = [(status, list(span)) for status, span in spans if status is not Status.NOT_STATED]
    return tuple(Run(span[0], span[-1], status) for status, span in weeks)


def lanes(code: str) -> dict[str, list[Lane]]:
    """Return group title -> lanes: course and article, sources that bind, what is also said; groups without are out."""
    spoken = dict.fromkeys(statement.source for statement in facts.points()[code].statements)
    made = [Lane(source, _label(source), runs(code, source)) for source in spoken if source != ARTICLE]
    always = facts.references()[EVERY_NEEDLING[0]].custom.short
    groups = {
        "": [
            Lane(COURSE, "This course", runs(code, COURSE)),
            Lane(ARTICLE, "The article", runs(code, ARTICLE)),
            Lane("any", f"{always} 1999, any point", (Run(0, LAST_WEEK, Status.CAUTION),)),
        ],
        "Binding sources": [lane for lane in made if binds(lane.source)],
        "Also said, not binding": [lane for lane in made if not binds(lane.source)],
    }
    return {name: rows for name, rows in groups.items() if rows}


def title(code: str) -> str:
    """Return the finding: what the course says of the point."""
    *before, last = runs(code, COURSE)
    if not before:
        return f"{code}: {last.status.words}, all through pregnancy"
    parts = [f"{run.status.words} {'to' if run.first == 0 else 'in'} week {_weeks(run)}" for run in before]
    return f"{code}: {', '.join(parts)}, then {last.status.words}"


def words(name: str) -> Drawing:
    """Return what stands with the calendar of a point: its finding, and all of it in a few sentences."""
    code = name.removeprefix(PREFIX)
    first, *groups = lanes(code).items()
    sentences = [
        f"Calendar of pregnancy, weeks 0 to {LAST_WEEK}. {title(code)}. The article: {_in_words(first[1][1])}."
    ]
    for group, rows in groups:
        sentences.append(f"{group}: {'; '.join(f'{lane.label}: {_in_words(lane)}' for lane in rows)}.")
    return Drawing(title(code), " ".join(sentences), points=(code,))


def _label(source: str) -> str:
    reference = facts.references()[source]
    dated = f"{reference.custom.short} {reference.year}" if reference.year else reference.custom.short
    return dated if len(dated) <= LETTERS else shorten(reference.custom.short, LETTERS, placeholder=" …")


def _weeks(run: Run) -> str:
    return str(run.last) if run.first in (0, run.last) else f"{run.first} to {run.last}"


def _in_words(lane: Lane) -> str:
    if [(run.first, run.last) for run in lane.runs] == [(0, LAST_WEEK)]:
        return lane.runs[0].status.words
    parts = [f"{run.status.words} in weeks {run.first} to {run.last}" for run in lane.runs]
    return ", ".join(parts) or "not stated"


def render(name: str) -> str:
    """Return the calendar of a point as SVG text."""
    code = name.removeprefix(PREFIX)
    groups, heading = lanes(code), wrap(title(code), 54)
    alone = len(groups) == 1
    top = 18 * len(heading) + 40
    height = top + sum(ROW * len(rows) + (20 if group else 6) for group, rows in groups.items()) + 6 + 18 * alone
    with board.board(WIDTH, height) as (figure, axes):
        for number, line in enumerate(heading):
            board.words(axes, 2, 14 + 18 * number, line, 13.5, fontweight="bold")
        _scale(axes, top - 4, height - 6 - 20 * alone)
        y = float(top)
        for group, rows in groups.items():
            if group:
                board.words(axes, 2, y + 10, group, 10.5, fontstyle="italic")
                y += 20
            for lane in rows:
                bold = "bold" if lane.source == COURSE else "normal"
                board.words(axes, 2, y + ROW / 2, lane.label, 11, fontweight=bold)
                _lane(axes, lane, y + (ROW - BAR) / 2)
                y += ROW
            y += 0 if group else 6
        if alone:
            board.words(axes, 2, y + 9, "No other source found speaks of this point.", 11)
        return svg.text(figure, name)


def _scale(axes: Axes, top: float, bottom: float) -> None:
    """Draw the weeks at which something begins, with their names."""
    for week, name in TRIMESTERS:
        x = LEFT + week * WEEK
        axes.plot([x, x], [top - 3, bottom], color=MUTED, linewidth=0.7, alpha=0.6, clip_on=False, zorder=0)
        board.words(axes, x, top - 20, name, 10)
        board.words(axes, x, top - 9, f"week {week}" if week == 0 else str(week), 10)


def _lane(axes: Axes, lane: Lane, y: float) -> None:
    """Draw one lane: tint, hatching, shape and word for each run; an empty frame where nothing is said."""
    frame = {"edgecolor": MUTED, "linewidth": 0.8, "clip_on": False}
    if sum(run.last - run.first + 1 for run in lane.runs) <= LAST_WEEK:
        board.bar(axes, LEFT, y, (LAST_WEEK + 1) * WEEK, BAR, "none", **frame)
    if not lane.runs:
        board.words(axes, LEFT + 8, y + BAR / 2, "not stated", 10.5)
    for run in lane.runs:
        x, width, color = LEFT + run.first * WEEK, (run.last - run.first + 1) * WEEK, STATUS[run.status]
        board.bar(axes, x, y, width, BAR, color, alpha=0.16, clip_on=False)
        hatch = {"edgecolor": color, "linewidth": 0.9, "hatch": HATCH[run.status]}
        board.bar(axes, x, y, width, BAR, "none", clip_on=False, **hatch)
        board.marker(axes, x + 11, y + BAR / 2, run.status, f"{lane.source}.{run.first}", radius=5.5)
        words = EVERY_NEEDLING[1] if lane.source == "any" else run.status.words
        for word in (words, SHORT[run.status]):
            if 5.6 * len(word) + 25 < width:
                board.words(axes, x + 21, y + BAR / 2, word, 10.5)
                break
