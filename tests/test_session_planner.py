"""The session planner: a plan or a refusal with reasons, never beside entries it was not written for; safe to print."""

import re
from base64 import b64decode
from html import unescape

import pytest
from ipywidgets import VBox

from course_lib import facts
from course_lib.rules.case.key import right_decision
from course_lib.rules.circumstances import implied_by
from course_lib.rules.session_plan import SessionPlan
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.visit.session_planner import SessionPlanner, parse_points, session_planner
from tests.refusals import refused


def planner(weeks: str = "24", points: str = "ST36", *confirmed: str) -> SessionPlanner:
    tool = session_planner()
    tool.weeks.value, tool.points.value = weeks, points
    for name in confirmed or tool.confirmed:
        tool.confirmed[name].value = True
    return tool


def printed(tool: SessionPlanner) -> str:
    (address,) = re.findall(r'href="data:text/html;base64,([^"]+)"', tool.shown.value)
    return b64decode(address).decode()


def test_begins_without_a_plan_and_asks_for_no_name() -> None:
    tool = session_planner()
    assert tool.shown.value == tool.said.value == ""
    fields = (tool.case, tool.weeks, tool.leg, tool.points)
    assert not [field.description for field in fields if re.search(r"\bname\b", field.description)]
    assert repr(tool) == "Session planner: no plan yet. Plan for training; invented patient. Nothing is kept."


def test_a_plan_has_every_part_and_its_foot_in_print() -> None:
    tool = planner("24+3", "st36, bl57 SP6")
    tool.leg.value = "40"
    tool.write.click()
    page = printed(tool)
    assert tool.said.value == ""
    for words in (
        "Plan for training; invented patient.", "24 weeks + 3 days", CLOT_LINE, NOT_REVIEWED,
        "No source we read shows that acupuncture helps leg cramps in pregnancy.", "■ SP6, avoid.</strong>",
        "● a practitioner may consider.", "about 7.5 cm (6.5 to 8.5)", "about 20.0 cm (19.0 to 21.0)",
        "1 to 1.5 cun (Guangming textbook", "Here no more than 1 cun, 25 mm, straight in.",
        "Here no more than 0.5 cun, 12 mm, straight in.",
        "■ avoid: flat on the back, prone.", "Together 39 to 100 minutes",
    ):  # fmt: skip
        assert words in page
    assert len(re.findall("☐", page)) == len(facts.consent_points()) + len(facts.clean_needle())
    emergencies = {part.partition("</h5>")[0]: part for part in unescape(page).split("<h5>")}
    for row in facts.needling_emergencies().values():
        told = emergencies[f"{row.what[0].upper()}{row.what[1:]}"].partition("</details>")[0]
        assert tuple(re.findall("<li>(.*?)</li>", told)) == row.first_steps
        assert f"It shows: {'; '.join(row.shows)}." in told
        assert f"Never: {'; '.join(row.never)}." in told
        assert re.findall("<p><strong>(.*?)</strong>", told) == list(row.call_when)
    assert page.count("<h1>") == 1
    assert page.count("<details open>") == tool.shown.value.count("<details>") == 4, "folded on the screen only"
    assert "<details open>" not in tool.shown.value


def test_a_refusal_says_the_sentence_and_prints_no_depth() -> None:
    tool = planner()
    tool.signs["one-leg-swollen"].value = True
    tool.write.click()
    page = printed(tool)
    assert "“I will not needle today, please be seen now.”" in page
    assert "One leg swollen" in page
    assert not re.search(r"\d cun|Clean needles|Step by step", page)
    assert "refused" in repr(tool)


def test_what_is_not_ticked_refuses() -> None:
    tool = planner("24", "ST36", "signs_asked", "team_told")
    tool.write.click()
    assert "No needles today." in tool.shown.value
    assert "No consent, no needle." in tool.shown.value


def test_a_plan_never_stands_beside_other_entries() -> None:
    tool = planner()
    tool.write.click()
    assert "Plan of one visit" in tool.shown.value
    tool.signs["fever"].value = True
    assert tool.shown.value == ""
    assert "write the plan again" in tool.said.value
    tool.write.click()
    assert "Plan of one visit" not in tool.shown.value


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("weeks", "", "how many weeks"), ("weeks", "45", "more than 44 weeks"), ("weeks", "abc", "whole number"),
        ("points", "", "for example ST36"), ("points", "SP99", "SP99"), ("points", "the calf", "codes"),
        ("leg", "15", "inches"), ("leg", "900", "too long"), ("leg", "x", "centimeters"),
    ],
)  # fmt: skip
def test_nonsense_is_answered_and_stays_where_it_was(field: str, typed: str, words: str) -> None:
    tool = planner()
    getattr(tool, field).value = typed
    tool.write.click()
    assert re.search(words, tool.said.value)
    assert tool.shown.value == ""
    assert getattr(tool, field).value == typed


def test_codes_are_read_as_people_type_them() -> None:
    assert parse_points(" st36,BL 57;gb34 ") == ("ST36", "BL57", "GB34")
    assert parse_points("Sp 6 bl-57") == ("SP6", "BL57")
    assert parse_points("ＳＴ３６、sp\u20116\u3000Lr.03") == ("ST36", "SP6", "LR3")
    for typed in ("", "ST", "ST36 and more", "ST36<b>", "XX1"):
        refused(parse_points, typed)


@pytest.mark.parametrize(
    ("typed", "culprit"),
    [
        ("Sp 6 blx57", "blx57"), ("ST36, Sanyinjiao", "Sanyinjiao"), ("ST36 <b>", "<b>"), ("SP6 6", "6"),
        ("SP6 BL577", "BL577"), ("\U0001f9b5 SP6", "\U0001f9b5"), ("SP6 XX1", "XX1"), ("SP6 GB99", "GB99"),
    ],
)  # fmt: skip
def test_what_is_no_code_is_named(typed: str, culprit: str) -> None:
    with pytest.raises(ValueError, match=re.escape(culprit)) as refusal:
        parse_points(typed)
    assert "SP6" not in str(refusal.value).partition(culprit)[0]


def test_nothing_is_asked_twice_and_nothing_is_left_unasked() -> None:
    """Read by hand from the labels: which sign asks what, and what a sign leaves unasked."""
    tool = session_planner()
    told = {"suspected-clot", "baby-moves-less", "restless-legs", "refusal", "team-not-told", "weeks-not-from-scan"}
    assert not told & set(tool.circumstances)
    rest = {
        "bleeding": "The pregnancy may be miscarrying",
        "contractions-or-waters": "A tight or painful belly",
        "pre-eclampsia-or-high-blood-pressure": "High blood pressure, also below 140/90 or under treatment",
        "fever": "A fever below 38 °C (100.4 °F)",
        "numb-or-weak-leg": "Trouble passing urine or stool",
    }
    assert {name: tool.circumstances[name].description for name in rest} == rest
    for name, row in facts.circumstances().items():
        if name not in rest and name in tool.circumstances:
            assert tool.circumstances[name].description == row.label
    shown = [box for each in tool.children if isinstance(each, VBox) for box in each.children]
    assert sorted(map(id, shown)) == sorted(map(id, (*tool.signs.values(), *tool.circumstances.values())))


def test_a_case_fills_in_what_is_true_of_it_and_leaves_the_points_to_the_trainee() -> None:
    tool = session_planner()
    pregnant = {name: case for name, case in facts.cases().items() if case.weeks is not None}
    assert list(dict(tool.case.options).values()) == ["", *pregnant]
    for name, case in pregnant.items():
        tool.points.value = ""
        tool.case.value = name
        assert tool.weeks.value == f"{case.weeks}+{case.days}"
        assert {each for each, box in tool.signs.items() if box.value} == set(case.signs)
        ticked = {each for each, box in tool.circumstances.items() if box.value} | set(implied_by(case.signs))
        ticked |= {"refusal"} if not tool.confirmed["consent"].value else set()
        ticked |= {"team-not-told"} if not tool.confirmed["team_told"].value else set()
        ticked |= {"weeks-not-from-scan"} if not tool.confirmed["dated_by_scan"].value else set()
        assert set(case.circumstances) <= ticked
        assert ticked <= set(case.circumstances) | set(implied_by(case.signs))
        assert tool.points.value == ""
        tool.points.value = "ST36"
        tool.write.click()
        assert isinstance(tool.plan, SessionPlan) == (right_decision(case).decision == "treat"), name
