"""Leg cramps in pregnancy: the helper library of an interactive course.

The names below are what a notebook uses. Each is fetched when it is first asked for, so that ``import course_lib``
does no work.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "points": "course_lib.facts",
    "claims": "course_lib.facts",
    "references": "course_lib.facts",
    "circumstances": "course_lib.facts",
    "warning_signs": "course_lib.facts",
    "assess_point": "course_lib.rules.point_safety",
    "atlas": "course_lib.figures.drawings",
    "calendar": "course_lib.figures.drawings",
    "picture": "course_lib.figures.drawings",
    "point_selector": "course_lib.tools.selector.point_selector",
    "food_explorer": "course_lib.tools.food.food_explorer",
    "week_planner": "course_lib.tools.week_planner",
    "evidence": "course_lib.tools.evidence",
    "quiz": "course_lib.tools.quiz",
    "my_plan": "course_lib.tools.my_plan",
    "my_summary": "course_lib.tools.diary.my_summary",
    "diary": "course_lib.tools.diary.cramp_diary",
    "relief_coach": "course_lib.tools.coach.relief_coach",
    "cramp_or_not": "course_lib.tools.cramp_or_not",
    "cause_explorer": "course_lib.tools.cause_explorer",
    "warning_sign_check": "course_lib.tools.signs.warning_sign_check",
    "decision_aid": "course_lib.tools.decision_aid",
    "care_checklist": "course_lib.tools.care_checklist",
    "session_planner": "course_lib.tools.visit.session_planner",
    "simulated_patient": "course_lib.tools.patient.simulated_patient",
    "my_progress": "course_lib.tools.my_progress",
    "flashcards": "course_lib.tools.cards.flashcards",
    "location_trainer": "course_lib.tools.locate.location_trainer",
    "handouts": "course_lib.tools.handouts",
    "class_plan": "course_lib.tools.class_plan",
    "class_cards": "course_lib.tools.class_cards",
}

__all__ = list(_HOMES)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"course_lib has no {name!r}; it offers {', '.join(__all__)}.")
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ModuleNotFoundError as missing:
        needs = f"{name} needs {missing.name}, which is not installed here; python3 start.py sets up all it needs."
        raise ImportError(needs) from missing


def __dir__() -> list[str]:
    return sorted(__all__)
