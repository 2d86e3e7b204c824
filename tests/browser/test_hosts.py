"""Each notebook opens in JupyterLab and in Voilà, runs to its end, and needs no other machine.

``open_notebook`` holds that for every page it opens. Here are the pages that no other test opens, each opened once.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages import PAGES

OTHERS = "".join(
    path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name
)
OPENED = set(re.findall(r'open_notebook\("(\w+)\.ipynb"\)', OTHERS))


@pytest.mark.parametrize("name", [page for page in PAGES if page not in OPENED])
def test_runs_to_its_end_from_this_machine_alone(open_notebook: Callable[[str], Page], name: str) -> None:
    page = open_notebook(f"{name}.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
