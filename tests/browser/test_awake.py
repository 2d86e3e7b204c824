"""Asleep, dead, busy: every tool that needs Python, with a kernel that does not answer. A new tool is here by itself."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
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
    try:
        send(signal.SIGCONT)
    except ProcessLookupError:
        pass


@pytest.fixture(scope="module", autouse=True)
def all_tools(course_folder: Path) -> None:
    """A page with every tool that needs Python, and a page with the diary alone."""
    for name, shown in (("awake", TOOLS), ("awake-diary", ["diary"])):
        cells = [SET_UP, "from course_lib import *"]
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
def test_busy(open_notebook: Callable[[str], Page], kernel: Callable[[int], None], folder: Path) -> None:
    page = open_notebook("awake.ipynb")
    expect(page.locator("[class*=try-]")).to_have_count(len(TOOLS))
    before = pressed(folder)
    kernel(signal.SIGSTOP)
    with_button = 0
    for name in TOOLS:
        tool = page.locator(f".try-{name}")
        expect(sentence(tool)).to_have_count(0)
        fields = type_into(tool)
        control = something_to_do(tool)
        with_button += "jupyter-button" in (control.get_attribute("class") or "")
        do(control)
        expect(sentence(tool), name).to_be_visible()
        expect(sentence(tool)).to_contain_text("day or night")
        for button in tool.locator("button:visible").all():
            do(button)
            do(button)
        assert [each.input_value() for each in fields] == [f"typed {n}" for n in range(len(fields))], name
        expect(sentence(tool)).to_have_count(1)
    assert pressed(folder) == before
    kernel(signal.SIGCONT)
    expect(page.get_by_text(SENTENCE)).to_have_count(0)
    done = pressed(folder) - before
    assert set(done.values()) == {1}
    assert len(done) == with_button  # those pressed before the sentence stood, and each once
