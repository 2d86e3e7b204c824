"""The week planner without a kernel: days are ticked, buttons clicked, and what is said is read."""

import base64
import html
import re

import ipywidgets
import pytest

from course_lib import facts
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.week_planner import (
    DAYS,
    MINUTES,
    NO_DAY,
    WeekPlanner,
    movements,
    parse_minutes,
    week_planner,
)
from tests.refusals import refused

NAMES = {key: row.name for key, row in facts.stretches().items() if row.name}
BAD = ["", "0", "-1", "nan", "1e9", "abc", "20.5", "20,5", "181", "٣", "²", "🚶", "<script>", "x" * 10_000]


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def plan(tool: WeekPlanner, what: str, days: tuple[str, ...], minutes: str = "20") -> None:
    tool.what.value, tool.minutes.value = what, minutes
    for day in days:
        tool.days[day].value = True
    tool.add.click()


def test_minutes_add_up_and_stretches_have_none() -> None:
    tool = week_planner()
    plan(tool, "walking", DAYS[:5], "20")
    plan(tool, "water exercise", ("Saturday",), "30")
    plan(tool, NAMES["mayo-wall"], DAYS)
    assert tool.total_minutes == 130
    assert "130 minutes of moving this week; 20 more make the usual goal (150, moderate)." in words(tool.week.value)
    plan(tool, "walking", DAYS, "25")
    assert tool.total_minutes == 205, "the same thing put in again takes the place of what stood there"
    assert "that is the usual goal or more (150" in words(tool.week.value)


def test_the_table_says_what_is_on_each_day() -> None:
    tool = week_planner()
    plan(tool, "walking", ("Monday", "Friday"), "15")
    said = words(tool.week.value)
    assert "Monday ☐ walking, 15 minutes Tuesday nothing planned" in said
    assert "Friday ☐ walking, 15 minutes Saturday" in said
    assert not any(box.value for box in tool.days.values()), "days are ready for the next line"


def test_what_is_planned_can_be_taken_out() -> None:
    tool = week_planner()
    plan(tool, "walking", ("Monday",))
    (button,) = tool.planned.children
    assert button.description == "Remove walking"
    button.click()
    assert (tool.lines, tool.total_minutes, tool.planned.children) == ({}, 0, ())
    assert "Your week is empty." in words(tool.week.value)


@pytest.mark.parametrize("text", BAD)
def test_bad_minutes_get_one_sentence_and_lose_nothing(text: str) -> None:
    assert refused(parse_minutes, text) == MINUTES
    tool = week_planner()
    plan(tool, "walking", ("Monday",))
    plan(tool, "dancing", ("Tuesday",), text)
    assert words(tool.said.value) == MINUTES
    assert list(tool.lines) == ["walking"]
    assert tool.days["Tuesday"].value, "her tick is still there"


def test_without_a_day_it_says_what_to_do() -> None:
    tool = week_planner()
    tool.add.click()
    assert words(tool.said.value) == NO_DAY
    assert tool.lines == {}


def test_only_stretches_for_other_times_than_a_cramp_are_offered() -> None:
    calm = {key for key, row in facts.stretches().items() if not row.when.startswith("during")}
    assert set(NAMES) == calm - {"thai"}, "the trial's own stretches were not described"
    assert "not in the excerpt" in facts.stretches()["thai"].how


@pytest.mark.parametrize("key", NAMES)
def test_a_stretch_is_told_with_its_times_and_that_it_is_not_tested(key: str) -> None:
    tool = week_planner()
    tool.what.value = NAMES[key]
    said = words(tool.about.value)
    assert facts.stretches()[key].how in said
    assert "Not tested in pregnancy." in said
    assert "Hold on to a chair or the wall" in said
    assert tool.minutes.layout.display == "none"


@pytest.mark.parametrize(
    ("key", "hold"),
    [
        ("mayo-wall", "Hold for 30 seconds, each leg."),
        ("hallegraeff", "Hold for 10 seconds, 3 times."),
        ("hamstring-gentle", "Hold for 10 to 20 seconds, each leg."),
        ("foot-pumps", ""),
    ],
)
def test_times_of_stretches(key: str, hold: str) -> None:
    tool = week_planner()
    tool.what.value = NAMES[key]
    said = words(tool.about.value)
    assert hold in said
    assert said.count("Hold for") == bool(hold)


def test_the_goal_and_the_kinds_are_those_of_the_facts() -> None:
    assert facts.numbers()["exercise-week"].value == 150
    assert movements() == (
        "walking", "stationary cycling", "aerobic exercise", "dancing", "resistance", "water exercise",
    )  # fmt: skip


def test_clot_line_and_stop_signs_stand_in_the_tool_and_on_the_page_to_print() -> None:
    tool = week_planner()
    plan(tool, "walking", ("Monday",))
    (address,) = re.findall(r'download="my-week.html" href="data:text/html;base64,([^"]+)"', tool.week.value)
    page = words(base64.b64decode(address).decode())
    top = words(" ".join(each.value for each in tool.children if isinstance(each, ipywidgets.HTML)))
    for text in (page, top):
        assert CLOT_LINE in text
        assert all(sign in text.lower() for sign in facts.numbers()["exercise-stop"].items)
        assert "Not reviewed by a clinician" in text
    assert "Monday ☐ walking, 20 minutes" in page


def test_it_says_that_nothing_is_saved_and_that_nobody_knows() -> None:
    tool = week_planner()
    assert "Nothing is saved: when you close this page, the week is gone." in words(tool.week.value)
    unknown = "Nobody knows yet whether exercise or stretching makes cramps rarer."
    assert any(unknown in words(each.value) for each in tool.children if isinstance(each, ipywidgets.HTML))
    assert repr(tool) == (
        "Week planner: 0 minutes planned. Nothing is saved. One leg swollen, warm, red or sore: call now, day or night."
    )
    assert tool._repr_mimebundle_()["text/plain"] == repr(tool)
