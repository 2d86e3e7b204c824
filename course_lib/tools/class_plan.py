"""Timed plans for a class: Time, Content, Method, Materials, what to say, and what learners often get wrong.

A page of its own without a kernel: what is stored in a notebook can be opened, read and printed.
"""

from dataclasses import dataclass

from course_lib import facts
from course_lib.facts.class_plan import ClassPlan
from course_lib.tools.choices.page import filled

CHEST_LINE = "Short of breath, or chest pain, with it or without: call the emergency number now."


@dataclass(frozen=True, repr=False)
class ClassPlans:
    """One plan, or all of them to open one by one."""

    plans: tuple[ClassPlan, ...]

    def __repr__(self) -> str:
        told = "; ".join(f"{plan.title}: {len(plan.steps)} steps in {plan.minutes} minutes" for plan in self.plans)
        return f"Class plans. {told}."

    def _repr_html_(self) -> str:
        return filled("class_plan.html", plans=self.plans, chest_line=CHEST_LINE)


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
