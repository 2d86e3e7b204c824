"""A trainee's flashcards and simulated patients: what was still known, what is due, how each visit went."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from course_lib import facts
from course_lib.figures.chart import BAD, GOOD, bars, by_key, chart, picture, printable
from course_lib.figures.palette import INK
from course_lib.figures.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from course_lib.records import Card, CaseAttempt, Review

    Tried = tuple[str, list[CaseAttempt]]

WEEKS, DAYS, ROW, CASE_ROW, MOST_CASES, MOST_EARLIER = 6, 7, 24, 58, 24, 10
"""So many weeks back and days ahead; pixels of a bar and of a case; so many cases, and of each so many attempts."""


class Bar(NamedTuple):
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
    coming = [now.date() + timedelta(days=day) for day in range(DAYS)]
    names = ["later today", "tomorrow", *(f"{day:%a %m-%d}" for day in coming[2:])]
    bars_ahead = [Bar(name, waiting.count(day), len(cards)) for name, day in zip(names, coming, strict=True)]
    return [Bar("now", len(cards) - len(waiting), len(cards)), *bars_ahead]


def by_card(cards: Sequence["Card"], reviews: Sequence["Review"], now: datetime) -> Picture:
    """Return what was known when it came back, and what is due.

    Raises
    ------
    ValueError
        Where there is no card.
    """
    if not cards:
        raise ValueError("There is no card to draw yet; give at least one.")
    back, coming = known(reviews, now.date()), due(cards, now)
    sentences = [_waiting(back, coming), *(f"Known again, {bar.words}: {bar.number} of {bar.of}" for bar in back)]
    sentences += [f"Due {bar.words}: {bar.number}" for bar in coming]
    caption = "Known: a card came back after a day or more, and the answer was not “again”."
    return picture(lambda: cards_drawn(cards, reviews, now), "progress-cards", sentences, caption)


def cards_drawn(cards: Sequence["Card"], reviews: Sequence["Review"], now: datetime) -> "Figure":
    """Return the drawing of `by_card`."""
    back, coming = known(reviews, now.date()), due(cards, now)
    heights = (ROW * max(1, len(back)), ROW * len(coming))
    with chart(_waiting(back, coming), *heights, left=104) as (figure, (upper, lower)):
        shares = [(bar.words, 100 * bar.number / bar.of, bar) for bar in back]
        texts = [(words, share, f"{share:.0f} % ({bar.number} of {bar.of})") for words, share, bar in shares]
        bars(upper, "known", texts, longest=200)
        upper.set_title("Still known when they came back, in %" if back else "No card has come back yet.", x=-0.5)
        most = max(1, *(bar.number for bar in coming))
        bars(lower, "due", [(bar.words, bar.number, str(bar.number)) for bar in coming], longest=1.2 * most)
        lower.set_title("Cards due", x=-0.5)
    return figure


def _waiting(back: Sequence[Bar], coming: Sequence[Bar]) -> str:
    number = coming[0].number
    waiting = f"{number} card{'' if number == 1 else 's'} due now" if number else "No card is due now"
    if not back:
        return f"{waiting}, none has come back yet"
    return f"{waiting}; {sum(bar.number for bar in back)} of {sum(bar.of for bar in back)} still known"


def by_case(attempts: Sequence["CaseAttempt"]) -> Picture:
    """Return each case's last attempt as a bar, earlier ones as thin lines.

    Raises
    ------
    ValueError
        Where there is no attempt.
    """
    cases = seen(attempts)
    caption = (
        "Bar: the last attempt, in percent of the checklist; thin line: an earlier one. A critical error fails the "
        "case, whatever the percent."
    )
    sentences = [_met(cases), *(_in_words(case, tried) for case, tried in cases[:MOST_CASES])]
    return picture(lambda: cases_drawn(attempts), "progress-cases", sentences, caption)


def cases_drawn(attempts: Sequence["CaseAttempt"]) -> "Figure":
    """Return the drawing of `by_case`."""
    cases = seen(attempts)
    rows = min(MOST_CASES, len(cases))
    with chart(_met(cases), CASE_ROW * rows, right=112, gap=30) as (figure, (axes,)):
        for row, (case, tried) in enumerate(cases[:MOST_CASES]):
            last = tried[-1]
            axes.text(0, row + 0.2, printable(_name(case), 44), fontsize=11.5, fontweight="bold")
            color = BAD if last.critical else GOOD
            axes.barh(row + 0.45, percent(last), 0.26, color=color, alpha=0.85, gid=f"case-{row}.last")
            for earlier in tried[:-1][-MOST_EARLIER:]:
                axes.plot([percent(earlier)] * 2, [row + 0.27, row + 0.63], color=INK, gid=f"case-{row}.earlier")
            axes.text(103, row + 0.52, printable(f"{percent(last)} % {last.rating}", 24), fontsize=11.5)
            if last.critical:
                axes.plot([2], [row + 0.81], "s", color=BAD, markersize=8, gid=f"case-{row}.critical")
                axes.text(7, row + 0.86, printable(f"Critical error: {last.critical}", 48))
        axes.set(xlim=(0, 100), ylim=(rows, 0), xticks=[], yticks=[])
    return figure


def seen(attempts: Sequence["CaseAttempt"]) -> list["Tried"]:
    """Return each case's id with its attempts, oldest first, in the order of the course; unknown ones last."""
    cases = by_key(attempts, lambda attempt: attempt.case, "case")
    order = [*facts.cases(), *cases]
    return sorted(cases.items(), key=lambda case: order.index(case[0]))


def percent(attempt: "CaseAttempt") -> int:
    """Return how many percent of the checklist were reached."""
    return round(100 * attempt.points / attempt.out_of) if attempt.out_of > 0 else 0


def _name(case: str) -> str:
    return facts.cases()[case].title if case in facts.cases() else case


def _in_words(case: str, tried: Sequence["CaseAttempt"]) -> str:
    last, earlier = tried[-1], [f"{percent(attempt)} %" for attempt in tried[:-1][-MOST_EARLIER:]]
    after = f", after {', '.join(earlier)}" if earlier else ""
    error = f", critical error: {last.critical}" if last.critical else ""
    return printable(f"{_name(case)}: {percent(last)} %, {last.rating}{after}{error}", 400)


def _met(cases: Sequence["Tried"]) -> str:
    known_cases = sum(case in facts.cases() for case, _ in cases)
    met = f"{known_cases} of {len(facts.cases())} cases seen" if known_cases else f"{len(cases)} cases seen"
    failed = sum(bool(tried[-1].critical) for _, tried in cases)
    return f"{met}, {failed or 'none'} with a critical error the last time"
