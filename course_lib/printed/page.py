"""A handout as one page of HTML that prints well: nothing loaded from elsewhere, every line a row of the facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.handout import Handout, Section
from course_lib.figures import drawings
from course_lib.printed.wording import Language, Wording
from course_lib.rules.point_safety import WEEKS, assess_point
from course_lib.rules.status import Status, strictest

Paper = Literal["A4", "Letter"]
TRIMESTERS = {"weeks-early": range(14), "weeks-middle": range(14, 28), "weeks-late": range(28, len(WEEKS))}


@dataclass(frozen=True, kw_only=True)
class Own:
    """What a teacher writes on her handouts. All of it is text, never HTML."""

    teacher: str = ""
    class_name: str = ""
    clinic: str = ""
    date: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Local numbers by name; they stand beside the general lines."""
    note: str = ""


def page(
    handout: str,
    language: Language = "en",
    paper: Paper = "A4",
    leave_out: Iterable[str] = (),
    own: Own | None = None,
    today: date | None = None,
) -> str:
    """Return a handout as HTML.

    Parameters
    ----------
    handout
        The id of one of ``facts.handouts()``.
    language, paper
        ``"en"`` or ``"ja"``; ``"A4"`` or ``"Letter"``.
    leave_out
        Ids of sections that the teacher unticked. A section that is ``always`` there stays.
    own, today
        What the teacher adds, and the day of printing.

    Raises
    ------
    ValueError
        For a handout, language, paper or section that is none.
    """
    row = _known(handout, language, paper)
    wording = Wording(language)
    return _template().render(
        handout=row,
        sections=sections(row, leave_out),
        language=language,
        paper=paper,
        own=own or Own(),
        today=today or date.today(),
        say=wording.say,
        wording=wording,
        facts=facts,
        levels=_levels(),
        drawing=lambda name: Markup(drawings.picture(name).svg),  # noqa: S704 - our own drawing
        alt=drawings.alt,
        short_names=_short_names,
        status=_status,
        trimesters=TRIMESTERS,
        all_cards=[card for card in facts.class_cards().values() if card.deck == "teach-back"],
        all_avoided=_avoided(),
    )


def sections(handout: Handout, leave_out: Iterable[str] = ()) -> Sequence[Section]:
    """Return the sections that are printed.

    Raises
    ------
    ValueError
        For a section that the handout does not have.
    """
    without = set(leave_out)
    if unknown := without - {section.id for section in handout.sections}:
        named = ", ".join(section.id for section in handout.sections)
        raise ValueError(f"“{handout.title}” has no section called {', '.join(sorted(unknown))}; it has {named}.")
    return [section for section in handout.sections if section.always or section.id not in without]


def _known(handout: str, language: str, paper: str) -> Handout:
    for asked, choices in ((handout, facts.handouts()), (language, ("en", "ja")), (paper, ("A4", "Letter"))):
        if asked not in choices:
            raise ValueError(f"There is no {asked!r}; choose one of {', '.join(choices)}.")
    return facts.handouts()[handout]


def _levels() -> list[tuple[str, list[str]]]:
    """Return the levels that have signs, the most urgent first, each with the ids of its signs."""
    signs = facts.warning_signs().values()
    levels = [(level.level, [sign.id for sign in signs if sign.urgency is level]) for level in sorted(Urgency)[::-1]]
    return [(level, ids) for level, ids in levels if ids]


def _short_names(refs: Iterable[str]) -> dict[str, str]:
    """Return the short name of each source, one id a name."""
    return {citation.short(each).removesuffix(" (no date)"): each for each in refs}


def _status(code: str, weeks: Iterable[int]) -> Status:
    return strictest(assess_point(code, week).status for week in weeks)


@cache
def _avoided() -> tuple[str, ...]:
    """Return the points that are avoided in every week."""
    return tuple(
        code for code in facts.points() if all(assess_point(code, week).status is Status.AVOID for week in WEEKS)
    )


@cache
def _template() -> object:
    room = Environment(
        loader=PackageLoader("course_lib.printed", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return room.get_template("handout.html")
