"""The relief coach on the page from disk, without any kernel, then in JupyterLab and Voilà while the kernel stops.

The browser's clock is a fake one, so that minutes pass in no time; the coach reads it as it would read the real one.
"""

import re
from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def coach(page: Page, from_disk: Callable[[str], Page]) -> Locator:
    page.clock.install()
    return from_disk("04_relief").locator(".relief-coach")


def press(coach: Locator, words: str) -> None:
    coach.get_by_role("button", name=re.compile(f"^{words}")).click()


def passes(coach: Locator, seconds: float) -> None:
    """Let time pass, unseen, as in a tab in the background."""
    coach.page.clock.fast_forward(int(seconds * 1000))


def expect_left(coach: Locator, *seconds: int) -> None:
    """Expect one of these times on the clock: a moment goes by between two presses."""
    shown = "|".join(f"{each // 60}:{each % 60:02}" for each in seconds)
    expect(coach.get_by_role("timer")).to_have_text(re.compile(f"^({shown})$"))


def test_the_clot_line_stands_right_above_start(coach: Locator) -> None:
    before = coach.get_by_role("button", name="Start").evaluate("button => button.previousElementSibling.textContent")
    assert before == (
        "One leg swollen, warm, red or sore all the time? Do not massage, warm or stretch it. Call now, day or night."
    )


def test_counts_30_seconds_and_says_so_politely(coach: Locator) -> None:
    press(coach, "Start")
    expect(coach.get_by_role("heading", name="Stretch your calf")).to_be_visible()
    expect(coach.get_by_role("status")).to_contain_text("Stretch your calf. Sit or lie", use_inner_text=True)
    assert coach.get_by_role("status").get_attribute("aria-live") == "polite"
    passes(coach, 12)
    expect_left(coach, 17, 18)
    passes(coach, 10)
    expect(coach.get_by_role("status")).to_have_text("10 seconds left.")
    passes(coach, 9)
    expect(coach.get_by_role("timer")).to_have_text("0:00")
    expect(coach.get_by_role("status")).to_contain_text("Time is up.", use_inner_text=True)


def test_pause_go_on_repeat_and_next(coach: Locator) -> None:
    press(coach, "Start")
    passes(coach, 10)
    press(coach, "Pause")
    passes(coach, 60)
    expect_left(coach, 19, 20)
    press(coach, "Go on")
    passes(coach, 5)
    expect_left(coach, 14, 15)
    press(coach, "Repeat")
    expect_left(coach, 29, 30)
    for title in ("Stroke the muscle gently", "Warm it", "Walk a few steps", "Stretch your calf"):
        press(coach, "Next")
        expect(coach.get_by_role("heading")).to_have_text(title)  # a cramp that lasts never leads to the bath
    expect(coach.locator(".so-far")).to_contain_text("The cramp so far: 1:1", use_inner_text=True)


def test_stops_at_ten_minutes_with_call_now_even_when_paused(coach: Locator) -> None:
    press(coach, "Start")
    press(coach, "Pause")
    passes(coach, 595)
    expect(coach.get_by_role("heading", name="Call now")).to_be_hidden()
    passes(coach, 6)
    box = coach.get_by_role("region", name="Call now")
    expect(box.get_by_role("heading", name="Call now")).to_be_visible()
    expect(box).to_contain_text("Phone your maternity unit, midwife or doctor now, day or night.", use_inner_text=True)
    expect(coach.get_by_role("status")).to_contain_text("Call now.", use_inner_text=True)
    expect(box).to_be_focused()
    expect(coach.get_by_role("timer")).to_be_hidden()


def test_after_it_has_let_go_the_bath_has_its_20_minutes_and_a_cramp_that_is_back_its_old_clock(coach: Locator) -> None:
    press(coach, "Start")
    passes(coach, 480)
    press(coach, "It has let go")
    for _ in range(4):
        press(coach, "Next")
    expect(coach.locator(".doing")).to_contain_text("37 to 38 °C (98.6 to 100.4 °F)", use_inner_text=True)
    expect(coach.locator(".doing li:visible").first).to_contain_text("Hold on to something", use_inner_text=True)
    passes(coach, 1190)
    expect_left(coach, 9, 10)
    passes(coach, 11)
    expect(coach.get_by_role("status")).to_contain_text("Time to get out.", use_inner_text=True)
    press(coach, "It is back")
    passes(coach, 121)
    expect(coach.get_by_role("heading", name="Call now")).to_be_visible()
    press(coach, "Finish")
    press(coach, "Start")
    expect(coach.locator(".so-far")).to_contain_text("The cramp so far: 0:0", use_inner_text=True)


def test_another_place_changes_the_stretch_and_keeps_the_clock_of_the_cramp(coach: Locator) -> None:
    press(coach, "Start")
    passes(coach, 100)
    for place, title in (
        ("Foot", "foot"),
        ("Back of thigh", "back of your thigh"),
        ("Front of thigh", "front of your thigh"),
    ):
        coach.get_by_role("radio", name=place).check(force=True)
        expect(coach.get_by_role("heading")).to_have_text(f"Stretch {'your ' if place == 'Foot' else 'the '}{title}")
    expect(coach.locator(".so-far")).to_contain_text("The cramp so far: 1:4", use_inner_text=True)


def test_by_keyboard_alone_on_a_phone_with_larger_text(
    coach: Locator, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = coach.page
    page.set_viewport_size({"width": 390, "height": 844})
    coach.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    expect(coach.get_by_label("Back of thigh")).to_be_checked()
    page.keyboard.press("Tab")
    expect(coach.get_by_role("button", name="Start")).to_be_focused()
    assert axe_violations(page, ".relief-coach") == []
    page.keyboard.press("Enter")
    coach.get_by_role("button", name="Larger text").focus()
    page.keyboard.press("Space")
    expect(coach.get_by_role("button", name="Larger text")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    sizes = coach.get_by_role("button").evaluate_all("all => all.filter(b => b.offsetHeight).map(b => b.offsetHeight)")
    assert min(sizes) >= 44
    assert axe_violations(page, ".relief-coach") == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert axe_violations(page, ".relief-coach") == []
    passes(coach, 601)
    expect(coach.get_by_role("heading", name="Call now")).to_be_visible()
    assert axe_violations(page, ".relief-coach") == []


def test_counts_30_seconds_while_the_kernel_is_stopped_and_when_it_is_gone(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("04_relief.ipynb")
    # JupyterLab tells its user, at a time of its own, that the kernel died: she presses Ok and goes on.
    told = page.get_by_role("dialog").filter(has_text="Kernel Restarting")
    page.add_locator_handler(told, lambda dialog: dialog.get_by_role("button", name="Ok").click())
    coach = page.locator(".relief-coach")
    expect(coach.get_by_role("button", name="Start")).to_be_visible()
    kernels = [each for each in psutil.Process().children(recursive=True) if "ipykernel_launcher" in each.cmdline()]
    assert kernels
    for kernel in kernels:
        kernel.suspend()
    try:
        page.clock.install()
        page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # JupyterLab may take its time
        press(coach, "Start")
        passes(coach, 20)
        expect_left(coach, 9, 10)
        passes(coach, 11)
        expect(coach.get_by_role("timer")).to_have_text("0:00")
    finally:
        for kernel in kernels:
            kernel.kill()
    press(coach, "Repeat")
    passes(coach, 20)
    expect_left(coach, 9, 10)
    page.clock.resume()  # axe-core waits for its own timers
    assert axe_violations(page, ".relief-coach") == []
    press(coach, "It has let go")
    for _ in range(4):
        press(coach, "Next")
    expect(coach.locator(".doing")).to_contain_text("37 to 38 °C (98.6 to 100.4 °F)", use_inner_text=True)
    expect(coach.locator(".doing")).to_contain_text("20 minutes at the most", use_inner_text=True)
    press(coach, "It is back")
    passes(coach, 601)
    expect(coach.get_by_role("region", name="Call now")).to_contain_text("Phone your maternity unit")


def test_who_uses_the_keyboard_is_never_left_without_a_place(coach: Locator) -> None:
    page = coach.page
    coach.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(coach.get_by_role("button", name="Pause")).to_be_focused()
    page.clock.run_for(200_000)  # the step's time is up, and the button is of no use any more
    expect(coach.get_by_role("button", name="Repeat")).to_be_focused()
    coach.get_by_role("button", name="It has let go").focus()
    page.keyboard.press("Enter")
    coach.get_by_role("button", name="Finish").focus()
    page.keyboard.press("Enter")
    expect(coach.get_by_role("button", name="Start")).to_be_focused()
