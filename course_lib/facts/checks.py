"""Checks that no single table can make alone: whether the tables agree with each other.

``python -m course_lib.facts.checks`` prints what is wrong, one sentence each, and ends with 1 if there is anything.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from course_lib import facts
from course_lib.facts._explain import such_as
from course_lib.facts._load import cited
from course_lib.facts.point import LAST_WEEK

if TYPE_CHECKING:
    from course_lib.facts.point import Span


def problems() -> list[str]:
    """Load every table and return a sentence for everything that does not fit; an empty list is good news.

    Raises
    ------
    FactsError
        If a table cannot be loaded at all.
    """
    checks = (told_apart, own_cautions, unknown_ids, cases_fit, points_and_weeks, advice_on_hearsay, binding_said)
    return [problem for check in checks for problem in check()]


def told_apart() -> Iterator[str]:
    """Yield a source that a reader could not tell from another by its short name and year."""
    named: dict[str, str] = {}
    for reference in facts.references().values():
        if (first := named.setdefault(reference.name, reference.id)) != reference.id:
            here = f"references.json, entry '{reference.id}'"
            yield f"{here}: is called '{reference.name}', as '{first}' is; expected another 'short'"


def own_cautions() -> Iterator[str]:
    """Yield a point of which no binding source speaks and that the course does not call its own caution."""
    references = facts.references()
    for code, point in facts.points().items():
        if any(said.spans and references[said.source].custom.binds_point_status for said in point.statements):
            continue
        here = f"points.yaml, entry '{code}', course_rule: no source that binds speaks of it"
        if point.course_rule.basis != "course-precaution":
            yield f"{here}; expected 'basis: course-precaution'"
        if any(status == "allowed" for _, _, status in point.course_rule.spans):
            yield f"{here}, and none says yes; expected 'caution' or 'avoid'"


def unknown_ids() -> Iterator[str]:
    """Yield each text that is the id of a row by its type (see `id_in`), and that no such row has."""
    for name, table in facts.TABLES.items():
        for entry, row in getattr(facts, name)().items():
            for tables, text in _ids(inspect.type_info(type(row)), row):
                known = [other for of in tables for other in getattr(facts, of)()]
                if text not in known:
                    here = f"{table.file}, entry '{entry}'"
                    yield f"{here}: '{text}' is not in {' or '.join(tables)}; expected a known id{such_as(text, known)}"


def _ids(kind: inspect.Type, value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each id in a value, however deep, after the tables that it may be in."""
    match kind, value:
        case inspect.Metadata(), str():
            yield (kind.extra or {})["tables"], value
        case inspect.UnionType(), _:
            for one in kind.types:
                yield from _ids(one, value)
        case inspect.StructType(), msgspec.Struct():
            for field in kind.fields:
                yield from _ids(field.type, getattr(value, field.name))
        case inspect.VarTupleType(), tuple():
            for part in value:
                yield from _ids(kind.item_type, part)
        case inspect.DictType(), dict():
            for key, part in value.items():
                yield from (*_ids(kind.key_type, key), *_ids(kind.value_type, part))


def cases_fit() -> Iterator[str]:
    """Yield what is wrong in a case beyond its ids: a sentence of the other part, a step that there is not."""
    sentences, emergencies = facts.case_sentences(), facts.needling_emergencies()
    for case in facts.cases().values():
        here = f"cases.yaml, entry '{case.id}'"
        for part, chosen in (("words", case.words), ("advice", case.advice)):
            for name in chosen:
                if name in sentences and sentences[name].part != part:
                    yield f"{here}: '{name}' is no sentence of '{part}'; expected one whose 'part' that is"
        if case.event and case.event.kind in emergencies:
            steps = len(emergencies[case.event.kind].first_steps)
            for number in (*case.event.begin_with, *case.event.not_called_for):
                if number > steps:
                    yield f"{here}: there is no first step {number} of '{case.event.kind}'; expected at most {steps}"
        for name in set(case.japanese) - {*facts.interview(), "opening", "event"}:
            yield f"{here}: '{name}' is no question; expected the id of one, 'opening' or 'event'"
        if "weeks" not in case.answers:
            yield f"{here}: expected her own answer to the question 'weeks'"


def points_and_weeks() -> Iterator[str]:
    """Yield weeks that run backward, overlap, or have no answer in the course's own rule."""
    for code, point in facts.points().items():
        here = f"points.yaml, entry '{code}'"
        for said in point.statements:
            yield from (f"{here}, statement of '{said.source}': {problem}" for problem in span_problems(said.spans))
        yield from (f"{here}, course_rule: {problem}" for problem in span_problems(point.course_rule.spans, whole=True))
        for depth in point.needling.depths:
            if not 0 <= depth.cun[0] <= depth.cun[1]:
                yield f"{here}, depth of '{depth.source}': expected the smaller number first"


def span_problems(spans: "Iterable[Span]", *, whole: bool = False) -> Iterator[str]:
    """Yield what is wrong with a row of (first week, last week, status); ``whole``: every week must have one."""
    expected = 0
    for first, last, _ in sorted(spans):
        if first > last:
            yield f"weeks {first} to {last} run backward; expected the earlier week first"
        if first < expected:
            yield f"week {first} has two statuses; expected one"
        elif whole and first > expected:
            yield f"weeks {expected} to {first - 1} have no status; expected one for each week from 0 to {LAST_WEEK}"
        expected = last + 1
    if whole and expected != LAST_WEEK + 1:
        yield f"ends before week {expected}; expected a status for each week from 0 to {LAST_WEEK}"


def advice_on_hearsay() -> Iterator[str]:
    """Yield advice whose sources are all of tier D: those may say what people are told, and no more."""
    references = facts.references()
    for table in (facts.warning_signs, facts.stretches, facts.clean_needle):
        for name, row in table().items():
            if row.basis == "source" and all(references[ref].custom.tier == "D" for ref in row.refs):
                here = f"{table.file}, entry '{name}'"
                yield f"{here}: every source is of tier D; expected at least one of tier A, B or C"


def binding_said() -> Iterator[str]:
    """Yield a source that speaks of a point in pregnancy without our saying whether its word binds."""
    statements = (statement for point in facts.points().values() for statement in point.statements)
    for source in sorted({source for statement in statements for source in cited(statement)}):
        if facts.references()[source].custom.binds_point_status is None:
            yield f"references.json, entry '{source}': speaks of a point; expected 'binds_point_status' true or false"


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or "The facts agree with each other.")
    sys.exit(bool(wrong))
