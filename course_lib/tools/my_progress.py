"""A trainee's own numbers from the practice clinic: in words, drawn, and as files for herself and her tutor."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import ipywidgets as widgets

from course_lib.records import Record, RecordError, now, record
from course_lib.records.learner import NOT_KEPT
from course_lib.records.training_summary import training_summary
from course_lib.tools._card import NOT_REVIEWED, alert
from course_lib.tools._diary_shown import style
from course_lib.tools._fields import field
from course_lib.tools._her_page import OPENING, HerPage
from course_lib.tools._progress_text import numbers, studies
from course_lib.tools._saved_file import saved_file
from course_lib.tools._tool import Tool

if TYPE_CHECKING:
    from course_lib.figures.picture import Picture

CLASS_VIEW = (
    "In the class view nothing is stored, so there is nothing to show after the page is closed. Save what you want to "
    "keep before you leave."
)
NO_ONE_QUALIFIED = "These numbers say what you did here. They do not say that you are qualified to needle anybody."


class MyProgress(Tool):
    """Numbers first, then the drawings, then the files to keep."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page = record(), HerPage(self.show, now)
        self.words, self.figures, self.files = widgets.HTML(OPENING), widgets.HTML(), widgets.HTML()
        self.refresh = widgets.Button(description="Look again")
        self.name = field(widgets.Text, "Your name, for these files only (it is not stored)")
        self.make = widgets.Button(description="Make my files")
        heading = widgets.HTML(f"<h3>What you did so far</h3><p>{self._kept()} {NO_ONE_QUALIFIED}</p>")
        keep = widgets.HTML(f"<h3>Files for you and your tutor</h3><p>{NOT_REVIEWED}</p>")
        told = widgets.HTML(studies())
        parts = (heading, self.words, self.refresh, self.figures, told, keep, self.name, self.make, self.files)
        super().__init__([style(), *parts, self._page], "choices", "own", "progress")
        self.refresh.on_click(lambda _: self.show())
        self.make.on_click(lambda _: self._make())
        self._page.begin()

    def show(self) -> None:
        """Read the record again: the other tools may have written to it."""
        self.figures.value = self.files.value = ""
        try:
            found = training_summary(self.record, "nobody's name", self._page.now())
            drawn = pictures(self.record, self._page.now())
        except RecordError as error:
            self.words.value = alert(f"Your progress cannot be shown. {error}", stays=True)
            return
        news = self.record.news()
        self.words.value = (alert(news, stays=True) if news else "") + numbers(found)
        shown = "".join(f"<div>{picture._repr_html_()}</div>" for picture in drawn)
        self.figures.value = f'<div class="options">{shown}</div>' if drawn else ""

    def _make(self) -> None:
        """Offer the files as links; without a name that can be printed, at least the one that needs none."""
        try:
            everything = saved_file("Everything (JSON)", "my-record.json", "application/json", self.record.to_json())
        except RecordError as error:
            self.files.value = alert(str(error))
            return
        try:
            said, named = '<p role="status">The files are ready:</p>', self._named()
        except (ValueError, RecordError) as error:
            said, named = alert(str(error)), ()
        self.files.value = said + "".join(f"<p>{link}</p>" for link in (*named, everything))

    def _named(self) -> tuple[str, ...]:
        """Return links to the files that carry her name."""
        from course_lib.records.certificate import certificate  # not before somebody asks
        from course_lib.records.training_export import summary_csv, xapi_lines

        mine, name, at = self.record, self.name.value, self._page.now()
        files = (
            ("Summary for my tutor (CSV)", "training-summary.csv", "text/csv", summary_csv(mine, name, at)),
            ("The same as xAPI (JSON lines)", "training.jsonl", "application/jsonl", xapi_lines(mine, name, at)),
            ("My certificate, to print", "my-certificate.html", "text/html", certificate(mine, name, at)),
        )
        return tuple(saved_file(*file) for file in files)

    def _kept(self) -> str:
        return CLASS_VIEW if self.record.where == NOT_KEPT else f"It is {self.record.where}."

    def __repr__(self) -> str:
        return f"Progress: run this page to see yours. It is {self.record.where}."


def my_progress(now: Callable[[], datetime] = now) -> MyProgress:
    """Return a trainee's progress page; ``now`` gives the date and time by which cards are due."""
    return MyProgress(now)


def pictures(mine: Record, now: datetime) -> list["Picture"]:
    """Return the drawings of what there is; matplotlib is loaded only where there is something to draw.

    Marks of a round for learning are left out: the place may have been in sight.
    """
    tested = {run.id for run in mine.runs() if run.mode != "learn"}
    marks = [mark for mark in mine.marks() if mark.run in tested]
    cards, attempts = mine.cards(), mine.case_attempts()
    drawn: list[Picture] = []
    if marks:
        from course_lib.figures.progress_marks import by_point, over_time

        drawn += [by_point(marks), over_time(marks)]
    if cards:
        from course_lib.figures.progress_counts import by_card

        drawn.append(by_card(cards, mine.reviews(), now))
    if attempts:
        from course_lib.figures.progress_counts import by_case

        drawn.append(by_case(attempts))
    return drawn
