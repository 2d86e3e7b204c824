"""The flashcards, made from the facts and the rules: no fact is written a second time here."""

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

from course_lib import facts
from course_lib.facts._row import CitedRow
from course_lib.facts.flashcard import FlashcardKind
from course_lib.facts.needling_emergency import NeedlingEmergency
from course_lib.facts.point import Point
from course_lib.facts.warning_sign import WarningSign
from course_lib.rules import warning_signs
from course_lib.rules.point_safety import SPECIAL_CARE_EARLY, WEEKS, assess_point, binds
from course_lib.tools.selector.details import author_year, details
from course_lib.tools.selector.text import TEXT

ONE_A_TRIMESTER = (8, 20, 32)
"""Each point's status is asked in these weeks, and on both sides of every week in which it changes."""


class Line(NamedTuple):
    """One line of an answer; ``language`` where it is not English."""

    text: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Flashcard:
    """A question, its answer, and what the answer rests on. The id stays the same from version to version."""

    id: str
    deck: str
    asks: str
    answer: tuple[Line, ...]
    refs: tuple[str, ...]
    """Ids of references."""
    own: str | None
    """Which part is this course's own caution or wording, and why."""


@cache
def flashcards() -> Mapping[str, Flashcard]:
    """Return all cards by id, in the order in which they are met: warning signs first, then points one by one."""
    kinds = facts.flashcard_kinds().values()
    told = (kind for kind in kinds if kind.answer)
    cards = [_card(kind, name, row) for kind in told for name, row in getattr(facts, kind.table)().items()]
    for point, kind in product(facts.points().values(), kinds):
        if not kind.answer:
            cards.extend(_on_point(kind, point))
    return MappingProxyType({card.id: card for card in cards})


def weeks_asked(code: str) -> tuple[int, ...]:
    """Return the weeks in which a point's status is asked: one a trimester, and around each change."""
    status = [assess_point(code, week).status for week in WEEKS]
    changes = [week for week in WEEKS[1:] if status[week] != status[week - 1]]
    return tuple(sorted({*ONE_A_TRIMESTER, *changes, *(week - 1 for week in changes)}))


def _card(kind: FlashcardKind, name: str, row: CitedRow) -> Flashcard:
    """Make a card from a row and the templates of its kind."""
    values = {"row": row, "topic": name.replace("-", " "), **_more(row)}
    lines = [Line(text) for template in kind.answer if (text := _filled(template, values))]
    return _made(kind, name, values, lines, (*row.refs, *kind.refs), row.reason)


def _made(
    kind: FlashcardKind, name: str, values: Mapping[str, object], answer: Iterable[Line], refs: Iterable[str],
    own: str | None = None,
) -> Flashcard:  # fmt: skip
    return Flashcard(
        id=f"{kind.id}:{name}", deck=kind.deck, asks=_filled(kind.asks, values), answer=tuple(answer),
        refs=tuple(dict.fromkeys(refs)), own=own or kind.reason,
    )  # fmt: skip


def _more(row: CitedRow) -> dict[str, object]:
    """Return what a template needs that is no field of the row."""
    if isinstance(row, WarningSign):
        stricter = tuple(f"{other.says} ({names(other.refs)})" for other in warning_signs.stricter(row))
        return {"say": warning_signs.assess_signs([row.id]).say, "stricter": stricter}
    if isinstance(row, NeedlingEmergency):
        steps = " ".join(f"{number}. {step}" for number, step in enumerate(row.first_steps, start=1))
        return {"steps": steps, "calls": " ".join(row.call_when)}
    return {}


def _on_point(kind: FlashcardKind, point: Point) -> Iterator[Flashcard]:
    """Make the cards of one kind on one point; a point that is found by its landmark alone has no measure to ask."""
    if kind.id == "status":
        yield from (_status(kind, point, week) for week in weeks_asked(point.code))
    elif kind.id != "measure" or point.measure.cun is not None:
        beneath = (point.anatomy.source,) if kind.id == "under" else ()
        yield _made(kind, point.code, {"row": point}, _told(kind.id, point), (*kind.refs, *beneath))


def _told(kind: str, point: Point) -> Iterator[Line]:
    """Tell of a point what the selector tells of it."""
    told = details(point)
    trainee = {section["title"]: section["lines"] for section in told["trainee"]}
    if kind == "name":
        yield Line(told["title"])
        yield from (Line(f"{label}: {text}" if label else text, language) for language, label, text in told["names"])
        yield Line(f"Meridian: {point.meridian}")
    elif kind == "place":
        yield from map(Line, [*told["where"]["lines"], *trainee["WHO 2008 location"]])
    elif kind == "measure":
        yield from map(Line, trainee["Proportional measure"])
    else:
        for title, lines in trainee.items():
            if title == "Structures at risk" or title.startswith("What lies under it"):
                yield Line(f"{title}: {'. '.join(lines)}.")


def _status(kind: FlashcardKind, point: Point, week: int) -> Flashcard:
    """Ask for a point's status in one week; the answer is the rule's own."""
    verdict = assess_point(point.code, week)
    sources = dict.fromkeys(statement.source for statement in verdict.statements)
    answer = [f"{verdict.status.words.capitalize()}.", verdict.reason]
    if others := [source for source in sources if not binds(source)]:
        answer.append(f"{TEXT['also']}: {names(others)}.")
    early = ["who-1999-safety"] if SPECIAL_CARE_EARLY in verdict.reason else []
    refs = (*filter(binds, sources), *early)
    return _made(kind, f"{point.code}:{week}", {"row": point, "week": week}, map(Line, answer), refs)


def names(refs: Iterable[str]) -> str:
    """Return sources as a reader sees them, in a row."""
    return "; ".join(map(author_year, refs))


class _EmptyError(Exception):
    """A template names a field in which nothing stands."""


class _Template(string.Formatter):
    """Fills ``{row.field}``; several words are joined, and an empty field gives up the whole line."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        if value is None or value == ():
            raise _EmptyError
        return super().format_field("; ".join(value) if isinstance(value, tuple) else value, format_spec)


def _filled(template: str, values: Mapping[str, object]) -> str:
    """Return a sentence of a card, or nothing where its field is empty; a row's own full stop is not doubled."""
    try:
        text = _Template().vformat(template, (), values).replace("..", ".")
        return text[0].upper() + text[1:]
    except _EmptyError:
        return ""
