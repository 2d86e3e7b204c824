"""The food explorer and the week planner on their page: by keyboard alone, and without a finding of axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Talk

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


def test_both_tools_by_keyboard_and_axe(
    open_notebook: Callable[[str], Page], talk: Talk, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("03_prevention.ipynb")
    expect(page.locator(".course-prevention")).to_have_count(2)
    keys = page.keyboard

    food = page.locator(".course-prevention").filter(has_text="Your foods")
    magnesium = food.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Magnesium", exact=True))
    food.get_by_label("Whose targets").select_option("US and Canada")
    expect(magnesium).to_contain_text("350 mg")
    food.get_by_label("Find a food").focus()
    keys.type("banana")
    expect(food.get_by_label("Foods", exact=True).locator("option")).to_have_count(1)
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    expect(magnesium).to_contain_text("32 mg")
    expect(magnesium).to_contain_text("9%")
    for text, sentence in (("<script>", "Type the servings"), ("0,5", "Added: Banana")):
        food.get_by_label("Servings a day").fill(text)
        keys.press("Tab")
        talk.settle()  # at a person's pace: while the kernel is busy, ipywidgets hold a value back, but no click
        keys.press("Enter")
        expect(food).to_contain_text(sentence)
    expect(magnesium).to_contain_text("16 mg")
    food.get_by_role("button", name="Remove Banana").focus()
    keys.press("Enter")
    expect(magnesium).to_contain_text("0 mg")

    week = page.locator(".course-prevention").filter(has_text="On which days?")
    week.get_by_label("Minutes a day").fill("25")
    for day in ("Monday", "Tuesday"):
        week.get_by_label(day).focus()
        keys.press("Space")
    for _ in range(6):
        keys.press("Tab")
    keys.press("Enter")
    expect(week).to_contain_text("50 minutes of moving this week")
    expect(week.get_by_role("link", name="Save this card")).to_have_attribute("download", "my-week.html")
    assert axe_violations(page, ".course-prevention") == []
