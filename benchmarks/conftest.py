"""The browser and the server of the browser tests, lent to the benchmarks."""

import pytest

from tests.browser.conftest import browser, course_folder, server  # noqa: F401


@pytest.fixture(scope="session")
def host() -> str:
    """Measure in JupyterLab, where the course is read."""
    return "lab"
