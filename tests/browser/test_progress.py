"""The progress page in a real browser: what was practiced is told and drawn, files are saved, axe finds nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from course_lib import facts
from course_lib.records import Card, CaseAttempt, Mark, Review, Run, now, record

pytestmark = pytest.mark.parametrize("host", ["voila"], indirect=True)  # plain widgets: the host makes no difference


@pytest.fixture
def practiced(course_folder: Path) -> Iterator[str]:
    """A page with the tool alone, and a record of a week's practice; both are gone afterward."""
    at = now() - timedelta(days=1)
    marks = [
        Mark(at=at, run="r", number=1, point=point, distance_mm=far, limit_mm=12, hit=far <= 12, seconds=5)
        for point, far in (("SP6", 4), ("SP6", 16), ("BL57", 90), ("ST36", 8))
    ]
    run = Run(id="r", at=at, mode="exam", points="SP6 SP6 BL57 ST36", side="left", body="average", ended=at)
    cards = [Card(id="c", at=at, due=at, memory="{}"), Review(at=at, card="c", rating=3)]
    seen = CaseAttempt(
        at=at, case=next(iter(facts.cases())), decision="treat", points=9, out_of=20, rating="fail", passed=False,
        critical="Missed the clot", done="{}",
    )  # fmt: skip
    record().save_all([run, *marks, *cards, seen])
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import course_lib; course_lib.my_progress()")])
    nbformat.write(page, course_folder / "progress.ipynb")
    yield "progress.ipynb"
    record().delete_everything()
    (course_folder / "progress.ipynb").unlink()


def test_numbers_drawings_and_files(
    open_notebook: Callable[[str], Page], practiced: str, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook(practiced)
    tool = page.locator(".course-progress")
    expect(tool.get_by_text("Marks: 4, of them 2 hit (50 %).")).to_be_visible(timeout=20_000)  # fetched once the page is there
    expect(tool.get_by_role("img")).to_have_count(4)
    tool.get_by_text("What studies found when practitioners looked for points").click()
    expect(tool.get_by_text("Of the juniors' marks, 48 and 56 of 100")).to_be_visible()
    tool.get_by_label("Your name, for these files only").fill("Ada Ōsaka")
    tool.get_by_label("Your name, for these files only").press("Tab")
    page.keyboard.press("Enter")
    with page.expect_download() as saving:
        tool.get_by_role("link", name="Summary for my tutor (CSV)").click()
    assert "Ada Ōsaka" in saving.value.path().read_text(encoding="utf-8")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page, ".course-progress") == []
