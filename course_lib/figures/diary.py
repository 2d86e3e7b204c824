"""What a diary shows: how bad the cramps were day by day, which muscle, what helped. Pure functions of its rows.

Each figure counts what was written down and no more: cramps come and go by themselves, and a few weeks of one person
cannot tell what made a difference.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from matplotlib.patches import Circle, Rectangle

from course_lib.figures import svg
from course_lib.figures.palette import HALO, INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture

WIDTH, LEFT, RIGHT = 440, 44, 12
TOP, STEP = 44, 13
"""Pixels: from the top to severity 10, and between two numbers of the scale."""
NIGHT = (22, 7)
"""The night begins and ends at these hours."""
ROW, BAR = 26, 16
ACCENT = STATUS["allowed"]


class Cramp(Protocol):
    """What a figure needs of an entry of the diary."""

    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def severity(self) -> int: ...  # noqa: D102
    @property
    def muscle(self) -> str: ...  # noqa: D102
    @property
    def helped(self) -> str: ...  # noqa: D102


def at_night(cramp: Cramp) -> bool:
    """Whether it came between 10 at night and 7 in the morning."""
    return cramp.at.hour >= NIGHT[0] or cramp.at.hour < NIGHT[1]


def times(number: int, one: str = "cramp") -> str:
    """Return ``1 cramp`` or ``3 cramps``."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def by_day(rows: Sequence[Cramp], last: date, days: int = 14) -> Picture:
    """Return how bad each cramp was, day by day: one dot a cramp, full at night, open by day."""
    first, shown = last - timedelta(days=days - 1), _shown(rows, last, days)
    said = [f"{row.at:%m-%d %H:%M} {row.severity} of 10" for row in shown[-40:]]
    alt = f"{_title(shown, days)}." + (f" How bad, from 0 to 10: {'; '.join(said)}." if said else "")
    caption = f"From {first:%Y-%m-%d} to {last:%Y-%m-%d}, as you wrote it down."
    return Picture(themed(days_drawn(rows, last, days, "diary-days")), alt, caption, WIDTH)


def days_drawn(rows: Sequence[Cramp], last: date, days: int, name: str) -> str:
    """Return the drawing of `by_day` as SVG text in the colors of a light page."""
    first, shown = last - timedelta(days=days - 1), _shown(rows, last, days)
    bottom, step = TOP + 10 * STEP, (WIDTH - LEFT - RIGHT) / days
    with svg.board(WIDTH, bottom + 44) as (figure, axes):
        svg.words(axes, 2, 14, _title(shown, days), 13.5, fontweight="bold")
        svg.words(axes, 2, TOP - 14, "How bad, 0 to 10", 10.5)
        for severity in (0, 5, 10):
            y = bottom - severity * STEP
            axes.plot([LEFT, WIDTH - RIGHT], [y, y], color=MUTED, linewidth=0.6, alpha=0.7)
            axes.text(LEFT - 6, y + 4, str(severity), fontsize=11, color=INK, ha="right")
        for day in range(0, days, max(1, round(days / 4))):
            x = LEFT + (day + 0.5) * step
            axes.plot([x, x], [bottom, bottom + 4], color=MUTED, linewidth=0.8)
            axes.text(x, bottom + 18, f"{first + timedelta(days=day):%m-%d}", fontsize=10.5, color=INK, ha="center")
        earlier: Counter[tuple[date, int]] = Counter()  # cramps that were as bad on the same day stand side by side
        for row in shown:
            place = (row.at.date(), row.severity)
            x = LEFT + ((row.at.date() - first).days + 0.5) * step + 4 * earlier[place]
            earlier[place] += 1
            look = {"facecolor": ACCENT if at_night(row) else HALO, "edgecolor": ACCENT, "linewidth": 1.6}
            axes.add_patch(Circle((x, bottom - row.severity * STEP), 4.5, **look))
        svg.words(axes, LEFT, bottom + 34, "Full dot: at night (10 to 7). Open dot: by day.", 10.5)
        return svg.text(figure, name)


def counts(rows: Sequence[Cramp], field: str) -> Picture:
    """Return how often each answer was given: ``field`` is ``"muscle"`` or ``"helped"``.

    Raises
    ------
    ValueError
        For another field.
    """
    if field not in ("muscle", "helped"):
        raise ValueError(f"There is no figure of {field!r}; choose muscle or helped.")
    found = Counter(getattr(row, field) for row in rows).most_common()
    asked = "Which muscle" if field == "muscle" else "What you say helped"
    most = [name for name, number in found if number == found[0][1]]
    title = f"{asked}: {' and '.join(most)} most often" if 0 < len(most) < 3 and len(found) > 1 else f"{asked}"
    with svg.board(WIDTH, 30 + ROW * max(1, len(found))) as (figure, axes):
        svg.words(axes, 2, 14, title if len(title) < 56 else asked, 13.5, fontweight="bold")
        for place, (name, number) in enumerate(found):
            y = 30 + ROW * place
            width = 170 * number / found[0][1]
            axes.add_patch(Rectangle((228, y), width, BAR, facecolor=ACCENT, alpha=0.85, linewidth=0))
            svg.words(axes, 2, y + BAR / 2, name if len(name) < 36 else f"{name[:34]} …", 11)
            svg.words(axes, 234 + width, y + BAR / 2, str(number), 11, fontweight="bold")
        drawing = svg.text(figure, f"diary-{field}")
    alt = f"{title}. {'; '.join(f'{name}: {number}' for name, number in found) or 'Nothing is written down'}."
    caption = "Counted from your diary. A cramp also passes by itself, so this cannot tell what made it stop."
    return Picture(themed(drawing), alt, caption if field == "helped" else "Counted from your diary.", WIDTH)


def _shown(rows: Sequence[Cramp], last: date, days: int) -> list[Cramp]:
    return [row for row in rows if last - timedelta(days=days) < row.at.date() <= last]


def _title(shown: Sequence[Cramp], days: int) -> str:
    with_cramps = len({row.at.date() for row in shown})
    return f"{times(len(shown))} written down, on {with_cramps} of {times(days, 'day')}"
