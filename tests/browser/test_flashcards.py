"""Flashcards in JupyterLab, whose own keys must not be in the way: two cards by keyboard, and axe inside."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from course_lib.records import record


@pytest.fixture
def cards_page(course_folder: Path) -> Iterator[str]:
    """A page with the tool alone, and no record yet."""
    for path in Path(os.environ["COURSE_LIB_DATA"]).glob("record*"):
        path.unlink()
    cell = nbformat.v4.new_code_cell("from course_lib import flashcards; flashcards()")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}  # without it JupyterLab asks which one
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), course_folder / "cards.ipynb")
    yield "cards.ipynb"
    record().delete_everything()
    (course_folder / "cards.ipynb").unlink()


@pytest.mark.parametrize("host", ["lab"])
def test_two_cards_by_keyboard_and_axe_finds_nothing(
    open_notebook: Callable[[str], Page], cards_page: str, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook(cards_page)
    tool = page.locator(".course-flashcards")
    show = tool.get_by_role("button", name="Show the answer")
    show.focus()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("alert")).to_contain_text("Level: emergency now.")
    expect(tool.get_by_role("button", name="Again: in 1 minute")).to_be_focused()
    assert axe_violations(page, ".course-flashcards") == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(tool).to_contain_text("Good: this card comes back in 10 minutes.")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("button", name="Again: in 1 minute")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tool).to_contain_text("Again: this card comes back in 1 minute.")
    expect(show).to_be_focused()
    assert [review.rating for review in record().reviews()] == [3, 1]
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page, ".course-flashcards") == []
    assert tool.evaluate("tool => tool.scrollWidth - tool.clientWidth") <= 1
