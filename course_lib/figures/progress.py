"""How far from the points a trainee's marks lay, point by point, beside what a study found for doctors."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.location import PointField
from course_lib.figures import svg
from course_lib.figures.palette import INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture
from course_lib.figures.progress_board import (
    LINE,
    SHOWN_WIDTH,
    WIDTH,
    heading,
    median_mm,
    printable,
    scale_end,
    wrapped,
)

if TYPE_CHECKING:
    from course_lib.figures.practice import Mark

LEFT, RIGHT = 8, 14
HIT, MISS = STATUS["allowed"], STATUS["avoid"]
LANE, STUDY_LANE, MOST_POINTS, MOST_MARKS = 50, 76, 20, 25
"""Pixels of a point's lane, without and with a study below it; so many points, and of each so many of the newest."""
STUDY = "doctors-23-points"
KEY = (
    "Shaded: near enough for a hit, half a B-cun of that body or the landmark's own uncertainty where that is larger. "
    "Dot: a hit; cross: not."
)


def by_point(marks: Sequence["Mark"]) -> Picture:
    """Return each point's marks by their distance from it, farthest first.

    Raises
    ------
    ValueError
        Where there is no mark.
    """
    lanes = grouped(marks)
    said = ". ".join(_said(code, rows) for code, rows in lanes[:MOST_POINTS])
    alt = f"{_title(lanes)}. {said}. {_studied(code for code, _ in lanes[:MOST_POINTS])}"
    left_out = [f"{len(lanes) - MOST_POINTS} more points are not drawn."] if len(lanes) > MOST_POINTS else []
    if any(len(rows) > MOST_MARKS for _, rows in lanes):
        left_out.append(f"Of each point the newest {MOST_MARKS} marks are drawn; the words count all.")
    caption = " ".join([KEY, *left_out, _source(lanes)])
    return Picture(themed(svg.text(drawn(marks), "progress-points")), alt, caption, SHOWN_WIDTH)


def drawn(marks: Sequence["Mark"]) -> Figure:
    """Return the drawing of `by_point`."""
    lanes = grouped(marks)
    title, lanes = _title(lanes), lanes[:MOST_POINTS]
    fields, longest = point_fields(), scale_end(row.distance_mm for _, rows in lanes for row in rows[-MOST_MARKS:])
    heights = [STUDY_LANE if code in fields else LANE for code, _ in lanes]
    top = LINE * len(wrapped(title)) + 30
    with svg.board(WIDTH, top + sum(heights) + 24) as (figure, axes):
        heading(axes, title)
        _scale(axes, longest, top, top + sum(heights))
        for number, (code, rows) in enumerate(lanes):
            y = top + sum(heights[:number])
            _lane(axes, f"point-{number}", y, (code, rows), longest)
            if code in fields:
                _doctors(axes, f"point-{number}.study", y + LANE, fields[code], longest)
        return figure


def grouped(marks: Sequence["Mark"]) -> list[tuple[str, list["Mark"]]]:
    """Return each point's code with its marks, the point with the largest median distance first."""
    if not marks:
        raise ValueError("There is no mark to draw yet; give at least one.")
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.point].append(mark)

    def farness(lane: tuple[str, list["Mark"]]) -> float:
        far = median_mm(lane[1])
        return -1 if far is None else far

    return sorted(found.items(), key=farness, reverse=True)


def point_fields() -> dict[str, PointField]:
    """Return the fields in which a study's doctors marked points, by code."""
    return {field.point: field for field in facts.location_studies()[STUDY].fields}


def _x(distance: float, longest: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * min(distance, longest) / longest


def _scale(axes: Axes, longest: int, top: float, bottom: float) -> None:
    for distance in range(0, longest + 1, 20 if longest > 60 else 10):
        x = _x(distance, longest)
        axes.plot([x, x], [top, bottom], color=MUTED, linewidth=0.6, alpha=0.5, zorder=0)
        unit = " mm" if distance == longest else ""
        align = "right" if unit else "center"
        axes.text(x + (RIGHT - 6 if unit else 0), bottom + 16, f"{distance}{unit}", fontsize=11, color=INK, ha=align)
    svg.words(axes, 2, top - 12, "Distance along the skin from the point, in mm", 11)


def _lane(axes: Axes, gid: str, y: float, lane: tuple[str, list["Mark"]], longest: int) -> None:
    """Draw one point: its words, the shaded zone of a hit, a dot for each hit and a cross for each other mark."""
    code, rows = lane
    words = printable(_said(code, rows), 46)
    svg.words(axes, 2, y + 10, words, 11.5, fontweight="bold", parse_math=False)
    limit = median(row.limit_mm for row in rows)
    near = _x(limit, longest) - LEFT
    zone = Rectangle((LEFT, y + 20), near, 24, facecolor=HIT, alpha=0.16, linewidth=0, gid=f"{gid}.limit")
    axes.add_patch(zone)
    newest = [row for row in rows if row.distance_mm is not None][-MOST_MARKS:]
    for name, marker, color, hit in (("hits", "o", HIT, True), ("misses", "x", MISS, False)):
        spots = _spots([row for row in newest if row.hit == hit], y + 32, longest)
        if spots:
            axes.plot(
                *zip(*spots, strict=True), linestyle="none", marker=marker, markersize=7, markeredgewidth=1.8,
                markeredgecolor=color, color=color, alpha=0.85, gid=f"{gid}.{name}", clip_on=False,
            )  # fmt: skip
    beyond = sum(1 for row in newest if (row.distance_mm or 0) > longest)
    if beyond:
        x, text = WIDTH - RIGHT - 8, f"{beyond} beyond {longest} mm"
        axes.text(x, y + 36, text, fontsize=11, color=INK, ha="right", gid=f"{gid}.beyond")


def _spots(rows: Iterable["Mark"], middle: float, longest: int) -> list[tuple[float, float]]:
    """Return a place for each mark; marks of about the same distance stand over and under each other."""
    crowd: Counter[int] = Counter()
    spots = []
    for row in rows:
        x = _x(row.distance_mm or 0, longest)
        step = crowd[round(x / 7)]
        crowd[round(x / 7)] += 1
        spots.append((x, middle + (0, -7, 7)[step % 3]))
    return spots


def _doctors(axes: Axes, gid: str, y: float, field: PointField, longest: int) -> None:
    """Draw the circles of a study's fields as lines from the middle: thick for 68, thin for 95 of 100 marks."""
    for radius, width in ((field.radius_68_mm, 4.5), (field.radius_95_mm, 1.4)):
        ends = [LEFT, _x(radius, longest)]
        axes.plot(ends, [y + 3, y + 3], color=INK, linewidth=width, gid=gid, solid_capstyle="butt")
    people = facts.location_studies()[STUDY].people
    text = f"{people} doctors: 68 % in {field.radius_68_mm:.0f} mm, 95 % in {field.radius_95_mm:.0f} mm"
    svg.words(axes, LEFT, y + 14, text, 11)


def _said(code: str, rows: Sequence["Mark"]) -> str:
    middle, hits = median_mm(rows), sum(row.hit for row in rows)
    off = "no mark set" if middle is None else f"median {middle:.0f} mm"
    return f"{printable(code, 14)}: {hits} of {len(rows)} hit, {off}"


def _title(lanes: Sequence[tuple[str, Sequence["Mark"]]]) -> str:
    measured = [(code, rows) for code, rows in lanes if median_mm(rows) is not None]
    if len(measured) < 2:
        return _said(*(measured or lanes)[0])
    (worst, far), (best, near) = measured[0], measured[-1]
    return (
        f"Farthest off at {printable(worst, 14)} ({median_mm(far):.0f} mm), "
        f"closest at {printable(best, 14)} ({median_mm(near):.0f} mm)"
    )


def _studied(codes: Iterable[str]) -> str:
    """Return in words what the study found for the points that are drawn."""
    fields, people = point_fields(), facts.location_studies()[STUDY].people
    return " ".join(
        f"{people} doctors at {code}: 68 of 100 marks in a circle of {fields[code].radius_68_mm:.0f} mm, 95 in one of "
        f"{fields[code].radius_95_mm:.0f} mm."
        for code in codes
        if code in fields
    )


def _source(lanes: Sequence[tuple[str, Sequence["Mark"]]]) -> str:
    study = facts.location_studies()[STUDY]
    name = citation.short(study.refs[0])
    if not any(code in point_fields() for code, _ in lanes[:MOST_POINTS]):
        return f"For these points we could not read a study's number ({name} measured others)."
    return (
        f"Lines: circles as large as the areas of {study.people} doctors' marks in {name} (abstract). They lie around "
        "the middle of the doctors' own marks, not around the point of the standard. For points without a line we "
        "could not read a number."
    )
