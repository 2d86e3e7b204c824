"""The location trainer in JupyterLab: points marked by mouse and by keyboard, and an exam that outlives its kernel."""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.figures.body import measures as own_measures
from course_lib.figures.body.points import place
from course_lib.figures.body.view import bare_view, best_view
from course_lib.records.store import MAIN

CELL = """import os, pathlib, random
from course_lib.tools.locate.location_trainer import LocationTrainer
pathlib.Path(os.environ["COURSE_LIB_DATA"], "kernel.pid").write_text(str(os.getpid()))
LocationTrainer(rng=random.Random(1))"""
SHORT_AND_STURDY = "short and sturdy"


@pytest.fixture(params=["lab"])
def host(request: pytest.FixtureRequest) -> str:
    """Only JupyterLab: the kernel is restarted there, and its keys are the ones to keep off."""
    return str(request.param)


@pytest.fixture(autouse=True)
def own_folder() -> Path:
    """The servers' data folder, emptied: it is the same for all tests of a run."""
    folder = Path(os.environ["COURSE_LIB_DATA"])
    for path in folder.glob("record*"):
        path.unlink()
    return folder


@pytest.fixture(scope="module", autouse=True)
def notebook(course_folder: Path) -> None:
    cell = nbformat.v4.new_code_cell(CELL)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), course_folder / "locate.ipynb")


def begin(page: Page, round_: str, side: str) -> Locator:
    tool = page.locator(".location-trainer")
    tool.get_by_text("Choose the round").click()
    tool.get_by_label("Round", exact=True).select_option(round_)
    tool.get_by_label("Body", exact=True).select_option(SHORT_AND_STURDY)
    tool.get_by_label("Side", exact=True).select_option(side)
    tool.get_by_role("button", name="Locate a point").click()
    expect(tool.locator("h3")).not_to_be_empty(timeout=20_000)  # the first picture; the body is loaded for it
    return tool


def where(code: str, side: str) -> tuple[float, float, float, float]:
    """A point's pixel in its best view, and the view's size; the left side is a mirror of the right."""
    view = bare_view(best_view(code), own_measures.morphs(SHORT_AND_STURDY))
    x, y = view.camera.pixels(place(code, own_measures.morphs(SHORT_AND_STURDY)).place)
    width, height = view.size
    return (width - x if side == "left" else x), y, width, height


def look(tool: Locator, code: str) -> None:
    tool.locator(f".views input[value={best_view(code)}]").check(force=True)
    expect(tool.locator(f".views input[value={best_view(code)}]")).to_be_checked()
    expect(tool.locator("svg image")).to_have_attribute("width", str(where(code, "right")[2]))


def click_on(tool: Locator, code: str, side: str) -> None:
    x, y, width, height = where(code, side)
    box = tool.locator(".stage svg").bounding_box()
    assert box is not None
    tool.locator(".stage svg").click(position={"x": x / width * box["width"], "y": y / height * box["height"]})
    tool.get_by_role("button", name="Mark here").click()


def test_three_points_by_mouse_and_one_by_keyboard(
    open_notebook: Callable[[str], Page], axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("locate.ipynb")
    cells = page.locator(".jp-Cell").count()
    tool = begin(page, "practice", "left")
    for number in range(1, 5):
        expect(tool.locator(".asked")).to_contain_text(f"Point {number} of 10")
        code = tool.locator("h3").inner_text()
        look(tool, code)
        if number < 4:
            click_on(tool, code, "left")
        else:
            by_keyboard(page, tool, code)
        expect(tool.get_by_role("alert")).to_contain_text("Hit: ")
        expect(tool.get_by_role("alert")).to_contain_text("landmark uncertainty about")
        assert axe_violations(page, ".location-trainer") == []
        labels_stand_beside_their_own_signs(tool)
        tool.get_by_role("button", name="Next point").click()
    assert page.locator(".jp-Cell").count() == cells  # Lab took none of the keys for its own


def labels_stand_beside_their_own_signs(tool: Locator) -> None:
    """However near the mark: each word is nearer to its own sign than to the other."""
    for one, other in (("point", "mark"), ("mark", "point")):
        x, y = middle(tool, f".answer > .{one} > text")
        own, strange = (middle(tool, f".answer > .{sign} > path.over") for sign in (one, other))
        assert (x - own[0]) ** 2 + (y - own[1]) ** 2 < (x - strange[0]) ** 2 + (y - strange[1]) ** 2, one


def middle(tool: Locator, sign: str) -> tuple[float, float]:
    box = tool.locator(sign).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_keyboard(page: Page, tool: Locator, code: str) -> None:
    """From the middle, where the cross begins, in steps of 10 mm and 1 mm; then Enter; Tab leaves the picture."""
    x, y, width, height = where(code, "left")
    scale = bare_view(best_view(code)).view.scale
    tool.get_by_role("application").focus()
    across, down = (x - width / 2) / scale, (y - height / 2) / scale
    for off, key in (
        (across, "ArrowLeft" if across < 0 else "ArrowRight"),
        (down, "ArrowUp" if down < 0 else "ArrowDown"),
    ):
        for _ in range(round(abs(off)) // 10):
            page.keyboard.press(f"Shift+{key}")
        for _ in range(round(abs(off)) % 10):
            page.keyboard.press(key)
    page.keyboard.press("Tab")
    expect(tool.get_by_role("application")).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")


def test_an_exam_goes_on_after_its_kernel_is_gone(
    open_notebook: Callable[[str], Page], own_folder: Path, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("locate.ipynb")
    page.locator(".location-trainer").get_by_text("Choose the round").click()
    assert axe_violations(page, ".location-trainer") == []
    page.locator(".location-trainer").get_by_text("Choose the round").click()
    tool = begin(page, "exam-10", "right")
    expect(tool.get_by_role("timer")).to_have_text(re.compile(r"0:5\d|1:00"))
    assert axe_violations(page, ".location-trainer") == []
    code = tool.locator("h3").inner_text()
    look(tool, code)
    click_on(tool, code, "right")
    expect(tool.locator(".asked")).to_contain_text("Point 2 of 10")
    expect(tool.get_by_role("alert")).to_be_empty()  # no answer before the end
    second = tool.locator("h3").inner_text()
    os.kill(int((own_folder / "kernel.pid").read_text(encoding="utf-8")), getattr(signal, "SIGKILL", signal.SIGTERM))
    assert (own_folder / MAIN).exists()
    page = open_notebook("locate.ipynb")
    tool = page.locator(".location-trainer")
    expect(tool).to_contain_text("1 of 10 points are answered and kept")
    tool.get_by_role("button", name="Go on").click()
    expect(tool.locator(".asked")).to_contain_text("Point 2 of 10")
    assert tool.locator("h3").inner_text() == second
    expect(tool).to_contain_text("The time of this point starts anew")
    end_by_keyboard(page, tool)
    expect(tool.locator(".result")).to_contain_text("1 of 10 points found")
    expect(tool.locator(".rows")).to_contain_text(f"1. {code}")
    assert axe_violations(page, ".location-trainer") == []


def end_by_keyboard(page: Page, tool: Locator) -> None:
    """The exam asks first: Escape goes back to it, and only Yes ends it."""
    tool.get_by_role("button", name="End this round").focus()
    page.keyboard.press("Enter")
    question = tool.get_by_role("alertdialog", name="End this round")
    expect(question).to_contain_text("End the exam? 1 of 10 answered; the rest counts as missed.")
    expect(question.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tool.get_by_role("button", name="End this round")).to_be_focused()
    expect(tool.locator(".asked")).to_contain_text("Point 2 of 10")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
