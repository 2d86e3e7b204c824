"""The one table behind the point selector: every answer that the page can show, worked out beforehand.

Columns are 46: column 0 for no week chosen (the strictest of all weeks), column 1 + w for week w. A status is one
letter: ``a`` allowed, ``c`` caution, ``x`` avoid, ``n`` not stated; in the floors of a circumstance ``-`` changes
nothing. The page looks a letter up, takes the strictest, and shows it.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from markupsafe import Markup

from course_lib import facts
from course_lib.facts.circumstance import Circumstance
from course_lib.facts.point import Span
from course_lib.figures import drawings
from course_lib.rules import body_measure, gestation, point_safety
from course_lib.rules import circumstances as circumstance_rules
from course_lib.rules.medicines import PRESCRIBED, line_beside
from course_lib.rules.point_safety import ARTICLE, COURSE, WEEKS
from course_lib.rules.status import Status
from course_lib.rules.warning_signs import CLOT_ASKS
from course_lib.tools.kit.html import render
from course_lib.tools.selector.details import author_year, card, search_text
from course_lib.tools.selector.text import TEXT, VIEWS

COLUMNS: tuple[int | None, ...] = (None, *WEEKS)
LETTERS = {Status.ALLOWED: "a", Status.CAUTION: "c", Status.AVOID: "x", Status.NOT_STATED: "n"}
DAYS = ("", " + 1 day", *(f" + {day} days" for day in range(2, gestation.LAST_DAY + 1)))
"""The words that follow the week, for each number of days."""
LORE = "tradition"
"""The word beside a point that tradition links to what she chose."""
ORDINALS = {1: "first", 2: "second", 3: "third"}


@cache
def selector_table() -> dict[str, Any]:
    """Return the table as plain JSON values; `lookup.js` is its only other reader."""
    status, why, reasons = _answers()
    return {
        "reasons": reasons,
        "statuses": {letter: each.words for each, letter in LETTERS.items()},
        "strictness": "-" + "".join(LETTERS[each] for each in sorted(Status, key=lambda each: each.strictness)),
        "silent": LETTERS[Status.NOT_STATED],
        "course": COURSE,
        "lore": LORE,
        "when": [when(week) for week in COLUMNS],
        "grammar": gestation.week_grammar(),
        "days": DAYS,
        "sources": {each: {"name": source_name(each), "rule": rule_name(each)} for each in point_safety.sources()},
        "status": status,
        "circumstances": [
            {
                "id": each.id,
                "warning": f"{each.label}: {_sentence(each)}",
                "floors": _floors(each.id),
                "weeks_off": each.weeks_off,
            }
            for each in facts.circumstances().values()
        ],
        "points": {
            code: {"title": point.name.english, "complaints": point.complaints, "why": why[code]}
            for code, point in facts.points().items()
        },
        "leg": body_measure.length_rule() | {"uncertainty": body_measure.UNCERTAINTY_CM},
    }


@cache
def selector_page() -> Markup:
    """Return the page: its controls, its places for the drawings, and the list of all points."""
    return render(
        "selector/selector.html",
        clot_asks=CLOT_ASKS,
        prescribed=PRESCRIBED,
        last_column=len(COLUMNS) - 1,
        source_groups=_source_groups(),
        points_in=drawings.points_in,
        statuses={letter: each.words for each, letter in LETTERS.items()},
        search_text=search_text,
        lore=LORE,
        strictest=TEXT["strictest"],
        summary=TEXT["summary"],
    )


@cache
def selector_cards() -> dict[str, str]:
    """Return the card of each point by its code, as HTML."""
    return {code: card(point) for code, point in facts.points().items()}


@cache
def selector_drawings() -> dict[str, dict[str, str]]:
    """Return every shipped drawing with its alt text, by name: the views, and a calendar for each point."""
    names = (*VIEWS, *(f"calendar-{code}" for code in facts.points()))
    return {name: {"svg": drawings.drawing(name), "alt": drawings.alt(name)} for name in names}


def when(week: int | None) -> str:
    """Say how far along, with a gap for ``{days}``; None is no week chosen."""
    if week is None:
        return "no week chosen, strictest status shown"
    age = gestation.GestationalAge(week)
    return f"week {week}{{days}}, {ORDINALS[age.trimester]} trimester{', term' if age.is_term else ''}"


def source_name(source: str) -> str:
    """Return what a reader calls a source: author and year."""
    return "this course" if source == COURSE else author_year(source)


def rule_name(source: str) -> str:
    """Return the words for whose rule is shown."""
    return f"{source_name(source)}'s rule" if source in (COURSE, ARTICLE) else f"the rule of {source_name(source)}"


def _source_groups() -> list[tuple[str | None, list[tuple[str, str]]]]:
    others = [source for source in point_safety.sources() if source not in (COURSE, ARTICLE)]
    return [
        (None, [(COURSE, "This course (strictest)"), (ARTICLE, "The article")]),
        ("Sources that bind this course", [(each, source_name(each)) for each in others if point_safety.binds(each)]),
        ("Also said", [(each, source_name(each)) for each in others if not point_safety.binds(each)]),
    ]


def _answers() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, list[tuple[int, int]]]], list[str]]:
    """Ask the rule about every point, source and week.

    Returns
    -------
    tuple
        Letters by source and point (a source that is silent on a point is left out); for each point and source the
        reasons as (first column, place in the list of reasons); the list, whose first entry is the one for silence.
    """
    status: dict[str, dict[str, str]] = {source: {} for source in point_safety.sources()}
    why: dict[str, dict[str, list[tuple[int, int]]]] = {}
    reasons = {TEXT["silence"]: 0}
    for code, point in facts.points().items():
        why[code] = {}
        said = (span for statement in point.statements for span in statement.spans)
        turns = _turns((*said, *point.course_rule.spans))
        for source in (COURSE, *dict.fromkeys(statement.source for statement in point.statements)):
            asked = {week: point_safety.assess_point(code, week, source) for week in (None, *turns)}
            found = [asked[week] for week in _stretched(turns)]
            status[source][code] = "".join(LETTERS[each.status] for each in found)
            numbers = [reasons.setdefault(each.reason, len(reasons)) for each in found]
            firsts = (next(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1]))
            why[code][source] = list(firsts)
    return status, why, list(reasons)


def _turns(spans: Iterable[Span]) -> list[int]:
    """Return the weeks at which an answer can change: asking the rule only there is eight times as fast.

    A test asks at every week and compares.
    """
    edges = {edge for first, last, _ in spans for edge in (first, last + 1)}
    return sorted(edge for edge in edges | {0, gestation.SECOND_TRIMESTER} if edge in WEEKS)


def _stretched(turns: list[int]) -> list[int | None]:
    """Return for each column the week whose answer holds there."""
    return [None, *(max(turn for turn in turns if turn <= week) for week in WEEKS)]


def _sentence(row: Circumstance) -> str:
    """Return what is said to somebody who ticks a circumstance, with the line that stands beside a medicine."""
    return f"{row.sentence} {line_beside(f'{row.label} {row.sentence}')}".strip()


def _floors(circumstance: str) -> dict[str, str]:
    """Return what a circumstance does to each point; ``*`` stands for every point that is not named."""
    letters = LETTERS | {None: "-"}
    ends = (effect.before_week for effect in facts.circumstances()[circumstance].effects)
    turns = sorted({0, *(week for week in ends if week is not None)})
    lanes = {}
    for code, point in facts.points().items():
        asked = {week: letters[circumstance_rules.floor(circumstance, point, week)] for week in (None, *turns)}
        lanes[code] = "".join(asked[week] for week in _stretched(turns))
    usual = Counter(lanes.values()).most_common(1)[0][0]
    return {"*": usual} | {code: lane for code, lane in lanes.items() if lane != usual}
