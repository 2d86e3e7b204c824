"""The simulated patients without a kernel: visits are played by setting values and clicking, and the page is read."""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import msgspec
import pytest

import course_lib
from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.case import Case
from course_lib.records import RecordError, record
from course_lib.rules.case.marking import mark
from course_lib.rules.status import Status
from course_lib.tools.patient.debrief import SHORT, debrief
from course_lib.tools.patient.interview import ASK_SOMETHING, ASKED_BEFORE
from course_lib.tools.patient.plan import TYPE_DEPTH, Plan, parse_depth
from course_lib.tools.patient.simulated_patient import SimulatedPatient, simulated_patient
from course_lib.tools.patient.talk import Event
from tests.blanket_strategies import STRATEGIES, known
from tests.refusals import refused

CASES = list(facts.cases().values())
NOON = datetime(2025, 6, 2, 12, 0)


@pytest.fixture(autouse=True)
def own_record(hers: Path) -> None:
    """Every visit of a test goes to an empty record."""


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def on_page(widget: Any) -> str:
    """Everything that the browser is sent: texts, labels, and every choice of every list, shown or not."""
    said = []
    for each in inside(widget):
        if "<style>" not in str(getattr(each, "value", "")):
            said += [str(getattr(each, name, "")) for name in ("value", "description", "placeholder", "tooltip")]
            said += [label for label, _ in getattr(each, "options", ())]
    return words(" ".join(said))


def press(tool: SimulatedPatient, button: str) -> None:
    next(each for each in tool.buttons.children if each.description == button).click()


def hear(tool: SimulatedPatient) -> str:
    return words(tool.said.value)


def opened(case_id: str) -> SimulatedPatient:
    return SimulatedPatient(facts.cases()[case_id], now=lambda: NOON)


def ask_everything(tool: SimulatedPatient) -> None:
    for button in tool.interview.questions.values():
        button.click()


def decide(tool: SimulatedPatient, decision: str, urgency: Urgency) -> None:
    press(tool, "Go on")
    tool.decide.decision.value, tool.decide.urgency.value = decision, urgency
    press(tool, "Go on")


def plan(tool: SimulatedPatient, position: str, **depths: str) -> None:
    for code, cun in depths.items():
        tool.plan.point.value, tool.plan.depth.value = code, cun
        tool.plan.add.click()
    tool.plan.position.value = position
    press(tool, "Go on")


def tick(boxes: dict[str, widgets.Checkbox], *names: str) -> None:
    for name in names:
        boxes[name].value = True


def event(tool: SimulatedPatient) -> Event:
    assert tool.event is not None
    return tool.event


def treated(tool: SimulatedPatient) -> None:
    """Play Daria, who is afraid of needles and faints, as a careful trainee would."""
    ask_everything(tool)
    decide(tool, "treat", Urgency.NOT_ASKED)
    plan(tool, "side-lying", ST36="0,5")
    tick(tool.talk.consent, *tool.talk.consent)
    tick(tool.talk.words, "heard", "one-needle-first", "no-is-fine", "say-at-once")
    press(tool, "Begin the session")
    tick(event(tool).actions, *(f"faint:first:{number}" for number in range(1, 6)))
    press(tool, "Go on")
    tick(tool.advise.advice, "stretch", "warmth", "when-to-call", "rest-after", "tell-the-team")


def dangerous(tool: SimulatedPatient) -> None:
    """Play Chidinma, whose sore calf holds a clot, as nobody should."""
    tool.interview.ask("what-happens")
    decide(tool, "treat", Urgency.NOT_ASKED)
    plan(tool, "supine", BL57="2")
    tick(tool.talk.words, "surely-nothing")
    press(tool, "Begin the session")
    tick(tool.advise.advice, "wait-until-tomorrow")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_not_asked_is_not_told(case: Case) -> None:
    tool = simulated_patient(case.id)
    page = on_page(tool)
    assert all(words(said) in page for said in (case.title, case.setting, case.opening))
    assert all(words(request.says) in page for request in case.requests)
    own = {name: words(said) for name, said in case.answers.items() if len(said) > 12}
    assert own
    for name, button in tool.interview.questions.items():
        page = on_page(tool)
        asked = tool.interview.asked
        assert [each for each in own if own[each] in page] == [each for each in own if each in asked]
        button.click()
        assert words(facts.interview()[name].asks) in words(tool.interview.conversation.value)
    assert all(said in words(tool.interview.conversation.value) for said in own.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_nothing_of_the_key_is_on_the_page_before_the_debrief(case: Case) -> None:
    tool = simulated_patient(case.id)
    ask_everything(tool)
    hidden = [case.teaches, case.not_for_needles]
    hidden += [row.note for row in case.plans] + [case.event.happens if case.event else None]
    steps = (tool.interview, tool.decide, tool.plan, tool.talk, tool.advise)
    page = on_page(tool) + " ".join(map(on_page, steps))
    assert not [said for said in hidden if said and words(said) in page]


def test_no_point_shows_its_status_before_the_debrief() -> None:
    plan = Plan()
    for code in ("SP6", "LI4", "BL60", "BL67", "BL32", "GB21", "ST36"):
        plan.point.value, plan.depth.value = code, "1"
        plan.add.click()
    page = on_page(plan).lower()
    assert all(code.lower() in page for code in facts.points())
    for status in Status:
        assert not re.search(rf"\b({status.words}|{status.value})\b", page)
    assert not any(mark in page for mark in "●▲■")
    assert "labor" not in page, "nor a warning in other words"


def test_a_careful_visit_through_an_event_to_a_clear_pass() -> None:
    tool = opened("afraid-of-needles")
    treated(tool)
    press(tool, "Hand in")
    assert tool.marking is not None
    assert (tool.marking.rating, tool.marking.critical) == ("clear pass", ())
    page = words(tool.room.children[0].children[0].value)
    assert page.startswith("✓ No critical error. ● Clear pass: ")
    assert "She is 22 weeks + 1 day pregnant." in page
    assert words(facts.cases()["afraid-of-needles"].teaches) in page
    assert "ST36 at 0.5 cun" in page
    (kept,) = record().case_attempts()
    assert (kept.at, kept.case, kept.decision, kept.critical) == (NOON, "afraid-of-needles", "treat", "")
    assert (kept.points, kept.out_of, kept.rating) == (tool.marking.reached, tool.marking.out_of, "clear pass")
    done = msgspec.json.decode(kept.done)
    assert done["depths"] == {"ST36": 0.5}
    assert done["event_actions"] == [f"faint:first:{number}" for number in range(1, 6)]
    assert hear(tool) == "This visit is kept in your own file on this computer."


def test_a_dangerous_visit_fails_with_its_errors_first() -> None:
    tool = opened("one-leg-swollen")
    dangerous(tool)
    press(tool, "Hand in")
    assert tool.marking is not None
    assert tool.marking.rating == "fail"
    page = words(tool.room.children[0].children[0].value)
    assert page.startswith("■ Critical error: this fails the case")
    assert page.index("[1") < page.index("■ Fail: ") < page.index("The checklist") < page.index("Sources, by number")
    assert "RCOG" in page
    assert "✕ Not reached, 0 of" in page
    assert "✓ Reached" in page
    (kept,) = record().case_attempts()
    assert kept.critical.count("; ") >= 1
    assert kept.passed is False


def test_each_group_of_the_checklist_stands_once_and_adds_up() -> None:
    tool = opened("afraid-of-needles")
    treated(tool)
    press(tool, "Hand in")
    assert tool.marking is not None
    groups = re.findall(r"<summary>. (.+?): (\d+) of (\d+) points?<", tool.room.children[0].children[0].value)
    assert len({name for name, _, _ in groups}) == len(groups) >= 5
    assert sum(int(of) for _, _, of in groups) == tool.marking.out_of
    assert sum(int(reached) for _, reached, _ in groups) == tool.marking.reached


def test_without_needles_there_is_no_plan_and_no_consent_whatever_was_tried_before() -> None:
    tool = opened("one-leg-swollen")
    for name in ("what-happens", "one-leg", "chest", "weeks", "skin", "travel"):
        tool.interview.ask(name)
    decide(tool, "treat", Urgency.NOT_ASKED)
    plan(tool, "side-lying", ST36="1")
    tick(tool.talk.consent, *tool.talk.consent)
    press(tool, "Back")
    press(tool, "Back")
    tool.decide.decision.value, tool.decide.urgency.value = "refer", Urgency.CALL_NOW
    press(tool, "Go on")
    assert tool.step is tool.talk
    assert tool.talk.explain.layout.display == "none"
    tick(tool.talk.words, "heard", "not-today-be-seen", "call-together")
    press(tool, "Go on")
    tick(tool.advise.advice, "leave-the-leg", "call-now", "not-drive")
    press(tool, "Hand in")
    attempt = tool.attempt()
    assert (attempt.points, dict(attempt.depths), attempt.position, attempt.consent) == ((), {}, None, ())
    assert tool.marking is not None
    assert tool.marking.passed


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_each_reason_and_each_source_stands_once_in_a_debrief(strategy: str) -> None:
    tier = {name: row.custom.tier for name, row in facts.references().items()}
    better = {citation.name(name) for name in tier if tier[name] != "D"}
    for case in CASES:
        marking = mark(case, known(STRATEGIES[strategy], case))
        page, listed = debrief(case, marking).split("Sources, by number")
        said = [row.why for row in marking.items] + [row.says for row in marking.critical]
        sentences = {each for text in said for each in re.split(r"(?<=[.?!”]) ", words(text)) if len(each) > SHORT}
        assert len(sentences) > 5
        assert {each for each in sentences if words(page).lower().count(each.lower()) != 1} == set()
        sources = [words(each) for each in re.findall(r"<li>(.+?)</li>", listed)]
        assert len(sources) == len(set(sources)) > 3
        cited = {int(each) for group in re.findall(r"\[([\d, ]+)\]", page) for each in group.split(", ")}
        assert cited == set(range(1, len(sources) + 1))
        assert better.issuperset(sources), "no mark rests on a clinic, a shop or a blog"


def test_the_event_comes_after_the_needles_and_then_nothing_can_be_changed() -> None:
    tool = opened("afraid-of-needles")
    ask_everything(tool)
    decide(tool, "treat", Urgency.NOT_ASKED)
    plan(tool, "side-lying", ST36="1")
    tick(tool.talk.words, "heard")
    assert "Back" in [each.description for each in tool.buttons.children]
    press(tool, "Begin the session")
    assert "sounds far away" in on_page(tool.room)
    assert [each.description for each in tool.buttons.children] == ["Go on"]
    press(tool, "Go on")
    assert hear(tool) == "Tick what you do first."
    first, second, third = list(event(tool).actions)[:3]
    tick(event(tool).actions, second, first, third)
    event(tool).actions[first].value = False
    tick(event(tool).actions, first)
    assert tool.attempt().event_actions == (second, third, first)
    listed = [words(each) for each in re.findall(r"<li>(.+?)</li>", event(tool).order.value)]
    assert listed == [event(tool).actions[name].description for name in (second, third, first)]
    press(tool, "Go on")
    assert [each.description for each in tool.buttons.children] == ["Hand in"]


def test_each_missing_thing_gets_its_sentence_and_nothing_is_handed_in() -> None:
    tool = opened("afraid-of-needles")
    press(tool, "Go on")
    assert hear(tool) == ASK_SOMETHING
    tool.interview.ask("weeks")
    tool.interview.ask("weeks")
    assert words(tool.interview.said.value) == ASKED_BEFORE
    assert tool.interview.asked == ("weeks",)
    press(tool, "Go on")
    press(tool, "Go on")
    assert hear(tool) == "Decide first: treat, refer or decline."
    tool.decide.decision.value = "treat"
    press(tool, "Go on")
    assert hear(tool).startswith("Say how soon somebody medical must see her;")
    tool.decide.urgency.value = Urgency.NOT_ASKED
    press(tool, "Go on")
    press(tool, "Go on")
    assert hear(tool).startswith("Add at least one point")
    tool.plan.add.click()
    assert words(tool.plan.said.value) == "Choose a point first."
    tool.plan.point.value, tool.plan.depth.value = "ST36", "1"
    tool.plan.add.click()
    press(tool, "Go on")
    assert hear(tool) == "Choose how she lies or sits."
    tool.plan.position.value = "side-lying"
    press(tool, "Go on")
    press(tool, "Begin the session")
    assert hear(tool) == "Tick at least one thing that you say to her."
    tool.talk.words["heard"].value = True
    press(tool, "Begin the session")
    tick(event(tool).actions, "faint:first:1")
    press(tool, "Go on")
    press(tool, "Hand in")
    assert hear(tool) == "Tick at least one piece of advice."
    assert tool.marking is None
    assert record().case_attempts() == ()


@pytest.mark.parametrize("typed", ["abc", "", "-1", "99", "0", "0.0", "1e9", "3.5", "٣", "1 2", "<b>1</b>", "9" * 400])
def test_a_depth_that_is_none_gets_one_sentence_and_stays_in_its_field(typed: str) -> None:
    assert refused(parse_depth, typed) == TYPE_DEPTH
    plan = Plan()
    plan.point.value, plan.depth.value = "ST36", typed
    plan.add.click()
    assert words(plan.said.value) == TYPE_DEPTH
    assert plan.depth.value == typed
    assert plan.depths == {}


@pytest.mark.parametrize(("typed", "cun"), [("0.5", 0.5), (" 0,75 ", 0.75), ("1", 1.0), (".3", 0.3), ("3", 3.0)])
def test_depths_as_people_type_them(typed: str, cun: float) -> None:
    assert parse_depth(typed) == cun


def test_a_point_can_be_given_another_depth_and_taken_out() -> None:
    plan = Plan()
    for code, cun in (("ST36", "1"), ("BL57", "0.5"), ("ST36", "0.7")):
        plan.point.value, plan.depth.value = code, cun
        plan.add.click()
    assert plan.depths == {"ST36": 0.7, "BL57": 0.5}
    next(each for each in inside(plan) if getattr(each, "description", "") == "Take ST36 out").click()
    assert plan.depths == {"BL57": 0.5}
    assert "ST36" not in on_page(plan.chosen)


def test_a_visit_that_cannot_be_saved_stays_on_the_page_and_can_be_saved_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise RecordError("The disk is full; free some space.")

    tool = opened("one-leg-swollen")
    dangerous(tool)
    with monkeypatch.context() as broken:
        broken.setattr(type(tool.record), "save", full)
        press(tool, "Hand in")
    assert hear(tool) == "This visit is on this page only. The disk is full; free some space."
    assert "■ Fail" in on_page(tool.room)
    assert record().case_attempts() == ()
    press(tool, "Try to save it again")
    press(tool, "The same again")
    assert tool.marking is None
    assert len(record().case_attempts()) == 1


def test_the_list_says_how_the_last_visit_went_and_tells_nothing_else() -> None:
    tool = SimulatedPatient(now=lambda: NOON)
    assert "Done." not in on_page(tool.step)
    tool.step.choose["one-leg-swollen"].click()
    assert tool.interview.asked == ()
    dangerous(tool)
    press(tool, "Hand in")
    press(tool, "Another patient")
    page = on_page(tool.step)
    assert page.count("Done. ■ Fail.") == 1
    for case in CASES:
        assert words(case.title) in page
        assert not [said for said in (*case.answers.values(), case.teaches) if len(said) > 12 and words(said) in page]


def test_a_record_that_cannot_be_read_leaves_the_patients_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise RecordError("Your file cannot be read.")

    monkeypatch.setattr(type(record()), "case_attempts", damaged)
    page = on_page(simulated_patient())
    assert "Your file cannot be read." in page
    assert all(words(case.title) in page for case in CASES)


def test_in_class_nothing_is_kept_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    tool = opened("one-leg-swollen")
    dangerous(tool)
    press(tool, "Hand in")
    assert hear(tool) == "This visit is on this page only: in the class view nothing is stored."


def test_the_second_of_two_quick_clicks_changes_nothing() -> None:
    tool = opened("one-leg-swollen")
    tool.interview.ask("weeks")
    press(tool, "Go on")
    tool.back.click()
    tool.back.click()
    assert tool.step is tool.interview
    dangerous(tool)
    tool.go_on.click()
    tool.go_on.click()
    assert "■ Fail" in on_page(tool.room)
    assert len(record().case_attempts()) == 1


def test_lists_are_shuffled_in_the_same_way_each_time() -> None:
    one, two = opened("partner-at-home"), opened("partner-at-home")
    helpful = [row.id for row in facts.case_sentences().values() if row.part == "advice"]
    assert list(one.advise.advice) == list(two.advise.advice) != helpful
    assert list(event(one).actions) == list(event(two).actions)
    orders = {next(iter(event(opened(case.id)).actions)).partition(":")[2] for case in CASES if case.event}
    assert len(orders) > 1, "the first action in the list must not always be the right one"


def test_japanese_stands_beside_the_english_in_the_japanese_case_only() -> None:
    japanese = re.compile("[\u3040-\u30ff]")
    tool = opened("japanese-clinic")
    ask_everything(tool)
    assert tool.interview.conversation.value.count('lang="ja"') >= 10
    assert japanese.search(on_page(tool.advise))
    other = opened("twins")
    ask_everything(other)
    assert not japanese.search(on_page(other.interview) + on_page(other.talk) + on_page(other.advise))


def test_what_it_is_called() -> None:
    assert repr(course_lib.simulated_patient()) == repr(simulated_patient("twins"))
    assert repr(simulated_patient()).startswith(f"Simulated patients: {len(CASES)} invented people.")
    assert refused(simulated_patient, "nobody").startswith("There is no patient 'nobody'; choose from ")
