"""How the simulated patients went: percent of the checklist, and critical errors by shape and word."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course_lib import facts
from course_lib.figures import svg
from course_lib.figures.palette import INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture
from course_lib.figures.progress_board import LINE, SHOWN_WIDTH, WIDTH, heading, printable, wrapped

if TYPE_CHECKING:
    from course_lib.figures.practice import CaseAttempt

LEFT, LONGEST, ROW, ERROR_LINE, BAR = 8, 170, 46, 18, 14
MOST = 24
"""So many cases are drawn."""


def by_case(attempts: Sequence["CaseAttempt"]) -> Picture:
    """Return each case's last attempt as a bar, earlier ones as thin lines.

    Raises
    ------
    ValueError
        Where there is no attempt.
    """
    rows = seen(attempts)
    said = ". ".join(_said(case, tried) for case, tried in rows[:MOST])
    caption = (
        "Bar: the last attempt, in percent of the checklist; thin line: an earlier one. A critical error fails the "
        "case, whatever the percent."
    )
    picture = svg.text(drawn(attempts), "progress-cases")
    return Picture(themed(picture), f"{_title(rows)}. {said}.", caption, SHOWN_WIDTH)


def drawn(attempts: Sequence["CaseAttempt"]) -> Figure:
    """Return the drawing of `by_case`."""
    rows = seen(attempts)
    title, rows = _title(rows), rows[:MOST]
    heights = [ROW + ERROR_LINE * bool(tried[-1].critical) for _, tried in rows]
    top = LINE * len(wrapped(title)) + 12
    with svg.board(WIDTH, top + sum(heights) + 6) as (figure, axes):
        heading(axes, title)
        for number, (case, tried) in enumerate(rows):
            _row(axes, f"case-{number}", top + sum(heights[:number]), case, tried)
        return figure


def seen(attempts: Sequence["CaseAttempt"]) -> list[tuple[str, list["CaseAttempt"]]]:
    """Return each case's id with its attempts, oldest first, in the order of the course; unknown ones last."""
    if not attempts:
        raise ValueError("There is no case to draw yet; give at least one.")
    found: dict[str, list[CaseAttempt]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.case].append(attempt)
    order = list(facts.cases())
    return sorted(found.items(), key=lambda row: order.index(row[0]) if row[0] in order else len(order))


def percent(attempt: "CaseAttempt") -> int:
    """Return how many percent of the checklist were reached."""
    return round(100 * attempt.points / attempt.out_of) if attempt.out_of > 0 else 0


def _row(axes: Axes, gid: str, y: float, case: str, tried: Sequence["CaseAttempt"]) -> None:
    last = tried[-1]
    svg.words(axes, 2, y + 8, printable(_name(case), 44), 11.5, fontweight="bold", parse_math=False)
    axes.plot([LEFT, LEFT + LONGEST], [y + 34, y + 34], color=MUTED, linewidth=0.8)
    color = STATUS["avoid" if last.critical else "allowed"]
    long = LONGEST * percent(last) / 100
    bar = Rectangle((LEFT, y + 20), long, BAR, facecolor=color, alpha=0.85, linewidth=0, gid=f"{gid}.last")
    axes.add_patch(bar)
    for earlier in tried[:-1][-10:]:
        x = LEFT + LONGEST * percent(earlier) / 100
        axes.plot([x, x], [y + 17, y + 37], color=INK, linewidth=1.2, gid=f"{gid}.earlier")
    words = printable(f"{percent(last)} % {last.rating}", 24)
    svg.words(axes, LEFT + LONGEST + 6, y + 27, words, 11.5, parse_math=False)
    if last.critical:
        svg.marker(axes, LEFT + 6, y + 46, "avoid", f"{gid}.critical", 5)
        words = printable(f"Critical error: {last.critical}", 48)
        svg.words(axes, LEFT + 18, y + 46, words, 11, parse_math=False)


def _name(case: str) -> str:
    return facts.cases()[case].title if case in facts.cases() else case


def _said(case: str, tried: Sequence["CaseAttempt"]) -> str:
    last = tried[-1]
    words = f"{_name(case)}: {percent(last)} %, {last.rating}"
    if len(tried) > 1:
        words += f", after {', '.join(f'{percent(each)} %' for each in tried[:-1][-10:])}"
    return printable(words + (f", critical error: {last.critical}" if last.critical else ""), 400)


def _title(rows: Sequence[tuple[str, Sequence["CaseAttempt"]]]) -> str:
    known = sum(1 for case, _ in rows if case in facts.cases())
    met = f"{known} of {len(facts.cases())} cases seen" if known else f"{len(rows)} cases seen"
    failed = sum(1 for _, tried in rows if tried[-1].critical)
    return f"{met}, {failed or 'none'} with a critical error the last time"
