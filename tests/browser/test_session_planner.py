"""The session planner in a browser: a plan, its refusal, nonsense, by keyboard and at 390 px; axe finds nothing."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


def test_a_plan_and_its_refusal_by_keyboard_on_a_narrow_page(
    open_notebook: Callable[[str], Page], course_folder: Path, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    alone = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import course_lib; course_lib.session_planner()")]
    )
    nbformat.write(alone, course_folder / "planner.ipynb")
    page = open_notebook("planner.ipynb")
    page.set_viewport_size({"width": 390, "height": 800})
    tool, keys = page.locator(".course-planner"), page.keyboard
    write = tool.get_by_role("button", name="Write the plan")

    tool.get_by_label("How many weeks pregnant is she?").fill("<script>")
    write.press("Enter")
    expect(tool.get_by_role("alert")).to_contain_text("whole number from 0 to 44")

    tool.get_by_label("How many weeks pregnant is she?").fill("24+3")
    tool.get_by_label("Her lower leg in cm").fill("40")
    tool.get_by_label("Which points?").fill("ST36 SP6")
    for words in ("I asked her about every", "She agreed after a full talk", "Her midwife or doctor knows"):
        tool.get_by_label(words).focus()
        keys.press("Space")
    write.press("Enter")
    expect(tool).to_contain_text("about 7.5 cm (6.5 to 8.5)")
    expect(tool).to_contain_text("■ SP6, avoid.")
    expect(tool.get_by_role("link", name="Save this card")).to_have_attribute("download", "session-plan.html")
    tool.get_by_text("If something goes wrong").click()
    expect(tool.get_by_text("Turn her to her left side at once.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page, ".course-planner") == []

    tool.get_by_label("One leg swollen, warm, red or darker, or sore").focus()
    keys.press("Space")
    expect(tool).not_to_contain_text("Plan of one visit")
    write.press("Enter")
    expect(tool).to_contain_text("“I will not needle today, please be seen now.”")
