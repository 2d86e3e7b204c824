"""What a benchmark's rivals run in a notebook still runs: a figure in README comes from a program that works today."""

from typing import Any

import pytest

pytest.importorskip("playwright")
from benchmarks import week_change


def test_the_rival_of_the_selector_still_draws() -> None:
    cell: dict[str, Any] = {}
    exec(compile(week_change.RIVAL, "the rival's cell", "exec"), cell)
    figure, marks = cell["draw"]()
    cell["show_week"](marks, 8)
    shown = {status for (code, status), drawn in marks.items() if code == "SP6" and drawn[0].get_visible()}
    assert shown == {"avoid"}
    cell["plt"].close(figure)
