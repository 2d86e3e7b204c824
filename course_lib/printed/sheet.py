"""A handout as one page of HTML that prints well: nothing loaded from elsewhere, every line a row of the facts."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.handout import Handout, Section
from course_lib.figures import drawings
from course_lib.printed.wording import Language, Wording
from course_lib.records.teacher import Teacher
from course_lib.rules.point_safety import WEEKS, assess_point
from course_lib.rules.status import Status, strictest

LANGUAGES, PAPERS = ("en", "ja"), ("A4", "Letter")
WHEN_TO_CALL = "when-to-call"
TRIMESTERS = {"weeks-early": range(14), "weeks-middle": range(14, 28), "weeks-late": range(28, len(WEEKS))}


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
    for asked, choices in ((handout, facts.handouts()), (language, LANGUAGES), (own.paper, PAPERS)):
        if asked not in choices:
            raise ValueError(f"There is no {asked!r} here; choose one of {', '.join(choices)}.")
    row, wording = facts.handouts()[handout], Wording(language)
    return _template().render(
        handout=row,
        sections=sections(row, own.leave_out),
        language=language,
        own=own,
        today=today or date.today(),
        say=wording.say,
        wording=wording,
        facts=facts,
        levels=_levels(),
        drawing=lambda name: Markup(drawings.picture(name).svg),
        alt=drawings.alt,
        short_names=_short_names,
        status=_status,
        trimesters=TRIMESTERS,
        all_cards=[card for card in facts.class_cards().values() if card.deck == "teach-back"],
        all_avoided=_avoided(),
    )


def chosen(own: Teacher) -> tuple[str, ...]:
    """Return the ids of the handouts that a teacher did not leave out; "when to call" is always among them."""
    return tuple(name for name in facts.handouts() if name not in own.leave_out or name == WHEN_TO_CALL)


def sections(handout: Handout, leave_out: Collection[str] = ()) -> tuple[Section, ...]:
    """Return the sections that are printed; ``leave_out`` holds ids as ``"cramp-now/how-sure"``."""
    return tuple(each for each in handout.sections if each.always or f"{handout.id}/{each.id}" not in leave_out)


def _levels() -> list[tuple[str, list[str]]]:
    """Return the levels that have signs, the most urgent first, each with the ids of its signs."""
    signs = facts.warning_signs().values()
    levels = [(level.level, [sign.id for sign in signs if sign.urgency is level]) for level in sorted(Urgency)[::-1]]
    return [(level, ids) for level, ids in levels if ids]


def _short_names(refs: Iterable[str]) -> dict[str, str]:
    """Return the short name of each source, one id a name."""
    return {citation.name(each): each for each in refs}


def _status(code: str, weeks: Iterable[int]) -> Status:
    return strictest(assess_point(code, week).status for week in weeks)


@cache
def _avoided() -> tuple[str, ...]:
    """Return the points that are avoided in every week."""
    return tuple(
        code for code in facts.points() if all(assess_point(code, week).status is Status.AVOID for week in WEEKS)
    )


@cache
def _template() -> Template:
    room = Environment(
        loader=PackageLoader("course_lib.printed", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return room.get_template("handout.html")
