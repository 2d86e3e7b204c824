"""What tools say: success looks like success, and what was wrong is gone once it is mended."""

from pathlib import Path

import ipywidgets as widgets
import pytest

from course_lib import diary, food_explorer, my_plan, session_planner, week_planner
from course_lib.tools.kit.html import alert, done
from course_lib.tools.kit.tool import Tool

WRONG, WELL = '<p class="wrong" role="alert">', '<p class="done" role="status">'
SHEET = (Path(alert.__code__.co_filename).parent / "kit.css").read_text(encoding="utf-8")


def test_success_and_trouble_do_not_look_alike() -> None:
    assert alert("a <b>").startswith(WRONG)
    assert done("a <b>") == f"{WELL}a &lt;b&gt;</p>"
    assert ".course-choices .wrong { padding-left: .8rem; border-left: 4px solid var(--avoid); }" in SHEET
    assert ".course-choices .done { padding-left: .8rem; border-left: 4px solid var(--allowed); }" in SHEET


def test_saving_and_deleting_in_the_diary_are_no_alarm(hers: Path) -> None:
    tool = diary()
    tool.save.click()
    assert tool.said.value.startswith(WRONG)
    tool.muscle.value = tool.muscle.options[1][1]
    assert tool.said.value == "", "what was wrong is mended"
    tool.minutes.value, tool.severity.value = "2", tool.severity.options[1][1]
    tool.helped.value = tool.helped.options[1][1]
    tool.save.click()
    assert tool.said.value.startswith(f"{WELL}Saved: ")


def test_a_plan_that_was_saved_says_so_in_green(hers: Path) -> None:
    tool = my_plan()
    tool.save.click()
    assert tool.said.value.startswith(WRONG)
    box = next(each for each in _fields(tool) if isinstance(each, widgets.Checkbox))
    box.value = True
    assert tool.said.value == ""
    tool.save.click()
    assert tool.said.value.startswith(f"{WELL}Saved. ")


def test_an_error_of_the_planner_goes_when_an_entry_changes() -> None:
    tool = session_planner()
    tool.write.click()
    assert tool.said.value.startswith(WRONG)
    tool.weeks.value = "24"
    assert tool.said.value == ""


def _fields(tool: Tool) -> list[widgets.Widget]:
    found, left = [], list(tool.children)
    while left:
        each = left.pop(0)
        found.append(each)
        left = [*getattr(each, "children", ()), *left]
    return found


def test_every_tool_clears_what_was_wrong_also_beside_fields_that_came_later() -> None:
    said, late, room = widgets.HTML(), widgets.Text(), widgets.VBox()
    tool = Tool([said, room], "choices")
    room.children = [late]
    said.value = alert("Type a number.")
    late.value = "3"
    assert said.value == ""
    said.value = alert("The disk is full.", stays=True)
    late.value = "4"
    assert "The disk is full." in said.value, "no entry mends that"
    assert tool.children[1] is said, "after the look alone"


@pytest.mark.parametrize("make", [food_explorer, week_planner])
def test_a_wrong_entry_is_still_called_wrong_as_long_as_it_is(make) -> None:
    tool = make()
    wrong = 0
    for field in _fields(tool):
        if isinstance(field, widgets.Text):
            field.value = "nonsense"
            wrong += any(isinstance(each, widgets.HTML) and WRONG in each.value for each in _fields(tool))
    assert wrong or make is week_planner
