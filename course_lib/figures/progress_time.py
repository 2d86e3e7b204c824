"""How a trainee's hits and distances changed with the days of practice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.facts.marking import PASS_MARK
from course_lib.figures import svg
from course_lib.figures.palette import INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture
from course_lib.figures.progress_board import LINE, SHOWN_WIDTH, WIDTH, heading, median_mm, scale_end, wrapped

if TYPE_CHECKING:
    from course_lib.figures.practice import Mark

LEFT, RIGHT, HEIGHT, GAP = 46, 26, 100, 46
LONGEST_BY_DAY = 60
"""Days: over a longer time the marks are counted by week."""
ACCENT = STATUS["allowed"]


@dataclass(frozen=True)
class Day:
    """The marks of one day, or of the week that begins on it."""

    first: date
    marks: int
    hits: int
    median_mm: float | None

    @property
    def percent(self) -> float:
        """How many of 100 marks were hits."""
        return 100 * self.hits / self.marks


def days(marks: Sequence["Mark"]) -> list[Day]:
    """Return the days (or, over a long time, the weeks) with marks, oldest first."""
    if not marks:
        raise ValueError("There is no mark to draw yet; give at least one.")
    dates = [mark.at.date() for mark in marks]
    weekly = _weekly(marks)
    found: dict[date, list[Mark]] = defaultdict(list)
    for mark, day in zip(marks, dates, strict=True):
        found[day - timedelta(days=day.weekday()) if weekly else day].append(mark)
    return [Day(day, len(rows), sum(row.hit for row in rows), median_mm(rows)) for day, rows in sorted(found.items())]


def over_time(marks: Sequence["Mark"]) -> Picture:
    """Return hits and median distance, day by day or week by week.

    Raises
    ------
    ValueError
        Where there is no mark.
    """
    shown, unit = days(marks), "week" if _weekly(marks) else "day"
    lines = [
        f"{day.first}: {day.hits} of {day.marks} hit, {_off(day.median_mm)}"
        for day in (shown if len(shown) <= 20 else (*shown[:3], *shown[-17:]))
    ]
    alt = f"{_title(marks)}. {'. '.join(lines)}."
    caption = f"One dot is one {unit}. The mock exam is passed with {PASS_MARK} of 100 hits. Few marks swing widely."
    return Picture(themed(svg.text(drawn(marks), "progress-time")), alt, caption, SHOWN_WIDTH)


def drawn(marks: Sequence["Mark"]) -> Figure:
    """Return the drawing of `over_time`."""
    shown, unit = days(marks), "week" if _weekly(marks) else "day"
    title = _title(marks)
    top = LINE * len(wrapped(title)) + 30
    medians = [day.median_mm for day in shown]
    end = scale_end(medians)
    with svg.board(WIDTH, top + 2 * HEIGHT + GAP + 30) as (figure, axes):
        heading(axes, title)
        _panel(axes, "hits", top, shown, [day.percent for day in shown], (0, 50, 100), f"Hits, in %, by {unit}")
        _panel(axes, "median", top + HEIGHT + GAP, shown, medians, (0, end // 2, end), "Median distance, in mm")
        y = top + HEIGHT * (1 - PASS_MARK / 100)
        axes.plot([LEFT, WIDTH - RIGHT], [y, y], color=INK, linewidth=1, linestyle=(0, (5, 4)), gid="pass")
        axes.text(LEFT + 4, y - 4, f"{PASS_MARK} %: passes the exam", fontsize=11, color=INK)
        return figure


def _panel(
    axes: Axes, gid: str, top: float, shown: Sequence[Day], values: Sequence[float | None], ticks: tuple[int, int, int],
    words: str,
) -> None:  # fmt: skip
    """Draw one scale with a dot for each day; the newest value is written beside its dot."""
    bottom, span = top + HEIGHT, max(1, (shown[-1].first - shown[0].first).days)
    svg.words(axes, 2, top - 13, words, 11)
    for tick in ticks:
        y = bottom - HEIGHT * tick / ticks[-1]
        axes.plot([LEFT, WIDTH - RIGHT], [y, y], color=MUTED, linewidth=0.6, alpha=0.6, zorder=0)
        axes.text(LEFT - 6, y + 4, str(tick), fontsize=11, color=INK, ha="right")
    if len(shown) == 1:
        axes.text((LEFT + WIDTH - RIGHT) / 2, bottom + 16, f"{shown[0].first}", fontsize=11, color=INK, ha="center")
    else:
        axes.text(LEFT - 6, bottom + 16, f"{shown[0].first}", fontsize=11, color=INK)
        axes.text(WIDTH - 2, bottom + 16, f"{shown[-1].first}", fontsize=11, color=INK, ha="right")
    spots = []
    for day, value in zip(shown, values, strict=True):
        share = 0.5 if len(shown) == 1 else (day.first - shown[0].first).days / span
        if value is not None:
            spots.append((LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16), bottom - HEIGHT * min(1, value / ticks[-1])))
    if spots:
        axes.plot(*zip(*spots, strict=True), color=ACCENT, linewidth=1.2, alpha=0.6)
        axes.plot(
            *zip(*spots, strict=True), color=ACCENT, linestyle="none", marker="o", markersize=6, gid=gid, clip_on=False
        )
        last = next(value for value in reversed(values) if value is not None)
        axes.text(spots[-1][0] + 6, spots[-1][1] + 4, f"{last:.0f}", fontsize=12, color=INK, fontweight="bold")


def _weekly(marks: Sequence["Mark"]) -> bool:
    dates = [mark.at.date() for mark in marks]
    return (max(dates) - min(dates)).days > LONGEST_BY_DAY


def _off(median_mm: float | None) -> str:
    return "no mark set" if median_mm is None else f"median {median_mm:.0f} mm"


def _title(marks: Sequence["Mark"]) -> str:
    """Compare as many of the newest marks as of the first: a single day may have only one."""
    hits = [mark.hit for mark in marks]
    number = min(20, len(hits) // 2)
    if number < 3:
        return f"{sum(hits)} of {len(hits)} hit so far"
    return f"{sum(hits[-number:])} of the newest {number} marks hit, {sum(hits[:number])} of the first {number}"
