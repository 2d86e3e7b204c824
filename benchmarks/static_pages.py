"""The pages that open from disk: their size, when the first tool stands there, and what they ask of anybody."""

from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from course_lib.publish import pages
from course_lib.records.teacher import Teacher

TOOLS = {
    "07_acupoints": ".point-selector",
    "04_relief": ".relief-coach",
    "05_warning_signs": ".warning-signs",
    "01_what_is_a_cramp": ".course-choices.live [data-count]",
}
SAMPLES = 7
WATCH = """new MutationObserver((_, watch) => { if (!document.querySelector(%r)) return;
    watch.disconnect(); requestAnimationFrame(() => { window.toolAt = performance.now(); });
}).observe(document, {childList: true, subtree: true});"""


def test_time_to_the_first_tool(browser: Browser, tmp_path: Path) -> None:
    """Measure as README says."""
    measure(browser, tmp_path, SAMPLES)


def measure(browser: Browser, folder: Path, samples: int) -> None:
    """Print a line for each page, at full speed and on a processor that is made four times slower."""
    written = [file for file in pages.write(folder, Teacher()) if file.parent == folder]
    size = {file.name: file.stat().st_size / 1e6 for file in written}
    largest = max(size, key=lambda name: size[name])
    print(f"\n{len(size)} pages, {sum(size.values()):.2f} MB; the largest {largest}, {size[largest]:.2f} MB")
    asked: list[str] = []
    for slower in (1, 4):
        for name, tool in TOOLS.items():
            times = [_tool_at(browser, folder / f"{name}.html", tool, slower, asked) for _ in range(samples)]
            print(f"processor / {slower}, {name}: median {median(times):.0f} ms, most {max(times):.0f} ms")
    print(f"requests beside the pages themselves: {len(asked)}")
    assert asked == []


def _tool_at(browser: Browser, file: Path, tool: str, slower: int, asked: list[str]) -> float:
    """Return the milliseconds from opening a page to the frame that shows its tool."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.extend([] if request.is_navigation_request() else [request.url]))
    page.add_init_script(WATCH % tool)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(file.as_uri())
    page.wait_for_function("window.toolAt")
    at = float(page.evaluate("window.toolAt"))
    context.close()
    return at
