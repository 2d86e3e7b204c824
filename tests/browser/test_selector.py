"""The point selector as a reader meets it: by sight, by keyboard, by its words.

What its script does alone is tested on the page from disk, and with it the lesson in both hosts (`test_lesson.py`).
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from nbformat import v4, write
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Talk, until

# The kernel works until somebody says that it may go on.
BUSY = """
import os, pathlib, time, ipywidgets
from course_lib import point_selector
folder = pathlib.Path(os.environ["COURSE_LIB_DATA"])
def work(_):
    folder.joinpath("works").touch()
    while not folder.joinpath("may-go-on").exists():
        time.sleep(0.01)
one = point_selector()
one.observe(work, names="source")
known = ipywidgets.Label()
one.observe(lambda change: known.set_trait("value", f"{len(change.new)} known"), names="circumstances")
ipywidgets.VBox([one, known])
"""


@pytest.fixture(scope="module", autouse=True)
def scratch(course_folder: Path) -> None:
    """A notebook with two selectors, so that each shows that it keeps to itself."""
    lines = [
        "from course_lib import point_selector; point_selector()",
        "import datetime; from course_lib.tools.selector.point_selector import PointSelector",
        "PointSelector(weeks='30', today=lambda: datetime.date(2026, 11, 23))",
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for name, sources in (("selector", lines), ("busy", [BUSY])):
        cells = [v4.new_code_cell(source) for source in sources]
        write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), course_folder / f"{name}.ipynb")


@pytest.fixture
def tool(from_disk: Callable[[str], Page]) -> Locator:
    """The selector on the page from disk, which has no kernel."""
    return from_disk("07_acupoints").locator(".point-selector")


def status_in_picture(tool: Locator, code: str) -> Locator:
    return tool.locator(".plates").get_by_role("button", name=re.compile(f"^{code},")).first


def status_in_list(tool: Locator, code: str) -> Locator:
    return tool.locator(".list").get_by_role("button", name=re.compile(f"^{code} "))


def test_week_and_source_change_picture_and_list_alike(tool: Locator) -> None:
    expect(tool.locator(".summary")).to_contain_text("o week chosen, strictest status shown")
    status_in_list(tool, "SP6").click()
    tool.get_by_label("Whose rule").select_option("article")
    for week, words, letter in (("8", "avoid", "x"), ("20", "a practitioner may consider", "a")):
        tool.get_by_label("Weeks", exact=True).fill(week)
        expect(status_in_list(tool, "SP6")).to_contain_text(words)
        expect(status_in_picture(tool, "SP6")).to_have_accessible_name(f"SP6, Three Yin Intersection: {words}")
        expect(status_in_picture(tool, "SP6").locator(f".is-{letter}")).to_be_visible()
        expect(tool.locator(".main svg.drawing .marker[data-status] > [class^='is-']:visible")).not_to_have_count(0)
    expect(tool.locator(".foreign").first).to_contain_text("not at this course's advice")


def test_moving_the_week_keeps_every_node(tool: Locator) -> None:
    tool.evaluate("""tool => { window.changed = 0; new MutationObserver(all => { for (const each of all)
        if (each.type === 'childList' && each.target.closest('.plates, svg')) window.changed += 1; })
        .observe(tool, {childList: true, subtree: true}); }""")
    tool.get_by_label("Move through the weeks").focus()
    for _ in range(25):
        tool.page.keyboard.press("ArrowRight")
    expect(tool.get_by_label("Weeks", exact=True)).to_have_value("24")
    assert tool.page.evaluate("window.changed") == 0


def test_gb34_by_keyboard_alone_then_centimeters(tool: Locator) -> None:
    page = tool.page
    tool.get_by_label("Weeks", exact=True).focus()
    page.keyboard.type("20")
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("GB34"):
            break
    page.keyboard.press("Enter")
    card = tool.locator(".card")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    expect(card.get_by_role("heading", level=2)).to_contain_text("GB34")
    expect(status_in_list(tool, "GB34")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("GB34")

    status_in_list(tool, "SP6").click()
    leg = card.get_by_label(re.compile("^Length of your lower leg"))
    for text, answer in (
        ("38", "About 7.1 cm (6.1 to 8.1)"),
        ("15", "multiply by 2.54"),
        ("0", "too short"),
        ("400", "too long"),
        ("abc", "Type the length in centimeters"),
    ):
        leg.fill(text)
        expect(card.locator(".answer")).to_contain_text(answer)


def test_bad_week_says_what_to_do_and_shows_the_strictest(tool: Locator) -> None:
    for text, sentence in (("abc", "Type the"), ("-3", "Type the"), ("45", "more than 44"), ("1e9", "Type the")):
        tool.get_by_label("Weeks", exact=True).fill("20")
        expect(tool.locator(".wrong")).to_be_empty()
        tool.get_by_label("Weeks", exact=True).fill(text)
        expect(tool.locator(".wrong")).to_contain_text(sentence)
        expect(tool.locator(".summary")).to_contain_text("strictest status shown")


def test_with_a_kernel(open_notebook: Callable[[str], Page], talk: Talk) -> None:
    page = open_notebook("selector.ipynb")
    expect(page.locator(".point-selector")).to_have_count(2)
    first, second = page.locator(".point-selector").all()
    date_is_counted_by_the_kernel(second)
    keeps_to_itself(first, second)
    page.clock.install()
    quick_changes_all_stay(first, talk)


def keeps_to_itself(tool: Locator, other: Locator) -> None:
    before = other.locator(".summary").text_content() or ""
    tool.get_by_label("Weeks", exact=True).fill("20")
    expect(tool.locator(".summary")).to_contain_text("eek 20")
    expect(other.locator(".summary")).to_have_text(before)


def date_is_counted_by_the_kernel(tool: Locator) -> None:
    """The kernel believes that it is 2026-11-23."""
    expect(tool.locator(".summary")).to_contain_text("eek 30")
    tool.get_by_text("I know a date instead").click()
    tool.get_by_label("The date is the").select_option("due date")
    tool.get_by_label("Date", exact=True).fill("2026-11-23")
    expect(tool.get_by_label("Weeks", exact=True)).to_have_value("40")
    tool.get_by_label("The date is the").select_option("last period")
    tool.get_by_label("Date", exact=True).fill("2037-01-01")
    expect(tool.locator(".wrong")).to_contain_text("cannot be in the future")
    expect(tool.locator(".summary")).to_contain_text("strictest status shown")


def test_circumstance_makes_everything_stricter_and_says_why(tool: Locator) -> None:
    tool.get_by_label("Weeks", exact=True).fill("20")
    expect(status_in_list(tool, "GB34")).to_contain_text("a practitioner may consider")
    tool.get_by_text("What about you?").click()
    tool.get_by_label("A fever").check()
    expect(status_in_list(tool, "GB34")).to_contain_text("avoid")
    expect(tool.locator(".warnings").first).to_contain_text("No treatment today")


def quick_changes_all_stay(tool: Locator, talk: Talk) -> None:
    """What the kernel says of an older change must never undo a newer one."""
    tool.get_by_text("What about you?").click()
    boxes, asked = tool.locator(".ticks input[type=checkbox]"), talk.asked
    weeks = tool.get_by_label("Weeks", exact=True)
    weeks.clear()
    for number in range(6):
        boxes.nth(number).check()
        tool.page.clock.run_for(120)
    for figure in "20":
        weeks.press_sequentially(figure)
        tool.page.clock.run_for(170)
    tool.page.clock.run_for(1500)
    until(tool.page, lambda: talk.asked > asked, "what the page tells Python")
    talk.settle()
    expect(tool.locator(".ticks input:checked")).to_have_count(6)
    expect(tool.get_by_label("Weeks", exact=True)).to_have_value("20")
    expect(tool.locator(".summary")).to_contain_text("eek 20")


@pytest.mark.parametrize("host", ["voila"])
def test_changes_stay_while_the_kernel_is_busy(open_notebook: Callable[[str], Page]) -> None:
    """The kernel answers the first tick late, in the midst of newer ones: page and kernel must end with all."""
    folder = Path(os.environ["COURSE_LIB_DATA"])
    for sign in ("works", "may-go-on"):
        folder.joinpath(sign).unlink(missing_ok=True)
    page = open_notebook("busy.ipynb")
    page.clock.install()
    page.get_by_text("What about you?").click()
    boxes = page.locator(".ticks input[type=checkbox]")
    page.get_by_label("Whose rule").select_option("article")
    page.clock.run_for(300)
    until(page, folder.joinpath("works").exists, "a kernel that works")
    for number in range(13):
        boxes.nth(number).check()
        page.clock.run_for(300 if number == 0 else 100)
        if number == 6:
            folder.joinpath("may-go-on").touch()
    expect(page.get_by_text("13 known")).to_be_visible()
    expect(page.locator(".ticks input:checked")).to_have_count(13)


@pytest.mark.parametrize("host", ["voila"])
def test_goes_on_answering_when_the_kernel_is_gone_and_says_so_of_a_date(open_notebook: Callable[[str], Page]) -> None:
    tool = open_notebook("selector.ipynb").locator(".point-selector").first
    kernels = [each for each in psutil.Process().children(recursive=True) if "ipykernel_launcher" in each.cmdline()]
    assert kernels
    for kernel in kernels:
        kernel.kill()
    tool.get_by_label("Weeks", exact=True).fill("20")
    expect(status_in_list(tool, "GB34")).to_contain_text("a practitioner may consider")
    expect(status_in_list(tool, "SP6")).to_contain_text("avoid")
    tool.get_by_text("What about you?").click()
    tool.get_by_label("A fever").check()
    expect(status_in_list(tool, "GB34")).to_contain_text("avoid")
    expect(tool.locator(".warnings").first).to_contain_text("No treatment today")
    status_in_list(tool, "GB34").click()
    expect(tool.locator(".card .verdict")).to_have_text("avoid")
    expect(tool.locator(".call-today")).to_contain_text("Call now, day or night")
    tool.get_by_label("A fever").uncheck()
    tool.get_by_text("I know a date instead").click()
    tool.get_by_label("Date", exact=True).fill("2026-11-23")
    expect(tool.locator(".summary")).to_contain_text("strictest status shown")
    expect(tool.locator(".wrong")).to_contain_text("Counting from a date needs a running notebook")
    expect(status_in_list(tool, "GB34")).to_contain_text("only with special care")


def test_name_finds_a_point_and_nonsense_finds_none(tool: Locator) -> None:
    find = tool.get_by_label("Find a point by its code or name")
    find.fill("Zúsānlǐ")
    expect(tool.locator(".list").get_by_role("button")).to_have_count(1)
    find.fill("zzz")
    expect(tool.get_by_text("No point has this code or name")).to_be_visible()


def test_axe_finds_nothing_and_nothing_sticks_out(
    tool: Locator, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    tool.get_by_text("What about you?").click()
    tool.get_by_label("What tradition links to").select_option("calf")
    tool.get_by_label("Weeks", exact=True).fill("20")
    status_in_list(tool, "SP6").click()
    tool.locator(".card details > summary").first.click()
    tool.locator(".card details > summary").last.click()
    for width in (1280, 390):
        tool.page.set_viewport_size({"width": width, "height": 844})
        assert axe_violations(tool.page, ".point-selector") == []
        targets = tool.locator(".hit:visible").evaluate_all("all => all.map(hit => hit.getBoundingClientRect().width)")
        assert targets
        assert min(targets) >= 24
        assert tool.evaluate("tool => tool.scrollWidth - tool.clientWidth") <= 1
