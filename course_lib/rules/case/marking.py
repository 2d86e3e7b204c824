"""Marks a trainee's visit with a simulated patient: a checklist, critical errors, and a rating in words.

The form is that of an OSCE (objective structured clinical examination). The marks, the pass mark and the critical
errors are this course's own; no examining body has set them.
"""

from dataclasses import dataclass

from course_lib.facts.case import Case
from course_lib.facts.marking import GROUPS, PASS_MARK
from course_lib.rules.case.attempt import Attempt, Critical, Item, check
from course_lib.rules.case.checklist import checklist, most_questions
from course_lib.rules.case.critical import critical_errors
from course_lib.rules.case.key import essential_questions
from course_lib.rules.typed import typed

__all__ = ["GROUPS", "PASS_MARK", "Attempt", "Critical", "Item", "Marking", "mark"]

CLEAR_PASS, BORDERLINE = 85, 55
HOW_MARKED = (
    f"You pass with {PASS_MARK}% of the points, no critical error, and no must missed. Musts are the decision and the "
    "urgency that she needs, no more and no less, and what she must hear from you. A sentence that does not fit her "
    "loses points, and where somebody waits for your call, too many questions do. One critical error fails the case. "
    "The marks are this course's own; no examining body has set them."
)


@dataclass(frozen=True, kw_only=True)
class Marking:
    """The result of one visit: every line of the checklist, every critical error, and a note on the questions asked."""

    case: str
    items: tuple[Item, ...]
    critical: tuple[Critical, ...]
    note: str

    @property
    def reached(self) -> int:
        """The points reached."""
        return sum(item.points for item in self.items if item.reached)

    @property
    def out_of(self) -> int:
        """The points that could be reached."""
        return sum(item.points for item in self.items)

    @property
    def percent(self) -> float:
        """The share of the points, critical errors or not."""
        return 100 * self.reached / self.out_of

    @property
    def passed(self) -> bool:
        """True from the pass mark on, with no critical error and no missed must."""
        missed = any(item.must and not item.reached for item in self.items)
        return self.percent >= PASS_MARK and not self.critical and not missed

    @property
    def rating(self) -> str:
        """The whole visit in a word: clear pass, pass, borderline or fail."""
        if self.critical or self.percent < BORDERLINE:
            return "fail"
        if not self.passed:
            return "borderline"
        return "clear pass" if self.percent >= CLEAR_PASS else "pass"


@typed
def mark(case: Case, attempt: Attempt) -> Marking:
    """Mark an attempt at a case.

    Raises
    ------
    ValueError
        With one sentence, for an id that the course does not know.
    """
    check(case, attempt)
    return Marking(
        case=case.id,
        items=tuple(sorted(checklist(case, attempt), key=lambda item: GROUPS.index(item.group))),
        critical=tuple(critical_errors(case, attempt)),
        note=_on_questions(case, attempt),
    )


def _on_questions(case: Case, attempt: Attempt) -> str:
    essential = essential_questions(case)
    asked = set(attempt.asked)
    found, more = len(asked & set(essential)), len(asked - set(essential))
    most = most_questions(case)
    if most is None:
        costs = "question costs" if more == 1 else "questions cost"
        extra = f" {more} more {costs} nothing: nobody waits for you." if more else ""
    else:
        extra = f" Somebody waits for you: {most} questions are enough." if len(asked) > most else ""
    return f"You asked {found} of the {len(essential)} questions that matter most in this case.{extra}"
