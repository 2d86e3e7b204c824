"""Marks that tell trainees apart: the same for everybody passes nobody it does not fit, and several good ways pass."""

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision
from course_lib.rules.case.key import essential_questions, uncovers
from course_lib.rules.case.marking import Attempt, mark
from tests.blanket_strategies import CONSENT, SIGNS, STRATEGIES, known, wrongly_passed
from tests.expected_cases import EXPECTED, NEEDS

CASES = list(facts.cases().values())
NAMES = [case.id for case in CASES]
SENTENCES = facts.case_sentences().values()
WORDS, ADVICE = ([row.id for row in SENTENCES if row.part == part] for part in ("words", "advice"))
UNNEEDED = ("hopes", "at-home", "on-back")
HISTORY = tuple(each for each in facts.interview() if each not in (*UNNEEDED, "travel"))
BEFORE_A_CALL = ("what-happens", *SIGNS, "weeks", "this-pregnancy", "skin")
BEFORE_AN_AMBULANCE = ("chest", "one-leg", "what-happens", "weeks")
WAYS = range(3)


def good(case: Case, way: int) -> Attempt:
    """One of three good trainees: another order, another unneeded question, other kind words, other fitting points."""
    decision, level, _ = EXPECTED[case.id]
    history = {2: BEFORE_A_CALL, 3: BEFORE_AN_AMBULANCE}.get(level, HISTORY)
    turned = history[way:] + history[:way]
    needs = NEEDS[case.id]
    kind = (("heard",), ("no-is-fine", "own-words"), ("own-words", "heard"))[way]
    to_a_call = (("not-today-be-seen",), ("call-together", "heard"), ("not-today-be-seen", "call-together"))[way]
    home = (("stretch", "tell-the-team"), ("ask-about-tablets",), ("side-to-sleep", "partner-helps"))[way]
    if case.id == "restless-legs":  # a stretch is for cramps
        home = ("tell-the-team", "next-visit")
    with_the_call = ((), ("not-drive",), ("when-to-call",))[way]
    attempt = Attempt(
        asked=(*turned[::-1], UNNEEDED[way]) if way == 2 else (UNNEEDED[way], *turned),
        decision=decision,  # type: ignore[arg-type]
        urgency=Urgency(level),
        words=tuple(dict.fromkeys((*(each for each in needs if each in WORDS), *(to_a_call if level > 1 else kind)))),
        advice=tuple(dict.fromkeys(
            (*(each for each in needs if each in ADVICE), *(with_the_call if level > 1 else ("when-to-call", *home)))
        )),
    )  # fmt: skip
    if decision != "treat":
        return attempt
    points = (("ST36",), ("ST36",), ("ST36",))[way] if "one-needle-first" in needs else (
        ("ST36", "BL57"), ("ST36",), ("BL57",))[way]  # fmt: skip
    return replace(
        attempt,
        points=points,
        depths=dict.fromkeys(points, (0.5, 0.3, 0.4)[way]),
        position=("side-lying", "semi-reclined", "side-lying")[way],
        consent=(CONSENT, tuple(each for each in CONSENT if each != "written"), CONSENT[::-1])[way],
        words=(*attempt.words, "special-care", "say-at-once"),
    )


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_same_for_everybody_passes_nobody_it_does_not_fit(name: str) -> None:
    assert wrongly_passed(STRATEGIES[name]) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_three_good_trainees_pass(case: Case, way: int) -> None:
    marking = mark(case, known(good(case, way), case))
    assert marking.passed, [(item.text, item.must) for item in marking.items if not item.reached] + [*marking.critical]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_one_who_is_over_alarmed_fails_however_good_the_rest(case: Case) -> None:
    best = known(good(case, 0), case)
    if best.urgency is Urgency.EMERGENCY:  # nothing is above it: fear and no end of questions are
        assert not mark(case, replace(best, words=(*best.words, "scare"))).passed
        assert not mark(case, replace(best, asked=tuple(facts.interview()))).passed
    for level in Urgency:
        assert mark(case, replace(best, urgency=level)).passed == (level is best.urgency)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_no_good_trainee_passes_who_leaves_out_what_she_must_hear(case: Case) -> None:
    best = known(good(case, 0), case)
    for need in NEEDS[case.id]:
        less = replace(best, **{  # type: ignore[arg-type]
            part: tuple(each for each in getattr(best, part) if each != need) for part in ("words", "advice", "consent")
        })  # fmt: skip
        assert not mark(case, less).passed


def plans() -> list[tuple[Case, Attempt]]:
    rows = yaml.safe_load(Path(__file__).with_name("case_plans.yaml").read_text(encoding="utf-8"))
    read = []
    for row in rows:
        case, depths, level = facts.cases()[row.pop("case")], row.pop("depths", {}), Urgency(row.pop("urgency"))
        chosen: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in row.items()}
        read.append((case, Attempt(**chosen, urgency=level, points=tuple(depths), depths=depths)))
    return read


@pytest.mark.parametrize(("case", "attempt"), plans(), ids=lambda each: getattr(each, "id", ""))
def test_sound_plans_written_without_the_key_pass(case: Case, attempt: Attempt) -> None:
    marking = mark(case, attempt)
    assert marking.passed, [item.text for item in marking.items if not item.reached and item.must]


@st.composite
def visits(draw: st.DrawFn) -> tuple[Case, Attempt]:
    """Any visit: half of them a good one with some of its parts exchanged for any others."""
    case = draw(st.sampled_from(CASES))
    start = known(good(case, draw(st.sampled_from(WAYS))), case) if draw(st.booleans()) else Attempt()
    parts = {
        "asked": st.lists(st.sampled_from(list(facts.interview())), unique=True).map(tuple),
        "decision": st.sampled_from(get_args(Decision)),
        "urgency": st.sampled_from(list(Urgency)),
        "words": st.lists(st.sampled_from(WORDS), unique=True, max_size=8).map(tuple),
        "advice": st.lists(st.sampled_from(ADVICE), unique=True, max_size=8).map(tuple),
        "consent": st.lists(st.sampled_from(CONSENT), unique=True).map(tuple),
    }
    changed = draw(st.sets(st.sampled_from(list(parts)), max_size=len(parts)))
    return case, replace(start, **{name: draw(parts[name]) for name in changed})


@settings(max_examples=150)
@given(visit=visits())
def test_a_mark_lies_between_0_and_100_and_only_her_own_decision_passes(visit: tuple[Case, Attempt]) -> None:
    case, attempt = visit
    marking = mark(case, attempt)
    assert 0 <= marking.percent <= 100
    if marking.passed:
        assert (attempt.decision, attempt.urgency) == EXPECTED[case.id][:2]
        assert {*attempt.words, *attempt.advice, *attempt.consent}.issuperset(NEEDS[case.id])


@settings(max_examples=150)
@given(visit=visits(), data=st.data())
def test_more_than_she_needs_never_raises_a_mark(visit: tuple[Case, Attempt], data: st.DataObject) -> None:
    case, attempt = visit
    before = mark(case, attempt)
    needed = EXPECTED[case.id][1]
    needed_questions = essential_questions(case)
    rows = facts.interview().items()
    others = [name for name, row in rows if name not in needed_questions and not uncovers(row, case)]
    asks = replace(attempt, asked=(*attempt.asked, data.draw(st.sampled_from(others))))
    alarmed = replace(attempt, urgency=Urgency(min(3, max(attempt.urgency, needed) + 1)))
    for more in (asks, alarmed):
        after = mark(case, more)
        if not (more is alarmed and needed == 3):
            assert after.percent <= before.percent
            assert after.passed <= before.passed


@settings(max_examples=150)
@given(visit=visits(), data=st.data())
def test_a_sentence_that_does_not_fit_her_never_raises_a_mark(
    visit: tuple[Case, Attempt], data: st.DataObject
) -> None:
    case, attempt = visit
    named = (*case.needs, *case.words, *case.advice)
    strange = [
        row
        for row in facts.case_sentences().values()
        if row.id not in named and not row.everybody and row.id not in (*attempt.words, *attempt.advice)
    ]
    row = data.draw(st.sampled_from(strange))
    more = replace(attempt, **{row.part: (*getattr(attempt, row.part), row.id)})  # type: ignore[arg-type]
    assert mark(case, more).passed <= mark(case, attempt).passed
    if attempt.words and attempt.advice:  # to say nothing at all is its own loss
        assert mark(case, more).percent <= mark(case, attempt).percent
