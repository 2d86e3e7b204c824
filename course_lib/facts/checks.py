"""Checks that no single table can make alone: whether the tables agree with each other.

``python -m course_lib.facts.checks`` prints what is wrong, one sentence each, and ends with 1 if there is anything.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from course_lib import facts
from course_lib.facts._load import cited
from course_lib.facts.case_checks import unknown_ids

if TYPE_CHECKING:
    from course_lib.facts._row import CitedRow
    from course_lib.facts.point import Span

LAST_WEEK = 44


def problems() -> list[str]:
    """Load every table and return a sentence for everything that does not fit; an empty list is good news.

    Raises
    ------
    FactsError
        If a table cannot be loaded at all.
    """
    found: list[str] = []
    for check in (
        told_apart,
        own_cautions,
        ledger_ids,
        points_in_tables,
        signs_in_circumstances,
        numbers_and_signs_on_cards,
        points_and_weeks,
        advice_on_hearsay,
        binding_sources_said,
        unknown_ids,
    ):
        found.extend(check())
    return found


def told_apart() -> Iterator[str]:
    """Yield a source that a reader could not tell from another by its short name and year."""
    named: dict[str, str] = {}
    for reference in facts.references().values():
        name = f"{reference.custom.short} {reference.year or ''}".strip()
        if (first := named.setdefault(name, reference.id)) != reference.id:
            here = f"references.json, entry '{reference.id}'"
            yield f"{here}: is called '{name}', as '{first}' is; expected another 'short'"


def own_cautions() -> Iterator[str]:
    """Yield a point of which no binding source speaks and that the course does not call its own caution."""
    references = facts.references()
    for code, point in facts.points().items():
        if any(each.spans and references[each.source].custom.binds_point_status for each in point.statements):
            continue
        here = f"points.yaml, entry '{code}', course_rule: no source that binds speaks of it"
        if point.course_rule.basis != "course-precaution":
            yield f"{here}; expected 'basis: course-precaution'"
        if any(status == "allowed" for _, _, status in point.course_rule.spans):
            yield f"{here}, and none says yes; expected 'caution' or 'avoid'"


def ledger_ids() -> Iterator[str]:
    """Yield a ledger id named elsewhere that the ledger does not have."""
    claims = facts.claims()
    for file, entry, named in (
        *(("practitioners.yaml", row.id, row.claims) for row in facts.never_as_fact().values()),
        *(("practitioners.yaml", row.id, row.claims) for row in facts.visit_questions().values()),
        *(("questions.yaml", row.id, row.claims) for row in facts.questions().values()),
        *(("plan.yaml", row.id, row.claims) for row in facts.plan_options().values()),
        *(("causes.yaml", row.id, row.claims) for row in facts.causes().values()),
        *(("class_cards.yaml", row.id, row.claims) for row in facts.class_cards().values()),
        *(("class_plans.yaml", row.id, step.claims) for row in facts.class_plans().values() for step in row.steps),
    ):
        for claim in named:
            if claim not in claims:
                yield f"{file}, entry '{entry}': the claim '{claim}' is not in claims.yaml; expected a known id"


def points_in_tables() -> Iterator[str]:
    """Yield a point named elsewhere that the table of points does not have."""
    points = facts.points()
    for hazard in facts.point_hazards().values():
        for code in hazard.points:
            if code not in points:
                yield f"needling_safety.yaml, entry '{hazard.id}': the point '{code}' is not in points.yaml"
    for circumstance in facts.circumstances().values():
        for effect in circumstance.effects:
            for code in effect.reach if isinstance(effect.reach, tuple) else ():
                if code not in points:
                    yield f"circumstances.yaml, entry '{circumstance.id}': the point '{code}' is not in points.yaml"


def signs_in_circumstances() -> Iterator[str]:
    """Yield a sign that is to ask for a circumstance and that the table of warning signs does not have."""
    for circumstance in facts.circumstances().values():
        for sign in circumstance.asked_by_signs:
            if sign not in facts.warning_signs():
                yield f"circumstances.yaml, entry '{circumstance.id}': the sign '{sign}' is not in warning_signs.yaml"


def numbers_and_signs_on_cards() -> Iterator[str]:
    """Yield a number or a warning sign on a card for a class that its table does not have."""
    for card in facts.class_cards().values():
        for table, named in ((facts.numbers(), card.numbers), (facts.warning_signs(), card.signs)):
            for each in named:
                if each not in table:
                    yield f"class_cards.yaml, entry '{card.id}': '{each}' is in no table; expected a known id"


def points_and_weeks() -> Iterator[str]:
    """Yield weeks that run backward, overlap, or have no answer in the course's own rule."""
    for code, point in facts.points().items():
        for statement in point.statements:
            for problem in span_problems(statement.spans):
                yield f"points.yaml, entry '{code}', statement of '{statement.source}': {problem}"
        for problem in span_problems(point.course_rule.spans, whole=True):
            yield f"points.yaml, entry '{code}', course_rule: {problem}"
        for depth in point.needling.depths:
            if not 0 <= depth.cun[0] <= depth.cun[1]:
                yield f"points.yaml, entry '{code}', depth of '{depth.source}': expected the smaller number first"


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
    tables: tuple[tuple[str, Mapping[str, CitedRow]], ...] = (
        ("warning_signs.yaml", facts.warning_signs()),
        ("relief.yaml", facts.stretches()),
        ("needling_safety.yaml", facts.clean_needle()),
    )
    for file, table in tables:
        for name, row in table.items():
            if row.basis == "source" and all(references[ref].custom.tier == "D" for ref in row.refs):
                yield f"{file}, entry '{name}': every source is of tier D; expected at least one of tier A, B or C"


def binding_sources_said() -> Iterator[str]:
    """Yield a source that speaks of a point in pregnancy without our saying whether its word binds."""
    references = facts.references()
    statements = (statement for point in facts.points().values() for statement in point.statements)
    for source in sorted({source for statement in statements for source in cited(statement)}):
        if references[source].custom.binds_point_status is None:
            yield f"references.json, entry '{source}': speaks of a point; expected 'binds_point_status' true or false"


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or "The facts agree with each other.")
    sys.exit(bool(wrong))
