"""The tools of the first two lessons by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


def test_stories_are_sorted_by_keyboard(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("01_what_is_a_cramp.ipynb")
    tool = page.get_by_role("group", name="Cramp or something else?")
    fits = tool.get_by_label("What does it fit best?")
    expect(fits.locator("option:checked")).to_have_text("Choose")
    fits.focus()
    page.keyboard.type("Leg")
    page.keyboard.press("Tab")
    page.keyboard.type("Call")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = tool.get_by_role("alert")
    expect(said).to_contain_text("Yes. It fits: Leg cramp.", use_inner_text=True)
    expect(said).to_contain_text(
        "It says: Next visit. Tell your midwife or doctor at your next visit.", use_inner_text=True
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(tool).to_contain_text("Story 2 of 9.", use_inner_text=True)
    expect(said).to_have_text("", use_inner_text=True)
    assert axe_violations(page, ".course-choices.live") == []


def test_causes_are_ticked_and_cleared_by_keyboard(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("02_causes.ipynb")
    tool = page.get_by_role("group", name="Why do legs cramp?")
    tool.get_by_label("I often forget to drink.").focus()
    page.keyboard.press("Space")
    expect(tool.get_by_role("status")).to_have_text("1 of 8 ticked. Read on below.", use_inner_text=True)
    expect(tool).to_contain_text("□□□ none found", use_inner_text=True)
    assert axe_violations(page, ".course-choices.live") == []
    tool.get_by_role("button", name="Clear all ticks").focus()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("status")).to_contain_text("Nothing ticked yet.", use_inner_text=True)
    assert axe_violations(page, ".course-choices.live") == []
