"""The pages opened from disk on a phone that has no network: nothing is asked of anybody, and the tools answer."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from course_lib import facts
from course_lib.tools.evidence import Evidence

Violations = Callable[[Page, str], list[str]]


@pytest.fixture
def wrong(page: Page) -> list[str]:
    """What the page asked for beside itself, and what its scripts or its policy complained of."""
    found: list[str] = []

    def asked(request: Request) -> None:
        if not request.is_navigation_request():
            found.append(request.url[:200])

    page.on("request", asked)
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def open_page(page: Page, from_disk: Callable[[str], Page], wrong: list[str]) -> Callable[[str], Page]:
    """On a phone, and heard by ``wrong``."""
    page.set_viewport_size({"width": 390, "height": 844})
    return from_disk


OpenPage = Callable[[str], Page]


def status(tool: Locator, code: str) -> Locator:
    return tool.locator(".list").get_by_role("button", name=re.compile(f"^{code} "))


def test_the_selector_answers_for_week_8_and_week_20(open_page: OpenPage, wrong: list[str]) -> None:
    tool = open_page("07_acupoints").locator(".point-selector")
    for week, words in (("8", "only with special care"), ("20", "a practitioner may consider")):
        tool.get_by_label("Weeks", exact=True).fill(week)
        expect(tool.locator(".summary")).to_contain_text(f"eek {week}")
        expect(status(tool, "GB34")).to_contain_text(words)
        expect(status(tool, "SP6")).to_contain_text("avoid")
    tool.get_by_label("Whose rule").select_option("article")
    expect(status(tool, "SP6")).to_contain_text("a practitioner may consider")  # as the article has it
    tool.get_by_text("What about you?").click()
    tool.get_by_label("A fever").check()
    expect(status(tool, "SP6")).to_contain_text("avoid")
    status(tool, "GB34").click()
    expect(tool.locator(".card").get_by_role("heading", level=2)).to_contain_text("GB34")
    tool.get_by_label("Weeks", exact=True).fill("45")
    expect(tool.locator(".wrong")).to_contain_text("more than 44")
    assert wrong == []


def test_the_check_by_keyboard(open_page: OpenPage, wrong: list[str]) -> None:
    page = open_page("05_warning_signs")
    tool = page.locator(".warning-signs")
    expect(tool.get_by_role("status")).to_contain_text("This list does not ask about everything")
    breath, leg = (tool.get_by_label(re.compile(f"^{sign}")) for sign in ("Short of breath", "One leg swollen"))
    breath.focus()
    tabs = 0
    while tabs < 60 and not leg.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
        tabs += 1
    expect(leg).to_be_focused()
    page.keyboard.press("Space")
    expect(tool.get_by_role("status").get_by_role("heading")).to_have_text("Call now, day or night")
    for _ in range(tabs):
        page.keyboard.press("Shift+Tab")
    expect(breath).to_be_focused()
    page.keyboard.press("Space")
    expect(tool.get_by_role("status").get_by_role("heading")).to_have_text("Emergency now")
    tool.get_by_label("The country you are in").select_option(label="Japan")
    expect(tool.locator(".numbers")).to_contain_text("119", use_inner_text=True)
    assert wrong == []


def test_the_coach_counts_and_stops_at_ten_minutes(open_page: OpenPage, page: Page, wrong: list[str]) -> None:
    page.clock.install()
    coach = open_page("04_relief").locator(".relief-coach")
    coach.get_by_role("button", name="Start").click()
    page.clock.fast_forward(12_000)
    expect(coach.get_by_role("timer")).to_have_text(re.compile("^0:1[78]$"))
    page.clock.fast_forward(600_000)
    expect(coach.get_by_role("heading", name="Call now")).to_be_visible()
    assert wrong == []


def test_a_quiz_by_keyboard(open_page: OpenPage, wrong: list[str]) -> None:
    page = open_page("01_what_is_a_cramp")
    quiz = page.get_by_role("group", name="Check yourself")
    form = quiz.locator("form").first
    said, score = form.get_by_role("alert"), quiz.locator("p:has([data-count])")
    page.keyboard.press("Tab")  # the page has the keys
    form.get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    expect(form.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Choose an answer first, then press the button.", use_inner_text=True)
    asked = next(each for each in facts.questions().values() if each.topic == "01_what_is_a_cramp")
    right = next(number for number, option in enumerate(asked.options) if option.right)
    form.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for _ in range(right):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("✓ Right.", use_inner_text=True)
    expect(said).to_contain_text("Evidence", use_inner_text=True)
    expect(score).to_have_text("1 of 6 right.")
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("", use_inner_text=True)  # it belonged to the answer before
    expect(score).to_have_text("0 of 6 right.")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("✕ Not this one.", use_inner_text=True)
    assert wrong == []


def test_evidence_is_found_by_a_word_and_opened(open_page: OpenPage, wrong: list[str]) -> None:
    page = open_page("evidence")
    page.get_by_label("Find a claim by a word of it").fill("quinine")
    found = page.locator(".course-evidence > details:visible")
    expect(page.locator("#found-evidence")).to_have_text(f"{found.count()} found")
    assert 0 < found.count() < 20
    found.first.locator("summary").click()
    expect(found.first.locator("section")).to_contain_text(re.compile("quinine", re.IGNORECASE))
    page.get_by_label("Find a claim by a word of it").fill("zzzz")
    expect(page.locator("#found-evidence")).to_have_text("0 found")
    assert wrong == []


def test_pages_lead_to_each_other(open_page: OpenPage, wrong: list[str]) -> None:
    page = open_page("index")
    page.locator("main").get_by_role("link", name="A leg cramp, right now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A leg cramp, right now")
    page.get_by_role("navigation", name="Previous and next page").get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Warning signs: when to call")
    page.get_by_text("All pages").click()
    page.get_by_role("navigation", name="All pages").get_by_role("link", name=re.compile("My plan")).click()
    page.get_by_role("link", name="How to get the whole course").first.click()
    expect(page.get_by_role("heading", name="How to get the whole course")).to_be_in_viewport()
    assert wrong == []


def test_axe_finds_nothing_and_nothing_sticks_out(
    open_page: OpenPage, written_pages: Path, axe_violations: Violations
) -> None:
    for file in sorted(written_pages.glob("*.html")):
        page = open_page(file.stem)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
    pairs: tuple[tuple[str, Literal["light", "dark"]], ...]
    pairs = (("index", "light"), ("01_what_is_a_cramp", "dark"), ("05_warning_signs", "light"))
    for name, scheme in pairs:
        page = open_page(name)
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page, "html") == [], f"{name}, {scheme}"


def test_paper_is_black_on_white_from_a_dark_page_too(open_page: OpenPage) -> None:
    page = open_page("07_acupoints")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    page.emulate_media(color_scheme="dark", media="print")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).color") == "rgb(0, 0, 0)"
    expect(page.locator(".page-bar")).to_be_hidden()


@pytest.mark.parametrize("name", ["evidence", "04_relief", "11_teach_a_class"])
def test_what_is_folded_is_printed_open_and_folded_again_afterwards(open_page: OpenPage, name: str) -> None:
    page = open_page(name)
    folds = page.locator("details:not(.page-menu, [name])")
    first = folds.first.evaluate("fold => fold.open = true")
    assert first
    shut = "folds => folds.filter(fold => !fold.open).length"
    assert folds.evaluate_all(shut) == folds.count() - 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folds.evaluate_all(shut) == 0
    assert page.locator("details:is(.page-menu, [name])[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folds.evaluate_all(shut) == folds.count() - 1


def test_a_style_alone_prints_the_evidence_open(page: Page) -> None:
    page.set_content(Evidence("all", tuple(facts.claims().values())[:5])._repr_html_())
    words = page.locator("details section").last
    seen = "words => words.checkVisibility({ contentVisibilityAuto: true })"
    assert not words.evaluate(seen)
    page.emulate_media(media="print")
    assert words.evaluate(seen)


def test_in_high_contrast_what_is_chosen_is_seen(open_page: OpenPage) -> None:
    page = open_page("07_acupoints")
    page.emulate_media(forced_colors="active")
    tool = page.locator(".point-selector")
    ground = "node => getComputedStyle(node).backgroundColor"
    views = tool.locator(".views.single label")
    chosen, other = (views.locator(f"input{which} + span").first for which in (":checked", ":not(:checked)"))
    assert chosen.evaluate(ground) != other.evaluate(ground)
    status(tool, "GB34").click()
    assert status(tool, "GB34").evaluate(ground) != status(tool, "SP6").evaluate(ground)
    page = open_page("04_relief")
    coach = page.locator(".relief-coach")
    chosen, other = (coach.locator(f"label input{which} + span").first for which in (":checked", ":not(:checked)"))
    assert chosen.evaluate(ground) != other.evaluate(ground)
    larger = coach.get_by_role("button", name="Larger text")
    before = larger.evaluate(ground)
    larger.click()
    assert larger.evaluate(ground) != before
