"""The browser and the server of the browser tests, lent to the benchmarks."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import address_of, browser, course_folder  # noqa: F401


@pytest.fixture(scope="session")
def server(address_of: Callable[[str], str]) -> str:  # noqa: F811
    """Measure in JupyterLab, where the course is read."""
    return address_of("lab")
