"""A pytest plugin for the nbval step: prints how long each notebook took.

    python -m pytest -p tests.notebook_times --nbval notebooks
"""

from collections import Counter
from typing import Any

seconds: Counter[str] = Counter()


def pytest_runtest_logreport(report: Any) -> None:
    """Add up set-up (the kernel's start), cells and tear-down by file."""
    seconds[report.nodeid.split("::")[0]] += report.duration


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print a line for each notebook and one for all."""
    for name, spent in sorted(seconds.items()):
        terminalreporter.write_line(f"{spent:6.1f} s  {name}")
    terminalreporter.write_line(f"{sum(seconds.values()):6.1f} s  all notebooks")
