"""A trainee's practice to hand to a tutor: one line of a table (CSV), and xAPI statements (JSON lines).

The name is typed for the export and stands in it alone; the record never holds it. The last cell of the line is a
checksum over the others: it finds a file that was cut off or changed by accident, and does not prove who wrote it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from course_lib.records.learner import Record
from course_lib.records.rows import HerRow, instant
from course_lib.records.spreadsheet import as_csv, harmless
from course_lib.records.training_rows import CaseAttempt, Mark, Review, Run
from course_lib.records.training_summary import TrainingSummary, checked_name, exams, training_summary

COLUMNS = [name.replace("_", " ") for name in TrainingSummary.__struct_fields__]
HOME = "https://leg-cramps-course.invalid"
"""Names the course in statements; by its ending nobody can ever own it."""
VERBS = "http://adlnet.gov/expapi/verbs/"
KINDS_OF_ACTIVITY = "http://adlnet.gov/expapi/activities/"


# --- a line of a table


def summary_csv(record: Record, name: str, at: datetime | None = None) -> str:
    """Return the summary as CSV: the names of the columns, then one row, its last cell the checksum."""
    cells = as_cells(training_summary(record, name, at))
    return as_csv([[*COLUMNS, "checksum"], [*cells, checksum(cells)]])


def as_cells(summary: TrainingSummary) -> list[str]:
    """Return the cells of a row."""
    values = msgspec.to_builtins(summary).values()
    return ["" if value is None else str(harmless(value)) for value in values]


def checksum(cells: Iterable[str]) -> str:
    """Return 16 letters and digits that change with any cell."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]


# --- xAPI


def xapi_lines(record: Record, name: str, at: datetime | None = None) -> str:
    """Return xAPI 1.0.3 statements as JSON lines, oldest first: marks, ended runs, days of cards, and cases.

    A statement has the same id whenever it is exported again under the same name.
    """
    name = checked_name(name)
    actor = {"objectType": "Agent", "name": name, "account": {"homePage": HOME, "name": name}}
    about_rounds = _of_runs(record.runs(), record.marks())
    statements = [*about_rounds, *_of_cards(record.reviews()), *_of_cases(record.case_attempts())]
    lines = []
    for when, row, statement in sorted(statements, key=lambda about: instant(about[0], None)):
        number = uuid5(NAMESPACE_URL, f"{HOME}/{type(row).__name__}/{row.id}?{name}")
        stamp = {"timestamp": instant(when, None).isoformat(), "version": "1.0.3"}
        lines.append(msgspec.json.encode({"id": str(number), "actor": actor, **statement, **stamp}).decode())
    return "".join(f"{line}\n" for line in lines)


Statements = Iterator[tuple[datetime, HerRow, dict[str, Any]]]
"""Her own time, the row that a statement is about, and what it says."""


def _of_runs(runs: tuple[Run, ...], marks: tuple[Mark, ...]) -> Statements:
    of_run: dict[str, list[Mark]] = defaultdict(list)
    places = {run.id: _round(run) for run in runs}
    for mark in marks:
        of_run[mark.run].append(mark)
        result: dict[str, Any] = {"success": mark.hit, "duration": _duration(mark.seconds)}
        if mark.distance_mm is not None:
            result["extensions"] = {f"{HOME}/distance-mm": mark.distance_mm, f"{HOME}/limit-mm": mark.limit_mm}
        statement = _statement("answered", _activity("points", mark.point, f"Locate {mark.point}", "question"), result)
        if mark.run in places:
            statement["context"] = {**_registration(mark.run), "contextActivities": {"parent": [places[mark.run]]}}
        yield mark.at, mark, statement
    for run in runs:
        if run.ended is None:
            continue
        result = {"completion": True, "duration": _duration(sum(mark.seconds for mark in of_run[run.id]))}
        verb = "completed"
        for exam in exams([run], of_run[run.id]):
            verb = "passed" if exam.passed else "failed"
            result |= {"success": exam.passed, **_score(exam.hits, exam.points)}
        yield run.ended, run, {**_statement(verb, places[run.id], result), "context": _registration(run.id)}


def _round(run: Run) -> dict[str, Any]:
    """Name the activity in the same way for all trainees, so that a tutor's system can compare them."""
    number = len(run.points.split())
    return _activity("location-trainer", f"{run.mode}-{number}", f"Locating {number} points: {run.mode}", "assessment")


def _registration(run: str) -> dict[str, str]:
    """Tie together the statements of one round of one trainee."""
    return {"registration": str(uuid5(NAMESPACE_URL, f"{HOME}/runs/{run}"))}


def _of_cards(reviews: tuple[Review, ...]) -> Statements:
    """Yield one statement a day: thousands of single answers would help no tutor."""
    place = _activity("flashcards", "day", "Flashcards of a day", "lesson")
    for _, group in groupby(reviews, key=lambda review: review.at.date()):
        answers = tuple(group)
        known = sum(review.rating > 1 for review in answers)
        result = {"completion": True, **_score(known, len(answers))}
        yield answers[-1].at, answers[-1], _statement("completed", place, result)


def _of_cases(attempts: tuple[CaseAttempt, ...]) -> Statements:
    for attempt in attempts:
        result: dict[str, Any] = {"completion": True, "success": attempt.passed, "response": attempt.decision}
        result |= _score(attempt.points, attempt.out_of)
        if attempt.critical:
            result["extensions"] = {f"{HOME}/critical-errors": attempt.critical}
        place = _activity("cases", attempt.case, f"Simulated patient: {attempt.case}", "simulation")
        yield attempt.at, attempt, _statement("passed" if attempt.passed else "failed", place, result)


def _statement(verb: str, place: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    return {"verb": {"id": f"{VERBS}{verb}", "display": {"en-US": verb}}, "object": place, "result": result}


def _activity(kind: str, name: str, title: str, sort: str) -> dict[str, Any]:
    about = {"name": {"en-US": title}, "type": f"{KINDS_OF_ACTIVITY}{sort}"}
    return {"objectType": "Activity", "id": f"{HOME}/{kind}/{quote(name, safe='')}", "definition": about}


def _score(reached: int, most: int) -> dict[str, Any]:
    return {"score": {"scaled": round(reached / most, 4), "raw": reached, "min": 0, "max": most}} if most else {}


def _duration(seconds: float) -> str:
    """Return seconds as ISO 8601 writes a duration, to the hundredth that xAPI compares."""
    return f"PT{seconds:.2f}S"
