"""What the progress page says in words: the numbers of a record, and what studies found for practitioners."""

from html import escape

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.marking import PASS_MARK
from course_lib.records.training_summary import TrainingSummary


def numbers(found: TrainingSummary) -> str:
    """Return the numbers as a list in HTML."""
    lines = (_marks(found), _exams(found), _cards(found), _cases(found))
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _marks(found: TrainingSummary) -> str:
    apart = f" Marks while learning, not counted: {found.marks_while_learning:,}." if found.marks_while_learning else ""
    if not found.marks:
        return f"Marks: none yet.{apart}"
    off = "" if found.median_distance_mm is None else f" Median distance {found.median_distance_mm:g} mm."
    return f"Marks: {found.marks:,}, of them {found.hits:,} hit ({found.hit_percent:g} %).{off}{apart}"


def _exams(found: TrainingSummary) -> str:
    if not found.mock_exams_taken:
        return "Mock exams: none ended yet."
    passed = f"{found.mock_exams_passed} of {found.mock_exams_taken} passed"
    return f"Mock exams: {passed}; the best had {found.best_mock_exam_percent:g} % hit ({PASS_MARK} % passes)."


def _cards(found: TrainingSummary) -> str:
    if not found.cards:
        return "Flashcards: none seen yet."
    kept = found.card_retention_percent
    known = "" if kept is None else f" Still known a day or more later: {kept:g} %."
    return f"Flashcards: {found.cards:,} seen, {found.cards_due:,} due now.{known}"


def _cases(found: TrainingSummary) -> str:
    if not found.cases_tried:
        return "Simulated patients: none seen yet."
    error = f"Attempts with a critical error: {found.case_attempts_with_critical_error} of {found.case_attempts}."
    return f"Simulated patients: {found.cases_tried} of {len(facts.cases())} seen, {found.cases_passed} passed. {error}"


def studies() -> str:
    """Return what studies found for practitioners, as HTML that opens on demand."""
    said = []
    for study in facts.location_studies().values():
        further = f" {study.caution}" if study.caution else ""
        unread = f" We could not read {study.not_read}." if study.not_read else ""
        who, found = f"{study.who[0].upper()}{study.who[1:]}.", f"{study.found}{further}{unread}"
        sources = ", ".join(map(_source, study.refs))
        said.append(f"<li><strong>{escape(who)}</strong> {escape(found)} {sources}</li>")
    return (
        "<details><summary>What studies found when practitioners looked for points</summary>"
        f"<ul>{''.join(said)}</ul><p>We read the summaries of these studies, not the whole papers.</p></details>"
    )


def _source(reference: str) -> str:
    row = facts.references()[reference]
    address = f"https://doi.org/{row.DOI}" if row.DOI else row.URL or ""
    return f'(<a href="{escape(address)}">{escape(citation.short(reference))}</a>)'
