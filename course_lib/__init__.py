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
    "point_selector": "course_lib.tools.point_selector",
    "quiz": "course_lib.tools.quiz",
}

__all__ = list(_HOMES)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"course_lib has no {name!r}; it offers {', '.join(__all__)}.")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
