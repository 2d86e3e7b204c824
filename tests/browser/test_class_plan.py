"""The teacher's page by keyboard: a plan and a card open, and nothing runs off a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # no script: the host makes no difference

TOO_WIDE = """() => [...document.querySelectorAll('.course-class, .course-class *')]
    .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1).length"""


def test_a_plan_and_a_card_open_by_keyboard_and_fit_a_phone(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("11_teach_a_class.ipynb")
    plan = page.locator("details", has_text="I have 45 minutes").first
    plan.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(plan.get_by_role("table")).to_contain_text("8 steps, 45 minutes")
    expect(plan.get_by_role("columnheader")).to_have_text(["Time", "Content", "Method", "Materials"])
    lines = plan.get_by_text("First, aloud: One leg swollen, warm, red or sore all the time?")
    expect(lines).to_have_count(2)  # stretching together, and showing it in teach-back
    for line in lines.all():
        expect(line).to_be_visible()
    card = page.locator("details", has_text="The article says: “Night cramps are").first
    expect(card.get_by_text("certainty moderate")).to_be_hidden()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text("certainty moderate")).to_be_visible()
    assert axe_violations(page, ".course-class") == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(plan.get_by_text("0–3 min")).to_be_visible()
    assert page.evaluate(TOO_WIDE) == 0
    assert axe_violations(page, ".course-class") == []
