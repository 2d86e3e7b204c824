"""The lesson on points itself, run as a reader runs it, in JupyterLab and in Voilà."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_week_rule_keyboard_centimeters_and_axe(
    open_notebook: Callable[[str], Page],
    axe_violations: Callable[[Page, str], list[str]],
    blocked: list[str],
    host: str,
) -> None:
    page = open_notebook("07_acupoints.ipynb")
    tool = page.locator(".point-selector")
    expect(tool).to_have_count(1)
    weeks = tool.get_by_label("Weeks", exact=True)
    listed = tool.locator(".list").get_by_role("button", name=re.compile("^SP6 "))
    drawn = tool.locator(".plates").get_by_role("button", name=re.compile("^SP6,")).first
    listed.click()
    tool.get_by_label("Whose rule").select_option("article")
    for week, words in (("8", "avoid"), ("20", "a practitioner may consider")):
        weeks.fill(week)
        expect(listed).to_contain_text(words)
        expect(drawn).to_have_accessible_name(f"SP6, Three Yin Intersection: {words}")

    leg = tool.get_by_label(re.compile("^Length of your lower leg"))
    leg.fill("38")
    expect(tool.locator(".answer")).to_contain_text("About 7.1 cm (6.1 to 8.1)")
    assert axe_violations(page, ".point-selector") == []

    weeks.focus()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("GB34"):
            break
    page.keyboard.press("Enter")
    expect(tool.locator(".card").get_by_role("heading", level=2)).to_contain_text("GB34")
    if host == "lab":
        assert blocked == []  # nothing of ours asks any other machine (Voilà's own template asks for fonts)
