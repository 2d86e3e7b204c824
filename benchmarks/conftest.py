"""The browser and the servers of the browser tests, lent to the benchmarks."""

from tests.browser.conftest import browser, course_folder, server  # noqa: F401
