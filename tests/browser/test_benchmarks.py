"""One sample of each benchmark that needs a browser, its rivals included: none prints a figure here that counts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import start_up, static_pages, week_change
from tests.test_benchmarks import linux_only, run


@pytest.fixture
def server(address_of) -> str:
    return str(address_of("lab"))


def test_the_week_is_changed_in_the_selector_and_in_both_rivals(
    browser: Browser, server: str, course_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    week_change.measure(browser, server, course_folder, 1)
    told = capsys.readouterr().out
    assert all(name in told for name in week_change.WAYS)


def test_the_first_selector_is_painted(
    browser: Browser, server: str, course_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_up.measure_pages(browser, server, course_folder, 1)
    told = capsys.readouterr().out
    assert all(name in told for name in start_up.CELLS)


def test_the_tools_of_the_pages_stand_and_ask_nobody(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    static_pages.measure(browser, tmp_path, 1)
    told = capsys.readouterr().out
    assert all(f"{name}: median" in told for name in static_pages.TOOLS)


@linux_only
def test_a_viewer_gets_the_class_view() -> None:
    told = run("class_view", "--viewers", "1", "--rest", "0.2")
    assert "1 of 1 got it; 1 kernels" in told
