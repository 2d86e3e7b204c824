"""What her diary shows, and one page of it to print for her midwife or doctor."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from statistics import median

import ipywidgets as widgets
from markupsafe import Markup

from course_lib.records import DiaryEntry, RecordError, now, record
from course_lib.tools.diary.shown import LONG, call_for
from course_lib.tools.kit.card import card
from course_lib.tools.kit.fields import button, field, on_change
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.html import alert, part, render
from course_lib.tools.kit.tool import Tool

PERIODS = [("the last 2 weeks", 14), ("the last 4 weeks", 28), ("the last 8 weeks", 56)]
NONE_YET = "Your diary has no entry in this time. After two weeks it can show you something."
NOTES = 10
"""So many of the newest entries fit on one page."""


class MySummary(Tool):
    """Choose how far back; see the figures, and save the page."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page = record(), HerPage(self.show, now)
        self.period = field(widgets.Dropdown, "Show", options=PERIODS, value=14)
        self.page, self.figures = widgets.HTML(part("opening")), widgets.HTML()
        parts = (self.period, button("Look again", self.show), self.page, self.figures, self._page)
        super().__init__([widgets.HTML(part("clot_first")), *parts], "choices", "own", "summary")
        on_change(self.show, self.period)
        self._page.begin()

    def show(self) -> None:
        """Read the record again and tell what it holds."""
        last, days = self._page.now().date(), self.period.value
        self.figures.value = ""
        try:
            rows = within(self.record.entries(), last, days)
        except RecordError as error:
            self.page.value = alert(f"Your diary cannot be shown. {error}", stays=True)
            return
        if not rows:
            self.page.value = part("paragraph", NONE_YET)
            return
        from course_lib.figures.diary import counts  # matplotlib, and only for what is hers

        self.page.value = card("My leg cramps", page(rows, last, days), f"my-cramps-{last}.html", last)
        self.figures.value = "".join(counts(rows, asked)._repr_html_() for asked in ("muscle", "helped"))

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


def page(rows: Sequence[DiaryEntry], last: date, days: int) -> Markup:
    """Return the page for the midwife or doctor as HTML: first what needs a call, then what was counted."""
    from course_lib.figures.diary import at_night, by_day, times

    first = last - timedelta(days=days - 1)
    last = max([last, *(row.at.date() for row in rows if row.at.date() <= last + timedelta(days=2))])
    return render(
        "diary/my_summary.html",
        rows=rows,
        first=first,
        last=last,
        alarms=[row for row in rows if row.one_leg or row.minutes > LONG],
        call=call_for(any(row.one_leg for row in rows), max(row.minutes for row in rows)),
        cramps=times(len(rows)),
        nights=sum(map(at_night, rows)),
        median=median(row.severity for row in rows),
        counted=lambda asked: Counter(getattr(row, asked) for row in rows).most_common(),
        picture=Markup(by_day(rows, last, (last - first).days + 1)._repr_html_()),
        newest=rows[::-1][:NOTES],
    )
