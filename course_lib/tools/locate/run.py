"""One round of the location trainer: which points, what was answered, how long it took. No screen."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from course_lib.facts.marking import PASS_MARK
from course_lib.figures.body import measures as own_measures
from course_lib.figures.body.limb import Morphs
from course_lib.figures.body.marking import Measured, limit
from course_lib.records import Mark, Record, RecordError, Run
from course_lib.tools.locate.text import SECONDS

LATE = 2.0
"""Seconds that an answer may take from the page to here."""


class LocationRun:
    """A round that is going on. It is kept at its start, and every answer at once.

    ``trouble`` is a sentence where the last of it could not be kept, else empty.
    """

    def __init__(
        self,
        run: Run,
        record: Record,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        marks: tuple[Mark, ...] = (),
    ) -> None:
        self.run, self.codes = run, tuple(run.points.split())
        self.marks = {mark.number: mark for mark in marks}
        self.trouble = ""
        self._record, self._now, self._clock = record, now, clock
        self._since = clock()
        self._unsaved: tuple[Run | Mark, ...] = ()

    @property
    def is_exam(self) -> bool:
        """Whether it is timed, and answered at the end only."""
        return self.run.mode == "exam"

    @property
    def number(self) -> int:
        """The number of the first point that is not answered, from 1; past the last when all are."""
        return next((n for n in range(1, len(self.codes) + 1) if n not in self.marks), len(self.codes) + 1)

    @property
    def code(self) -> str:
        """The point that is asked for."""
        return self.codes[self.number - 1]

    @property
    def morphs(self) -> Morphs:
        """The body's measures."""
        return own_measures.morphs(self.run.body)

    @property
    def finished(self) -> bool:
        """Whether every point is answered."""
        return self.number > len(self.codes)

    @property
    def hits(self) -> int:
        """How many points were found."""
        return sum(mark.hit for mark in self.marks.values())

    @property
    def passed(self) -> bool:
        """Whether at least 70 % of all points were found; points without an answer count as not found."""
        return self.hits * 100 >= PASS_MARK * len(self.codes)

    @property
    def seconds(self) -> float:
        """How long the point has been asked for."""
        return self._clock() - self._since

    @property
    def time_is_up(self) -> bool:
        """Whether the point's time has run out."""
        return self.is_exam and self.seconds >= SECONDS

    def begin(self) -> None:
        """Keep the round."""
        self._keep(self.run)

    def start_clock(self) -> None:
        """Start the time of the point that is asked for."""
        self._since = self._clock()

    def answer(self, found: Measured | None) -> Mark:
        """Keep an answer to the point that is asked for; None where no mark is on its limb. Too late is no mark."""
        if self.is_exam and self.seconds > SECONDS + LATE:
            found = None
        mark = Mark(
            at=self._now(),
            run=self.run.id,
            number=self.number,
            point=self.code,
            distance_mm=None if found is None else round(found.distance_mm, 1),
            distance_cun=None if found is None else round(found.distance_cun, 2),
            limit_mm=round(limit(self.code, self.morphs), 1),
            hit=found is not None and found.hit,
            seconds=round(self.seconds, 1),
        )
        self.marks[mark.number] = mark
        self._keep(mark)
        self.start_clock()
        return mark

    def end(self) -> None:
        """Keep that the round is over."""
        self.run = msgspec.structs.replace(self.run, ended=self._now())
        self._keep(self.run)

    def _keep(self, row: Run | Mark) -> None:
        """Keep a row, and with it all that could not be kept before."""
        rows = (*self._unsaved, row)
        try:
            self._record.save_all(rows)
        except RecordError as error:
            self._unsaved = rows
            self.trouble = f"This round is on this page only. {error}"
        else:
            self._unsaved = ()
            self.trouble = self._record.news()
