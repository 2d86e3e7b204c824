"""Asleep, dead, busy: every tool that needs Python, with a kernel that does not answer. A new one is here by itself."""

import itertools
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from course_lib.records import record
from tests.browser.conftest import until
from tests.tools import calls, widget_of

SENTENCE = "The course does not answer"
# Written down is what a press asks of Python. On the page with every tool it is not done as well: some take long.
SET_UP = """
import os, pathlib
import ipywidgets
from course_lib.tools.kit import awake
from course_lib.tools.kit.her_page import HerPage
awake.SECONDS = {seconds}
folder = pathlib.Path(os.environ["COURSE_LIB_DATA"])
folder.joinpath("kernel.pid").write_text(str(os.getpid()))
folder.joinpath("pressed").write_text("")
take = ipywidgets.Widget._handle_custom_msg
def heard(widget, content, buffers):
    shown = isinstance(widget, HerPage) or content.get("do") == "shown"  # the page's own, when it is there
    press = "ask" not in content and not shown
    if press:
        with folder.joinpath("pressed").open("a") as file:
            file.write(content.get("press", widget.model_id) + chr(10))
    if {does} or not press:
        take(widget, content, buffers)
ipywidgets.Widget._handle_custom_msg = heard
"""
TOOLS = [name for name in calls() if not getattr(widget_of(name), "works_alone", False)]
KERNEL = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
NAME_OF = "[...each.closest('[class*=try-]').classList].find((name) => name.startsWith('try-')).slice(4)"
# Which tools have said it, though each takes it over from the one before.
WATCH = f"""window.saidIn = new Set();
new MutationObserver((changes) => {{
  for (const each of changes.flatMap(({{ addedNodes }}) => [...addedNodes]))
    if (each.className === "course-awake") window.saidIn.add({NAME_OF});
}}).observe(document, {{ childList: true, subtree: true }});"""
EVERY_BUTTON_TWICE = """tool => tool.querySelectorAll("button:not(.course-awake *)").forEach((each) => {
  if (each.checkVisibility()) for (const time of [1, 2]) each.click();
})"""
# As somebody does who goes on filling in a form, whatever the page says.
EVERY_FIELD = """tool => tool.querySelectorAll("input[type=checkbox], select").forEach((each) => {
  if (!each.checkVisibility() || each.disabled) return;
  if (each.tagName === "INPUT") return each.click();
  each.selectedIndex = each.options.length - 1;
  each.dispatchEvent(new Event("change", { bubbles: true }));
})"""
# What a browser says to a page that goes on: shown again, taken from memory, with a network again, unfrozen.
WAKING = (
    "document.dispatchEvent(new Event('visibilitychange'))",
    "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    "window.dispatchEvent(new Event('online'))",
    "document.dispatchEvent(new Event('resume'))",
)
# Each tool once: beside a page of choices lies what is printed of it where nothing is chosen.
TOOL = ".course-choices:not(.on-paper *)"
ALL_HELD = f"[...document.querySelectorAll('{TOOL}')].every((each) => each.matches('.course-awake-held'))"
PHONE: ViewportSize = {"width": 390, "height": 800}
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")


@pytest.fixture
def folder() -> Path:
    """Where the kernel writes down its number and each press that it carried out."""
    return Path(os.environ["COURSE_LIB_DATA"])


@pytest.fixture
def kernel(folder: Path) -> Iterator[Callable[[int], None]]:
    """A function that sends a signal to the page's kernel, which goes on at the end at the latest."""

    def send(number: int) -> None:
        os.kill(int((folder / "kernel.pid").read_text()), number)

    yield send
    with suppress(ProcessLookupError):
        send(signal.SIGCONT)


@pytest.fixture(autouse=True)
def patience(page: Page) -> None:
    """Give a slow machine the time for a page with every tool."""
    page.set_default_navigation_timeout(120_000)


@pytest.fixture(scope="module", autouse=True)
def all_tools(course_folder: Path) -> None:
    """A page with every tool that needs Python, and a page with the diary alone, which waits for a minute."""
    for name, shown, seconds in (("awake", TOOLS, 0.2), ("awake-diary", ["diary"], 60.0)):
        cells = [SET_UP.format(seconds=seconds, does=shown is not TOOLS), "from course_lib import *"]
        cells += [f"tool = {calls()[each]}; tool.add_class('try-{each}'); tool" for each in shown]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, course_folder / f"{name}.ipynb")


def something_to_do(tool: Locator) -> Locator:
    """Return the first button of a tool, or where it has none the first box or list."""
    buttons = tool.locator("button:visible:enabled:not(.course-awake *)")
    return buttons.first if buttons.count() else tool.locator("input[type=checkbox]:visible, select:visible").first


def do(control: Locator) -> None:
    # Not by the mouse: what another tool says may lie over it.
    control.dispatch_event("change" if control.evaluate("each => each.tagName") == "SELECT" else "click")


def type_into(tool: Locator) -> list[Locator]:
    fields = tool.locator("input[type=text]:visible, textarea:visible").all()
    for number, each in enumerate(fields):
        each.fill(f"typed {number}")
    return fields


def still_typed(fields: list[Locator]) -> bool:
    said = [(each.input_value(), each.is_editable()) for each in fields]
    return said == [(f"typed {number}", True) for number in range(len(fields))]


def sentence(tool: Locator | Page) -> Locator:
    return tool.get_by_role("alert").filter(has_text=SENTENCE)


@contextmanager
def asleep(page: Page) -> Iterator[None]:
    """Stop the page's scripts: `Page.setWebLifecycleState` freezes no page that shows, and headless all of them do."""
    scripts = page.context.new_cdp_session(page)
    scripts.send("Debugger.enable")
    scripts.send("Debugger.pause")
    yield
    scripts.send("Debugger.disable")


def pressed(folder: Path) -> Counter[str]:
    """Return how often each button was pressed so that Python heard it."""
    return Counter((folder / "pressed").read_text().split())


def alarms_without_a_kernel(diary: Locator) -> None:
    long, leg = diary.get_by_label("How many minutes did it last?"), diary.get_by_label("One leg is swollen, warm")
    call, no_massage = "Phone your maternity unit", "Do not massage, warm or stretch that leg."
    leg.uncheck()
    for typed, says in (("11", 1), ("10", 0), ("１１", 1), ("about 11", 0), ("10,5", 1), ("", 0)):
        long.fill(typed)
        expect(diary.get_by_text(call)).to_have_count(says)
    leg.check()
    expect(diary.get_by_text(no_massage)).to_have_count(1)


@pytest.mark.parametrize("host", ["voila"], indirect=True)
def test_busy_then_answering_then_killed(
    open_notebook: Callable[[str], Page], kernel: Callable[[int], None], folder: Path
) -> None:
    page = open_notebook("awake.ipynb")
    expect(page.locator("[class*=try-]")).to_have_count(len(TOOLS))
    tools = {name: page.locator(f".try-{name}") for name in TOOLS}

    def unanswered(name: str) -> None:
        tool = tools[name]
        do(something_to_do(tool))
        expect(sentence(tool), name).to_be_visible()
        expect(sentence(page)).to_have_count(1)
        expect(sentence(tool)).to_contain_text("call your maternity unit, midwife or doctor now, day or night")
        fields = type_into(tool)
        tool.evaluate(EVERY_BUTTON_TWICE)
        tool.evaluate(EVERY_FIELD)
        assert still_typed(fields), name

    kept, before = record().to_json(), pressed(folder)
    kernel(signal.SIGSTOP)
    for name in TOOLS:
        unanswered(name)
    kernel(signal.SIGCONT)
    expect(sentence(page)).to_have_count(0, timeout=60_000)
    for name, tool in tools.items():  # Python has taken what the fields say, and nobody's press
        expect(tool.locator("[aria-disabled=true]"), name).to_have_count(0)
    assert pressed(folder) == before
    assert record().to_json() == kept
    diary = tools["diary"]
    expect(diary.get_by_label("One leg is swollen, warm")).to_be_checked()
    expect(diary.get_by_label("A note, if you like")).to_have_value(re.compile("^typed"))

    with_button = {name: tool for name, tool in tools.items() if tool.locator("button:visible").count()}
    assert len(with_button) > len(TOOLS) / 2
    for name, tool in with_button.items():
        pressed_again_until_heard(name, tool, folder)

    expect(sentence(page)).to_have_count(0)
    before = pressed(folder)
    kernel(signal.SIGKILL)
    for name in TOOLS:
        unanswered(name)
    assert pressed(folder) == before
    alarms_without_a_kernel(diary)


def pressed_again_until_heard(name: str, tool: Locator, folder: Path) -> None:
    """Press as somebody does who waits a little each time: 0.2 s are short."""
    before, look = pressed(folder), itertools.count()

    def heard() -> bool:
        if pressed(folder) == before and next(look) % 5 == 0:
            expect(sentence(tool.page)).to_have_count(0)
            do(something_to_do(tool))
        return bool(pressed(folder) - before)

    until(tool.page, heard, f"{name}: pressed again, and Python hears it")


@pytest.mark.parametrize("host", ["voila"], indirect=True)
def test_page_asleep_while_its_kernel_goes_says_so_by_itself(
    open_notebook: Callable[[str], Page], kernel: Callable[[int], None], folder: Path
) -> None:
    page = open_notebook("awake.ipynb")
    expect(page.locator("[class*=try-]")).to_have_count(len(TOOLS))
    page.evaluate(WATCH)
    before = pressed(folder)
    for number, waking in enumerate(WAKING, 1):
        with asleep(page):
            kernel(signal.SIGSTOP if number < len(WAKING) else signal.SIGKILL)
        assert page.evaluate("window.saidIn.size") == 0
        page.evaluate(waking)
        page.wait_for_function(f"window.saidIn.size === {len(TOOLS)}")
        expect(sentence(page)).to_be_visible()
        if number < len(WAKING):
            kernel(signal.SIGCONT)
            expect(page.locator("[aria-disabled=true], .course-awake")).to_have_count(0)
            page.evaluate("window.saidIn.clear()")
    for name in TOOLS:
        tool = page.locator(f".try-{name}")
        fields = type_into(tool)
        tool.evaluate(EVERY_BUTTON_TWICE)
        assert still_typed(fields), name
    assert pressed(folder) == before
    alarms_without_a_kernel(page.locator(".try-diary"))


def test_phone_asleep_in_a_class_until_its_kernel_is_gone(
    address_of: Callable[[str], str], page: Page, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    server = address_of("class")
    page.set_viewport_size(PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/voila/render/09_my_plan.ipynb?theme=dark")
    page.locator("#loading").wait_for(state="detached")
    tool, kernel = page.locator(".course-diary"), page.evaluate(KERNEL)
    note = tool.get_by_label("A note, if you like")
    note.fill("before I slept")
    page.context.set_offline(True)
    with asleep(page):
        page.request.post(f"{server}/voila/api/shutdown/{kernel}")
        assert page.request.get(f"{server}/api/kernels/{kernel}").status == 404
    page.context.set_offline(False)
    expect(sentence(page)).to_be_visible(timeout=6_000)  # the course's own five seconds; she has touched nothing
    expect(note).to_be_focused()
    for shut in (True, False):
        box = sentence(page).bounding_box()
        assert box
        assert box["height"] <= PHONE["height"] / 3
        assert axe_violations(page, ".course-awake") == []
        expect(sentence(page).get_by_text("day or night")).to_be_in_viewport(ratio=1)
        if shut:
            sentence(page).get_by_text("Emergency numbers").click()
    expect(sentence(page).get_by_role("link", name="119").first).to_be_visible()
    note.press("ControlOrMeta+a")
    note.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()") == "before I slept"
    alarms_without_a_kernel(tool)
    assert axe_violations(page, ".course-diary") == []
    # Each tool finds out by itself, and says so once. The page's policy lets no script be made of text later on.
    until(page, lambda: bool(page.evaluate(ALL_HELD)), "every tool holds its buttons")
    hide = sentence(page).get_by_role("button", name="Hide")
    hide.focus()
    hide.press("Enter")
    expect(sentence(page)).to_have_count(0)
    do(tool.get_by_role("button", name="Save this cramp"))
    expect(sentence(tool)).to_be_visible()
    expect(tool.get_by_text("Saved: ")).to_have_count(0)


def fill_in(tool: Locator, note: str) -> None:
    tool.get_by_label("Which muscle?").select_option("calf")
    tool.get_by_label("How bad was it, from 0 to 10?").select_option("7")
    tool.get_by_label("What helped?").select_option("stretching")
    tool.get_by_label("How many minutes did it last?").press_sequentially("2,5")
    tool.get_by_label("A note, if you like").press_sequentially(note)


def test_pressed_twice_while_busy_is_one_row_with_what_was_typed_last(
    open_notebook: Callable[[str], Page], page: Page, kernel: Callable[[int], None], folder: Path
) -> None:
    page.clock.install()
    open_notebook("awake-diary.ipynb")
    tool, save = page.locator(".try-diary"), page.get_by_role("button", name="Save this cramp")
    kernel(signal.SIGSTOP)
    fill_in(tool, "letter by letter")
    do(save)
    do(save)
    tool.get_by_label("A note, if you like").press_sequentially(", and on")
    do(save)
    expect(tool.get_by_text("Saved: ")).to_have_count(0)
    kernel(signal.SIGCONT)
    expect(tool.get_by_text("Saved: ")).to_be_visible()
    [row] = record().entries()
    assert (row.muscle, row.severity, row.minutes, row.note) == ("calf", 7, 2.5, "letter by letter, and on")
    assert sum(pressed(folder).values()) == 1
    expect(tool.get_by_label("A note, if you like")).to_have_value("")

    tool.get_by_role("button", name="Look again").click()
    expect(tool.get_by_text("Saved: ")).to_have_count(0)
    fill_in(tool, "never heard")
    kernel(signal.SIGSTOP)
    do(save)
    kernel(signal.SIGKILL)
    page.clock.fast_forward(61_000)
    expect(sentence(tool)).to_be_visible()
    expect(tool.get_by_text("Saved: ")).to_have_count(0)
    expect(tool.get_by_label("A note, if you like")).to_have_value("never heard")
    assert record().entries() == (row,)
