"""Asleep, dead, busy: every tool that needs Python, with a kernel that does not answer. A new one is here by itself."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.records import record
from tests.tools import calls, widget_of

SENTENCE = "The course does not answer"
SET_UP = """
import os, pathlib
import ipywidgets
from course_lib.tools import _awake
_awake.SECONDS = 0.2
folder = pathlib.Path(os.environ["COURSE_LIB_DATA"])
folder.joinpath("kernel.pid").write_text(str(os.getpid()))
folder.joinpath("pressed").write_text("")
click = ipywidgets.Button.click
def counted(button):
    with folder.joinpath("pressed").open("a") as file:
        file.write(f"{button.model_id}\\n")
    click(button)
ipywidgets.Button.click = counted
"""
TOOLS = [name for name in calls() if not getattr(widget_of(name), "works_alone", False)]
KERNEL = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
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
    """A page with every tool that needs Python, and a page with the diary alone."""
    for name, shown in (("awake", TOOLS), ("awake-diary", ["diary"])):
        # Two presses have to fit into the seconds of the diary's page, as they do into the course's own.
        cells = [SET_UP if shown is TOOLS else SET_UP.replace("0.2", "5.0"), "from course_lib import *"]
        cells += [f"tool = {calls()[each]}; tool.add_class('try-{each}'); tool" for each in shown]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, course_folder / f"{name}.ipynb")


def something_to_do(tool: Locator) -> Locator:
    """Return the first button of a tool, or where it has none the first box or list."""
    buttons = tool.locator("button:visible:enabled")
    return buttons.first if buttons.count() else tool.locator("input[type=checkbox]:visible, select:visible").first


def do(control: Locator) -> None:
    # Not by the mouse: what another tool says may lie over it.
    control.dispatch_event("change" if control.evaluate("each => each.tagName") == "SELECT" else "click")


def type_into(tool: Locator) -> list[Locator]:
    fields = tool.locator("input[type=text]:visible, textarea:visible").all()
    for number, each in enumerate(fields):
        each.fill(f"typed {number}")
    return fields


def sentence(tool: Locator) -> Locator:
    return tool.get_by_role("alert").filter(has_text=SENTENCE)


def pressed(folder: Path) -> Counter[str]:
    return Counter((folder / "pressed").read_text().split())


@pytest.mark.parametrize("host", ["voila"], indirect=True)
def test_busy_then_killed(open_notebook: Callable[[str], Page], kernel: Callable[[int], None], folder: Path) -> None:
    page = open_notebook("awake.ipynb")
    expect(page.locator("[class*=try-]")).to_have_count(len(TOOLS))
    before = pressed(folder)
    kernel(signal.SIGSTOP)
    with_button = 0
    for name in TOOLS:
        tool = page.locator(f".try-{name}")
        expect(sentence(tool)).to_have_count(0)
        control = something_to_do(tool)
        with_button += "jupyter-button" in (control.get_attribute("class") or "")
        do(control)
        expect(sentence(tool), name).to_be_visible()
        fields = type_into(tool)
        expect(sentence(tool)).to_contain_text("day or night")
        for button in tool.locator("button:visible").all():
            do(button)
            do(button)
        assert [each.input_value() for each in fields] == [f"typed {n}" for n in range(len(fields))], name
        expect(sentence(tool)).to_have_count(1)
    assert pressed(folder) == before
    kernel(signal.SIGCONT)
    expect(page.get_by_text(SENTENCE)).to_have_count(0, timeout=60_000)
    went_on = time.monotonic()
    while sum((done := pressed(folder) - before).values()) < with_button and time.monotonic() < went_on + 120:
        page.wait_for_timeout(200)
    expect(page.get_by_text(SENTENCE)).to_have_count(0, timeout=60_000)
    assert set(done.values()) == {1}
    assert len(done) == with_button  # those pressed before the sentence stood, and each once

    before = pressed(folder)
    kernel(signal.SIGKILL)
    for name in TOOLS:
        tool = page.locator(f".try-{name}")
        fields = type_into(tool)
        do(something_to_do(tool))
        expect(sentence(tool), name).to_be_visible()
        for button in tool.locator("button:visible").all():
            do(button)
        assert [each.input_value() for each in fields] == [f"typed {n}" for n in range(len(fields))], name
    assert pressed(folder) == before
    diary = page.locator(".try-diary")
    expect(diary.get_by_text("Saved")).to_have_count(0)
    diary.get_by_label("How many minutes did it last?").fill("１１")
    expect(diary).to_contain_text("Phone your maternity unit")
    diary.get_by_label("How many minutes did it last?").fill("10")
    expect(diary.locator(".call:not(p)")).to_have_count(0)
    diary.get_by_label("One leg is swollen, warm, red or sore all the time").check(force=True)
    expect(diary).to_contain_text("Do not massage, warm or stretch that leg.")


@pytest.mark.parametrize("host", ["voila"], indirect=True)
def test_page_asleep_while_its_kernel_goes(open_notebook: Callable[[str], Page], kernel: Callable[[int], None]) -> None:
    page = open_notebook("awake.ipynb")
    life = page.context.new_cdp_session(page)
    life.send("Page.setWebLifecycleState", {"state": "frozen"})
    kernel(signal.SIGKILL)
    life.send("Page.setWebLifecycleState", {"state": "active"})
    for name in TOOLS:
        tool = page.locator(f".try-{name}")
        do(something_to_do(tool))
        expect(sentence(tool), name).to_be_visible()


def test_phone_asleep_in_a_class_until_its_kernel_is_gone(
    address_of: Callable[[str], str], page: Page, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    server = address_of("class")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server}/voila/render/09_my_plan.ipynb?theme=dark")
    page.locator("#loading").wait_for(state="detached")
    tool, kernel = page.locator(".course-diary"), page.evaluate(KERNEL)
    tool.get_by_label("A note, if you like").fill("before I slept")
    life = page.context.new_cdp_session(page)
    life.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.context.set_offline(True)
    page.request.post(f"{server}/voila/api/shutdown/{kernel}")
    assert page.request.get(f"{server}/api/kernels/{kernel}").status == 404
    page.context.set_offline(False)
    life.send("Page.setWebLifecycleState", {"state": "active"})
    tool.get_by_label("One leg is swollen, warm, red or sore all the time").check(force=True)
    expect(tool).to_contain_text("Do not massage, warm or stretch that leg.")
    expect(sentence(tool)).to_be_visible(timeout=6_000)  # the course's own five seconds
    expect(tool.get_by_label("A note, if you like")).to_have_value("before I slept")
    assert axe_violations(page, ".course-diary") == []


def test_pressed_twice_while_busy_is_one_row_with_what_was_typed_last(
    open_notebook: Callable[[str], Page], kernel: Callable[[int], None], folder: Path
) -> None:
    page = open_notebook("awake-diary.ipynb")
    tool, save = page.locator(".try-diary"), page.get_by_role("button", name="Save this cramp")
    tool.get_by_label("Which muscle?").select_option("calf")
    tool.get_by_label("How bad was it, from 0 to 10?").select_option("7")
    tool.get_by_label("What helped?").select_option("stretching")
    kernel(signal.SIGSTOP)
    tool.get_by_label("How many minutes did it last?").press_sequentially("2,5")
    tool.get_by_label("A note, if you like").press_sequentially("letter by letter")
    save.dispatch_event("click")
    save.dispatch_event("click")
    expect(sentence(tool)).to_be_visible(timeout=6_000)
    tool.get_by_label("A note, if you like").press_sequentially(", and on")
    save.dispatch_event("click")
    expect(tool.get_by_text("Saved: ")).to_have_count(0)
    kernel(signal.SIGCONT)
    expect(tool.get_by_text("Saved: ")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(SENTENCE)).to_have_count(0)
    [row] = record().entries()
    assert (row.minutes, row.note) == (2.5, "letter by letter, and on")
    assert sum(pressed(folder).values()) == 1
    expect(tool.get_by_label("A note, if you like")).to_have_value("")
