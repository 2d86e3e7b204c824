"""Answers the page of a tool; the page that gets no answer holds its buttons and says what to do."""

from collections.abc import Iterable
from functools import cache
from html import escape

import anywidget
import traitlets

from course_lib import facts
from course_lib.tools.kit.page import styles

SECONDS = 5.0
"""So long the page waits for an answer before it says that there is none."""
UNANSWERED = (
    "The course does not answer: wait until this line goes, then press again; if it stays, copy what you typed and "
    "load the page again<span> (in a notebook, run it again too)</span>."
)
WORRIED = (
    "Worried about yourself or your baby? Do not wait for this page: call your maternity unit, midwife or doctor now, "
    "day or night."
)


@cache
def unanswered() -> str:
    """Return as HTML what the page says while no answer comes: what to do with the page, and whom to call meanwhile."""
    countries: dict[tuple[str, ...], list[str]] = {}
    for row in facts.emergency_numbers().values():
        countries.setdefault(row.emergency_numbers, []).append(row.country)
    numbers = "; ".join(f"{escape(' and '.join(where))} {_links(numbers)}" for numbers, where in countries.items())
    folded = f'<button type="button">Hide</button><details><summary>Emergency numbers</summary>{numbers}</details>'
    return f"<p><strong>{UNANSWERED}</strong></p><p><strong>{WORRIED}</strong></p>{folded}"


def _links(numbers: Iterable[str]) -> str:
    return " or ".join(f'<a href="tel:{escape(each)}">{escape(each)}</a>' for each in numbers)


class Awake(anywidget.AnyWidget):
    """A widget that answers whenever its page asks; `_awake.js` asks."""

    _css = styles()

    unanswered = traitlets.Unicode(read_only=True).tag(sync=True)
    """What the page says while no answer comes."""
    wait = traitlets.Float(read_only=True).tag(sync=True)
    """For how many seconds it waits first."""
    tool = traitlets.Unicode(read_only=True).tag(sync=True)
    """The id of the tool's model."""

    def __init__(self) -> None:
        self.set_trait("unanswered", unanswered())
        self.set_trait("wait", SECONDS)
        super().__init__()
        self.set_trait("tool", self.model_id)
        self.on_msg(self._reply)

    def _reply(self, _: object, content: object, __: object) -> None:
        if isinstance(content, dict) and "ask" in content:
            self.send({"answer": content["ask"]})
