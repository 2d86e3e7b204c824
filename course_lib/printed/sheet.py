"""A handout as one page of HTML that prints well: nothing loaded from elsewhere, every line a row of the facts."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import get_args

from jinja2 import Environment, PackageLoader, StrictUndefined

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.handout import Handout, Section
from course_lib.figures import drawings
from course_lib.printed.wording import Language, Wording
from course_lib.records.teacher import Paper, Teacher
from course_lib.rules.gestation import SECOND_TRIMESTER, THIRD_TRIMESTER
from course_lib.rules.point_safety import WEEKS, assess_point
from course_lib.rules.status import Status, strictest

LANGUAGES: tuple[Language, ...] = get_args(Language)
WHEN_TO_CALL = "when-to-call"
TRIMESTERS = {
    "weeks-early": WEEKS[:SECOND_TRIMESTER],
    "weeks-middle": WEEKS[SECOND_TRIMESTER:THIRD_TRIMESTER],
    "weeks-late": WEEKS[THIRD_TRIMESTER:],
}


def page(handout: str, language: Language = "en", own: Teacher | None = None, today: date | None = None) -> str:
    """Return a handout as HTML.

    Parameters
    ----------
    handout
        The id of one of ``facts.handouts()``.
    language
        ``"en"`` or ``"ja"``.
    own
        What a teacher adds, on which paper, and which sections she leaves out. A section that is always there stays.
    today
        The day of printing.

    Raises
    ------
    ValueError
        For a handout or language that is none.
    """
    own = own or Teacher()
    for asked, choices in ((handout, facts.handouts()), (language, LANGUAGES), (own.paper, get_args(Paper))):
        if asked not in choices:
            raise ValueError(f"There is no {asked!r} here; choose one of {', '.join(choices)}.")
    row, wording = facts.handouts()[handout], Wording(language)
    return TEMPLATES.get_template("handout.html").render(
        handout=row,
        sections=sections(row, own.leave_out),
        language=language,
        own=own,
        today=today or date.today(),
        say=wording.say,
        wording=wording,
        levels=_levels(),
    )


def chosen(own: Teacher) -> tuple[str, ...]:
    """Return the ids of the handouts that a teacher did not leave out; "when to call" is always among them."""
    return tuple(name for name in facts.handouts() if name not in own.leave_out or name == WHEN_TO_CALL)


def sections(handout: Handout, leave_out: Collection[str] = ()) -> tuple[Section, ...]:
    """Return the sections that are printed; ``leave_out`` holds ids as ``"cramp-now/how-sure"``."""
    return tuple(part for part in handout.sections if part.always or f"{handout.id}/{part.id}" not in leave_out)


def languages(own: Teacher) -> tuple[Language, ...]:
    """Return the languages in which a teacher wants her handouts."""
    return tuple(language for language in LANGUAGES if own.language in (language, "both"))


def _levels() -> list[tuple[str, list[str]]]:
    """Return the levels that have signs, the most urgent first, each with the ids of its signs."""
    signs = facts.warning_signs().values()
    levels = [(level.level, [sign.id for sign in signs if sign.urgency is level]) for level in sorted(Urgency)[::-1]]
    return [(level, ids) for level, ids in levels if ids]


def _status(code: str, weeks: Iterable[int]) -> Status:
    return strictest(assess_point(code, week).status for week in weeks)


@cache
def _avoided() -> tuple[str, ...]:
    """Return the points that are avoided in every week."""
    always = {code: {assess_point(code, week).status for week in WEEKS} for code in facts.points()}
    return tuple(code for code, statuses in always.items() if statuses == {Status.AVOID})


TEMPLATES = Environment(loader=PackageLoader("course_lib.printed", "."), autoescape=True, undefined=StrictUndefined)
TEMPLATES.trim_blocks = TEMPLATES.lstrip_blocks = True
TEMPLATES.globals |= {"facts": facts, "trimesters": TRIMESTERS, "status": _status}
TEMPLATES.globals |= {"drawings": drawings, "all_avoided": _avoided}
