"""What a trainee practiced, in numbers: one row that a tutor can read, and the certificate too."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Annotated

import msgspec

from course_lib.facts.marking import PASS_MARK
from course_lib.records.learner import Record
from course_lib.records.rows import now
from course_lib.records.training_rows import Mark, Review, Run

LONGEST_NAME = 80
"""Characters that a line of a table or a certificate has room for."""
JOINERS = "\u200c\u200d"
"""Not seen, but part of names in Persian and Indian scripts. All else that is not seen may turn or hide what is."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Exam(msgspec.Struct, frozen=True):
    """A mock exam that was ended: how many of its points were hit."""

    ended: datetime
    hits: int
    points: int

    @property
    def percent(self) -> float:
        """The share of all its points, also of those that were not reached in time."""
        return percent(self.hits, self.points) or 0.0

    @property
    def passed(self) -> bool:
        """Whether the share reaches `PASS_MARK`."""
        return self.hits * 100 >= PASS_MARK * self.points


class TrainingSummary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One trainee's practice. What cannot be said yet is None; marks of learn runs stand apart."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME + 1)]
    exported: Moment
    first_day: date | None
    last_day: date | None
    days_practiced: Count
    marks_while_learning: Count
    marks: Count
    hits: Count
    hit_percent: Percent | None
    different_points_hit: Count
    median_distance_mm: Annotated[float, msgspec.Meta(ge=0, le=10_000)] | None
    mock_exams_taken: Count
    mock_exams_passed: Count
    best_mock_exam_percent: Percent | None
    cards: Count
    card_answers: Count
    cards_due: Count
    card_retention_percent: Percent | None
    """Of the answers a day or more after the card's answer before that, how many were not "again"."""
    cases_tried: Count
    cases_passed: Count
    case_attempts: Count
    case_attempts_with_critical_error: Count
    median_case_percent: Percent | None

    @property
    def anything(self) -> bool:
        """Whether anything was practiced at all."""
        return self.days_practiced > 0


def training_summary(record: Record, name: str, at: datetime | None = None) -> TrainingSummary:
    """Count what stands in a record at a time of the trainee's own clock; `ValueError` for a name that is none."""
    at = at or now()
    modes = {run.id: run.mode for run in record.runs()}
    everything = record.marks()
    marks = [mark for mark in everything if modes.get(mark.run, "learn") != "learn"]
    hits = [mark for mark in marks if mark.hit]
    distances = [mark.distance_mm for mark in marks if mark.distance_mm is not None]
    taken = exams(record.runs(), marks)
    cards, reviews, attempts = record.cards(), record.reviews(), record.case_attempts()
    percents = [percent(attempt.points, attempt.out_of) or 0.0 for attempt in attempts]
    days = {row.at.date() for rows in (everything, reviews, attempts) for row in rows}
    return TrainingSummary(
        name=checked_name(name),
        exported=at.astimezone(),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        days_practiced=len(days),
        marks_while_learning=len(everything) - len(marks),
        marks=len(marks),
        hits=len(hits),
        hit_percent=percent(len(hits), len(marks)),
        different_points_hit=len({mark.point for mark in hits}),
        median_distance_mm=_middle(distances),
        mock_exams_taken=len(taken),
        mock_exams_passed=sum(exam.passed for exam in taken),
        best_mock_exam_percent=max((exam.percent for exam in taken), default=None),
        cards=len(cards),
        card_answers=len(reviews),
        cards_due=sum(card.due <= at for card in cards),
        card_retention_percent=_retention(reviews),
        cases_tried=len({attempt.case for attempt in attempts}),
        cases_passed=len({attempt.case for attempt in attempts if attempt.passed}),
        case_attempts=len(attempts),
        case_attempts_with_critical_error=sum(bool(attempt.critical) for attempt in attempts),
        median_case_percent=_middle(percents),
    )


def exams(runs: Iterable[Run], marks: Iterable[Mark]) -> tuple[Exam, ...]:
    """Return the mock exams that were ended, oldest first. A point without a mark counts as missed."""
    hits: dict[str, set[int]] = defaultdict(set)
    for mark in marks:
        if mark.hit:
            hits[mark.run].add(mark.number)
    return tuple(
        Exam(run.ended, len(hits[run.id]), len(run.points.split()))
        for run in runs
        if run.mode == "exam" and run.ended is not None
    )


def percent(part: int, whole: int) -> float | None:
    """Return a share in percent with one decimal, or None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def checked_name(name: str) -> str:
    """Return a typed name on one line, or raise `ValueError` with a sentence."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy:
        raise ValueError("Type the name that shall stand on it.")
    if len(tidy) > LONGEST_NAME:
        raise ValueError(f"The name has {len(tidy):,} characters; type at most {LONGEST_NAME}.")
    unseen = (letter for letter in tidy if letter not in JOINERS)
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") for letter in unseen):
        raise ValueError("The name has a sign in it that cannot be printed; type it again.")
    return tidy


def _retention(reviews: Iterable[Review]) -> float | None:
    before: dict[str, datetime] = {}
    kept = asked = 0
    for review in reviews:
        if review.card in before and review.at - before[review.card] >= timedelta(days=1):
            asked += 1
            kept += review.rating > 1
        before[review.card] = review.at
    return percent(kept, asked)


def _middle(values: list[float]) -> float | None:
    return round(median(values), 1) if values else None
