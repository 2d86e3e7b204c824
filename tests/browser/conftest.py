"""A real browser on the course's pages: as they open from disk, in JupyterLab and in Voilà.

What a page's script does by itself is tested on a page from disk, which needs no kernel and is there at once::

    def test_week(from_disk):
        page = from_disk("07_acupoints")
        page.get_by_label("Weeks").fill("8")

What needs a kernel, a host's own keys or its own styles is tested in the host; a test that asks for ``open_notebook``
runs once in each. A kernel's page takes ten times as long, so a test does there what it can do on one page::

    def test_week(open_notebook):
        page = open_notebook("07_acupoints.ipynb")     # every cell has run

Servers read a copy of notebooks/ and a home folder of their own, so no user settings leak in and no file of the
course changes. The browser gets nothing from any other machine; what it asked for in vain is in ``blocked``.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, WebSocket, expect, sync_playwright

from course_lib.publish import pages
from course_lib.records import record
from course_lib.records.teacher import Teacher
from tests.tied import TIED, free_port

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Nothing Chromium does by itself (updates, QUIC, a graphics card) may disturb a test.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVERS = {
    "lab": "jupyterlab --no-browser --expose-app-in-browser --IdentityProvider.token= "
    "--ServerApp.port={port} --ServerApp.root_dir={folder}",
    # The class view's own template; but any notebook, and a record is kept: the diary is tested here too.
    "voila": "voila --no-browser --Voila.ip=127.0.0.1 --Voila.port={port} --template=course {folder}",
    "class": "course_lib.publish.class_view --no-browser --port={port}",
}
ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
KERNEL_IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"
ALL_RUN = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .every(cell => cell.type !== 'code' || cell.executionCount || !cell.sharedModel.source.trim())"""


# What is expected comes sooner or later; a computer that does other things as well has it later.
expect.set_options(timeout=20_000)

CHROMIUM = os.environ.get("COURSE_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that ``-m "not browser"`` leaves it out; with no Chromium leave it out too."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker("browser")
    if CHROMIUM is None:
        items[:] = [item for item in items if item not in here]
        config.hook.pytest_deselected(items=here)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Let a run that is of browser tests alone pass without a Chromium."""
    if CHROMIUM is None and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        session.exitstatus = pytest.ExitCode.OK


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line, not in one a test, that the browser tests were left out."""
    if CHROMIUM is None and terminalreporter.config.option.markexpr != "not browser":
        terminalreporter.write_line(
            "No Chromium found: the browser tests are left out. Install one, or name it in COURSE_CHROMIUM."
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, headless."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *as_root])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def course_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the notebooks for the servers; a test may put notebooks of its own beside them."""
    return Path(shutil.copytree(NOTEBOOKS, tmp_path_factory.mktemp("course") / "notebooks"))


@pytest.fixture(scope="session")
def written_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the course's pages that open from disk."""
    out = tmp_path_factory.mktemp("pages")
    pages.write(out, Teacher())
    return out


@pytest.fixture(params=["lab", "voila"])
def host(request: pytest.FixtureRequest) -> str:
    """Name the host a test runs in: "lab" or "voila"."""
    return str(request.param)


@pytest.fixture(scope="session")
def address_of(
    browser: Browser, course_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """A function that gives a host's address; each host starts once. Depends on the browser: no browser, no server."""
    with ExitStack() as servers:
        yield cache(
            lambda host: servers.enter_context(served(host, course_folder, tmp_path_factory.mktemp(f"home-{host}")))
        )


@contextmanager
def served(host: str, folder: Path, home: Path) -> Iterator[str]:
    """Serve a folder in the host; gives the address."""
    env = {name: text for name, text in os.environ.items() if name != "MPLBACKEND"}
    env |= {"HOME": str(home), "USERPROFILE": str(home), "JUPYTER_PREFER_ENV_PATH": "1"}
    env |= {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    env |= {"IPYTHONDIR": str(home / "ipython")}
    env |= {"JUPYTER_PATH": str(NOTEBOOKS.parent / "course_lib" / "publish")}  # Voilà's template
    port = free_port()
    command = [part.format(port=port, folder=folder) for part in SERVERS[host].split()]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and host == "lab":
        command.append("--allow-root")
    log = home / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", *command], cwd=home, env=env, stdout=out, stderr=out, **TIED)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # JupyterLab can hang at its very end, on a thread of its own
            process.kill()
            process.wait()


def wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; fail with its log where it does not within three minutes."""
    deadline = time.monotonic() + 180
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


@pytest.fixture(autouse=True)
def _nothing_written_before() -> None:
    """Begin each test with an empty record: what an earlier one practiced would be counted with it."""
    record().delete_everything()


@pytest.fixture
def blocked() -> list[str]:
    """Addresses on other machines that the page asked for, in vain."""
    return []


@pytest.fixture
def page(browser: Browser, blocked: list[str]) -> Iterator[Page]:
    """A fresh page, 1280 x 900 CSS px, cut off from every machine but this one."""

    def refuse(route: Route) -> None:
        blocked.append(route.request.url)
        route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(ELSEWHERE, refuse)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def open_notebook(host: str, address_of: Callable[[str], str], page: Page, blocked: list[str]) -> Callable[[str], Page]:
    """A function that opens a notebook of ``course_folder`` by its file name and returns when every cell has run.

    So each page of the course that a test opens has run to its end without an error, from this machine alone.
    """

    def open_it(name: str) -> Page:
        run_all(name)
        expect(page.locator("[data-mime-type$='stderr'], [data-mime-type$='error']")).to_have_count(0)
        assert blocked == []
        return page

    def run_all(name: str) -> None:
        server = address_of(host)
        if host == "voila":
            page.goto(f"{server}/voila/render/{name}")
            page.locator("#loading").wait_for(state="detached")
            return
        page.goto(f"{server}/doc/tree/{name}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.wait_for_function(KERNEL_IDLE)
        # The menu's own commands, not waited for: their promises need not settle.
        page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs') }")
        page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }")
        page.wait_for_function(ALL_RUN)
        page.wait_for_function(KERNEL_IDLE)

    return open_it


@pytest.fixture
def from_disk(page: Page, written_pages: Path) -> Callable[[str], Page]:
    """A function that opens one of the pages on disk, named as the notebook it is made of, without a network."""
    page.context.set_offline(True)

    def open_it(name: str) -> Page:
        page.goto((written_pages / f"{name}.html").as_uri())
        return page

    return open_it


def until(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds that the page does not show, and no longer."""
    for _ in range(1500):
        if holds():
            return
        page.wait_for_timeout(20)  # the browser's events come in meanwhile
    pytest.fail(f"not within 30 seconds: {what}")


class Talk:
    """Listens to what a page and its kernel say to each other."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.answered = page, 0, 0
        page.on("websocket", self._listen)

    def _listen(self, line: WebSocket) -> None:
        def is_comm(frame: str | bytes) -> bool:
            return b"comm_msg" in (frame.encode() if isinstance(frame, str) else frame)

        def sent(frame: str | bytes) -> None:
            self.asked += is_comm(frame)

        def received(frame: str | bytes) -> None:
            raw = frame.encode() if isinstance(frame, str) else frame
            self.answered += is_comm(frame) and re.search(rb'"execution_state": *"idle"', raw) is not None

        line.on("framesent", sent)
        line.on("framereceived", received)

    def settle(self) -> None:
        """Wait until the kernel has answered all that the page has told it, and the page has nothing to add."""
        calm = 0
        while calm < 3:
            before = self.asked
            self.page.evaluate("() => new Promise((done) => setTimeout(done))")
            until(self.page, lambda: self.answered >= self.asked, "the kernel's answer to everything")
            calm = calm + 1 if self.asked == before else 0


@pytest.fixture
def talk(page: Page) -> Talk:
    """What the page and its kernel say; ask for it before the notebook is opened."""
    return Talk(page)


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page, str], list[str]]:
    """A function that lists what axe-core finds wrong inside the elements a CSS selector names; [] is good."""
    axe = Axe()

    def violations(page: Page, selector: str) -> list[str]:
        found: dict[str, Any] = axe.run(page, context={"include": [[selector]]}).response
        return [
            f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return violations
