"""The diary in a real browser: an entry outlives its kernel, two pages see one diary, and a small screen will do."""

import os
import re
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import nbformat
import pytest
from playwright.sync_api import Page, expect

from course_lib.records import DiaryEntry, record
from course_lib.records.store import MAIN

PID = "import os, pathlib; pathlib.Path(os.environ['COURSE_LIB_DATA'], 'kernel.pid').write_text(str(os.getpid()))"


@pytest.fixture(autouse=True)
def own_folder(course_folder: Path) -> Path:
    """The servers' data folder, emptied: it is the same for all tests of a run."""
    folder = Path(os.environ["COURSE_LIB_DATA"])
    for path in folder.glob("record*"):
        path.unlink()
    return folder


@pytest.fixture(scope="module", autouse=True)
def with_number(course_folder: Path) -> None:
    """A copy of the page whose kernel writes down its process number first."""
    notebook = nbformat.read(course_folder / "09_my_plan.ipynb", as_version=4)
    notebook.cells.insert(1, nbformat.v4.new_code_cell(PID))
    nbformat.write(notebook, course_folder / "diary.ipynb")


def write_down(page: Page, note: str) -> None:
    tool = page.locator(".course-diary")
    tool.get_by_label("Which muscle?").select_option("calf")
    tool.get_by_label("How bad was it, from 0 to 10?").select_option("7")
    tool.get_by_label("How many minutes did it last?").fill("2,5")
    tool.get_by_label("What helped?").select_option("stretching")
    tool.get_by_label("A note, if you like").fill(note)
    tool.get_by_role("button", name="Save this cramp").click()
    expect(tool.get_by_role("status")).to_contain_text("Saved: ")


def test_an_entry_outlives_its_kernel_then_alarms_axe_and_the_end_of_everything(
    open_notebook: Callable[[str], Page], own_folder: Path, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    page = open_notebook("diary.ipynb")
    write_down(page, "just before")
    os.kill(int((own_folder / "kernel.pid").read_text(encoding="utf-8")), getattr(signal, "SIGKILL", signal.SIGTERM))
    assert (own_folder / MAIN).exists()
    page = open_notebook("diary.ipynb")
    entries = page.locator(".course-diary").get_by_role("region", name="Your entries")
    expect(entries).to_contain_text("just before", timeout=20_000)  # fetched once the page is there
    write_down(page, "and after")
    expect(page.locator(".course-diary .rows tbody tr")).to_have_count(2)
    long_cramps_and_one_leg_get_the_call_at_once(page)
    for each in (".course-diary", ".course-summary", ".course-plan"):
        assert axe_violations(page, each) == []
    everything_is_deleted_by_keyboard_with_two_keys(page, own_folder)


def long_cramps_and_one_leg_get_the_call_at_once(page: Page) -> None:
    tool = page.locator(".course-diary")
    page.get_by_role("button", name="Look again").first.click()  # the form is empty again
    tool.get_by_label("How many minutes did it last?").fill("12")
    expect(tool.get_by_role("alert")).to_contain_text("Phone your maternity unit")
    tool.get_by_label("How many minutes did it last?").fill("1")
    expect(tool.get_by_role("alert")).to_have_count(0)
    tool.get_by_label("One leg is swollen, warm, red or sore all the time").check()
    expect(tool.get_by_role("alert")).to_contain_text("Do not massage, warm or stretch that leg.")
    tool.get_by_label("One leg is swollen, warm, red or sore all the time").uncheck()
    write_down(page, "<script>alert(1)</script> 🦵 מבחן")
    page.get_by_role("button", name="Look again").last.click()
    expect(page.locator(".course-card").first).to_contain_text("3 cramps from")
    page.get_by_label(re.compile("^Bend, stretch, and circle")).check()
    page.get_by_role("button", name="Save my plan").click()
    expect(page.locator(".course-plan .course-card")).to_contain_text("Bend, stretch, and circle my feet.")


def everything_is_deleted_by_keyboard_with_two_keys(page: Page, own_folder: Path) -> None:
    tool = page.locator(".course-diary")
    tool.get_by_role("button", name="Delete everything").focus()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("alert")).to_contain_text("cannot be undone")
    tool.get_by_role("button", name="Yes, delete everything for good").focus()
    page.keyboard.press("Enter")
    expect(tool.get_by_role("status")).to_contain_text("Everything is deleted")
    assert not (own_folder / MAIN).exists()


@pytest.mark.parametrize("host", ["voila"])
def test_her_browsers_zone_sets_the_forms_time_and_what_was_kept_is_shown(
    open_notebook: Callable[[str], Page], page: Page
) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    before = datetime.now(zone).replace(second=0, microsecond=0, tzinfo=None)
    record().save(DiaryEntry(at=before, muscle="calf", severity=3, minutes=1, helped="x", note="planted"))
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Auckland"})
    open_notebook("09_my_plan.ipynb")
    tool = page.locator(".course-diary")
    expect(tool.get_by_role("region", name="Your entries")).to_contain_text("planted", timeout=20_000)
    form = f"{tool.get_by_label('Day').input_value()}T{tool.get_by_label('Time, about').input_value()}"
    assert before <= datetime.fromisoformat(form) <= datetime.now(zone).replace(tzinfo=None)
    write_down(page, "just now")
    entry = next(entry for entry in record().entries() if entry.note == "just now")
    assert entry.utc_offset == datetime.now(zone).utcoffset() / timedelta(minutes=1)  # type: ignore[operator]
