"""Time until the first selector is there, and the memory of its kernel, beside what one would otherwise import.

    python -m pytest -s benchmarks/start_up.py

First without a browser: whole Python processes, from start to end. Then in JupyterLab: from running a cell in a fresh
kernel, on a fresh page, to the paint that shows what the cell gives. All of them take turns.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
from playwright.sync_api import Browser

from benchmarks.in_page import HELPERS, open_cells

PROCESSES, PAGES = 7, 5

PROGRAMS = {
    "python alone": "",
    "import ipywidgets": "import ipywidgets",
    "import matplotlib.pyplot": "import matplotlib.pyplot",
    "import course_lib": "import course_lib",
    "import course_lib.tools.selector.point_selector": "import course_lib.tools.selector.point_selector",
    "the same and the first selector": "from course_lib import point_selector; point_selector()",
}
CELLS = {  # the cell, and the CSS selector of what it shows
    "1": ("1", ".jp-OutputArea-output pre"),
    "IntSlider": ("import ipywidgets; ipywidgets.IntSlider()", ".jp-OutputArea-output .noUi-handle"),
    "point_selector": ("from course_lib import point_selector; point_selector()", ".point-selector .marker"),
}

RUN = """async (shown) => { %s
  const there = () => [...notebook.node.querySelectorAll(shown)].some((each) => each.checkVisibility());
  await painted();
  const start = performance.now();
  runAll();
  await within(30, until(there), shown);
  await painted();
  return performance.now() - start;
}"""
KERNEL_ID = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id"
SHUT_DOWN = """() => { %s  // so that the next page starts a kernel of its own
  return within(10, window.jupyterapp.shell.currentWidget.sessionContext.shutdown(), 'the end of the kernel');
}"""


def test_processes() -> None:
    """Measure as README says."""
    measure_processes(PROCESSES)


def test_pages(browser: Browser, server: str, course_folder: Path) -> None:
    """Measure as README says."""
    measure_pages(browser, server, course_folder, PAGES)


def measure_processes(processes: int) -> None:
    """Print the median duration of each process, and what it takes over Python alone; asserts nothing about time."""
    found: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(processes):
        for name, program in PROGRAMS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            found[name].append(1000 * (time.perf_counter() - start))
    alone = statistics.median(found["python alone"])
    print(f"\n{f'ms, {processes} processes each':42}{'median':>9}{'most':>9}{'over alone':>12}")
    for name, times in found.items():
        median = statistics.median(times)
        print(f"{name:42}{median:9.0f}{max(times):9.0f}{median - alone:12.0f}")


def measure_pages(browser: Browser, server: str, folder: Path, pages: int) -> None:
    """Print the median time to the first paint and the median memory of the kernel; asserts nothing about either."""
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    memory: dict[str, list[float]] = {name: [] for name in CELLS}
    for _ in range(pages):
        for name, (cell, shown) in CELLS.items():
            page = open_cells(browser, server, folder, [cell])
            times[name].append(page.evaluate(RUN % HELPERS, shown))
            memory[name].append(kernel_megabytes(page.evaluate(KERNEL_ID)))
            page.evaluate(SHUT_DOWN % HELPERS)
            page.close()
    print(f"\n{f'{pages} pages each':42}{'median ms':>9}{'most ms':>9}{'kernel MB':>12}")
    for name in CELLS:
        median, megabytes = statistics.median(times[name]), statistics.median(memory[name])
        print(f"{name:42}{median:9.0f}{max(times[name]):9.0f}{megabytes:12.0f}")


def kernel_megabytes(kernel: str) -> float:
    """Return the resident memory of the process that runs a kernel, found by its connection file."""
    [process] = [one for one in psutil.process_iter(["cmdline"]) if kernel in " ".join(one.info["cmdline"] or ())]
    return float(process.memory_info().rss / 1e6)
