"""The simulated patients: what is right in each, read by hand from the evidence; trainees good, middling and bad."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts import Urgency, checks
from course_lib.facts.case import Case, PositionName
from course_lib.rules.body_measure import deepest
from course_lib.rules.case.key import essential_questions, event_actions, right_decision
from course_lib.rules.case.marking import GROUPS, PASS_MARK, Attempt, Marking, mark
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.point_safety import assess_point
from course_lib.rules.position import POSITIONS, assess_position
from course_lib.rules.session_plan import SessionPlan, plan_session
from course_lib.rules.status import Status
from tests.expected_cases import EXPECTED
from tests.refusals import refused

NOTHING, NEXT_VISIT, CALL, EMERGENCY = Urgency
CASES = list(facts.cases().values())
NAMES = [case.id for case in CASES]

ASK_FIRST = ("anticoagulant", "placenta-previa", "heart-epilepsy-immunity", "more-than-one-baby")
SHALLOW = ("anticoagulant",)
EVENTS = {
    "calf-cramps-30-weeks": "stuck-needle", "afraid-of-needles": "faint", "japanese-clinic": "nerve-pain",
    "partner-at-home": "bleed",
}  # fmt: skip
"""What goes wrong, where needles are right."""
# Points and depths of a good trainee: no list forbids ST36 or BL57, and half a cun is shallow at both. One needle for
# somebody who has fainted.
GOOD_DEPTHS = {"afraid-of-needles": {"ST36": 0.5}}
FIRST_STEPS = {"faint": 5, "supine-hypotension": 5, "stuck-needle": 5, "bleed": 4, "nerve-pain": 4}
ALLOWED_EARLY_AND_LATE: PositionName = "side-lying"
FORBIDDEN = ("SP6", "LI4", "BL60", "BL67", "GB21", "BL32", "CV4")
"""Points that a list in the evidence calls forbidden, and the course avoids at every week."""
BAD_WORDS, BAD_ADVICE = ("it-works", "labor-promised"), ("press-at-home", "magnesium-500")
FEW_QUESTIONS = ("what-happens", "one-leg", "chest", "head-and-eyes", "weeks", "may-we")
MEDICINES = ("medicines", "doctor-agrees")
KIND, FOR_EVERYBODY = ("heard", "own-words", "no-is-fine"), ("side-to-sleep", "drink-when-thirsty", "partner-helps")
SENT_ON = ("heard", "not-today-be-seen", "call-together")
"""Words to anybody who is sent on."""
GAP = 10
"""At least so many percent lie between a perfect, a middling and a dangerous trainee."""


def perfect(case: Case) -> Attempt:
    """Asks everything there is time for, decides as the evidence says, knows the first steps by heart."""
    decision, urgency, _ = EXPECTED[case.id]
    kind = EVENTS.get(case.id, "")
    depths = GOOD_DEPTHS.get(case.id, {"ST36": 0.5, "BL57": 0.5}) if decision == "treat" else {}
    wanted = (*case.needs, *case.words, *case.advice)
    words = [*(KIND if urgency < CALL else SENT_ON), *(["special-care"] if depths else []), *wanted]
    advice = [*(FOR_EVERYBODY if urgency < CALL else ()), *wanted]
    rows = facts.case_sentences().values()
    parts = {part: [row.id for row in rows if row.part == part] for part in ("words", "advice")}
    return Attempt(
        asked=questions_in_time(case),
        decision=decision,  # type: ignore[arg-type]
        urgency=Urgency(urgency),
        points=tuple(depths),
        depths=depths,
        position=ALLOWED_EARLY_AND_LATE if depths else None,
        consent=tuple(facts.consent_points()) if depths else (),
        words=tuple(dict.fromkeys(each for each in words if each in parts["words"])),
        advice=tuple(dict.fromkeys(each for each in advice if each in parts["advice"])),
        event_actions=tuple(f"{kind}:first:{number}" for number in range(1, FIRST_STEPS.get(kind, 0) + 1)),
    )


def questions_in_time(case: Case) -> tuple[str, ...]:
    """All questions where nobody waits; the signs and the way there before a call; six before an ambulance."""
    signs = [row.id for row in facts.interview().values() if row.topic == "warning signs"]
    return {2: ("what-happens", *signs, "weeks", "this-pregnancy", "skin", "travel"), 3: FEW_QUESTIONS}.get(
        EXPECTED[case.id][1], tuple(facts.interview())
    )


def middling(case: Case) -> Attempt:
    """Gets the decision right on a few questions, and leaves much unsaid, the missing trial above all."""
    best = perfect(case)
    return Attempt(
        asked=(*FEW_QUESTIONS, *MEDICINES),
        decision=best.decision,
        urgency=best.urgency,
        points=best.points,
        depths=best.depths,
        position=best.position,
        consent=("what-it-is", "stop") if best.points else (),
        words=best.words[:1],
        advice=best.advice[:1],
        event_actions=best.event_actions[:1],
    )


def dangerous(case: Case) -> Attempt:
    """Asks hardly anything, and needles deep, flat on her back, at what was asked for."""
    harm = [each.id for each in event_actions(case.event.kind) if each.harmful] if case.event else []
    return Attempt(
        asked=("hopes", "weeks"),
        decision="treat",
        points=("SP6", "BL57"),
        depths={"SP6": 2.0, "BL57": 2.0},
        position="supine",
        words=BAD_WORDS,
        advice=BAD_ADVICE,
        event_actions=tuple(harm),
    )


def because(marking: Marking) -> str:
    return " ".join(each.says for each in marking.critical)


def test_the_cases_are_those_that_were_read() -> None:
    assert set(EXPECTED) == set(facts.cases())
    assert sum(case.event is not None for case in CASES) >= 2


def test_every_id_in_the_cases_is_known_and_a_slip_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*checks.unknown_ids(), *checks.cases_fit()] == []
    slip = msgspec.structs.replace(CASES[0], signs=("one-leg-swolen",), essential=("hobbies",), words=("stretch",))
    monkeypatch.setattr(facts, "cases", lambda: {slip.id: slip})
    here = "cases.yaml, entry 'calf-cramps-30-weeks'"
    assert [*checks.unknown_ids(), *checks.cases_fit()] == [
        f"{here}: 'one-leg-swolen' is not in warning_signs; expected a known id, such as 'one-leg-swollen'",
        f"{here}: 'hobbies' is not in interview; expected a known id, such as 'hopes'",
        f"{here}: 'stretch' is no sentence of 'words'; expected one whose 'part' that is",
    ]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_right_is_what_the_evidence_says(case: Case) -> None:
    decision, urgency, _ = EXPECTED[case.id]
    right, kind = right_decision(case), EVENTS.get(case.id)
    assert (right.decision, right.urgency, case.event.kind if case.event else None) == (decision, urgency, kind)
    assert right.because.endswith(".")
    assert case.event is None or decision == "treat"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_plan_keeps_to_the_rule_on_points(case: Case) -> None:
    decisions = {plan.decision for plan in case.plans}
    assert decisions == {EXPECTED[case.id][0]}
    for plan in case.plans:
        assert bool(plan.depths) == (plan.decision == "treat") == (plan.position is not None)
        for code, cun in plan.depths.items():
            status = assess_point(code, case.weeks, circumstances=case.circumstances).status
            assert status in (Status.ALLOWED, Status.CAUTION)
            assert cun <= deepest(facts.points()[code], case.circumstances)
        if plan.position:
            assert assess_position(plan.position, case.weeks) is Status.ALLOWED


@pytest.mark.parametrize("case", [case for case in CASES if case.weeks is not None])
def test_the_planner_makes_of_a_case_what_the_marking_makes_of_it(case: Case) -> None:
    held = set(case.circumstances)
    plan = plan_session(
        GestationalAge(case.weeks or 0, case.days),
        ["ST36"],
        circumstances=held - {"refusal", "team-not-told"},
        signs=case.signs,
        signs_asked=True,
        consent="refusal" not in held,
        team_told="team-not-told" not in held,
        agreed=case.agreement == "given",
    )
    if right_decision(case).decision == "treat":
        assert isinstance(plan, SessionPlan)
    elif not case.not_for_needles:  # the planner does not ask what she came for
        assert not isinstance(plan, SessionPlan)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_trainees_come_out_apart(case: Case) -> None:
    best, middle, worst = (mark(case, trainee(case)) for trainee in (perfect, middling, dangerous))
    assert best.passed, [item.text for item in best.items if not item.reached]
    assert best.rating == "clear pass"
    assert not best.critical
    assert not middle.critical
    assert best.percent - middle.percent >= GAP
    assert middle.percent - worst.percent >= GAP
    assert worst.critical
    assert not worst.passed
    assert worst.rating == "fail"
    if EXPECTED[case.id][0] == "treat":
        assert middle.rating in ("borderline", "fail"), "nobody passes who has not said that no trial was found"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_mark_has_a_reason_and_every_source_is_in_the_list(case: Case) -> None:
    for trainee in (perfect, dangerous):
        marking = mark(case, trainee(case))
        assert [item.group for item in marking.items] == sorted((i.group for i in marking.items), key=GROUPS.index)
        assert {"history", "safety", "decision", "consent and words", "follow-up"} <= {i.group for i in marking.items}
        named = {ref for lines in (marking.items, marking.critical) for line in lines for ref in line.refs}
        assert named <= set(facts.references())
        assert all(item.why.strip() and item.points > 0 for item in marking.items)
        assert marking.out_of > 0
        assert 0 <= marking.percent <= 100


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_no_line_of_the_debrief_rests_on_shops_lists_and_blogs_alone(case: Case) -> None:
    sentences = facts.case_sentences().values()
    words, advice = ([row.id for row in sentences if row.part == part] for part in ("words", "advice"))
    everywhere = Attempt(
        decision="treat", points=tuple(facts.points()), depths=dict.fromkeys(facts.points(), 3.0), position="supine",
        words=tuple(words), advice=tuple(advice),
    )  # fmt: skip
    each_point = (replace(everywhere, points=(code,), asked=tuple(facts.interview())) for code in facts.points())
    tried = (perfect(case), dangerous(case), Attempt(decision="refer"), everywhere, *each_point)
    markings = [mark(case, attempt) for attempt in tried]
    lines = [(f"{row.text} {row.why}", row.refs) for marking in markings for row in marking.items]
    lines += [(row.says, row.refs) for marking in markings for row in marking.critical]
    tier = {name: row.custom.tier for name, row in facts.references().items()}
    for said, refs in lines:
        assert not refs or {tier[ref] for ref in refs} != {"D"} or "our own caution" in said.lower(), said
    if case.id == "sp6-at-9-weeks":
        assert right_decision(case).refs[0] == "who-1999-safety"
        (earlier,) = (row for row in markings[0].items if "earlier pregnancies" in row.text)
        assert earlier.refs[0] == "who-1999-safety"
        assert "Our own caution" in earlier.why


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_true_of_her_can_be_found_out_by_asking(case: Case) -> None:
    asked = [facts.interview()[each] for each in essential_questions(case)]
    found = {each for question in asked for each in (*question.signs, *question.circumstances)}
    assert {*case.signs, *case.circumstances} <= found
    for each in (*case.signs, *case.circumstances):
        tells = [question.id for question in asked if each in (*question.signs, *question.circumstances)]
        assert any(name in case.answers for name in tells), f"nothing she answers shows {each}"
    assert "weeks" in {question.id for question in asked}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_follow_up_fits_the_urgency(case: Case) -> None:
    decision, urgency, _ = EXPECTED[case.id]
    if urgency == EMERGENCY:
        assert "emergency-number" in case.needs
    elif urgency == CALL:
        assert "call-now" in case.needs
        assert "not-drive" in case.advice
    elif case.id != "restless-legs":
        assert "when-to-call" in case.advice, "when to call is said to everybody who goes home"
    if decision == "treat":
        assert "say-at-once" in case.words
    rows = facts.case_sentences()
    named = (*case.needs, *case.words, *case.advice)
    assert all(rows[each].worth == "helpful" for each in named)
    assert all(not rows[each].fits or decision in rows[each].fits for each in named)
    true_of_her = {*case.signs, *case.circumstances}
    assert not [each for each in named if true_of_her & {*rows[each].dangerous_with, *rows[each].not_for}]


@settings(max_examples=150)
@given(data=st.data())
def test_an_avoided_point_never_helps_and_always_fails(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    before = data.draw(st.sampled_from([perfect, middling, dangerous]))(case)
    before = changed(before, decision=data.draw(st.sampled_from(["treat", "refer", "decline"])))
    added = data.draw(st.sampled_from([code for code in FORBIDDEN if code not in before.points]))
    depths = {**before.depths, added: data.draw(st.sampled_from([0.1, 0.5, 2.0]))}
    after = changed(before, points=(*before.points, added), depths=depths)
    one, other = mark(case, before), mark(case, after)
    assert other.percent <= one.percent
    assert other.rating == "fail"
    assert not other.passed
    assert f"Needled {added}" in because(other)


@settings(max_examples=150)
@given(data=st.data())
def test_where_nobody_waits_a_further_question_never_lowers_the_mark(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in CASES if EXPECTED[case.id][1] < CALL]))
    names = list(facts.interview())
    asked = tuple(data.draw(st.lists(st.sampled_from(names), unique=True)))
    decision = data.draw(st.sampled_from(["treat", "refer", "decline"]))
    before = changed(middling(case), asked=asked, decision=decision)
    after = changed(before, asked=(*asked, data.draw(st.sampled_from(names))))
    one, other = mark(case, before), mark(case, after)
    assert other.percent >= one.percent
    # "She said no" takes the place of "she was not asked": still one error about consent.
    assert len(other.critical) <= len(one.critical)


def changed(attempt: Attempt, **fields: object) -> Attempt:
    return replace(attempt, **fields)  # type: ignore[arg-type]


CALF, CLOT, THINNER = (facts.cases()[name] for name in ("calf-cramps-30-weeks", "one-leg-swollen", "blood-thinner"))
NEEDLES_ANYWAY = {"decision": "treat", "points": ("ST36",), "position": "side-lying"}


@pytest.mark.parametrize(
    ("case", "change", "says"),
    [
        (CLOT, {"decision": "decline"}, "had to be sent on"),
        (CLOT, {"urgency": NEXT_VISIT}, "too late"),
        (facts.cases()["after-birth-breathless"], {"urgency": CALL}, "too late"),
        (CLOT, {"advice": ("stretch",)}, "toes slowly up"),
        (CLOT, {"advice": ("wait-until-tomorrow",)}, "see how it is tomorrow"),
        (CLOT, {"words": ("surely-nothing",)}, "common at your stage"),
        (CALF, {"asked": tuple(each for each in facts.interview() if each != "one-leg")}, "a clot could not have been"),
        (CALF, {"asked": tuple(each for each in facts.interview() if each != "may-we")}, "no consent"),
        (CALF, {"position": "supine"}, "Flat on her back"),
        (CALF, {"event_actions": ("stuck-needle:first:1", "stuck-needle:never:1")}, "Pull hard, or twist it."),
        (CALF, {"advice": ("press-at-home",)}, "Press SP6"),
        (CALF, {"words": ("labor-promised",)}, "go into labor"),
        (CALF, {"urgency": CALL}, "Raised more alarm"),
        (CLOT, {"urgency": EMERGENCY}, "Raised more alarm"),
        (CALF, {"advice": ("call-now",)}, "Raised more alarm"),
        (CLOT, {"advice": ("emergency-number",)}, "Raised more alarm"),
        (CLOT, {"advice": ("next-visit",)}, "at your next visit"),
        (facts.cases()["after-birth-breathless"], {"advice": ("call-now",)}, "Call your maternity unit now"),
        (THINNER, {**NEEDLES_ANYWAY, "depths": {"ST36": 0.6}}, "Needled deep at ST36"),
        (THINNER, {**NEEDLES_ANYWAY, "points": ("BL57",), "depths": {"BL57": 0.3}}, "Needled BL57"),
        (facts.cases()["low-placenta"], {"decision": "treat", "points": ("ST36",)}, "before anybody had agreed"),
        (facts.cases()["somebody-else-booked"], {"decision": "treat", "points": ("ST36",)}, "she does not want it"),
    ],
)
def test_one_critical_error_fails_an_else_perfect_visit(case: Case, change: dict[str, object], says: str) -> None:
    assert mark(case, perfect(case)).passed
    marking = mark(case, changed(perfect(case), **change))
    assert says in because(marking)
    assert marking.rating == "fail"
    assert not marking.passed


@pytest.mark.parametrize(
    ("case", "change", "lost"),
    [  # what is done worse than perfectly, and the lines (by their first words) and points that this costs, no more
        (CALF, {"depths": {"ST36": 0.5, "BL57": 0.6}}, {"No deeper than": 3}),  # printed from 0.5 cun on
        (CALF, {"depths": {"ST36": 0.5}}, {"No deeper than": 3}),
        (CALF, {"position": None}, {"Chose a position": 3}),
        (CALF, {"points": ("ST36", "PC6"), "depths": {"ST36": 0.5, "PC6": 0.5}}, {"Chose points that tradition": 2}),
        (CALF, {"urgency": NOTHING}, {"Saw how soon": 6}),
        (CALF, {"urgency": CALL}, {"Saw how soon": 6}),
        # "If she has moved" and "A piece is missing" are not true here: they are not asked for
        (CALF, {"event_actions": ()}, {"Did": 2, "Let go": 1, "Wait": 1, "Look": 1}),
        (CALF, {"event_actions": tuple(f"stuck-needle:first:{n}" for n in (3, 1, 4))}, {"Did the first": 2}),
        # it alone brings the broken sleep to light
        (CALF, {"asked": tuple(each for each in facts.interview() if each != "how-often")},
         {"Knew why": 3, "Asked: How often": 2}),
        (
            CALF,
            {"asked": tuple(each for each in facts.interview() if each != "fever")},
            {"Asked: Do you have a f": 1},
        ),
        (facts.cases()["restless-legs"], {"urgency": NOTHING}, {"Saw how soon": 6}),
        (
            facts.cases()["afraid-of-needles"],
            {"points": ("ST36", "GB34"), "depths": {"ST36": 0.5, "GB34": 0.5}},
            {"Began with one": 2},
        ),
        (facts.cases()["restless-legs"], {"asked": tuple(each for each in facts.interview() if each != "mood")},
         {"Asked: How are you": 2}),
        (CALF, {"words": (*perfect(CALF).words, "license-shown")}, {"Left out what": 3}),
    ],
)
def test_each_slip_costs_its_own_line(case: Case, change: dict[str, object], lost: dict[str, int]) -> None:
    missed = [item for item in mark(case, changed(perfect(case), **change)).items if not item.reached]
    assert sum(item.points for item in missed) == sum(lost.values()), [item.text for item in missed]
    for start, points in lost.items():
        assert [item.points for item in missed if item.text.startswith(start)] == [points]


def test_one_avoided_point_costs_all_that_is_said_of_points() -> None:
    best = perfect(CALF)
    spoiled = mark(CALF, changed(best, points=(*best.points, "SP6"), depths={**best.depths, "SP6": 0.5}))
    assert not [item.text for item in spoiled.items if item.group == "points and technique" and item.reached]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
@pytest.mark.parametrize("decision", ["treat", "refer", "decline"])
def test_no_other_decision_passes_nor_comes_near(case: Case, decision: str) -> None:
    best = perfect(case)
    if decision != best.decision:
        marking = mark(case, changed(best, decision=decision))
        assert not marking.passed
        assert marking.percent <= mark(case, best).percent - GAP


ALL = tuple(facts.interview())
EVERY_POINT = tuple(
    code for code in facts.points() if assess_point(code, 30).status is not Status.AVOID
)  # nobody who plans a visit needs more than a few


@pytest.mark.parametrize(
    ("name", "change"),
    [  # each was a pass once: found by an examiner who had not seen the key
        ("blood-thinner", {**NEEDLES_ANYWAY, "depths": {"ST36": 0.3}}),
        ("blood-thinner", {"asked": tuple(each for each in ALL if each not in MEDICINES)}),
        ("restless-legs", {"asked": tuple(each for each in ALL if each != "mood")}),
        ("past-the-due-date", {"decision": "treat", "points": ("ST36",), "depths": {"ST36": 1.0}}),
        ("restless-legs", {"decision": "treat", "points": ("ST36",), "depths": {"ST36": 1.0}}),
        ("calf-cramps-30-weeks", {"points": EVERY_POINT, "depths": dict.fromkeys(EVERY_POINT, 0.2)}),
        ("calf-cramps-30-weeks", {"depths": {"ST36": 3.0, "BL57": 3.0}}),
        ("calf-cramps-30-weeks", {"words": ("heard", "say-at-once", "own-words", "special-care", "it-works")}),
        ("afraid-of-needles", {"event_actions": ("faint:first:5",)}),
        *(("calf-cramps-30-weeks", {"asked": tuple(one for one in ALL if one != each)})
          for each in ("chest", "head-and-eyes", "bleeding-or-fluid")),
    ],
)  # fmt: skip
def test_one_grave_omission_is_no_pass_however_good_the_rest(name: str, change: dict[str, object]) -> None:
    case = facts.cases()[name]
    assert mark(case, perfect(case)).passed
    assert not mark(case, changed(perfect(case), **change)).passed


def test_either_first_move_at_a_faint_is_right() -> None:
    case = facts.cases()["afraid-of-needles"]
    for order in ((1, 2, 3, 4, 5), (2, 1, 3, 4, 5)):
        assert mark(case, changed(perfect(case), event_actions=tuple(f"faint:first:{n}" for n in order))).percent == 100


@pytest.mark.parametrize("asks", [ALL, (*FEW_QUESTIONS, "fever", "belly", "hopes")])
def test_where_every_minute_counts_nobody_passes_who_asks_on(asks: tuple[str, ...]) -> None:
    case = facts.cases()["after-birth-breathless"]
    late = mark(case, changed(perfect(case), asked=asks))
    assert not late.passed
    assert [item.text for item in late.items if not item.reached] == [
        "Acted early: handed her over after at most 8 questions"
    ]


def test_where_a_call_waits_asking_everything_costs_a_line() -> None:
    late = mark(CLOT, changed(perfect(CLOT), asked=ALL))
    assert [(item.text, item.must) for item in late.items if not item.reached] == [
        ("Acted early: handed her over after at most 16 questions", False)
    ]
    assert "16 questions are enough" in late.note


@pytest.mark.parametrize("name", ["sp6-at-9-weeks", "low-placenta"])
def test_who_can_wait_for_her_team_is_not_sent_on_now(name: str) -> None:
    case = facts.cases()[name]
    assert not mark(case, changed(perfect(case), decision="refer")).passed


def test_an_agreement_does_not_ask_for_needles() -> None:
    assert THINNER.agreement == "given"
    assert "half a cun" in THINNER.answers["doctor-agrees"]
    assert not mark(THINNER, changed(perfect(THINNER), **NEEDLES_ANYWAY, depths={"ST36": 0.3})).passed


def test_nobody_passes_without_the_sentence_on_the_missing_trial() -> None:
    best = perfect(CALF)
    marking = mark(CALF, changed(best, consent=tuple(each for each in best.consent if each != "no-trial")))
    assert marking.percent >= PASS_MARK
    assert not marking.critical
    assert not marking.passed
    assert marking.rating == "borderline"


def test_where_nobody_waits_asking_everything_is_no_better_than_asking_what_matters() -> None:
    case = facts.cases()["somebody-else-booked"]
    every = perfect(case)
    few = changed(every, asked=essential_questions(case))
    assert len(few.asked) < len(every.asked) / 2
    assert mark(case, few).percent == mark(case, every).percent == 100
    assert "cost nothing" in mark(case, every).note


def test_saying_every_helpful_sentence_at_once_costs_marks() -> None:
    helpful = [row for row in facts.case_sentences().values() if row.worth == "helpful"]
    everything = changed(
        perfect(CALF),
        words=tuple(row.id for row in helpful if row.part == "words"),
        advice=tuple(row.id for row in helpful if row.part == "advice"),
    )
    marking = mark(CALF, everything)
    lost = [item.text for item in marking.items if not item.reached]
    assert sum(text.startswith("Left out what is not meant for her") for text in lost) > 5
    assert any(text.startswith("Gave some advice, and no more than") for text in lost)
    assert not marking.passed


def test_a_case_that_needs_an_agreement_says_whether_it_was_given() -> None:
    for case in CASES:
        assert (case.agreement == "not needed") == set(ASK_FIRST).isdisjoint(case.circumstances)
    for name in ASK_FIRST:
        assert any(word in facts.circumstances()[name].sentence.lower() for word in ("ask", "agree"))
    assert all("deep" in facts.circumstances()[name].sentence for name in SHALLOW)
    rows, questions = facts.circumstances().values(), facts.interview().values()
    assert {row.id for row in rows if row.asks_first} == set(ASK_FIRST)
    assert {row.id: row.deepest_cun for row in rows if row.deepest_cun} == dict.fromkeys(SHALLOW, 0.5)
    before = [row.id for row in questions if row.before_needles]
    assert before == ["one-leg", "chest", "head-and-eyes", "bleeding-or-fluid"]


def test_in_the_japanese_case_everything_she_says_stands_in_both_languages() -> None:
    case = facts.cases()["japanese-clinic"]
    assert set(case.japanese) == {*facts.interview(), "opening", "event"}
    assert all(any("\u3040" <= letter <= "\u30ff" for letter in text) for text in case.japanese.values())
    assert case.opening.isascii()
    assert not [other.id for other in CASES if other.japanese and other is not case]


@pytest.mark.parametrize(
    ("name", "week", "status"),
    [  # positions of acupuncture-practice.yaml
        ("supine", 13, "allowed"), ("supine", 14, "caution"), ("supine", 19, "caution"), ("supine", 20, "avoid"),
        ("supine", 44, "avoid"), ("prone", 14, "avoid"), ("prone", 30, "avoid"), ("side-lying", 0, "allowed"),
        ("side-lying", 30, "allowed"), ("semi-reclined", 30, "allowed"), ("seated", 40, "allowed"),
        ("supine", None, "avoid"), ("side-lying", None, "allowed"),
    ],
)  # fmt: skip
def test_positions_by_week(name: str, week: int | None, status: str) -> None:
    assert assess_position(name, week).value == status
    assert name in POSITIONS


def test_what_does_not_exist_is_refused_in_a_sentence() -> None:
    for field, value, word in (
        ("asked", ("hobbies",), "question"),
        ("decision", "wait", "decision"),
        ("urgency", 7, "urgency"),
        ("points", ("ST99",), "point"),
        ("position", "standing", "position"),
        ("consent", ("money",), "consent"),
        ("words", ("stretch",), "sentence"),
        ("advice", ("heard",), "advice"),
        ("event_actions", ("faint:first:1",), "action"),
        ("asked", "one-leg", "question"),
        ("depths", {"ST36": -1}, "depth"),
        ("depths", {"ST36": float("nan")}, "depth"),
        ("depths", {"ST36": "deep"}, "depth"),
    ):
        assert word in refused(mark, CALF, changed(perfect(CALF), **{field: value}))
    assert "position" in refused(assess_position, "standing", 20)
    assert "faint" in refused(event_actions, "earthquake")


SIGNS = ("one-leg", "chest", "head-and-eyes", "bleeding-or-fluid", "belly", "movements", "numb-or-weak", "fever")
MOST = (
    "what-happens", "how-long", "how-often", "at-home", "hopes", *SIGNS, "weeks", "this-pregnancy", "earlier",
    "team-knows", "medicines", "illness", "allergies", "skin", "ate", "needles-before", "on-back", "may-we",
    "doctor-agrees",
)  # fmt: skip
CAREFUL = Attempt(
    asked=MOST,
    decision="treat",
    urgency=NEXT_VISIT,
    points=("ST36",),
    depths={"ST36": 0.5},
    position="side-lying",
    consent=("written", "what-it-is", "no-trial", "common-effects", "alternatives", "stop", "contact"),
    words=("heard", "say-at-once", "own-words"),
    advice=("watch-bruise", "when-to-call", "stretch", "ask-about-tablets", "tell-the-team", "rest-after"),
)
HURRIED = replace(CAREFUL, depths={"ST36": 1.0}, consent=("what-it-is", "common-effects", "stop"), asked=MOST[::2])
CAUTIOUS = Attempt(
    asked=MOST,
    decision="decline",
    urgency=NEXT_VISIT,
    words=("heard", "not-yet-ask-first", "calf-left-alone"),
    advice=("stretch", "when-to-call", "ask-about-tablets", "next-visit", "tell-the-team"),
)


def test_plans_for_the_patient_on_heparin_are_marked_as_an_examiner_would() -> None:
    careful, hurried, cautious = (mark(THINNER, attempt) for attempt in (CAREFUL, HURRIED, CAUTIOUS))
    assert cautious.rating == "clear pass"
    assert not careful.passed, "the letter allows it; still she needs none"
    assert not careful.critical, "half a cun with an agreement is too much, and no danger"
    assert hurried.rating == "fail", "one cun under heparin"
