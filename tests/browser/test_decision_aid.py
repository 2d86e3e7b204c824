"""The two tools that end in a card: by keyboard, and without findings of axe-core."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import v4, write
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


@pytest.fixture(scope="module", autouse=True)
def scratch(course_folder: Path) -> None:
    """A notebook with both tools."""
    lines = (
        "from course_lib import decision_aid; decision_aid()",
        "from course_lib import care_checklist; care_checklist()",
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=[v4.new_code_cell(line) for line in lines], metadata={"kernelspec": kernel})
    write(notebook, course_folder / "cards.ipynb")


def test_both_cards_by_keyboard_and_by_axe(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("cards.ipynb")
    tools = page.locator(".course-choices.live")
    expect(tools).to_have_count(2)
    aid, checklist = tools.nth(0), tools.nth(1)
    assert axe_violations(page, ".course-choices") == []

    aid.get_by_label("Staying away from needles").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    summary = aid.locator(".course-card")
    expect(summary).to_contain_text("Staying away from needles matters a lot.", use_inner_text=True)
    expect(summary).to_contain_text("Acupuncture: Needles go through the skin", use_inner_text=True)
    aid.get_by_label("In my own words").focus()
    page.keyboard.type("<b>sleep</b>")
    page.keyboard.press("Tab")
    expect(summary).to_contain_text("In my own words: <b>sleep</b>", use_inner_text=True)

    checklist.get_by_label("A fever").focus()
    page.keyboard.press("Space")
    expect(checklist.locator(".course-card")).to_contain_text("No needles today.", use_inner_text=True)
    checklist.get_by_label("How many weeks pregnant are you?").focus()
    page.keyboard.type("24,5")
    page.keyboard.press("Tab")
    expect(checklist.get_by_role("alert").filter(visible=True)).to_have_text(
        "Do you mean 24 weeks and 5 days? Then type 24+5."
    )

    with page.expect_download() as saved:
        checklist.get_by_role("link", name="Save this card to print it").press("Enter")
    assert saved.value.suggested_filename == "what-i-tell.html"
    assert "What I tell my practitioner" in saved.value.path().read_text(encoding="utf-8")
    assert axe_violations(page, ".course-choices") == []
