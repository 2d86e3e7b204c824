"""Each visit that the review and the evidence decide is decided so; and no yes, sign or circumstance ever loosens."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.rules.body_measure import deepest, distance
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.position import position_at
from course_lib.rules.session_plan import Refusal, SessionPlan, plan_session
from tests.expected_decisions import AGREED, NEVER_AGREED_AWAY, NO, SHALLOW_END, VISITS, Visit
from tests.expected_statuses import CODES, STRICTNESS
from tests.refusals import refused

KEYWORDS = {
    "signs": "signs_asked", "consent": "consent", "team": "team_told", "scan": "dated_by_scan", "agreed": "agreed",
}  # fmt: skip


def decide(visit: Visit) -> SessionPlan | Refusal:
    confirmed = dict.fromkeys(visit.confirmed, True) | visit.odd
    return plan_session(
        GestationalAge(visit.weeks),
        visit.points.split(),
        circumstances=visit.circumstances.split(),
        signs=visit.signs.split(),
        **{KEYWORDS[name]: value for name, value in confirmed.items()},
    )


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.why)
def test_the_visit_is_decided_as_the_review_and_the_evidence_say(visit: Visit) -> None:
    plan = decide(visit)
    if visit.left == NO:
        assert isinstance(plan, Refusal)
        assert (plan.urgency >= Urgency.CALL_NOW) == visit.call
        assert plan.reasons
    else:
        assert isinstance(plan, SessionPlan)
        assert {each.point.code: each.verdict.status for each in plan.points} == visit.left
        assert {each.code for each in plan.refused} == set(visit.points.split()) - set(visit.left)


@pytest.mark.parametrize("circumstance", NEVER_AGREED_AWAY)
@pytest.mark.parametrize("week", [0, 13, 14, 24, 37, 44])
def test_no_agreement_brings_a_needle_back(circumstance: str, week: int) -> None:
    visit = Visit("", week, " ".join(CODES), NO, circumstances=circumstance, confirmed=AGREED)
    assert isinstance(decide(visit), Refusal)


def test_depth_stops_at_the_shallow_end_of_what_is_printed() -> None:
    assert {code: deepest(facts.points()[code], ()) for code in SHALLOW_END} == SHALLOW_END
    for point in facts.points().values():
        assert deepest(point, ()) <= min(depth.cun[0] for depth in point.needling.depths)
        assert deepest(point, ["anticoagulant"]) <= 0.5


def strictness(plan: SessionPlan | Refusal, code: str) -> int:
    """0 to 2 as for a point, 3 where nothing is planned at all."""
    if isinstance(plan, Refusal):
        return 3
    left = {each.point.code: each.verdict.status for each in plan.points}
    return STRICTNESS[left.get(code, "avoid")]


some = st.sets(st.sampled_from(sorted(facts.circumstances())), max_size=2)
signs = st.sets(st.sampled_from(sorted(facts.warning_signs())), max_size=1)
yes_or_less = st.sampled_from([True, True, True, False, "no", None])
answers = st.fixed_dictionaries(dict.fromkeys(KEYWORDS.values(), yes_or_less))


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.integers(0, 44), st.sampled_from(CODES), some, signs, answers, st.data())
def test_more_that_is_true_or_less_that_is_confirmed_never_loosens(
    week: int, code: str, held: set[str], ticked: set[str], confirmed: dict[str, Any], data: st.DataObject
) -> None:
    def decided(held: set[str], ticked: set[str], confirmed: dict[str, Any]) -> SessionPlan | Refusal:
        return plan_session(GestationalAge(week), [code], circumstances=held, signs=ticked, **confirmed)

    before = decided(held, ticked, confirmed)
    more = {data.draw(st.sampled_from(sorted(facts.circumstances())))}
    more_signs = {data.draw(st.sampled_from(sorted(facts.warning_signs())))}
    withdrawn = {data.draw(st.sampled_from(sorted(confirmed))): data.draw(st.sampled_from([False, "no", 1, None]))}
    for after in (
        decided(held | more, ticked, confirmed),
        decided(held, ticked | more_signs, confirmed),
        decided(held, ticked, confirmed | withdrawn),
    ):
        assert strictness(after, code) >= strictness(before, code)
        if isinstance(before, Refusal):
            assert isinstance(after, Refusal)
            assert after.urgency >= before.urgency


@pytest.mark.parametrize("given_instead", ["no", "yes", "True", 1, 1.0, [True], object(), None, float("nan")])
@pytest.mark.parametrize("keyword", KEYWORDS.values())
def test_only_true_is_a_yes(keyword: str, given_instead: object) -> None:
    confirmed: dict[str, Any] = dict.fromkeys(KEYWORDS.values(), True)
    odd = plan_session(GestationalAge(12), ["ST36"], **confirmed | {keyword: given_instead})
    assert odd == plan_session(GestationalAge(12), ["ST36"], **confirmed | {keyword: False})
    assert odd != plan_session(GestationalAge(12), ["ST36"], **confirmed)


ODD = [
    None, True, 0, -1, 1.5, float("nan"), float("inf"), 1e9, 10**400, "", "no", "ST36", b"ST36", [], [None], [["ST36"]],
    {}, object(), 1j, range(3), [float("nan")],
]  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.data())
def test_bad_input_of_any_kind_gets_a_sentence_and_never_a_plan(data: st.DataObject) -> None:
    spoiled = data.draw(st.sampled_from(["age", "codes", "circumstances", "signs", "lower_leg_cm", "no_answer"]))
    visit: dict[str, Any] = {"age": GestationalAge(24), "codes": ["ST36"], **dict.fromkeys(KEYWORDS.values(), True)}
    odd = data.draw(st.sampled_from(ODD))
    nothing: dict[str, list[Any]] = {name: [[]] for name in ("circumstances", "signs")}
    nothing |= {"lower_leg_cm": [None], "no_answer": [None, ""]}
    if odd in nothing.get(spoiled, []):
        assert isinstance(plan_session(**visit | {spoiled: odd}), SessionPlan)
    elif spoiled == "no_answer" and isinstance(odd, str):
        assert isinstance(plan_session(**visit | {spoiled: odd}), Refusal)
    else:
        with pytest.raises(ValueError, match=r"\w{3}.*\.$"):
            plan_session(**visit | {spoiled: odd})


@pytest.mark.parametrize("length", [float("nan"), -5, 0, 1e9, float("inf"), 10**400, "38", True, None])
def test_what_is_no_lower_leg_gives_no_distance(length: Any) -> None:
    assert "centimeters" in refused(distance, facts.points()["ST36"], length)
    if length is not None:
        refused(plan_session, GestationalAge(24), ["ST36"], lower_leg_cm=length)


@pytest.mark.parametrize("week", [None, True, "24", "x", 24.0, -1, 45, [24]])
def test_only_a_whole_week_of_pregnancy_has_a_position(week: Any) -> None:
    refused(position_at, week)


def test_no_hazard_was_pasted_from_another_point() -> None:
    """What lies under a point is its own: a text that names one point stands under that point alone."""
    hazards = [(point.code, point.needling.hazard) for point in facts.points().values()]
    for code, hazard in hazards:
        named = set(re.findall(r"\b[A-Z]{2}\d{1,2}\b", hazard)) - {code}
        assert not named or [hazard for _, hazard in hazards].count(hazard) == 1, code
    assert not [code for code, hazard in hazards if "femoral artery" in hazard and code != "ST30"]
    assert "compartment" in str(facts.point_hazards()["calf-pressure"])
    assert "divides" in facts.points()["GB34"].needling.hazard
