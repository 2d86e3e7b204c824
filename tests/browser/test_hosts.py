"""Each notebook opens in JupyterLab and in Voilà, runs to its end, and needs no other machine.

``open_notebook`` holds that for every page it opens. Here are the pages that no other test opens in Voilà, each opened
once, and all pages in one JupyterLab, where a reader goes from one to the next.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ALL_RUN, KERNEL_IDLE
from tests.pages import PAGES

OTHERS = "".join(
    path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name
)
OPENED = set(re.findall(r'open_notebook\("(\w+)\.ipynb"\)', OTHERS))

OPEN = "(path) => { void window.jupyterapp.commands.execute('docmanager:open', { path }) }"
IS_OPEN = "(path) => window.jupyterapp.shell.currentWidget?.context?.path === path"
RUN_ALL = "() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }"
CLEAR = "() => { void window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs') }"
SAYS_WRONG = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell) => cell.model.outputs?.toJSON() ?? [])
    .filter((output) => output.output_type === 'error' || output.name === 'stderr')"""
TITLES = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell) => cell.model.type === 'markdown' ? cell.model.sharedModel.source.match(/^# .+/gm) ?? [] : [])"""
CLOSE = """async () => {
  const widget = window.jupyterapp.shell.currentWidget;
  await widget.sessionContext.shutdown();
  widget.dispose();
}"""


@pytest.mark.parametrize("host", ["voila"])
@pytest.mark.parametrize("name", [page for page in PAGES if page not in OPENED])
def test_runs_to_its_end_from_this_machine_alone(open_notebook: Callable[[str], Page], name: str) -> None:
    page = open_notebook(f"{name}.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("host", ["lab"])
def test_all_run_to_their_ends_in_one_jupyterlab(
    address_of: Callable[[str], str], host: str, page: Page, blocked: list[str]
) -> None:
    page.goto(f"{address_of(host)}/lab?reset")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
    for name in PAGES:
        page.evaluate(OPEN, f"{name}.ipynb")
        page.wait_for_function(IS_OPEN, arg=f"{name}.ipynb")
        page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()
        page.wait_for_function(KERNEL_IDLE)
        page.evaluate(CLEAR)
        page.evaluate(RUN_ALL)
        page.wait_for_function(ALL_RUN)
        page.wait_for_function(KERNEL_IDLE)
        assert page.evaluate(SAYS_WRONG) == [], name
        assert len(page.evaluate(TITLES)) == 1, name
        expect(page.locator(".jp-NotebookPanel:visible .jp-OutputArea-output").first, name).to_be_visible()
        page.evaluate(CLOSE)
    assert blocked == []
