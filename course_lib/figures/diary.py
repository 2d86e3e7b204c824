"""What a diary shows: how bad the cramps were day by day, which muscle, what helped. Pure functions of its rows.

Each figure counts what was written down and no more: cramps come and go by themselves, and a few weeks of one person
cannot tell what made a difference.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from course_lib.figures.chart import GOOD, bars, chart, picture
from course_lib.figures.palette import HALO
from course_lib.figures.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from course_lib.records import DiaryEntry

WIDTH = 440
NIGHT = (22, 7)
"""The night begins and ends at these hours."""
BESIDE = 0.15
"""Days: cramps that were as bad on the same day stand so far beside each other."""


def at_night(cramp: "DiaryEntry") -> bool:
    """Whether it came between 10 at night and 7 in the morning."""
    return cramp.at.hour >= NIGHT[0] or cramp.at.hour < NIGHT[1]


def times(number: int, one: str = "cramp") -> str:
    """Return ``1 cramp`` or ``3 cramps``."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def by_day(rows: Sequence["DiaryEntry"], last: date, days: int = 14) -> Picture:
    """Return how bad each cramp was, day by day: one dot a cramp, full at night, open by day."""
    shown = _shown(rows, last, days)
    newest = "; ".join(f"{row.at:%m-%d %H:%M} {row.severity} of 10" for row in shown[-40:])
    sentences = [_title(shown, days)] + ([f"How bad, from 0 to 10: {newest}"] if shown else [])
    caption = f"From {last - timedelta(days=days - 1)} to {last}, as you wrote it down."
    return picture(lambda: days_drawn(rows, last, days), "diary-days", sentences, caption)


def days_drawn(rows: Sequence["DiaryEntry"], last: date, days: int) -> "Figure":
    """Return the drawing of `by_day`."""
    first, shown = last - timedelta(days=days - 1), _shown(rows, last, days)
    with chart(_title(shown, days), 130, left=44, gap=66, below=40, width=WIDTH) as (figure, (axes,)):
        earlier: Counter[tuple[date, int]] = Counter()
        for row in shown:
            place = (row.at.date(), row.severity)
            face = GOOD if at_night(row) else HALO
            x = (row.at.date() - first).days + BESIDE * earlier[place]
            axes.plot(x, row.severity, "o", color=GOOD, mfc=face, ms=9, mew=1.6, clip_on=False)
            earlier[place] += 1
        ticks = range(0, days, max(1, round(days / 4)))
        axes.set_xticks(ticks, [f"{first + timedelta(days=day):%m-%d}" for day in ticks])
        axes.set(xlim=(-0.5, days - 0.5), ylim=(0, 10), yticks=(0, 5, 10), title="How bad, 0 to 10")
        axes.set_xlabel("Full dot: at night (10 to 7). Open dot: by day.", loc="left")
        axes.grid(visible=False, axis="x")
    return figure


def counts(rows: Sequence["DiaryEntry"], field: str) -> Picture:
    """Return how often each answer was given: ``field`` is ``"muscle"`` or ``"helped"``.

    Raises
    ------
    ValueError
        For another field.
    """
    if field not in ("muscle", "helped"):
        raise ValueError(f"There is no figure of {field!r}; choose muscle or helped.")
    answers = Counter(getattr(row, field) for row in rows).most_common()
    most = [name for name, number in answers if number == answers[0][1]]
    title = "Which muscle" if field == "muscle" else "What you say helped"
    title += f": {' and '.join(most)} most often" if 0 < len(most) < 3 and len(answers) > 1 else ""
    drawn = [(name if len(name) < 36 else f"{name[:34]} …", number, str(number)) for name, number in answers]

    def draw() -> "Figure":
        with chart(title, 26 * max(1, len(answers)), left=228, gap=20, width=WIDTH) as (figure, (axes,)):
            bars(axes, field, drawn, 1.15 * (answers[0][1] if answers else 1))
        return figure

    listed = "; ".join(f"{name}: {number}" for name, number in answers) or "Nothing is written down"
    caption = "Counted from your diary."
    if field == "helped":
        caption += " A cramp also passes by itself, so this cannot tell what made it stop."
    return picture(draw, f"diary-{field}", [title, listed], caption)


def _shown(rows: Sequence["DiaryEntry"], last: date, days: int) -> list["DiaryEntry"]:
    return [row for row in rows if last - timedelta(days=days) < row.at.date() <= last]


def _title(shown: Sequence["DiaryEntry"], days: int) -> str:
    with_cramps = len({row.at.date() for row in shown})
    return f"{times(len(shown))} written down, on {with_cramps} of {times(days, 'day')}"
