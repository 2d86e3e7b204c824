"""How common leg cramps are: one large survey by trimester, and what other studies found."""

import math

from matplotlib.axes import Axes

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.trial import Prevalence
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import HALO, INK, STATUS
from drawing import board

SURVEY = ("china-first", "china-second", "china-third")
"""The one survey that counted in each trimester; its bars are drawn, its total is not."""
TITLE = "About half have cramps late in pregnancy"
WIDTH, LEFT, PERCENT, ROW = 400, 148, 2.05, 34
"""Pixels: the drawing, the column of names, one percent, one row."""
Z = 1.959964
"""Standard deviations on each side of a 95 % interval."""


def wilson(cases: float, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927), in percent."""
    share, extra = cases / of, Z * Z / of
    middle = (share + extra / 2) / (1 + extra)
    half = Z * math.sqrt(share * (1 - share) / of + extra / of / 4) / (1 + extra)
    return 100 * (middle - half), 100 * (middle + half)


def interval(study: Prevalence) -> tuple[float, float] | None:
    """Return the 95 % interval in percent, or None where no number of people was shown."""
    of = study.of or study.n
    if study.percent is None or of is None:
        return None
    return wilson(study.cases if study.cases is not None else study.percent / 100 * of, of)


def others() -> list[Prevalence]:
    """Return the other studies that may be taught: those on late pregnancy first."""
    usable = [row for row in facts.prevalence().values() if row.usable and not row.id.startswith("china-")]
    return sorted(usable, key=lambda row: (row.when != "third trimester", row.up_to))


def words(_: str) -> Drawing:
    """Return what stands with the picture."""
    survey = [facts.prevalence()[study] for study in SURVEY]
    counted = "; ".join(f"{row.when}: {row.percent:.0f} in 100 ({row.cases} of {row.of:,})" for row in survey)
    rest = "; ".join(f"{_place(row)}, {_when(row)}: {_share(row)} in 100" for row in others())
    sources = dict.fromkeys(ref for row in [*survey, *others()] for ref in row.refs)
    caption = (
        "Of 100 pregnant women, how many had leg cramps. Lines: 95 % intervals. The open dot gave no number of people. "
        f"Sources: {', '.join(dict.fromkeys(map(citation.short, sources)))}."
    )
    return Drawing(TITLE, f"{TITLE}. In a survey in China, {counted}. Other studies: {rest}.", caption, WIDTH + 40)


def _place(row: Prevalence) -> str:
    return row.place.split(" (")[0].capitalize()


def _when(row: Prevalence) -> str:
    return row.when.split(" (")[0].replace("any", "any time").replace("-", " to ")


def _share(row: Prevalence) -> str:
    return f"{'up to ' if row.up_to else ''}{row.percent:.0f}"


def render(name: str) -> str:
    """Return the picture as SVG text."""
    rows, y = others(), 62.0
    with board.board(WIDTH, 96 + ROW * (len(SURVEY) + len(rows)) + 66) as (figure, axes):
        board.title(axes, TITLE)
        everyone = facts.prevalence()["china-all"].n
        board.words(axes, 2, 44, f"Survey in China, {everyone:,} women", 12.5, fontstyle="italic")
        for study in (facts.prevalence()[study] for study in SURVEY):
            wide = PERCENT * (study.percent or 0)
            board.bar(axes, LEFT, y + 6, wide, ROW - 12, STATUS["allowed"], alpha=0.35, linewidth=1, gid=study.id)
            _row(axes, y + ROW / 2, study, study.when.capitalize())
            y += ROW
        board.words(axes, 2, y + 20, "Other studies", 12.5, fontstyle="italic")
        y += 36
        for study in rows:
            _row(axes, y + ROW / 2, study, _place(study), _when(study))
            y += ROW
        ticks = {LEFT + PERCENT * percent: str(percent) for percent in range(0, 101, 25)}
        board.ruler(axes, ticks, 58, y + 4, "women with leg cramps, of 100", below=(10, 27))
        return svg.text(figure, name)


def _row(axes: Axes, y: float, study: Prevalence, label: str, below: str = "") -> None:
    """Draw one study: its name, its value with the interval, and the value in words; a dot where it has no bar."""
    board.words(axes, 2, y - (7 if below else 0), label, 12.5)
    if below:
        board.words(axes, 2, y + 8, below, 11)
    x, bounds = LEFT + PERCENT * (study.percent or 0), interval(study)
    right = x + 7
    if bounds:
        low, high = (LEFT + PERCENT * bound for bound in bounds)
        axes.plot([low, high], [y, y], color=INK, linewidth=2, solid_capstyle="butt", gid=f"{study.id}.interval")
        right = max(right, high + 6)
    if below:
        face = HALO if study.up_to else INK
        axes.plot([x], [y], "o", markersize=8, markerfacecolor=face, markeredgecolor=INK, gid=study.id)
    board.words(axes, right, y, _share(study), 13, fontweight="bold")
