"""What a page of choices shows for what is chosen, without a browser: the blocks whose condition holds."""

import html
import json
import re

from bs4 import BeautifulSoup, Tag

from course_lib.tools.choices import Choices


def fits(when: dict[str, list[str]], chosen: dict[str, list[str]]) -> bool:
    """Whether a block shows, read from DESIGN's words and not from the script."""
    return all(set(wanted) & set(chosen.get(name, [])) if wanted else not chosen.get(name) for name, wanted in when.items())


def shown(tool: Choices, chosen: dict[str, list[str]]) -> Tag:
    """Return the page without the blocks that do not fit what is chosen; hidden controls keep what they begin with."""
    page = BeautifulSoup(tool.html, "html.parser")
    begins = {field["name"]: [field["value"]] for field in page.select("input[type=hidden]") if field["value"]}
    for block in page.select("[data-when]"):
        if not block.decomposed and not fits(json.loads(str(block["data-when"])), begins | chosen):
            block.decompose()
    return page


def words(markup: object) -> str:
    """Return the words of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())
