"""A scratch notebook in JupyterLab, and what the benchmarks' scripts in the page share."""

import json
from collections.abc import Iterable
from pathlib import Path

from nbformat import v4
from playwright.sync_api import Browser, Page

from tests.browser.conftest import KERNEL_IDLE

# Nothing waits without end: Playwright's timeouts do not end a script whose promise never settles.
HELPERS = """
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise(requestAnimationFrame);
  const within = (seconds, promise, what) => Promise.race([promise,
    pause(1000 * seconds).then(() => { throw new Error(`${what}: not within ${seconds} seconds`); })]);
  const painted = () => within(5, frame().then(() => new Promise((done) => { // a message comes after the frame's paint
    const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); })), 'a frame');
  const noError = () => { // tracebacks come as stderr, and so do harmless warnings
    const said = [...notebook.node.querySelectorAll('[data-mime-type$="jupyter.stderr"]')];
    const error = said.find((each) => /Traceback|Error: /.test(each.textContent));
    if (error) throw new Error(`a cell failed:\n${error.textContent}`); };
  const until = async (holds) => { while (!holds()) { noError(); await frame(); } };
  const runAll = () => void window.jupyterapp.commands.execute('notebook:run-all-cells'); // its promise need not settle
"""


def open_cells(browser: Browser, server: str, folder: Path, cells: Iterable[str]) -> Page:
    """Open a notebook of these cells on a fresh page; it returns with the kernel idle and no cell run.

    The wait is needed: before the kernel is there, "run all cells" runs none and never says so.
    """
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    code = [v4.new_code_cell(cell.strip()) for cell in cells]
    notebook = v4.new_notebook(cells=code, metadata={"kernelspec": kernel})
    (folder / "benchmark.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server}/doc/tree/benchmark.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function(KERNEL_IDLE)
    return page
