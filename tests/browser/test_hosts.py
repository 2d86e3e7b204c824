"""Each notebook opens in JupyterLab and in Voilà, runs to its end, and needs no other machine."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages import PAGES

VOILAS_OWN_FONTS = "/@fortawesome/"  # two style sheets its template names; the page does without


@pytest.mark.parametrize("name", PAGES)
def test_runs_to_its_end_from_this_machine_alone(
    open_notebook: Callable[[str], Page], blocked: list[str], name: str
) -> None:
    page = open_notebook(f"{name}.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-mime-type$='stderr'], [data-mime-type$='error']")).to_have_count(0)
    assert [address for address in blocked if VOILAS_OWN_FONTS not in address] == []
