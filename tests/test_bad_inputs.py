"""20,000 bad inputs over every public function: one sentence of the course's own, never "allowed", never a plan.

The functions are found, not listed: a new one is tried without a line here. What each may be given rightly stands in
``GOOD``; beside it everything that does not belong there.
"""

import importlib
import inspect
import pkgutil
import random
import traceback
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import course_lib
from course_lib import facts, rules
from course_lib.facts import Urgency
from course_lib.rules.case.attempt import Attempt
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.intake import UpperLimit
from course_lib.rules.point_safety import Assessment
from course_lib.rules.session_plan import SessionPlan
from course_lib.rules.status import Status
from tests.refusals import MACHINE_WORDS

CALLS = 20_000
GOOD: dict[str, Any] = {
    "point": lambda: facts.points()["ST36"], "lower_leg_cm": 38.0, "text": "38", "weeks": 20, "days": 3,
    "case": lambda: next(iter(facts.cases().values())), "attempt": Attempt,
    "sentence": lambda: facts.case_sentences()["heard"],
    "circumstances": ("fever",), "kind": "faint", "question": lambda: next(iter(facts.interview().values())),
    "circumstance_id": "fever", "week": 20, "signs": ("fever",), "ids": (), "claim": lambda: facts.claims()["A-13"],
    "due": date(2026, 12, 1), "first_day": date(2026, 6, 1), "scan_day": date(2026, 6, 1), "today": date(2026, 11, 1),
    "row": lambda: facts.nutrient_targets()["us-pregnant-19-30"], "nutrient": "magnesium_mg", "region": "Japan",
    "target": lambda: facts.water_targets()["eu"], "limit": UpperLimit(350, counts_food=False), "from_food": 10.0,
    "from_tablets": 10.0, "part": 0.2, "amount": 10.0, "servings": lambda: {next(iter(facts.foods())): 1.0},
    "low": 0.0,
    "high": 9.0, "ask": "Type a number.", "unit": "cm", "whole": False, "code": "ST36", "source": "course",
    "name": "leg-inner", "age": GestationalAge(20), "codes": ("ST36",), "signs_asked": True, "consent": True,
    "team_told": True, "agreed": True, "no_answer": None, "statuses": (Status.ALLOWED,),
    "sign": lambda: facts.warning_signs()["fever"],
    "views": "leg-inner", "topic": "relief", "deck": "myths", "case_id": None, "start": "20", "opened": True,
    "view": "leg-inner",
    "decision": "decline",
    "dated_by_scan": True, "agreed_first": True, "cun": 1.0, "line": "Ask first.", "urgency": Urgency.NOT_ASKED,
}  # fmt: skip


def no_mistake(name: str, value: Any) -> bool:










    """Whether something in `BAD` is right for one parameter after all: nothing is there, or nobody has confirmed it."""
    if name in ("circumstances", "signs"):
        return isinstance(value, (list, tuple, set)) and not value
    if name in ("agreed", "dated_by_scan"):
        return value is False
    return name in ("no_answer", "lower_leg_cm") and (value is None or value == "")


class _Strange:
    def __repr__(self) -> str:
        return "<script>alert(1)</script>"

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __hash__(self) -> int:
        raise TypeError("unhashable")


ONCE = object()
"""Stands for what can be read only once: made anew each time, since read to its end it would be nothing at all."""
BAD: tuple[Any, ...] = (
    None, True, False, 0, -1, 3.5, 1e9, 10**30, float("nan"), float("inf"), -float("inf"), 1 + 2j, "", " ", "x",
    "no", "True", "ST99",
    "st36", "20+9", "4 2", "٢٠", "\x00", "\u202e63TS", "<b>ST36</b>", "'; DROP TABLE diary; --", "x" * 5000,
    b"ST36", [], [None],
    [[]], ["x"], [1], {}, {"x": 1}, {"x": None}, set(), (), object(), _Strange(), Ellipsis, type, len,
    date(2024, 1, 1), datetime(2024, 1, 1),
    date.min, date.max, ONCE, range(3), lambda: None, Status.ALLOWED,
    Urgency.EMERGENCY,
)  # fmt: skip


def public_functions() -> dict[str, Callable[..., Any]]:
    """All functions of the rules, and what a notebook gets from course_lib and may give something to."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(rules.__path__, "course_lib.rules."):
        if module.name.rpartition(".")[2] not in ("typed", "numbers"):  # what the rules themselves are made with
            for name, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
                if thing.__module__ == module.name and not name.startswith("_"):
                    found[f"{module.name}.{name}"] = thing
    for name in course_lib.__all__:
        thing = getattr(course_lib, name)
        if inspect.isfunction(thing):
            found[f"course_lib.{name}"] = thing
    return {name: thing for name, thing in found.items() if inspect.signature(thing).parameters}


FUNCTIONS = public_functions()
_made: dict[str, Any] = {}


def good(name: str) -> Any:
    if name not in _made:
        value = GOOD[name]
        _made[name] = value() if callable(value) else value
    return _made[name]


def arguments(function: Callable[..., Any], chance: random.Random) -> tuple[list[Any], dict[str, Any]]:
    """Some arguments of which at least one is bad."""
    parameters = list(inspect.signature(function).parameters.values())
    wrong = set(chance.sample(range(len(parameters)), chance.randint(1, len(parameters))))
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for number, parameter in enumerate(parameters):
        value = chance.choice(BAD) if number in wrong else good(parameter.name)
        if value is ONCE:
            value = iter(["fever", "x"])
        if number in wrong and not isinstance(value, _Strange) and no_mistake(parameter.name, value):
            value = object()
        if parameter.kind is parameter.VAR_KEYWORD:
            named |= {chance.choice(("weeks", "circumstances", "chosen", "source")): value}
        elif parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            positional.append(value)
    return positional, named


def complaint(function: Callable[..., Any], positional: list[Any], named: dict[str, Any]) -> str:
    """Say what a call did that it must not do; mostly nothing."""
    try:
        answer = function(*positional, **named)
        if inspect.isgenerator(answer):
            list(answer)
    except ValueError as error:
        said = str(error)
        innermost = traceback.extract_tb(error.__traceback__)[-1].filename
        own = "course_lib" in innermost and type(error) is ValueError
        short = said.endswith((".", "?")) and len(said) < 700
        plain = short and not any(word in said.lower() for word in MACHINE_WORDS)
        return "" if own and plain else f"not a sentence of the course: {type(error).__name__} {said[:200]}"
    except Exception as error:
        return f"{type(error).__name__}: {error!s:.120}"
    if isinstance(answer, SessionPlan) or (isinstance(answer, Assessment) and answer.status is Status.ALLOWED):
        return "a plan" if isinstance(answer, SessionPlan) else "allowed"
    return ""


FAST = [name for name in FUNCTIONS if name.startswith("course_lib.rules.")]
"""The rest builds a tool or a picture at each call: a few dozen bad inputs for each of them."""
EACH, A_FEW = CALLS // len(FAST) + 1, 40


@pytest.mark.parametrize("name", FUNCTIONS)
def test_bad_inputs_get_a_sentence(name: str) -> None:
    chance, function = random.Random(name), FUNCTIONS[name]
    complaints: dict[str, str] = {}
    for _ in range(EACH if name in FAST else A_FEW):
        positional, named = arguments(function, chance)
        if said := complaint(function, positional, named):
            complaints.setdefault(said, f"{positional!r:.300} {named!r:.300}")
    assert complaints == {}
