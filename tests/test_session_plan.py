"""The plan of a visit: never looser than the rule on points, and no visit where a sign, a no or a gap says so."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.rules.body_measure import distance
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.point_safety import assess_point
from course_lib.rules.position import position_at
from course_lib.rules.session_plan import ASK_SIGNS, SEEN_NOW, Refusal, SessionPlan, plan_session
from course_lib.rules.status import Status
from tests.expected_urgencies import SAID
from tests.refusals import refused

FREE: dict[str, Any] = {"signs_asked": True, "consent": True, "team_told": True, "dated_by_scan": True}
AT_24 = GestationalAge(24)

CALL_NOW_OR_NOW = tuple(
    ids[0] for _, ids, level, _ in SAID if len(ids) == 1 and level in ("emergency now", "call now, day or night")
)

weeks = st.builds(GestationalAge, st.integers(0, 44), st.integers(0, 6))
some_points = st.lists(st.sampled_from(sorted(facts.points())), min_size=1, max_size=6, unique=True)
some_circumstances = st.sets(st.sampled_from(sorted(facts.circumstances())), max_size=4)
yes_or_no = st.booleans()
some_signs = st.sets(st.sampled_from(sorted(facts.warning_signs())), max_size=2)


def assumed(circumstances: set[str], consent: bool, team_told: bool, scan: bool) -> set[str]:
    """What nobody confirmed, as the circumstance that it is."""
    confirmed = {"refusal": consent, "team-not-told": team_told, "weeks-not-from-scan": scan}
    return circumstances | {name for name, said in confirmed.items() if not said}


@given(
    weeks, some_points, some_circumstances, some_signs, yes_or_no, yes_or_no, yes_or_no, yes_or_no, yes_or_no,
    st.floats(25, 55),
)  # fmt: skip
def test_never_looser_than_the_rule_on_points(
    age: GestationalAge,
    codes: list[str],
    circumstances: set[str],
    signs: set[str],
    asked: bool,
    consent: bool,
    told: bool,
    agreed: bool,
    scan: bool,
    leg: float,
) -> None:
    plan = plan_session(
        age,
        codes,
        circumstances=circumstances,
        signs=signs,
        signs_asked=asked,
        consent=consent,
        team_told=told,
        agreed=agreed,
        dated_by_scan=scan,
        lower_leg_cm=leg,
    )
    asked_for = {name for sign, name in SIGN_AND_CIRCUMSTANCE if sign in signs}
    true = assumed(circumstances | asked_for, consent, told, scan)
    verdicts = {code: assess_point(code, age.weeks, circumstances=true).status for code in codes}
    assert {each.code for each in plan.refused} == {code for code, status in verdicts.items() if status == "avoid"}
    assert all(each.why and all(each.why) for each in plan.refused)
    if isinstance(plan, SessionPlan):
        assert consent
        assert agreed or not circumstances & {"anticoagulant", "placenta-previa", "more-than-one-baby"}
        assert agreed or age.weeks >= (14 if scan and "weeks-not-from-scan" not in circumstances else 16)
        assert asked
        assert not signs & set(CALL_NOW_OR_NOW)
        assert {each.point.code: each.verdict.status for each in plan.points} == {
            code: status for code, status in verdicts.items() if status in ("allowed", "caution")
        }
        for each in plan.points:
            assert each.deepest_cun <= min(depth.cun[0] for depth in each.point.needling.depths)
            assert each.deepest_mm == pytest.approx(each.deepest_cun * leg / 16 * 10)
            assert each.distance == distance(each.point, leg)
            assert each.distance is None or each.distance.low_cm <= each.distance.cm <= each.distance.high_cm
    else:
        assert plan.reasons
        assert all(reason.endswith(".") for reason in plan.reasons)


@pytest.mark.parametrize("age", [GestationalAge(week) for week in range(45)], ids=str)
def test_every_point_in_every_week_is_planned_or_refused(age: GestationalAge) -> None:
    plan = plan_session(age, facts.points(), **FREE, agreed=True)
    planned = {each.point.code for each in plan.points} if isinstance(plan, SessionPlan) else set()
    left_out = {each.code for each in plan.refused}
    assert planned | left_out == set(facts.points())
    assert not planned & left_out
    assert {"SP6", "LI4", "BL60", "BL67", "CV4"} <= left_out


@pytest.mark.parametrize("sign", CALL_NOW_OR_NOW)
def test_a_sign_that_needs_a_call_ends_the_visit(sign: str) -> None:
    refusal = plan_session(AT_24, ["ST36"], **FREE | {"signs": (sign,)})
    assert isinstance(refusal, Refusal)
    assert refusal.say == SEEN_NOW == "I will not needle today, please be seen now."
    assert refusal.urgency >= Urgency.CALL_NOW


@pytest.mark.parametrize("sign", ["cramps-break-sleep", "supplement-or-medicine"])
def test_a_sign_for_the_next_visit_is_told_but_ends_nothing(sign: str) -> None:
    plan = plan_session(AT_24, ["ST36"], **FREE | {"signs": (sign,)})
    assert isinstance(plan, SessionPlan)
    assert [each.id for each in plan.signs] == [sign]


@pytest.mark.parametrize(
    "circumstance",
    ["suspected-clot", "bleeding", "contractions-or-waters", "pre-eclampsia-or-high-blood-pressure", "fever"],
)
def test_a_circumstance_that_needs_a_call_ends_the_visit_without_any_ticked_sign(circumstance: str) -> None:
    refusal = plan_session(AT_24, ["ST36", "PC6"], **FREE, circumstances=[circumstance])
    assert isinstance(refusal, Refusal)
    assert (refusal.say, refusal.urgency) == (SEEN_NOW, Urgency.CALL_NOW)
    assert facts.circumstances()[circumstance].sentence in refusal.reasons


def test_what_nobody_asked_or_confirmed_counts_as_the_strict_answer() -> None:
    for signs in ((), ("restless-legs",), ("one-leg-swollen",)):
        not_asked = plan_session(AT_24, ["ST36"], **FREE | {"signs": signs, "signs_asked": False})
        assert isinstance(not_asked, Refusal)
        assert ASK_SIGNS in not_asked.reasons
    no_consent = plan_session(AT_24, ["ST36"], **FREE | {"consent": False})
    assert isinstance(no_consent, Refusal)
    assert facts.circumstances()["refusal"].sentence in no_consent.reasons
    not_told = plan_session(AT_24, ["ST36"], **FREE | {"team_told": False})
    assert isinstance(not_told, SessionPlan)
    assert not_told.points[0].verdict.status is Status.CAUTION
    assert isinstance(plan_session(GestationalAge(13, 6), ["ST36"], **FREE | {"team_told": False}), Refusal)


def test_an_avoided_point_stays_out_and_the_others_stay_in() -> None:
    plan = plan_session(AT_24, ["SP6", "ST36", "SP6"], **FREE, lower_leg_cm=40)
    assert isinstance(plan, SessionPlan)
    assert [each.point.code for each in plan.points] == ["ST36"]
    assert [each.code for each in plan.refused] == ["SP6"]
    # ST36 lies 3 of the leg's 16 shares below ST35.
    assert str(plan.points[0].distance) == "about 7.5 cm (6.5 to 8.5)"


def test_blood_thinners_take_the_calf_out() -> None:
    waits = plan_session(AT_24, ["GB34"], **FREE, circumstances=["anticoagulant"])
    assert isinstance(waits, Refusal)
    assert facts.circumstances()["anticoagulant"].sentence in waits.reasons
    plan = plan_session(AT_24, ["BL57", "GB34"], **FREE, circumstances=["anticoagulant"], agreed=True)
    assert isinstance(plan, SessionPlan)
    assert plan.points[0].deepest_cun <= 0.5
    assert [each.code for each in plan.refused] == ["BL57"]
    assert plan.points[0].verdict.status is Status.CAUTION
    # Published: three injuries of the common peroneal nerve at GB34.
    assert [each.id for each in plan.points[0].hazards] == ["peroneal-nerve"]


def test_a_low_placenta_waits_for_the_team() -> None:
    refusal = plan_session(AT_24, ["ST36"], **FREE, circumstances=["placenta-previa"])
    assert isinstance(refusal, Refusal)
    assert refusal.say == "No needles today."


@pytest.mark.parametrize("week", range(20, 45))
def test_from_20_weeks_nobody_lies_flat_or_prone(week: int) -> None:
    row = position_at(week)
    assert {"flat on the back", "prone"} <= set(row.avoid)
    assert not [each for each in (*row.allowed, *row.caution) if "supine" in each or "prone" in each]


SIGN_AND_CIRCUMSTANCE = [
    (sign, circumstance)
    for circumstance, signs in {
        "suspected-clot": "one-leg-swollen both-legs-swollen arm-swollen calf-pain-after-exercise",
        "bleeding": "bleeding heavy-bleeding one-sided-belly-pain",
        "contractions-or-waters": "waters contractions severe-belly-pain baby-coming one-sided-belly-pain",
        "pre-eclampsia-or-high-blood-pressure": "headache thunderclap-headache sight sudden-swelling pain-under-ribs "
        "high-blood-pressure very-high-blood-pressure seizure",
        "fever": "fever very-ill stiff-neck",
        "baby-moves-less": "baby-moves-less",
        "numb-or-weak-leg": "leg-numb-or-weak cauda-equina stroke cold-pale-leg tight-leg",
        "restless-legs": "restless-legs",
    }.items()
    for sign in signs.split()
]
"""Read from the words of both tables: the sign asks about the circumstance."""


def test_the_facts_link_the_signs_and_circumstances_that_ask_the_same() -> None:
    rows = facts.circumstances().items()
    assert {(sign, name) for name, row in rows for sign in row.asked_by_signs} == set(SIGN_AND_CIRCUMSTANCE)


@pytest.mark.parametrize(("sign", "circumstance"), SIGN_AND_CIRCUMSTANCE)
@pytest.mark.parametrize("week", [0, 9, 13, 14, 24, 44])
def test_a_sign_alone_is_as_strict_as_with_its_circumstance_ticked_too(sign: str, circumstance: str, week: int) -> None:
    age = GestationalAge(week)
    alone = plan_session(age, ["ST36", "BL57", "SP6"], signs=[sign], **FREE)
    both = plan_session(age, ["ST36", "BL57", "SP6"], signs=[sign], circumstances=[circumstance], **FREE)
    other_way = plan_session(age, ["ST36", "BL57", "SP6"], circumstances=[circumstance], **FREE)
    assert isinstance(alone, Refusal)
    assert isinstance(both, Refusal)
    assert alone.urgency >= both.urgency
    assert set(alone.reasons) >= set(both.reasons)
    assert {(row.code, row.why) for row in alone.refused} >= {(row.code, row.why) for row in both.refused}
    assert facts.circumstances()[circumstance].sentence in alone.reasons
    assert isinstance(other_way, Refusal)
    assert not [why for why in other_way.reasons if facts.warning_signs()[sign].sign in why], "never the other way"


@pytest.mark.parametrize(("codes", "more"), [([], {}), (["SP99"], {}), (["ST36"], {"signs": ["no-such"]})])
def test_what_makes_no_sense_is_refused_with_a_sentence(codes: list[str], more: dict[str, Any]) -> None:
    refused(plan_session, AT_24, codes, **FREE | more)


NOW, CALL = "Emergency number, now: ", "Call now, day or night: "


def test_the_emergencies_say_what_the_review_asks_for() -> None:
    rows = facts.needling_emergencies()
    collapse = " ".join(rows["collapse"].first_steps)
    in_order = ["emergency number", "flat on her back", "Push hard and fast", "womb to her left by hand", "AED on"]
    assert sorted(in_order, key=collapse.index) == in_order
    assert "flat on her back while she answers and breathes" in " ".join(rows["faint"].never)
    assert "go on as in a collapse" in " ".join(rows["faint"].first_steps)
    assert "every fit" in rows["fit"].call_when[0]
    (tight,) = [line for line in rows["bleed"].call_when if "tight" in line]
    assert tight.startswith(NOW)
    assert "emergency department" in tight
    assert "firm pressure" in rows["bleed"].first_steps[0]
    assert "pneumothorax" in rows["lung"].call_when[0]
    assert "running water" in rows["needlestick"].first_steps[1]
    assert "soap" in rows["needlestick"].first_steps[1]
    bruise = facts.case_sentences()["watch-bruise"].says
    assert "tight" in bruise.partition("emergency number, now")[0]
    assert "call now, day or night" in bruise


def test_no_sentence_asks_for_an_agreement_that_is_there() -> None:
    waiting = [name for name, row in facts.circumstances().items() if row.once_agreed]
    assert set(waiting) == {"anticoagulant", "placenta-previa", "heart-epilepsy-immunity", "more-than-one-baby"}
    asks = re.compile(r"\b(unless|until|only if|ask)\b.*\b(agree|prescribed|specialist|first)", re.IGNORECASE)
    for name in set(facts.circumstances()) - {"team-not-told"}:  # who was not told cannot have agreed
        plan = plan_session(AT_24, ["ST36", "BL57"], **FREE, circumstances=[name], agreed=True)
        shown = plan.settle if isinstance(plan, SessionPlan) else plan.reasons
        left_out = [why for row in plan.refused for why in row.why]
        assert not [sentence for sentence in (*shown, *left_out) if asks.search(sentence)]
    disorder = plan_session(AT_24, ["ST36"], **FREE, circumstances=["bleeding-disorder"], agreed=True)
    assert isinstance(disorder, Refusal)
    assert "whoever agrees" in " ".join(disorder.reasons)


def test_the_emergencies_say_what_the_evidence_says() -> None:
    """After the evidence (if dizzy): turn left at once, take the needles out, check pulse and blood pressure."""
    rows = facts.needling_emergencies()
    assert list(rows) == [
        "collapse", "fit", "faint", "supine-hypotension", "stuck-needle", "bleed", "nerve-pain", "lung", "needlestick",
    ]  # fmt: skip
    turn, out, check, *_ = rows["supine-hypotension"].first_steps
    assert ("left side at once" in turn, "needles out" in out, "blood pressure" in check) == (True, True, True)
    assert "3 to 10 minutes" in " ".join(rows["supine-hypotension"].shows)
    assert "that point alone" in " ".join(rows["nerve-pain"].first_steps)
    assert "sterile cotton" in " ".join(rows["bleed"].first_steps)
    for row in rows.values():
        assert all(line.startswith((NOW, CALL)) for line in row.call_when), row.id
        assert row.call_when[0].startswith(NOW) or row.id == "needlestick"
        assert "massage" not in " ".join(row.first_steps)
        assert "today" not in " ".join(row.call_when)
    assert "before she goes home: also when it has settled" in " ".join(rows["supine-hypotension"].call_when)
    trainee = facts.practitioner_signs()["supine"].action  # the short table asks for the same calls as the lesson
    for words in ("turn left at once", "before she goes home, also when it has settled", "emergency number"):
        assert words in trainee
