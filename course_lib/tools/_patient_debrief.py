"""The debrief of a simulated patient as HTML: errors first, then marks, what was true of her, and a right plan."""

from collections.abc import Iterable
from html import escape

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.case import Case, Decision, Plan
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case_key import right_decision
from course_lib.rules.case_marking import HOW_MARKED, Critical, Item, Marking
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.position import POSITIONS
from course_lib.tools._decision_options import items

SHAPES = {"clear pass": "●", "pass": "●", "borderline": "▲", "fail": "■"}
"""Beside the word of the rating, never without it."""
DECISION_WORDS: dict[Decision, str] = {"treat": "Treat", "refer": "Refer", "decline": "Decline"}
INVENTED = "She is invented. This course qualifies nobody to needle. No source shows that needles help these cramps."


def debrief(case: Case, marking: Marking) -> str:
    """Return the whole debrief of an attempt at a case."""
    return "".join((
        _critical(marking.critical),
        f"<h4>{rated(marking.rating)}: {marking.reached} of {marking.out_of} points, {marking.percent:.0f}%</h4>",
        f"<p>{escape(marking.note)}</p>",
        f'<p class="quiet">{escape(HOW_MARKED)}</p>',
        _costliest(marking.items),
        "<h4>The checklist</h4><p>Open a group for each line, why it counts, and its sources.</p>",
        *(_group(name, marking.items) for name in dict.fromkeys(item.group for item in marking.items)),
        "<h4>What was true of her</h4>",
        items(truth(case)),
        f"<h4>What this case teaches</h4><p>{escape(case.teaches)}</p>",
        _right(case),
        f'<p class="quiet">{INVENTED}</p>',
    ))  # fmt: skip


def rated(rating: str) -> str:
    """Return a rating by shape and word, such as "■ Fail"."""
    return f"{SHAPES.get(rating, '○')} {escape(rating.capitalize())}"


def truth(case: Case) -> Iterable[str]:
    """Yield what was hidden during the visit, one sentence each."""
    yield "She has given birth." if case.weeks is None else f"She is {GestationalAge(case.weeks, case.days)} pregnant."
    held = [facts.circumstances()[name].label for name in case.circumstances]
    signs = [facts.warning_signs()[name].sign for name in case.signs]
    for row in (*signs, *held):
        yield f"{row[0].upper()}{row[1:]}."
    if not signs:
        yield "She has no warning sign."
    if case.agreement != "not needed":
        yield f"The doctor's or team's agreement to needles was {case.agreement}."
    if case.not_for_needles:
        yield case.not_for_needles


def _critical(errors: Iterable[Critical]) -> str:
    lines = "".join(f"<li>{escape(error.says)}{_sources(error.refs)}</li>" for error in errors)
    if not lines:
        return "<p>✓ No critical error.</p>"
    return f'<div class="call" role="alert"><h4>■ Critical error: this fails the case</h4><ul>{lines}</ul></div>'


def _group(name: str, checklist: Iterable[Item]) -> str:
    """Return one group to unfold: a whole debrief at once would be many screens on a telephone."""
    rows = [row for row in checklist if row.group == name]
    reached, of = sum(row.points for row in rows if row.reached), sum(row.points for row in rows)
    shape = "✓" if reached == of else "✕"
    return (
        f"<details><summary>{shape} {escape(name.capitalize())}: {reached} of {_points(of)}</summary>"
        f'<ul class="marks">{"".join(map(_item, rows))}</ul></details>'
    )


def _costliest(checklist: Iterable[Item]) -> str:
    """Return the missed lines that cost most, open for everybody to read."""
    missed = sorted((row for row in checklist if not row.reached), key=lambda row: (not row.must, -row.points))
    lines = "".join(map(_item, missed[:3]))
    return f'<h4>What cost you most</h4><ul class="marks">{lines}</ul>' if lines else ""


def _item(row: Item) -> str:
    said = f"✓ Reached, {_points(row.points)}" if row.reached else f"✕ Not reached, 0 of {_points(row.points)}"
    must = ", a must" if row.must else ""
    return (
        f"<li><strong>{said}{must}.</strong> {escape(row.text)}"
        f'<br><span class="quiet">{escape(f"{row.why[0].upper()}{row.why[1:]}")}</span>{_sources(row.refs)}</li>'
    )


def _points(number: int) -> str:
    return f"{number} {'point' if number == 1 else 'points'}"


def _right(case: Case) -> str:
    right, first = right_decision(case), case.plans[0]
    others = (f"{DECISION_WORDS[row.decision]} is as right. {row.because}" for row in case.also_right)
    return (
        f"<h4>A plan that is right</h4>{items((*_planned(first, case.lower_leg_cm), *others))}"
        f"<p>Why: {escape(right.because)}{_sources(right.refs)}</p>"
    )


def _planned(plan: Plan, leg_cm: float) -> Iterable[str]:
    yield f"{DECISION_WORDS[plan.decision]}. {plan.note}"
    if plan.depths:
        deep = (f"{code} at {cun:g} cun ({int(millimeters(cun, leg_cm))} mm)" for code, cun in plan.depths.items())
        yield f"Points, each straight in: {', '.join(deep)}."
    if plan.position:
        yield f"{POSITIONS[plan.position]}."


def _sources(refs: Iterable[str]) -> str:
    names = citation.named(refs, "; ")
    return f' <span class="quiet">{escape(f"Sources: {names}.")}</span>' if names else ""
