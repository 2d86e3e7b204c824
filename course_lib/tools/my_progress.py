"""A trainee's own numbers from the practice clinic: in words, drawn, and as files for herself and her tutor."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as widgets
from markupsafe import Markup

from course_lib.facts.marking import PASS_MARK
from course_lib.records import Record, RecordError, now, record
from course_lib.records.learner import NOT_KEPT
from course_lib.records.training_summary import training_summary
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.kit.fields import button, field
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.html import alert, part
from course_lib.tools.kit.saved_file import saved_file
from course_lib.tools.kit.tool import Tool

if TYPE_CHECKING:
    from course_lib.figures.picture import Picture

shown = partial(part, of="my_progress.html")


class MyProgress(Tool):
    """Numbers first, then the drawings, then the files to keep."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page = record(), HerPage(self.show, now)
        self.words, self.figures, self.files = widgets.HTML(part("opening")), widgets.HTML(), widgets.HTML()
        self.refresh = button("Look again", self.show)
        self.name = field(widgets.Text, "Your name, for these files only (it is not stored)")
        self.make = button("Make my files", self._make)
        first = widgets.HTML(shown("first", "" if self.record.where == NOT_KEPT else self.record.where))
        studies, keep = widgets.HTML(shown("studies")), widgets.HTML(shown("keep", NOT_REVIEWED))
        parts = (first, self.words, self.refresh, self.figures, studies, keep, self.name, self.make, self.files)
        super().__init__([*parts, self._page], "choices", "own", "progress")
        self._page.begin()

    def show(self) -> None:
        """Read the record again: the other tools may have written to it."""
        self.figures.value = self.files.value = ""
        try:
            summary = training_summary(self.record, "nobody's name", self._page.now())
            drawn = pictures(self.record, self._page.now())
        except RecordError as error:
            self.words.value = alert(f"Your progress cannot be shown. {error}", stays=True)
            return
        numbers = shown("numbers", summary, PASS_MARK)
        self.words.value = alert(self.record.news(), stays=True) + numbers
        self.figures.value = shown("drawn", drawn)

    def _make(self) -> None:
        """Offer the files as links; without a name that can be printed, at least the one that needs none."""
        try:
            everything = saved_file("Everything (JSON)", "my-record.json", "application/json", self.record.to_json())
        except RecordError as error:
            self.files.value = alert(str(error))
            return
        try:
            said, named = part("status", "The files are ready:"), self._named()
        except (ValueError, RecordError) as error:
            said, named = alert(str(error)), ()
        self.files.value = said + shown("files", (*named, everything))

    def _named(self) -> tuple[Markup, ...]:
        """Return links to the files that carry her name."""
        from course_lib.records.certificate import certificate  # not before somebody asks
        from course_lib.records.training_export import summary_csv, xapi_lines

        hers = (self.record, self.name.value, self._page.now())
        return (
            saved_file("Summary for my tutor (CSV)", "training-summary.csv", "text/csv", summary_csv(*hers)),
            saved_file("The same as xAPI (JSON lines)", "training.jsonl", "application/jsonl", xapi_lines(*hers)),
            saved_file("My certificate, to print", "my-certificate.html", "text/html", certificate(*hers)),
        )

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
    if not (marks or cards or attempts):
        return []
    from course_lib.figures.progress_counts import by_card, by_case
    from course_lib.figures.progress_marks import by_point, over_time

    drawn = [by_point(marks), over_time(marks)] if marks else []
    drawn += [by_card(cards, mine.reviews(), now)] if cards else []
    return drawn + ([by_case(attempts)] if attempts else [])
