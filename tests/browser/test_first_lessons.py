"""The tools of the first two lessons by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


def test_stories_are_sorted_by_keyboard(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("01_what_is_a_cramp.ipynb")
    tool = page.locator(".course-stories")
    fits = tool.get_by_label("What does it fit best?")
    expect(fits.locator("option:checked")).to_have_text("Choose")
    fits.focus()
    page.keyboard.type("Leg")
    page.keyboard.press("Tab")
    page.keyboard.type("Call")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = tool.get_by_role("alert")
    expect(said).to_contain_text("Yes. It fits: Leg cramp.")
    expect(said).to_contain_text("It says: Next visit. Tell your midwife or doctor at your next visit.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(tool).to_contain_text("Story 2 of 9.")
    expect(said).to_have_count(0)
    assert axe_violations(page, ".course-stories") == []


def test_causes_are_ticked_and_cleared_by_keyboard(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("02_causes.ipynb")
    tool = page.locator(".course-causes")
    tool.get_by_label("I often forget to drink.").focus()
    page.keyboard.press("Space")
    expect(tool.get_by_role("status")).to_have_text("1 of 8 ticked. Read on below.")
    expect(tool).to_contain_text("□□□ none found")
    assert axe_violations(page, ".course-causes") == []
    tool.get_by_role("button", name="Clear all ticks").focus()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("status")).to_contain_text("Nothing ticked yet.")
    assert axe_violations(page, ".course-causes") == []
