"""What a person's circumstances do to the verdicts: they bite where they must, and they never loosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import facts
from course_lib.rules.circumstances import floor
from course_lib.rules.point_safety import assess_point
from tests.expected_statuses import AVOID, CAUTION, CODES, LOWER_ABDOMEN, LUMBOSACRAL, SOURCES, STRICTNESS, WEEKS
from tests.refusals import refused

AVOID_EVERYWHERE = (
    "refusal",
    "bleeding",
    "contractions-or-waters",
    "suspected-clot",
    "pre-eclampsia-or-high-blood-pressure",
    "bleeding-disorder",
    "fever",
)
#: The muscle, its border or the hollow behind the knee, whatever the tables say of the rest.
ON_THE_CALF = ["BL40", "BL55", "BL56", "BL57", "BL58", "BL59", "KI9"]
ABDOMEN_AND_LOWER_BACK = f"{LOWER_ABDOMEN} {LUMBOSACRAL}".split()
#: Points that the evidence itself calls strong, downward or blood-moving.
STRONGLY_MOVING = ["LI4", "SP6", "BL60", "BL67", "LR3", "SP10", "GB21"]

STRICTNESS_OR_SILENCE = {"not stated": -1, **STRICTNESS}
IDS = tuple(facts.circumstances())

codes = st.sampled_from(CODES)
weeks = st.one_of(st.none(), st.sampled_from(WEEKS), st.floats(min_value=0, max_value=44.99))
sources = st.sampled_from(("course", *SOURCES))
subsets = st.lists(st.sampled_from(IDS), max_size=6)
repeatable = settings(derandomize=True, deadline=None, max_examples=300)


def answer(code: str, week: float | None, circumstances: Iterable[str] = (), source: str = "course") -> str:
    return assess_point(code, week, source=source, circumstances=circumstances).status.value


@pytest.mark.parametrize("circumstance", AVOID_EVERYWHERE)
def test_nobody_is_needled_anywhere(circumstance: str) -> None:
    for code in CODES:
        assert {answer(code, week, [circumstance]) for week in (None, *WEEKS)} == {AVOID}, code


def test_anticoagulant_spares_no_calf_and_asks_care_everywhere_else() -> None:
    for code, point in facts.points().items():
        for week in (None, *WEEKS):
            status = answer(code, week, ["anticoagulant"])
            if code in ON_THE_CALF or point.on_calf:
                assert status == AVOID, (code, week)
            else:
                assert STRICTNESS[status] >= STRICTNESS[CAUTION], (code, week)
    # The rest is special care, not a ban on everything.
    assert answer("ST36", 20, ["anticoagulant"]) == CAUTION


def test_placenta_previa_spares_the_belly_the_lower_back_and_the_strong_points() -> None:
    for code, point in facts.points().items():
        for week in (None, *WEEKS):
            status = answer(code, week, ["placenta-previa"])
            if code in ABDOMEN_AND_LOWER_BACK + STRONGLY_MOVING or point.strongly_moving:
                assert status == AVOID, (code, week)
            else:
                assert STRICTNESS[status] >= STRICTNESS[CAUTION], (code, week)
    assert answer("ST36", 20, ["placenta-previa"]) == CAUTION


@pytest.mark.parametrize("group", [ABDOMEN_AND_LOWER_BACK, STRONGLY_MOVING])
@pytest.mark.parametrize("week", [0, 13, 20, 40])
def test_the_floor_itself_reaches_the_group_of_placenta_previa(group: list[str], week: int) -> None:
    # Most of these points are avoid in any case; the floor must not lean on that.
    loose = [code for code in group if floor("placenta-previa", facts.points()[code], week) != AVOID]
    assert loose == []


def test_the_floor_of_an_anticoagulant_reaches_the_calf() -> None:
    loose = [code for code in ON_THE_CALF if floor("anticoagulant", facts.points()[code], 20) != AVOID]
    assert loose == []


def test_a_past_miscarriage_takes_out_the_points_its_source_names() -> None:
    for code in ["LI4", "SP6", "LR3", "BL67", "BL60"]:
        assert {answer(code, week, ["past-miscarriage"]) for week in WEEKS} == {AVOID}, code
    for code in CODES:
        assert STRICTNESS[answer(code, 10, ["past-miscarriage"])] >= STRICTNESS[CAUTION]


def test_below_14_weeks_needling_waits_for_the_maternity_team() -> None:
    assert {answer(code, week, ["team-not-told"]) for code in CODES for week in range(14)} == {AVOID}


@pytest.mark.parametrize("circumstance", IDS)
def test_each_circumstance_changes_a_status_or_says_something(circumstance: str) -> None:
    changed = any(
        answer(code, week, [circumstance]) != answer(code, week) for code in CODES for week in (None, 10, 20, 38)
    )
    said = assess_point("ST36", 20, circumstances=[circumstance]).circumstances
    assert changed or (len(said) == 1 and said[0].strip())


@pytest.mark.parametrize("circumstance", IDS)
def test_the_sentence_of_each_circumstance_is_shown_with_every_verdict(circumstance: str) -> None:
    sentence = facts.circumstances()[circumstance].sentence
    assert sentence.strip().endswith(".")
    for code in ("ST36", "LI4", "PC6"):
        assert assess_point(code, 20, circumstances=[circumstance]).circumstances == (sentence,)


@repeatable
@given(code=codes, week=weeks, source=sources, before=subsets, added=st.sampled_from(IDS))
def test_adding_a_circumstance_never_loosens(
    code: str, week: float | None, source: str, before: list[str], added: str
) -> None:
    without = STRICTNESS_OR_SILENCE[answer(code, week, before, source)]
    assert STRICTNESS_OR_SILENCE[answer(code, week, [*before, added], source)] >= without


@repeatable
@given(code=codes, week=weeks, source=sources, some=subsets)
def test_order_and_repetition_do_not_matter(code: str, week: float | None, source: str, some: list[str]) -> None:
    assert answer(code, week, some, source) == answer(code, week, [*reversed(some), *some], source)


@repeatable
@given(code=codes, some=subsets)
def test_no_week_chosen_is_the_strictest_week_with_circumstances_too(code: str, some: list[str]) -> None:
    every_week = [answer(code, week, some) for week in WEEKS]
    assert answer(code, None, some) == max(every_week, key=STRICTNESS.__getitem__)


@pytest.mark.parametrize("unknown", ["flu", "fever", {"fever": True}, [None], [7], [["fever"]], None, 7])
def test_what_is_no_list_of_names_is_refused(unknown: Any) -> None:
    assert "fever" in refused(assess_point, "ST36", 20, circumstances=unknown)  # it lists what may be chosen


@pytest.mark.parametrize("unknown", [["flu"], ["fever", "flu"], [""], ["Fever"]])
def test_an_unknown_circumstance_is_refused_by_name(unknown: Any) -> None:
    sentence = refused(assess_point, "ST36", 20, circumstances=unknown)
    assert "fever" in sentence  # it lists what may be chosen
