"""A page to print that states what a trainee did and what was measured; never that somebody is fit to treat."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from course_lib import facts
from course_lib.records.learner import Record
from course_lib.records.rows import now
from course_lib.records.training_rows import CaseAttempt
from course_lib.records.training_summary import Exam, TrainingSummary, exams, percent, training_summary

SHOWN = 12
"""So many exams fit on the page: the newest."""


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
    page = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
    return page.substitute(
        name=escape(summary.name),
        days=f"{summary.days_practiced} {'day' if summary.days_practiced == 1 else 'days'}",
        first=summary.first_day,
        last=summary.last_day,
        today=at.date(),
        numbers="\n".join(_row(line, head=True) for line in _numbers(summary)),
        exams=_exams(exams(record.runs(), record.marks())),
        cases=_cases(record.case_attempts()),
    )


def _numbers(summary: TrainingSummary) -> Iterator[tuple[str, str]]:
    located = f"Marks: {summary.marks}, within the limit: {summary.hits}" + _if(summary.hit_percent, " ({:g} %)")
    located += f". Different points hit: {summary.different_points_hit}."
    located += _if(summary.median_distance_mm, " Half of the marks lay within {:g} mm of the point, along the skin.")
    yield "Points located (practice and mock exams)", located
    yield "Points marked while learning, with the answer shown", f"Marks: {summary.marks_while_learning}."

    taken = f"Taken: {summary.mock_exams_taken}, passed: {summary.mock_exams_passed}."
    yield "Mock exams", taken + _if(summary.best_mock_exam_percent, " The best: {:g} % of its points.")

    cards = f"Cards seen: {summary.cards}. Answers: {summary.card_answers}. Cards due now: {summary.cards_due}."
    yield "Flashcards", cards + _if(summary.card_retention_percent, " Still known after a day or more: {:g} %.")

    tried = f"Cases tried: {summary.cases_tried} of {len(facts.cases())}, passed: {summary.cases_passed}."
    tried += f" Attempts: {summary.case_attempts}"
    yield "Simulated patients", f"{tried}, with a critical error: {summary.case_attempts_with_critical_error}."


def _exams(taken: tuple[Exam, ...]) -> str:
    if not taken:
        return ""
    said = "Mock exams" if len(taken) <= SHOWN else f"Mock exams, the newest {SHOWN} of {len(taken)}"
    lines = [
        (f"{exam.ended:%Y-%m-%d}", f"{exam.hits} of {exam.points} points ({exam.percent:g} %)", _passed(exam.passed))
        for exam in taken[-SHOWN:]
    ]
    return _table(said, ("Ended", "Hit", "Result"), lines)


def _cases(attempts: tuple[CaseAttempt, ...]) -> str:
    """For each case the best attempt: one that passed before one that did not, then by its marks."""
    best: dict[str, CaseAttempt] = {}
    for attempt in sorted(attempts, key=lambda each: (each.passed, each.points / max(each.out_of, 1))):
        best[attempt.case] = attempt
    titles = {name: case.title for name, case in facts.cases().items()}
    lines = [
        (
            titles.get(name, name),
            f"{attempt.at:%Y-%m-%d}",
            f"{attempt.points} of {attempt.out_of} ({percent(attempt.points, attempt.out_of) or 0:g} %)",
            _passed(attempt.passed) + (", with a critical error" if attempt.critical else ""),
        )
        for name, attempt in sorted(best.items(), key=lambda each: titles.get(each[0], each[0]))
    ]
    return _table("Simulated patients, the best attempt at each", ("Case", "Date", "Marks", "Result"), lines)


def _table(caption: str, heads: Iterable[str], lines: Sequence[Iterable[str]]) -> str:
    if not lines:
        return ""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join(_row(line, head=False) for line in lines)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _row(cells: Iterable[str], head: bool) -> str:
    first, *others = (escape(cell) for cell in cells)
    said = f'<th scope="row">{first}</th>' if head else f"<td>{first}</td>"
    return f"<tr>{said}{''.join(f'<td>{cell}</td>' for cell in others)}</tr>"


def _if(number: float | None, words: str) -> str:
    return "" if number is None else words.format(number)


def _passed(passed: bool) -> str:
    return "passed" if passed else "not passed"
