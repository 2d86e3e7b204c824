"""The warning-sign check as somebody uses it who is worried: from disk, and with a kernel in JupyterLab and Voilà."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib import facts
from tests.browser.conftest import Talk, until

KERNELS = "async () => (await (await fetch('/api/kernels')).json()).length"
END_KERNELS = """async () => {
  const lab = window.jupyterapp?.serviceManager;
  if (lab) return lab.sessions.shutdownAll();
  const { kernelId } = JSON.parse(document.getElementById('jupyter-config-data').textContent);
  navigator.sendBeacon(`/voila/api/shutdown/${kernelId}`, new FormData());
}"""


@pytest.fixture
def tool(from_disk: Callable[[str], Page]) -> Locator:
    """The check on the page from disk, which has no kernel."""
    found = from_disk("05_warning_signs").locator(".warning-signs")
    expect(found).to_have_count(1)
    return found


def verdict(tool: Locator) -> Locator:
    return tool.get_by_role("status")


def fold(tool: Locator) -> Locator:
    return tool.locator("summary", has_text="Other signs, in pregnancy and up to a year after it")


def open_fold(tool: Locator) -> None:
    fold(tool).click()


def test_a_fold_never_opened_is_named_without_a_kernel_too_and_printing_does_not_count(tool: Locator) -> None:
    fever = tool.get_by_label("Fever of 38 C")
    unasked = verdict(tool).get_by_text("Not asked: you did not open “Other signs")
    expect(unasked).to_be_visible()
    expect(fever).to_be_hidden()
    for sign in facts.warning_signs().values():
        if not sign.may_fold:
            expect(tool.get_by_label(sign.sign[0].upper() + sign.sign[1:], exact=True)).to_be_visible()
    tool.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(fever).to_be_visible()
    tool.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(fever).to_be_hidden()
    expect(unasked).to_be_visible()
    fold(tool).press("Enter")
    expect(fever).to_be_visible()
    expect(unasked).to_be_hidden()
    fold(tool).click()
    expect(fever).to_be_hidden()
    expect(unasked).to_be_hidden()


def test_dark_thoughts_show_a_crisis_line_of_her_country_or_say_that_none_was_verified(tool: Locator) -> None:
    tool.get_by_label(re.compile("^Thoughts of harming")).check()
    expect(verdict(tool)).to_contain_text("Samaritans", use_inner_text=True)
    expect(verdict(tool)).to_contain_text("Elsewhere no crisis line was verified", use_inner_text=True)
    tool.get_by_label("The country you are in").select_option("US")
    expect(verdict(tool)).to_contain_text("No crisis line was verified for this country.", use_inner_text=True)
    expect(verdict(tool)).not_to_contain_text("Samaritans", use_inner_text=True)


def both_boxes_stand_right_above(tool: Locator) -> None:
    page = tool.page
    tool.scroll_into_view_if_needed()
    now = page.locator("strong", has_text="Call the emergency number now:")
    today = page.locator("strong", has_text="Call your maternity unit, midwife, or doctor now, day or night:")
    expect(now).to_be_attached()
    heights = [box["y"] for box in (each.bounding_box() for each in (now, today, tool)) if box]
    assert len(heights) == 3
    assert heights == sorted(heights)


def by_keyboard_one_swollen_leg_is_a_call_now_and_short_breath_makes_it_an_emergency(tool: Locator) -> None:
    page = tool.page
    nothing = "You ticked nothing. This list does not ask about everything, such as"
    expect(verdict(tool)).to_contain_text(nothing, use_inner_text=True)
    expect(tool).not_to_contain_text(re.compile("you are fine|all is well", re.IGNORECASE), use_inner_text=True)
    tool.get_by_label("Short of breath, in any way").focus()
    steps = list(facts.warning_signs()).index("one-leg-swollen")
    for _ in range(steps):
        page.keyboard.press("Tab")
    expect(tool.get_by_label(re.compile("^One leg swollen"))).to_be_focused()
    page.keyboard.press("Space")
    expect(verdict(tool).get_by_role("heading")).to_have_text("Call now, day or night")
    expect(verdict(tool)).to_contain_text("Do not massage, warm or stretch the leg.", use_inner_text=True)
    expect(tool.locator(".why")).to_contain_text(
        "Stricter: CDC: seek medical care immediately.", use_inner_text=True
    )
    expect(tool.locator(".why")).to_contain_text("RCOG 37b 2015", use_inner_text=True)
    page.keyboard.press("Tab")  # what stands beside the tick leads to the answer
    page.keyboard.press("Enter")
    expect(verdict(tool).get_by_role("heading")).to_be_focused()

    tool.get_by_label(re.compile("^One leg swollen")).focus()
    for _ in range(steps):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(tool.get_by_label("Short of breath, in any way")).to_be_checked()
    expect(verdict(tool).get_by_role("heading")).to_have_text("Emergency now")
    set_it = re.compile(r"Short of breath, in any way.*\(set this answer\)")
    expect(tool.locator(".why > li:visible").first).to_contain_text(set_it, use_inner_text=True)
    expect(tool.locator(".why > li:visible").last).to_contain_text("(also ticked)", use_inner_text=True)


def test_each_sign_shows_the_word_of_its_level_beside_it(tool: Locator) -> None:
    open_fold(tool)
    words = {1: "Mention it at your next visit", 2: "Call now, day or night", 3: "Emergency now"}
    for sign in facts.warning_signs().values():
        box = tool.get_by_label(sign.sign[0].upper() + sign.sign[1:], exact=True)
        box.check()
        expect(verdict(tool).get_by_role("heading")).to_have_text(words[sign.urgency])
        expect(verdict(tool).locator("svg")).to_be_visible()
        tool.get_by_role("button", name="Clear all ticks").click()
    expect(verdict(tool).get_by_role("heading")).to_have_text("Nothing ticked")


def test_card_says_what_was_ticked_in_pregnancy_and_after_the_birth(tool: Locator) -> None:
    tool.get_by_label(re.compile("^One leg swollen")).check()
    card, weeks = tool.locator(".card"), tool.get_by_role("textbox", name="Weeks")
    expect(card).to_contain_text("I am pregnant (say how many weeks).", use_inner_text=True)
    expect(card).to_contain_text("One leg is swollen, warm, red or darker, or sore all the time.", use_inner_text=True)
    weeks.fill("30+2")
    expect(card).to_contain_text("I am 30 weeks and 2 days pregnant.", use_inner_text=True)
    for text, sentence in (
        ("<b>x</b>", "Type the completed weeks"),
        ("-3", "Type the"),
        ("🤰", "Type the"),
        ("20,5", "Do you mean 20 weeks and 5 days? Then type 20+5."),
        ("\u05d0", "Type the"),
        ("52", "the warning signs hold up to a year after the birth too"),
    ):
        weeks.fill(text)
        expect(tool.locator(".wrong")).to_contain_text(sentence, use_inner_text=True)
        expect(card).to_contain_text("I am pregnant (say how many weeks).", use_inner_text=True)
    tool.get_by_label("I have given birth").check()
    expect(weeks).to_be_hidden()
    expect(tool.locator(".wrong")).to_be_hidden()
    expect(card).to_contain_text("I was pregnant in the last year (say when).", use_inner_text=True)
    expect(verdict(tool).get_by_role("heading")).to_have_text("Call now, day or night")

    tool.page.evaluate("window.print = () => {}")
    tool.get_by_label("The country you are in").select_option("GB")
    tool.get_by_role("button", name="Print this card").click()
    paper = tool.frame_locator("iframe").locator("body")
    expect(paper).to_contain_text("I was pregnant in the last year", use_inner_text=True)
    expect(paper).to_contain_text("United Kingdom. Emergency: 999. Check these numbers.", use_inner_text=True)
    expect(paper).to_contain_text("not reviewed by a clinician. Printed on", use_inner_text=True)


def test_numbers_follow_the_country_and_ask_to_be_checked(tool: Locator) -> None:
    country, numbers = tool.get_by_label("The country you are in"), tool.locator(".numbers")
    for row in facts.emergency_numbers().values():
        expect(numbers).to_contain_text(f"{row.country}: {row.emergency_number}", use_inner_text=True)
    for row in facts.emergency_numbers().values():
        country.select_option(row.id)
        expect(numbers).to_contain_text(f"Emergency: {row.emergency_number}", use_inner_text=True)
        expect(numbers).to_contain_text("Check these numbers.", use_inner_text=True)
        if not row.advice_number:
            expect(numbers).to_contain_text("No line was verified.", use_inner_text=True)
    country.select_option("JP")
    expect(numbers.get_by_role("link", name="119", exact=True)).to_have_attribute("href", "tel:119")
    numbers.locator("summary:visible", has_text="More about these numbers").click()
    hotline = "Tokyo pregnancy consultation hotline (東京都 妊娠相談ほっとライン)"
    expect(numbers).to_contain_text(hotline, use_inner_text=True)
    tool.get_by_role("link", name="What a doctor may do next").click()
    expect(tool.page.locator("strong", has_text="For a leg that may hold a clot.")).to_be_in_viewport()


def a_late_word_from_the_kernel_takes_no_tick_away(tool: Locator, talk: Talk) -> None:
    tool.get_by_role("button", name="Clear all ticks").click()
    open_fold(tool)
    boxes, asked = tool.get_by_role("checkbox"), talk.asked
    for number in range(boxes.count()):
        boxes.nth(number).check()
        tool.page.clock.run_for(60 + 20 * (number % 8))  # around the moment at which the page tells Python
    tool.page.clock.run_for(1000)
    until(tool.page, lambda: talk.asked > asked, "what the page tells Python")
    talk.settle()
    assert boxes.evaluate_all("all => all.every(each => each.checked)")


def goes_on_working_when_the_kernel_is_gone(tool: Locator, host: str) -> None:
    page = tool.page
    tool.get_by_role("button", name="Clear all ticks").click()
    page.evaluate(END_KERNELS)
    if host == "lab":
        page.wait_for_function(KERNELS + " === 0")
        if page.get_by_role("dialog").is_visible():
            page.keyboard.press("Escape")
    tool.get_by_label(re.compile("^One leg swollen")).check()
    expect(verdict(tool).get_by_role("heading")).to_have_text("Call now, day or night")
    page.clock.run_for(500)  # what is sent to the kernel a moment later must not undo it
    tool.get_by_label("Short of breath, in any way").check()
    expect(verdict(tool).get_by_role("heading")).to_have_text("Emergency now")
    page.clock.run_for(500)
    tool.get_by_label("The country you are in").select_option("JP")
    expect(tool.locator(".numbers")).to_contain_text("Emergency: 119", use_inner_text=True)
    expect(verdict(tool).get_by_role("heading")).to_have_text("Emergency now")


def test_with_a_kernel(
    open_notebook: Callable[[str], Page], talk: Talk, host: str, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("05_warning_signs.ipynb")
    tool = page.locator(".warning-signs")
    expect(tool).to_have_count(1)
    both_boxes_stand_right_above(tool)
    by_keyboard_one_swollen_leg_is_a_call_now_and_short_breath_makes_it_an_emergency(tool)
    page.clock.install()
    a_late_word_from_the_kernel_takes_no_tick_away(tool, talk)
    assert axe_violations(page, ".warning-signs") == []
    goes_on_working_when_the_kernel_is_gone(tool, host)


def test_axe_finds_nothing_and_nothing_sticks_out(
    tool: Locator, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    def check() -> None:
        for width in (1280, 390):
            tool.page.set_viewport_size({"width": width, "height": 844})
            assert axe_violations(tool.page, ".warning-signs") == []
            assert tool.evaluate("tool => tool.scrollWidth - tool.clientWidth") <= 1

    check()
    open_fold(tool)
    for box in tool.get_by_role("checkbox").all():
        box.check()
    tool.get_by_label("The country you are in").select_option("JP")
    tool.locator("summary:visible", has_text="More about these numbers").click()
    tool.get_by_role("textbox", name="Weeks").fill("abc")
    check()
