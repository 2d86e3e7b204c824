"""One visit to a simulated patient in a real browser, by accessible names and partly by keyboard, to its debrief."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import v4, write
from playwright.sync_api import Page, expect

from course_lib import facts
from tests.browser.conftest import Talk

pytestmark = pytest.mark.parametrize("host", ["lab"], indirect=True)


@pytest.fixture(scope="module", autouse=True)
def scratch(course_folder: Path) -> None:
    """A notebook with the tool alone."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = v4.new_code_cell("from course_lib import simulated_patient; simulated_patient()")
    write(v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), course_folder / "patient.ipynb")


def test_one_patient_to_her_debrief(
    open_notebook: Callable[[str], Page], talk: Talk, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("patient.ipynb")
    tool = page.locator(".course-patient")

    def press(name: str) -> None:
        talk.settle()  # at a person's pace: while the kernel is busy, ipywidgets hold a value back, but no click
        tool.get_by_role("button", name=name, exact=True).click()

    tool.get_by_role("button", name=facts.cases()["one-leg-swollen"].title).press("Enter")
    expect(tool.get_by_role("heading", name="Step 1: Ask")).to_be_focused()
    conversation = tool.get_by_role("log", name="Conversation")
    expect(conversation).to_contain_text("It is my left calf again.")
    tool.get_by_role("combobox", name="Ask about").focus()
    page.keyboard.press("ArrowDown")
    tool.get_by_role("button", name="Is one leg swollen").focus()
    page.keyboard.press("Space")
    expect(tool.get_by_role("alert")).to_contain_text("The left one is thicker, and it feels warm.")
    expect(tool.get_by_role("button", name="✓ Asked: Is one leg swollen")).to_be_focused()
    assert axe_violations(page, ".course-patient") == []

    press("Go on")
    expect(tool.get_by_role("heading", name="Step 2: Decide")).to_be_focused()
    tool.get_by_role("combobox", name="What do you do today?").select_option("Treat: needles today")
    tool.get_by_role("combobox", name="How soon must").select_option("Call now, day or night")
    press("Go on")
    tool.get_by_role("combobox", name="Point").select_option(label="ST36 Zúsānlǐ 足三里, Leg Three Miles")
    tool.get_by_role("textbox", name="Depth in cun").fill("99")
    press("Add this point")
    expect(tool.get_by_role("alert")).to_contain_text("Type the depth in cun as a number above 0")
    tool.get_by_role("textbox", name="Depth in cun").fill("0,5")
    press("Add this point")
    expect(tool.get_by_role("button", name="Take ST36 out")).to_be_visible()
    assert axe_violations(page, ".course-patient") == []

    press("Back")
    tool.get_by_role("combobox", name="What do you do today?").select_option(index=2)
    press("Go on")
    expect(tool.get_by_role("heading", name="Step 3: Talk")).to_be_focused()
    tool.get_by_role("checkbox", name="I will not needle today. Please be seen now.").focus()
    page.keyboard.press("Space")
    press("Go on")
    tool.get_by_role("checkbox", name="Call your maternity unit now").check()
    press("Hand in")
    expect(tool.get_by_role("heading", name="Debrief")).to_be_focused()
    expect(tool).to_contain_text("✓ No critical error.")
    expect(tool.get_by_role("status")).to_have_text("This visit is kept in your own file on this computer.")
    assert axe_violations(page, ".course-patient") == []
    press("Another patient")
    expect(tool).to_contain_text("Done.")
