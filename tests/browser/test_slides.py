"""The slides opened from disk without a network: each stands in its frame, pictures, answers and notes are there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from course_lib.publish import slides
from course_lib.publish.lessons import lessons
from course_lib.records.teacher import Teacher, teacher

Violations = Callable[[Page, str], list[str]]

OVERFLOWS = """() => Reveal.getSlides().flatMap(section => {
    const place = Reveal.getIndices(section);
    Reveal.slide(place.h, place.v, 99);
    const slide = section.querySelector('.slide');
    const frame = slide.getBoundingClientRect();
    const out = [...slide.querySelectorAll('h1, h2, h3, p, li, td, figcaption, svg')].filter(part => {
        const box = part.getBoundingClientRect();
        return box.height && part.checkVisibility() && (
            box.bottom > frame.bottom + 1 || box.top < frame.top - 1 || box.right > 1281 || box.left < 0
        );
    });
    const large = parseFloat(slide.style.fontSize) >= 20;
    return out.length || !large || slide.scrollHeight > slide.clientHeight ? [section.id] : [];
})"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("slides") / "slides.html"
    file.write_text(slides.deck(lessons(), Teacher()), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser: Browser, deck: Path) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(deck.as_uri())
    page.wait_for_selector(".reveal.ready")
    assert [each for each in asked if not each.startswith("data:")] == [deck.as_uri()]
    return page


def test_every_slide_stands_in_the_frame_in_type_of_20_pixels_or_more(opened: Page) -> None:
    assert opened.evaluate("Reveal.getTotalSlides()") > 200
    assert opened.evaluate(OVERFLOWS) == []
    opened.context.close()


@pytest.mark.parametrize(
    "note",
    [
        "\n".join(["Bring a towel and something to write with."] * 15),
        "\n".join(["Partners too."] * 14 + ["Bring a towel and warm socks. " * 16]),
        "\n".join(["\u304a\u6c34"] * 7 + ["\u6301\u3063\u3066\u304f\u308b\u7269\u3092" * 85]),
        "x" * 990,
    ],
)  # fmt: skip
def test_a_teachers_note_stands_wholly_on_its_slide(browser: Browser, tmp_path: Path, note: str) -> None:
    (tmp_path / "teacher.yaml").write_text("notes:\n  04: |\n    " + note.replace("\n", "\n    "), encoding="utf-8")
    own, mistakes = teacher(tmp_path / "teacher.yaml")
    assert mistakes == ()
    file = tmp_path / "slides.html"
    file.write_text(slides.deck(lessons()[4:5], own), encoding="utf-8")
    page = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True).new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(".reveal.ready")
    expect(page.locator(".from-teacher")).to_have_count(1)
    assert "04_relief-from-teacher" not in page.evaluate(OVERFLOWS)
    page.context.close()


def test_zoomed_to_400_percent_the_slides_are_a_page_in_the_readers_type(browser: Browser, deck: Path) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 180}, device_scale_factor=4, offline=True).new_page()
    page.goto(f"{deck.as_uri()}#/04_relief")
    title = page.locator("[id='04_relief'] h1")
    expect(title).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.evaluate("""() => [...document.querySelectorAll(".slide :is(h1, h2, p, li)")]
        .filter(node => node.offsetWidth)
        .map(node => parseFloat(getComputedStyle(node).fontSize)
            * node.getBoundingClientRect().width / node.offsetWidth)""")
    assert len(sizes) > 500
    assert min(sizes) >= 12
    assert sorted(sizes)[len(sizes) // 2] >= 16
    page.get_by_role("link", name="Warning signs: when to call").first.click()
    expect(page.locator("[id='05_warning_signs'] h1")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_selector(".reveal.ready")
    page.context.close()


def test_keys_lead_on_an_answer_waits_for_a_click_and_pictures_are_there(opened: Page) -> None:
    opened.keyboard.press("ArrowRight")
    expect(opened.locator("section.present", has_text="Call the emergency number now:").last).to_be_visible()
    opened.evaluate("location.hash = '#/01_what_is_a_cramp'")
    expect(opened.get_by_role("img", name="Two drawings of the same right calf from behind").first).to_be_visible()
    opened.evaluate("location.hash = '#/01_what_is_a_cramp-quiz'")
    answer = opened.locator("[id='01_what_is_a_cramp-quiz'] .right")
    expect(answer).not_to_have_class("visible")
    opened.keyboard.press("Space")
    expect(answer).to_contain_class("visible")
    opened.context.close()


def test_the_speaker_view_has_the_notes(opened: Page) -> None:
    opened.evaluate("location.hash = '#/05_warning_signs-clot'")
    with opened.expect_popup() as popup:
        opened.keyboard.press("s")
    expect(popup.value.get_by_text("Nobody can tell a clot by feel")).to_be_visible(timeout=15_000)
    opened.context.close()


def test_printed_each_slide_is_one_page(browser: Browser, deck: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{deck.as_uri()}?view=print")
    page.wait_for_selector(".pdf-page")
    assert page.locator(".pdf-page").count() == page.evaluate("Reveal.getTotalSlides()")
    page.close()


def test_a_screen_reader_meets_nothing_broken(opened: Page, axe_violations: Violations) -> None:
    for place in ("cover", "05_warning_signs-always", "01_what_is_a_cramp-how-common", "01_what_is_a_cramp-quiz"):
        opened.evaluate(f"location.hash = '#/{place}'")
        assert axe_violations(opened, f"section[id='{place}']") == []
    opened.context.close()
