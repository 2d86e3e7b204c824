"""One sample of each benchmark that needs no browser: a figure in README comes from a program that works today."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright")
from benchmarks import review_sessions, start_up, week_change

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def run(program: str, *wish: str) -> str:
    """Run a benchmark as its README says, and return what it prints."""
    command = [sys.executable, "-m", f"benchmarks.{program}", *wish]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    return ended.stdout


def test_the_rival_of_the_selector_still_draws() -> None:
    cell: dict[str, Any] = {}
    exec(compile(week_change.RIVAL, "the rival's cell", "exec"), cell)
    figure, marks = cell["draw"]()
    cell["show_week"](marks, 8)
    shown = {status for (code, status), drawn in marks.items() if code == "SP6" and drawn[0].get_visible()}
    assert shown == {"avoid"}
    cell["plt"].close(figure)


def test_each_process_starts(capsys: pytest.CaptureFixture[str]) -> None:
    start_up.measure_processes(1)
    told = capsys.readouterr().out
    assert all(name in told for name in start_up.PROGRAMS)


def test_flashcards_are_reviewed(hers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review_sessions.measure(hers, sessions=3, opened=1)
    assert "none lost, no date off" in capsys.readouterr().out


@linux_only
def test_a_class_is_misused() -> None:
    told = run("class_room", "--part", "0.01")
    for line in ("kernels left: []", "lines to other machines: set()", "written into an empty home: []"):
        assert line in told
    assert told.count("closed with 1008") == 7
