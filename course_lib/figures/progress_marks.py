"""A trainee's marks: how far from each point, beside what a study found for doctors; and how that changed with time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.location import PointField
from course_lib.facts.marking import PASS_MARK
from course_lib.figures.chart import BAD, GOOD, by_key, chart, picture, printable
from course_lib.figures.palette import INK
from course_lib.figures.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from course_lib.records import Mark

    Lane = tuple[str, list[Mark]]

LANE, STUDY_LANE, MOST_POINTS, MOST_MARKS = 50, 76, 20, 25
"""Pixels of a point's lane, without and with a study below it; so many points, and of each so many of the newest."""
STUDY = "doctors-23-points"
KEY = (
    "Shaded: near enough for a hit, half a B-cun of that body or the landmark's own uncertainty where that is larger. "
    "Dot: a hit; cross: not."
)
LONGEST_BY_DAY = 60
"""Days: over a longer time the marks are counted by week."""


def by_point(marks: Sequence["Mark"]) -> Picture:
    """Return each point's marks by their distance from it, farthest first.

    Raises
    ------
    ValueError
        Where there is no mark.
    """
    lanes, fields, study = grouped(marks), point_fields(), facts.location_studies()[STUDY]
    drawn = lanes[:MOST_POINTS]
    sentences = [_farthest(lanes), *(_in_words(code, rows) for code, rows in drawn)]
    sentences += [
        f"{study.people} doctors at {code}: 68 of 100 marks in a circle of {fields[code].radius_68_mm:.0f} mm, 95 in "
        f"one of {fields[code].radius_95_mm:.0f} mm"
        for code, _ in drawn
        if code in fields
    ]
    caption, name = [KEY], citation.short(study.refs[0])
    if len(lanes) > MOST_POINTS:
        caption.append(f"{len(lanes) - MOST_POINTS} more points are not drawn.")
    if any(len(rows) > MOST_MARKS for _, rows in lanes):
        caption.append(f"Of each point the newest {MOST_MARKS} marks are drawn; the words count all.")
    caption.append(
        f"Lines: circles as large as the areas of {study.people} doctors' marks in {name} (abstract). They lie around "
        "the middle of the doctors' own marks, not around the point of the standard. For points without a line we "
        "could not read a number."
        if any(code in fields for code, _ in drawn)
        else f"For these points we could not read a study's number ({name} measured others)."
    )
    return picture(lambda: points_drawn(marks), "progress-points", sentences, " ".join(caption))


def points_drawn(marks: Sequence["Mark"]) -> "Figure":
    """Return the drawing of `by_point`: lanes in pixels from top to bottom, millimeters from left to right."""
    lanes, fields = grouped(marks)[:MOST_POINTS], point_fields()
    heights = [STUDY_LANE if code in fields else LANE for code, _ in lanes]
    end = scale_end(row.distance_mm for _, rows in lanes for row in rows[-MOST_MARKS:])
    with chart(_farthest(grouped(marks)), sum(heights), right=28) as (figure, (axes,)):
        for number, lane in enumerate(lanes):
            top = sum(heights[:number])
            _lane(axes, f"point-{number}", top, lane, end)
            if lane[0] in fields:
                _doctors(axes, f"point-{number}.study", top + LANE, fields[lane[0]])
        ticks = range(0, end + 1, 20 if end > 60 else 10)
        axes.set_xticks(ticks, [f"{tick} mm" if tick == end else str(tick) for tick in ticks])
        axes.set(
            xlim=(0, end), ylim=(sum(heights), 0), yticks=[], title="Distance along the skin from the point, in mm"
        )
    return figure


def _lane(axes: "Axes", gid: str, top: float, lane: "Lane", end: int) -> None:
    """Draw one point: its words, the shaded zone of a hit, a dot for each hit and a cross for each other mark."""
    axes.text(0, top + 14, printable(_in_words(*lane), 46), fontsize=11.5, fontweight="bold")
    limit = min(end, median(row.limit_mm for row in lane[1]))
    axes.barh(top + 32, limit, 24, color=GOOD, alpha=0.16, gid=f"{gid}.limit")
    measured = [(row.distance_mm, row.hit) for row in lane[1] if row.distance_mm is not None][-MOST_MARKS:]
    for name, marker, color, hits in (("hits", "o", GOOD, True), ("misses", "x", BAD, False)):
        x = [min(far, end) for far, hit in measured if hit == hits]
        if x:
            y = [top + 32 + aside for aside in _asides(x, end)]
            axes.plot(x, y, marker, color=color, ms=7, mew=1.8, alpha=0.85, clip_on=False, gid=f"{gid}.{name}")
    if beyond := sum(far > end for far, _ in measured):
        axes.text(0.97 * end, top + 36, f"{beyond} beyond {end} mm", ha="right", gid=f"{gid}.beyond")


def _asides(distances: Iterable[float], end: int) -> list[int]:
    """Return pixels down for each distance: marks of about the same distance stand over and under each other."""
    crowd: Counter[int] = Counter()
    asides = []
    for far in distances:
        place = round(40 * far / end)
        asides.append((0, -7, 7)[crowd[place] % 3])
        crowd[place] += 1
    return asides


def _doctors(axes: "Axes", gid: str, top: float, field: PointField) -> None:
    """Draw the circles of a study's fields as lines from the middle: thick for 68, thin for 95 of 100 marks."""
    for radius, width in ((field.radius_68_mm, 4.5), (field.radius_95_mm, 1.4)):
        axes.plot([0, radius], [top + 3, top + 3], color=INK, linewidth=width, gid=gid, solid_capstyle="butt")
    people = facts.location_studies()[STUDY].people
    text = f"{people} doctors: 68 % in {field.radius_68_mm:.0f} mm, 95 % in {field.radius_95_mm:.0f} mm"
    axes.text(0, top + 18, text)


def grouped(marks: Sequence["Mark"]) -> list["Lane"]:
    """Return each point's code with its marks, the point with the largest median distance first."""
    lanes = by_key(marks, lambda mark: mark.point, "mark")
    return sorted(lanes.items(), key=lambda lane: -1 if (far := median_mm(lane[1])) is None else far, reverse=True)


def point_fields() -> dict[str, PointField]:
    """Return the fields in which a study's doctors marked points, by code."""
    return {field.point: field for field in facts.location_studies()[STUDY].fields}


def _in_words(code: str, rows: Sequence["Mark"]) -> str:
    return f"{printable(code, 14)}: {sum(row.hit for row in rows)} of {len(rows)} hit, {_off(median_mm(rows))}"


def _farthest(lanes: Sequence["Lane"]) -> str:
    measured = [(lane, far) for lane in lanes if (far := median_mm(lane[1])) is not None]
    if len(measured) < 2:
        return _in_words(*(measured[0][0] if measured else lanes[0]))
    (worst, far), (best, near) = measured[0], measured[-1]
    return (
        f"Farthest off at {printable(worst[0], 14)} ({far:.0f} mm), closest at {printable(best[0], 14)} ({near:.0f} mm)"
    )


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
    shown = by_key(marks, lambda mark: mark.at.date(), "mark")
    if _unit(marks) == "week":
        shown = by_key(marks, lambda mark: mark.at.date() - timedelta(days=mark.at.weekday()), "mark")
    return [Day(day, len(rows), sum(row.hit for row in rows), median_mm(rows)) for day, rows in sorted(shown.items())]


def over_time(marks: Sequence["Mark"]) -> Picture:
    """Return hits and median distance, day by day or week by week.

    Raises
    ------
    ValueError
        Where there is no mark.
    """
    shown = days(marks)
    listed = shown if len(shown) <= 20 else (*shown[:3], *shown[-17:])
    sentences = [f"{day.first}: {day.hits} of {day.marks} hit, {_off(day.median_mm)}" for day in listed]
    exam = f"The mock exam is passed with {PASS_MARK} of 100 hits."
    caption = f"One dot is one {_unit(marks)}. {exam} Few marks swing widely."
    return picture(lambda: time_drawn(marks), "progress-time", [_newest(marks), *sentences], caption)


def time_drawn(marks: Sequence["Mark"]) -> "Figure":
    """Return the drawing of `over_time`: two panels, with the days as far apart as they were."""
    shown = days(marks)
    end = scale_end(day.median_mm for day in shown)
    with chart(_newest(marks), 100, 100, left=46, right=30) as (figure, (upper, lower)):
        _line(upper, "hits", [(day.first, day.percent) for day in shown], (0, 50, 100))
        upper.set_title(f"Hits, in %, by {_unit(marks)}")
        upper.axhline(PASS_MARK, color=INK, linewidth=1, linestyle=(0, (5, 4)), gid="pass")
        upper.text(0.02, PASS_MARK + 4, f"{PASS_MARK} %: passes the exam", transform=upper.get_yaxis_transform())
        _line(lower, "median", [(day.first, day.median_mm) for day in shown], (0, end // 2, end))
        lower.set_title("Median distance, in mm")
    return figure


def _line(axes: "Axes", gid: str, spots: Sequence[tuple[date, float | None]], ticks: tuple[int, int, int]) -> None:
    """Draw a dot for each day that has a number; the newest is written beside its dot."""
    ends = sorted({spots[0][0], spots[-1][0]})
    axes.set_xticks([day.toordinal() for day in ends], list(map(str, ends)))
    axes.set(ylim=(0, ticks[-1]), yticks=ticks)
    axes.grid(visible=False, axis="x")
    measured = [(day.toordinal(), min(value, ticks[-1]), value) for day, value in spots if value is not None]
    if measured:
        x, y, values = zip(*measured, strict=True)
        axes.plot(x, y, "-o", color=GOOD, linewidth=1.2, gid=gid, clip_on=False)
        axes.annotate(f"{values[-1]:.0f}", (x[-1], y[-1]), (7, -4), textcoords="offset points", fontweight="bold")


def _unit(marks: Sequence["Mark"]) -> str:
    dates = [mark.at.date() for mark in marks]
    return "week" if (max(dates) - min(dates)).days > LONGEST_BY_DAY else "day"


def _newest(marks: Sequence["Mark"]) -> str:
    """Compare as many of the newest marks as of the first: a single day may have only one."""
    hits = [mark.hit for mark in marks]
    number = min(20, len(hits) // 2)
    if number < 3:
        return f"{sum(hits)} of {len(hits)} hit so far"
    return f"{sum(hits[-number:])} of the newest {number} marks hit, {sum(hits[:number])} of the first {number}"


def median_mm(marks: Iterable["Mark"]) -> float | None:
    """Return the median distance of the marks that have one, in millimeters."""
    measured = [mark.distance_mm for mark in marks if mark.distance_mm is not None]
    return median(measured) if measured else None


def scale_end(distances: Iterable[float | None]) -> int:
    """Return the end of the scale in mm: 40, 60 or 80; what lies beyond is drawn at the edge and said."""
    farthest = max((far for far in distances if far is not None), default=0.0)
    return next((end for end in (40, 60) if farthest <= end), 80)


def _off(far: float | None) -> str:
    return "no mark set" if far is None else f"median {far:.0f} mm"
