"""Every link that a reader can see leads to a host whose owner is known: no mirror, proxy, scraper, shop or blog."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from course_lib import facts
from course_lib.facts.host import link_problem, links

ROOT = Path(__file__).parents[1]
ROOMS = ("course_lib", "drawing", "benchmarks")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Reveal and the licenses are other people's files; a program's own addresses are shown to nobody.
TEXTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(path for room in ROOMS for path in (ROOT / room).rglob("*"))]
    if path.suffix in {".md", ".html", ".j2", ".yaml", ".json", ".js", ".css"}
    and "reveal" not in path.parts
    and path.name != "hosts.yaml"
)
OWN = re.compile(r"https?://(localhost|127\.0\.0\.1|\$|\{)|//\s|http://www\.w3\.org/")
"""A server of the reader's own computer, a comment of a script, a name space of a drawing."""


def refused(text: str) -> list[str]:
    """What is wrong with each link that stands in a text, with a scheme or as ``www.``."""
    found = [each for each in links(text) if re.match(r"(?i)https?:|www\.", each)]
    return [problem for each in found if not OWN.match(each) if (problem := link_problem(each, facts.hosts()))]


def shown(cell: Any) -> list[str]:
    """What a reader of a stored page sees of a cell."""
    if cell["cell_type"] == "markdown":
        return ["".join(cell["source"]).replace("&amp;", "&")]  # "&sect" is no sign of a section there
    data = (output.get("data", {}) for output in cell["outputs"])
    return [html.unescape("".join(each.get("text/html", ""))) for each in data]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_links_only_to_hosts_whose_owner_is_known(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [problem for cell in cells for text in shown(cell) for problem in refused(text)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_a_table_and_the_readme_link_only_to_such_hosts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "references_formatted.json":  # HTML in JSON: what a reader follows is what it unfolds to
        text = html.unescape("\n".join(json.loads(text).values()))
        assert len(list(links(text))) > 200
    assert refused(text) == []


def test_a_mirror_in_a_text_would_be_found() -> None:
    for link in ("https://info.5y1.org/x", "http://www.nhs.uk/", "www.takoda.co", "HTTPS://SHOP.EXAMPLE"):
        assert len(refused(f"[here]({link}) and more")) == 1, link
    assert refused("[WHO](https://www.who.int/publications/i/item/9789241549912).") == []
