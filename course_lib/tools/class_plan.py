"""Timed plans for a class: Time, Content, Method, Materials, what to say, and what learners often get wrong.

A page of its own without a kernel: what is stored in a notebook can be opened, read and printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from pathlib import Path

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.class_plan import ClassPlan, PlanStep
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.kit.card import prescribed

COLUMNS = ("Time", "Content", "Method", "Materials")
CHEST_LINE = "Short of breath, or chest pain, with it or without: call the emergency number now."
STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@dataclass(frozen=True, repr=False)
class ClassPlans:
    """One plan, or all of them to open one by one."""

    plans: tuple[ClassPlan, ...]

    def __repr__(self) -> str:
        told = "; ".join(f"{plan.title}: {len(plan.steps)} steps in {plan.minutes} minutes" for plan in self.plans)
        return f"Class plans. {told}."

    def _repr_html_(self) -> str:
        shown = [_plan(plan) for plan in self.plans]
        if len(self.plans) > 1:
            shown = [
                f'<details name="class-plan"><summary>{escape(plan.title)}</summary>{table}</details>'
                for plan, table in zip(self.plans, shown, strict=True)
            ]
        return f'<style>{STYLE}</style><div class="course-class">{"".join(shown)}</div>'


def class_plan(name: str | int | None = None) -> ClassPlans:
    """Return one timed plan for a class, or all of them.

    Parameters
    ----------
    name
        ``"20"``, ``"45"`` or ``"90"`` (minutes), or ``"half-day"`` (for trainees).

    Raises
    ------
    ValueError
        Where there is no such plan.
    """
    plans = facts.class_plans()
    if name is None:
        return ClassPlans(tuple(plans.values()))
    if str(name).strip() not in plans:
        asked = f" called {' '.join(name.split())[:30]!r}" if isinstance(name, str) else " of that kind"
        raise ValueError(f"There is no class plan{asked}; choose from {', '.join(plans)}.")
    return ClassPlans((plans[str(name).strip()],))


def _plan(plan: ClassPlan) -> str:
    ends = list(accumulate(step.minutes for step in plan.steps))
    steps = "".join(_step(step, end) for step, end in zip(plan.steps, ends, strict=True))
    # The same minutes as in the table, as lengths: for the eye only.
    lengths = (step.minutes for step in plan.steps)
    strip = "".join(f'<span style="flex: {each} 1 0" data-minutes="{each}"></span>' for each in lengths)
    head = "".join(f'<th scope="col" role="columnheader">{column}</th>' for column in COLUMNS)
    aims = "".join(f"<li>{escape(aim)}</li>" for aim in plan.aims)
    return (
        f"<p><strong>For:</strong> {escape(plan.who)}. <strong>After it they can:</strong></p><ul>{aims}</ul>"
        f'<div class="strip" aria-hidden="true">{strip}</div>'
        f'<table role="table"><caption>{len(plan.steps)} steps, {plan.minutes} minutes</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{steps}</table>'
    )


def _step(step: PlanStep, end: int) -> str:
    """Return a step as two rows: the four columns, and below them the teacher's words."""
    first = first_aloud() if step.moves_legs else ""
    cells = (
        f"{end - step.minutes}–{end} min",
        f"<strong>{escape(step.content)}</strong>",
        escape(step.method),
        escape("; ".join(step.materials)),
    )
    shown = "".join(
        f'<td role="cell" data-column="{column}">{cell}</td>' for column, cell in zip(COLUMNS, cells, strict=True)
    )
    return (
        f'<tbody role="rowgroup"><tr role="row">{shown}</tr>'
        f'<tr role="row" class="words-to-say"><td role="cell" colspan="{len(COLUMNS)}">'
        f"{first}<p><strong>Say:</strong> “{escape(step.says)}”</p>"
        f"<p><strong>Often wrong:</strong> {escape(step.often_wrong)}</p>"
        f"{prescribed(' '.join((step.content, step.method, *step.materials, step.says, step.often_wrong)))}"
        f"{sources(ref for each in step.claims for ref in facts.claims()[each].refs)}</td></tr></tbody>"
    )


def first_aloud() -> str:
    """Return what is read out before anybody moves a leg, as HTML."""
    return f"<p><strong>First, aloud: {escape(CLOT_LINE)} {escape(CHEST_LINE)}</strong></p>"


def sources(refs: Iterable[str]) -> str:
    """Return sources as HTML, each once, with links to the list at the page's end; nothing where there are none."""
    listed = ", ".join(f'<a href="#{ref}">{escape(citation.name(ref))}</a>' for ref in dict.fromkeys(refs))
    return f"<p><small>Sources: {listed}.</small></p>" if listed else ""
