"""What a page of choices shows for what is chosen, without a browser: the blocks whose condition holds."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag

from course_lib.rules.gestation import parse_weeks
from course_lib.tools.choices import Choices

Chosen = dict[str, list[str]]


def fits(when: dict[str, list[str]] | list[dict[str, list[str]]], chosen: Chosen) -> bool:
    """Whether a block shows, read from DESIGN's words and not from the script."""
    if isinstance(when, list):
        return any(fits(each, chosen) for each in when)
    return all(
        set(wanted) & set(chosen.get(name, [])) if wanted else not chosen.get(name) for name, wanted in when.items()
    )


def controls(page: BeautifulSoup) -> list[Tag]:
    """Return what can be ticked, chosen and written in, with what only the script sets."""
    return page.select("input, select, textarea")


def value_of(control: Tag, typed: str) -> list[str]:
    """Return the values of a control in which something is typed or chosen."""
    text = typed.strip()
    if not text:
        return []
    if longest := control.get("data-longest"):
        return ["too long" if len(text) > int(str(longest)) else "written"]
    if "data-weeks" not in control.attrs:
        return [typed]
    try:
        age = parse_weeks(typed)
    except ValueError:
        return ["wrong"]
    return [f"{age.weeks} weeks", f"{age.days} days"]


def begins(page: BeautifulSoup) -> Chosen:
    """Return what the hidden controls of a page begin with."""
    return {str(field["name"]): [str(field["value"])] for field in page.select("input[type=hidden]") if field["value"]}


def shown(tool: Choices, chosen: Chosen | None = None, **typed: str) -> Tag:
    """Return the live page without the blocks that do not fit what is chosen and typed; what is typed is filled in."""
    page = BeautifulSoup(tool.html, "html.parser").select_one(".live")
    assert page
    values = begins(page) | (chosen or {})  # type: ignore[arg-type]
    for name, text in typed.items():
        [field] = page.select(f"[name={name}]")
        values[name] = value_of(field, text)
        for place in page.select(f"[data-echo={name}]"):
            place.string = text.strip()
        for place in page.select(f"[data-length={name}]"):
            place.string = f"{len(text.strip()):,}"
    for block in page.select("[data-when]"):
        if not block.decomposed and not fits(json.loads(str(block["data-when"])), values):
            block.decompose()
    for place in page.select("[data-count]"):
        place.string = str(len(page.select(str(place["data-count"]))))
    return page


def all_chosen(tool: Choices) -> Iterable[Chosen]:
    """Yield each single choice of a tool's ticks, radio buttons and lists."""
    for control in controls(BeautifulSoup(tool.html, "html.parser")):
        name = str(control["name"])
        if control.get("type") in ("checkbox", "radio"):
            yield {name: [str(control["value"])]}
        for option in control.select("option"):
            if option["value"]:
                yield {name: [str(option["value"])]}


def words(markup: Any) -> str:
    """Return the words of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def told(markup: Any) -> str:
    """Return the words of some HTML, with no space before a mark where an element ends there."""
    return re.sub(r" (?=[.,:;)])", "", words(markup))
