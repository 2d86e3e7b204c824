"""What her diary shows, and one page of it to print for her midwife or doctor."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from html import escape
from statistics import median

import ipywidgets as widgets

from course_lib.records import DiaryEntry, RecordError, now, record
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.diary.shown import LONG, call_for
from course_lib.tools.kit.card import CLOT_FIRST, alert, card
from course_lib.tools.kit.fields import field
from course_lib.tools.kit.her_page import OPENING, HerPage
from course_lib.tools.kit.tool import Tool

PERIODS = [("the last 2 weeks", 14), ("the last 4 weeks", 28), ("the last 8 weeks", 56)]
REVIEW = "Review draft: no obstetric clinician has signed this course yet."
NOT_TOLD = "This page counts what was written down. It cannot tell why a leg hurts, or that a leg is all right."
NOTES = 10
"""So many of the newest entries fit on one page."""


class MySummary(Tool):
    """Choose how far back; see the figures, and save the page."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page = record(), HerPage(self.show, now)
        self.rows: tuple[DiaryEntry, ...] = ()
        self.period = field(widgets.Dropdown, "Show", options=PERIODS, value=14)
        self.refresh = widgets.Button(description="Look again")
        self.page, self.figures = widgets.HTML(OPENING), widgets.HTML()
        clot = widgets.HTML(CLOT_FIRST)
        parts = (clot, self.period, self.refresh, self.page, self.figures, self._page)
        super().__init__(parts, "choices", "own", "summary")
        self.period.observe(lambda _: self.show(), names="value")
        self.refresh.on_click(lambda _: self.show())
        self._page.begin()

    def show(self) -> None:
        """Read the record again and tell what it holds."""
        last, days = self._page.now().date(), self.period.value
        self.figures.value = ""
        try:
            everything = self.record.entries()
        except RecordError as error:
            self.page.value = alert(f"Your diary cannot be shown. {error}", stays=True)
            return
        self.rows = within(everything, last, days)
        if not self.rows:
            self.page.value = "<p>Your diary has no entry in this time. After two weeks it can show you something.</p>"
            return
        from course_lib.figures.diary import counts  # matplotlib, and only for what is hers

        self.page.value = card("My leg cramps", page(self.rows, last, days), f"my-cramps-{last}.html", last)
        pictures = (counts(self.rows, "muscle"), counts(self.rows, "helped"))
        self.figures.value = "".join(picture._repr_html_() for picture in pictures)

    def __repr__(self) -> str:
        return f"What your diary shows: run this page to see it. It is {self.record.where}."


def my_summary(now: Callable[[], datetime] = now) -> MySummary:
    """Return what her diary shows; ``now`` gives the day to count back from."""
    return MySummary(now)


def within(rows: Sequence[DiaryEntry], last: date, days: int) -> tuple[DiaryEntry, ...]:
    """Return the entries of so many days, the last one included, and those of later days.

    After a flight to the west an entry of an hour ago may be of tomorrow.
    """
    return tuple(row for row in rows if last - timedelta(days=days) < row.at.date())


def page(rows: Sequence[DiaryEntry], last: date, days: int) -> str:
    """Return the page for the midwife or doctor as HTML: first what needs a call, then what was counted."""
    from course_lib.figures.diary import at_night, by_day, times

    bad, long = [row.severity for row in rows], max(row.minutes for row in rows)
    alarms = [row for row in rows if row.one_leg or row.minutes > LONG]
    first = last - timedelta(days=days - 1)
    last = max([last, *(row.at.date() for row in rows if row.at.date() <= last + timedelta(days=2))])
    days = (last - first).days + 1
    lines = [
        f"{times(len(rows))} from {first} to {last}, {sum(map(at_night, rows))} of them at night (10 to 7).",
        f"How bad, 0 to 10: half were {median(bad):g} or less, the worst was {max(bad)}.",
        f"The longest lasted {long:g} minutes.",
        f"Where: {_counted(row.muscle for row in rows)}.",
        f"What she says helped: {_counted(row.helped for row in rows)}.",
    ]
    told = "".join(f"<li>{line}</li>" for line in lines)
    newest = "".join(
        f"<li>{row.at:%m-%d %H:%M}, {escape(row.muscle)}, {row.severity} of 10, {row.minutes:g} min"
        f"{', one leg ticked' * row.one_leg}{', note: ' * bool(row.note)}<bdi>{escape(_short(row.note))}</bdi></li>"
        for row in list(reversed(rows))[:NOTES]
    )
    when = ", ".join(f"{row.at:%Y-%m-%d %H:%M}" for row in alarms)
    call = f"<p><strong>Needs a call: written down on {when}.</strong></p>" if alarms else ""
    call += call_for(any(row.one_leg for row in alarms), long)
    return (
        f"<p><em>{REVIEW}</em></p>{call}<ul>{told}</ul>{by_day(rows, last, days)._repr_html_()}"
        f"<p><strong>The newest</strong></p><ul>{newest}</ul><p>{NOT_TOLD} {CLOT_LINE}</p>"
    )


def _counted(answers: object) -> str:
    found = Counter(answers)  # type: ignore[call-overload]
    return ", ".join(f"{escape(str(answer))} {number}" for answer, number in found.most_common())


def _short(note: str) -> str:
    one_line = " ".join(note.split())
    return one_line if len(one_line) <= 120 else f"{one_line[:118]} …"
