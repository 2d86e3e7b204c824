"""Asleep, dead, busy: what Python does for it. What the page does is in `tests/browser/test_awake.py`."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import pytest

import course_lib
from course_lib import diary, facts, quiz
from course_lib.records import record
from course_lib.tools.kit.awake import SECONDS, Awake, unanswered
from tests.tools import calls

NOW = datetime(2026, 11, 23, 8, 30)


def inside(box: Any) -> Iterator[Any]:
    for each in getattr(box, "children", ()):
        yield from (each, *inside(each))


def sent_by(tool: widgets.Widget, content: object, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what a widget sends to its page after it heard something from there."""
    said: list[object] = []
    monkeypatch.setattr(type(tool), "send", lambda _, message, buffers=None: said.append(message))
    tool._handle_custom_msg(content, [])
    return said


@pytest.mark.parametrize("name", calls())
def test_every_tool_answers_its_page_or_needs_no_python(name: str, hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = eval(calls()[name], vars(course_lib) | {name: getattr(course_lib, name)})
    if getattr(tool, "works_alone", False):
        assert isinstance(tool, anywidget.AnyWidget), f"{name}: plain widgets need Python for everything they do"
        return
    answering = [each for each in (tool, *inside(tool)) if isinstance(each, Awake)]
    assert len(answering) == 1, f"{name} says nothing where Python does not answer: make it a Tool, or an Awake"
    [one] = answering
    assert one.tool == tool.model_id
    assert one.wait == SECONDS <= 5
    assert sent_by(one, {"ask": 0.25}, monkeypatch) == [{"answer": 0.25}]
    assert sent_by(one, {"values": {}}, monkeypatch) == sent_by(one, "ask", monkeypatch) == []


def test_what_is_said_without_an_answer_says_what_to_do_and_whom_to_call() -> None:
    page, call = (re.sub("<[^>]+>", "", each) for each in re.findall(r"<p>(.*?)</p>", unanswered()))
    assert page.count(".") == 1
    assert all(word in page for word in ("wait", "press again", "copy what you typed", "load the page again"))
    assert "now, day or night" in call
    [numbers] = re.findall("<details>(.*)</details>", unanswered())  # one tap away
    said = re.sub("<[^>]+>", "", numbers)
    for row in facts.emergency_numbers().values():
        assert row.country in said
    linked = set(re.findall(r'href="tel:(\d+)"', numbers))
    assert set(re.findall(r"\d+", said)) == linked >= {"119", "999", "911", "112"}


def test_the_values_that_come_with_a_press_win(hers: Path) -> None:
    tool = diary(now=lambda: NOW)
    [attendant] = [each for each in tool.children if isinstance(each, Awake)]
    said = {
        tool.muscle: {"index": 1}, tool.severity: {"index": 5}, tool.minutes: {"value": "3"}, tool.helped: {"index": 1},
        tool.note: {"value": "typed last"}, tool.one_leg: {"value": True},
    }  # fmt: skip
    values = {field.model_id: value for field, value in said.items()}
    attendant._handle_custom_msg({"values": values, "press": tool.save.model_id}, [])
    attendant._handle_custom_msg({"press": tool.save.model_id}, [])
    [row] = record().entries()
    assert (row.muscle, row.severity, row.minutes, row.note) == ("calf", 4, 3, "typed last")
    assert row.one_leg


@pytest.mark.parametrize("values", [{"index": 99}, {"nonsense": 1}, {"description": "x"}, {"value": 5}])
def test_values_that_a_field_does_not_take_change_nothing(values: dict[str, object], hers: Path) -> None:
    tool = diary(now=lambda: NOW)
    [attendant] = [each for each in tool.children if isinstance(each, Awake)]
    before = tool.muscle.get_state()
    attendant._handle_custom_msg({"values": {tool.muscle.model_id: values, "unknown": values}}, [])
    assert tool.muscle.get_state() == before


def test_an_answer_that_is_checked_twice_is_one_row(hers: Path) -> None:
    tool = quiz("acupoints")
    [name, *_] = [question.id for question in tool.questions]
    for turn, number in (("a", "0"), ("b", "0"), ("c", "1")):
        for _ in range(2):
            tool._handle_custom_msg({"keep": name, "turn": turn, "chosen": {name: [number]}}, [])
    assert [each.answer for each in record().answers()] == [
        tool.questions[0].options[number].says for number in (0, 0, 1)
    ]


def test_the_page_has_the_diary_s_alarm_beforehand(hers: Path) -> None:
    tool = diary(now=lambda: NOW)
    rule, [[nothing, long], [leg, both]] = tool.call.rule, tool.call.rule["says"]
    assert nothing == ""
    read = {typed: re.match(rule["pattern"], typed) for typed in ("11", "10,5", "about 11", "11 or 12", "")}
    assert {typed: found and found[1] for typed, found in read.items()} == {
        "11": "11", "10,5": "10,5", "about 11": None, "11 or 12": None, "": None,
    }  # fmt: skip
    assert rule["fold"]["１"] == "1"
    assert (rule["ticked"], rule["typed"], rule["over"]) == (tool.one_leg.model_id, tool.minutes.model_id, 10)
    for ticked, typed, expected in ((False, "10,5", long), (True, "10", leg), (True, "11", both), (True, "", leg)):
        tool.one_leg.value, tool.minutes.value = ticked, typed
        assert tool.call.value == expected != ""
