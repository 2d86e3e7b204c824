"""A page to print that states what a trainee did and what was measured; never that somebody is fit to treat."""

from datetime import datetime
from operator import itemgetter

from jinja2 import Environment, PackageLoader, StrictUndefined

from course_lib import facts
from course_lib.records.learner import Record
from course_lib.records.rows import now
from course_lib.records.training_rows import CaseAttempt
from course_lib.records.training_summary import exams, percent, training_summary

MOST_EXAMS = 12
"""So many exams fit on the page: the newest."""
TEMPLATES = Environment(
    loader=PackageLoader("course_lib.records", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def certificate(record: Record, name: str, at: datetime | None = None) -> str:
    """Return the page as HTML.

    Raises
    ------
    ValueError
        With one sentence where nothing was practiced yet, or for a name that is none.
    """
    at = at or now()
    summary = training_summary(record, name, at)
    if not summary.anything:
        raise ValueError("Nothing was practiced yet; choose a tool of the practice clinic first.")
    # The best attempt at each case stands last: one that passed after one that did not, then by its marks.
    best = {attempt.case: attempt for attempt in sorted(record.case_attempts(), key=_merit)}
    titles = {name: case.title for name, case in facts.cases().items()}
    return TEMPLATES.get_template("certificate.html").render(
        summary=summary,
        today=at.date(),
        exams=exams(record.runs(), record.marks()),
        most_exams=MOST_EXAMS,
        cases=sorted(((titles.get(case, case), attempt) for case, attempt in best.items()), key=itemgetter(0)),
        all_cases=len(titles),
        percent=percent,
    )


def _merit(attempt: CaseAttempt) -> tuple[bool, float]:
    return attempt.passed, attempt.points / max(attempt.out_of, 1)
