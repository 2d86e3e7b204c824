"""The debrief of a simulated patient as HTML: errors first, then marks, what was true of her, and a right plan."""

import re
from collections.abc import Iterable
from html import escape

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.case import Case, Decision, Plan
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case.key import right_decision
from course_lib.rules.case.marking import HOW_MARKED, Critical, Item, Marking
from course_lib.rules.circumstances import implied_by
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.rules.position import POSITIONS
from course_lib.tools._card import prescribed
from course_lib.tools._decision_options import items

SHAPES = {"clear pass": "●", "pass": "●", "borderline": "▲", "fail": "■"}
"""Beside the word of the rating, never without it."""
DECISION_WORDS: dict[Decision, str] = {"treat": "Treat", "refer": "Refer", "decline": "Decline"}
SHORT = 40
"""A sentence of no more letters may stand twice, such as a name and its status."""
INVENTED = "She is invented. This course qualifies nobody to needle. No source shows that needles help these cramps."


class Told:
    """What a debrief has said so far, so that each reason and each source stands in it once."""

    def __init__(self) -> None:
        self.reasons: set[str] = set()
        self.sources: dict[str, int] = {}
        """The names of the sources, with their numbers in the text."""

    def once(self, reason: str, refs: Iterable[str]) -> str:
        """Return what is new in a reason, with the numbers of its sources, or nothing where all was said before."""
        sentences = re.split(r"(?<=[.?!”]) ", f"{reason[0].upper()}{reason[1:]}")
        new = " ".join(dict.fromkeys(each for each in sentences if each not in self.reasons))
        if not new:
            return ""
        self.reasons.update(each for each in sentences if len(each) > SHORT)
        # What clinics, shops and blogs say is shown elsewhere in the course; a mark never rests on it.
        names = [citation.name(each) for each in refs if facts.references()[each].custom.tier != "D"]
        numbers = sorted({self.sources.setdefault(each, len(self.sources) + 1) for each in names})
        return escape(new) + (f" [{', '.join(map(str, numbers))}]" if numbers else "")

    def listed(self) -> str:
        """Return the sources by number."""
        lines = "".join(f"<li>{escape(each)}</li>" for each in self.sources)
        return f"<details><summary>Sources, by number</summary><ol>{lines}</ol></details>" if lines else ""


def debrief(case: Case, marking: Marking) -> str:
    """Return the whole debrief of an attempt at a case."""
    told = Told()
    # In this order, so that a reason stands where it is open to read, and not in a group that is folded.
    critical, cost, right = _critical(marking.critical, told), _costliest(marking.items, told), _right(case, told)
    groups = dict.fromkeys(item.group for item in marking.items)
    checklist = "".join(_group(name, marking.items, told) for name in groups)
    seen = (
        critical,
        f"<h4>{rated(marking.rating)}: {marking.reached} of {marking.out_of} points, {marking.percent:.0f}%</h4>",
        f"<p>{escape(marking.note)}</p>",
        f'<p class="quiet">{escape(HOW_MARKED)}</p>',
        cost,
        "<h4>What was true of her</h4>",
        items(truth(case)),
        f"<h4>What this case teaches</h4><p>{escape(case.teaches)}</p>",
        right,
    )
    return "".join((
        *seen,
        prescribed("".join(seen), PRESCRIBED_TRAINEE),
        "<h4>The checklist</h4><p>Open a group for each line, and why it counts if that is not said above.</p>",
        checklist,
        told.listed(),
        f'<p class="quiet">{INVENTED}</p>',
    ))  # fmt: skip


def rated(rating: str) -> str:
    """Return a rating by shape and word, such as "■ Fail"."""
    return f"{SHAPES.get(rating, '○')} {escape(rating.capitalize())}"


def truth(case: Case) -> Iterable[str]:
    """Yield what was hidden during the visit, one sentence each."""
    yield "She has given birth." if case.weeks is None else f"She is {GestationalAge(case.weeks, case.days)} pregnant."
    held = [facts.circumstances()[name].label for name in case.circumstances if name not in implied_by(case.signs)]
    signs = [facts.warning_signs()[name].sign for name in case.signs]
    for row in (*signs, *held):
        yield f"{row[0].upper()}{row[1:]}."
    if not signs:
        yield "She has no warning sign."
    if case.agreement != "not needed":
        yield f"The doctor's or team's agreement to needles was {case.agreement}."


def _critical(errors: Iterable[Critical], told: Told) -> str:
    lines = "".join(f"<li>{told.once(error.says, error.refs)}</li>" for error in errors)
    if not lines:
        return "<p>✓ No critical error.</p>"
    return f'<div class="call" role="alert"><h4>■ Critical error: this fails the case</h4><ul>{lines}</ul></div>'


def _group(name: str, checklist: Iterable[Item], told: Told) -> str:
    """Return one group to unfold: a whole debrief at once would be many screens on a telephone."""
    rows = [row for row in checklist if row.group == name]
    reached, of = sum(row.points for row in rows if row.reached), sum(row.points for row in rows)
    shape = "✓" if reached == of else "✕"
    lines = "".join(_item(row, told) for row in rows)
    return (
        f"<details><summary>{shape} {escape(name.capitalize())}: {reached} of {_points(of)}</summary>"
        f'<ul class="marks">{lines}</ul>{prescribed(lines, PRESCRIBED_TRAINEE)}</details>'
    )


def _costliest(checklist: Iterable[Item], told: Told) -> str:
    """Return the missed lines that cost most, open for everybody to read."""
    missed = sorted((row for row in checklist if not row.reached), key=lambda row: (not row.must, -row.points))
    lines = "".join(_item(row, told) for row in missed[:3])
    return f'<h4>What cost you most</h4><ul class="marks">{lines}</ul>' if lines else ""


def _item(row: Item, told: Told) -> str:
    said = f"✓ Reached, {_points(row.points)}" if row.reached else f"✕ Not reached, 0 of {_points(row.points)}"
    must = ", a must" if row.must else ""
    why = told.once(row.why, row.refs)
    because = f'<br><span class="quiet">{why}</span>' if why else ""
    return f"<li><strong>{said}{must}.</strong> {escape(row.text)}{because}</li>"


def _points(number: int) -> str:
    return f"{number} {'point' if number == 1 else 'points'}"


def _right(case: Case, told: Told) -> str:
    right, first = right_decision(case), case.plans[0]
    why = told.once(right.because, right.refs)
    plan = items(_planned(first, case.lower_leg_cm))
    return f"<h4>A plan that is right</h4>{plan}" + (f"<p>Why: {why}</p>" if why else "")


def _planned(plan: Plan, leg_cm: float) -> Iterable[str]:
    yield f"{DECISION_WORDS[plan.decision]}. {plan.note}"
    if plan.depths:
        deep = (f"{code} at {cun:g} cun ({int(millimeters(cun, leg_cm))} mm)" for code, cun in plan.depths.items())
        yield f"Points, each straight in: {', '.join(deep)}."
    if plan.position:
        yield f"{POSITIONS[plan.position]}."
