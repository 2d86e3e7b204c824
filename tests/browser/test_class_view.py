"""The class view as its command opens it: on a projector, on a phone, and after the class."""

import os
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from course_lib import publish
from tests.browser.conftest import until

AxeViolations = Callable[[Page, str], list[str]]


@pytest.fixture
def lesson(address_of: Callable[[str], str], page: Page) -> Callable[[str], Page]:
    """A function that opens a lesson in the class view and returns when its tools stand."""

    def open_it(name: str) -> Page:
        page.goto(f"{address_of('class')}/voila/render/{name}.ipynb")
        page.locator("#loading").wait_for(state="detached")
        return page

    return open_it


def kernels() -> set[int]:
    below = psutil.Process().children(recursive=True)
    running = (each for each in below if each.is_running() and each.status() != psutil.STATUS_ZOMBIE)
    return {each.pid for each in running if "ipykernel_launcher" in each.cmdline()}


def test_on_a_projector(lesson: Callable[[str], Page], blocked: list[str], axe_violations: AxeViolations) -> None:
    page = lesson("07_acupoints")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_label("Weeks", exact=True).fill("8")
    expect(page.locator(".course-tool .summary").first).to_contain_text("week 8,")
    expect(page.locator(".page-draft").first).to_contain_text("Review draft:")
    expect(page.locator(".page-draft").first).to_contain_text("Nothing you type here is stored.")

    assert page.locator(".jp-InputArea-editor, .cm-editor, .highlight").count() == 0
    assert "import" not in page.locator("main").inner_text().split()
    words = page.locator(".jp-MarkdownOutput p").first
    size, width, one = words.evaluate(
        """(p) => { const zero = document.createElement('span'); zero.textContent = '0'.repeat(65); p.append(zero);
            const one = zero.getBoundingClientRect().width / 65; zero.remove();
            return [parseFloat(getComputedStyle(p).fontSize), p.getBoundingClientRect().width, one]; }"""
    )
    assert size >= 20
    assert width <= 66 * one
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert axe_violations(page, "body") == []
    assert blocked == []


def test_one_on_and_one_back_gives_each_kernel_back(lesson: Callable[[str], Page]) -> None:
    before = kernels()
    page = lesson("04_relief")
    page.get_by_role("link", name="Next").first.click()
    page.wait_for_url("**/05_warning_signs.ipynb")
    page.locator("#loading").wait_for(state="detached")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Warning signs: when to call")
    assert len(kernels() - before) == 1
    page.get_by_role("link", name="Previous").last.click()
    page.wait_for_url("**/04_relief.ipynb")
    page.goto(page.url.split("/voila")[0])
    # At once, but for a slow machine; long before idle kernels are ended.
    until(page, lambda: kernels() <= before, "the end of the kernels of pages that were left")


def test_a_tap_on_a_phone_number_keeps_the_kernel(lesson: Callable[[str], Page]) -> None:
    page = lesson("05_warning_signs")
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with_kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<a href=\"tel:119\">119</a>')")
    page.get_by_role("link", name="119", exact=True).first.click()
    page.clock.run_for(1000)
    assert [each for each in asked if "shutdown" in each] == []
    assert page.request.get(f"{page.url.split('/voila')[0]}/api/kernels/{with_kernel}").ok


def test_what_is_typed_is_stored_nowhere(lesson: Callable[[str], Page]) -> None:
    folder = Path(os.environ["COURSE_LIB_DATA"])
    before = set(folder.iterdir())
    page = lesson("09_my_plan")
    tool = page.locator(".course-diary")
    tool.get_by_label("Which muscle?").select_option("calf")
    tool.get_by_label("How bad was it, from 0 to 10?").select_option("7")
    tool.get_by_label("How many minutes did it last?").fill("2")
    tool.get_by_label("What helped?").select_option("stretching")
    tool.get_by_role("button", name="Save this cramp").click()
    expect(tool.get_by_role("status").filter(has_text="nothing is stored")).to_be_visible()
    assert set(folder.iterdir()) == before


def test_by_keyboard_at_390_px_and_in_the_dark(
    address_of: Callable[[str], str], page: Page, axe_violations: AxeViolations
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address_of("class"))
    assert axe_violations(page, "body") == []
    page.get_by_role("link", name="Dark").click()
    assert page.locator("body").get_attribute("data-jp-theme-light") == "false"
    page.get_by_text("All pages").focus()
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="All pages").get_by_role("link", name="What is a leg cramp?").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/01_what_is_a_cramp.ipynb")
    page.locator("#loading").wait_for(state="detached")
    assert page.locator("body").get_attribute("data-jp-theme-light") == "false"  # the choice holds
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page, "body") == []


@pytest.mark.parametrize("host", ["voila"])  # in the class view's own template
def test_a_bar_is_as_long_as_its_number(open_notebook: Callable[[str], Page]) -> None:
    page = open_notebook("06_acupuncture.ipynb")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll("main .bar i")].filter((bar) => bar.offsetParent) // on the screen
           .map((bar) => [parseFloat(bar.style.width),
             100 * bar.getBoundingClientRect().width / bar.parentElement.clientWidth])"""
    )
    assert 86 in [number for number, _ in drawn]
    for number, length in drawn:
        assert abs(length - number) <= 1
    room = Path(publish.__file__).parent
    style = "".join((room / each).read_text(encoding="utf-8") for each in ("page.css", "pages.css"))
    page.set_content(
        f"""<style>{style}</style><body class="course-page"><div class="page-words jp-RenderedHTMLCommon">
        <div class="course-tool"><p class="bar" style="width: 900px"><i style="display: block; width: 86%">x</i></p>"""
    )  # 900 px: wider than the 65 characters that the page's own paragraphs keep to
    assert page.locator(".bar").evaluate("(bar) => bar.firstChild.getBoundingClientRect().width") == 774
