"""How many flashcards a trainee still knew when they came back, and how many are due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course_lib.figures import svg
from course_lib.figures.palette import INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture
from course_lib.figures.progress_board import LINE, SHOWN_WIDTH, WIDTH, heading, wrapped

if TYPE_CHECKING:
    from course_lib.figures.practice import Card, Review

WEEKS, DAYS, ROW, BAR, LEFT, LONGEST = 6, 7, 24, 15, 104, 170
ACCENT = STATUS["allowed"]


@dataclass(frozen=True)
class Bar:
    """One line of the drawing: its words, how many of how many."""

    words: str
    number: int
    of: int


def known(reviews: Sequence["Review"], today: date) -> list[Bar]:
    """Return for each of the last weeks how many cards were known that came back after a day or more."""
    before: dict[str, datetime] = {}
    weeks: dict[int, list[bool]] = defaultdict(list)
    for review in reviews:
        if review.card in before and review.at - before[review.card] >= timedelta(days=1):
            weeks[(today - review.at.date()).days // 7].append(review.rating > 1)
        before[review.card] = review.at
    names = ["the last 7 days", *(f"{week} week{'s' * (week > 1)} before" for week in range(1, WEEKS))]
    return [Bar(names[week], sum(weeks[week]), len(weeks[week])) for week in range(WEEKS) if weeks[week]]


def due(cards: Sequence["Card"], now: datetime) -> list[Bar]:
    """Return how many cards are due now, and on each of the next days."""
    waiting = [card.due.date() for card in cards if card.due > now]
    bars = [Bar("now", len(cards) - len(waiting), len(cards))]
    bars += [Bar("later today", waiting.count(now.date()), len(cards))]
    for number in range(1, DAYS):
        day = now.date() + timedelta(days=number)
        bars.append(Bar("tomorrow" if number == 1 else f"{day:%a %m-%d}", waiting.count(day), len(cards)))
    return bars


def by_card(rows: Sequence["Card"], reviews: Sequence["Review"], now: datetime) -> Picture:
    """Return what was known when it came back, and what is due.

    Raises
    ------
    ValueError
        Where there is no card.
    """
    if not rows:
        raise ValueError("There is no card to draw yet; give at least one.")
    back, coming = known(reviews, now.date()), due(rows, now)
    said = [f"Known again, {bar.words}: {bar.number} of {bar.of}" for bar in back]
    said += [f"Due {bar.words}: {bar.number}" for bar in coming]
    alt = f"{_title(back, coming)}. {'. '.join(said)}."
    caption = "Known: a card came back after a day or more, and the answer was not “again”."
    return Picture(themed(svg.text(drawn(rows, reviews, now), "progress-cards")), alt, caption, SHOWN_WIDTH)


def drawn(rows: Sequence["Card"], reviews: Sequence["Review"], now: datetime) -> Figure:
    """Return the drawing of `by_card`."""
    back, coming = known(reviews, now.date()), due(rows, now)
    title = _title(back, coming)
    top = LINE * len(wrapped(title)) + 14
    middle = top + 22 + ROW * max(1, len(back)) + 16
    with svg.board(WIDTH, middle + 22 + ROW * len(coming) + 6) as (figure, axes):
        heading(axes, title)
        svg.words(axes, 2, top + 6, "Still known when they came back, in %", 11.5)
        for number, bar in enumerate(back):
            text = f"{100 * bar.number / bar.of:.0f} % ({bar.number} of {bar.of})"
            _bar(axes, f"known-{number}", top + 22 + ROW * number, bar.words, 0.6 * bar.number / bar.of, text)
        if not back:
            svg.words(axes, 2, top + 30, "No card has come back yet.", 11.5, color=MUTED)
        svg.words(axes, 2, middle + 6, "Cards due", 11.5)
        most = max(1, *(bar.number for bar in coming))
        for number, bar in enumerate(coming):
            _bar(axes, f"due-{number}", middle + 22 + ROW * number, bar.words, bar.number / most, str(bar.number))
        return figure


def _bar(axes: Axes, gid: str, y: float, words: str, share: float, text: str) -> None:
    axes.text(LEFT - 8, y + 12, words, fontsize=11.5, color=INK, ha="right")
    axes.add_patch(Rectangle((LEFT, y), LONGEST * share, BAR, facecolor=ACCENT, alpha=0.85, linewidth=0, gid=gid))
    svg.words(axes, LEFT + LONGEST * share + 6, y + BAR / 2, text, 12, fontweight="bold")


def _title(back: Sequence[Bar], coming: Sequence[Bar]) -> str:
    number = coming[0].number
    waiting = f"{number} card{'' if number == 1 else 's'} due now" if number else "No card is due now"
    if not back:
        return f"{waiting}, none has come back yet"
    return f"{waiting}; {sum(bar.number for bar in back)} of {sum(bar.of for bar in back)} still known"
