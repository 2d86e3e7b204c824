"""Answers the page of a tool; the page that gets no answer holds its buttons and says what to do."""

from functools import cache

import anywidget
import traitlets
from markupsafe import Markup

from course_lib.tools.kit.html import render
from course_lib.tools.kit.page import styles

SECONDS = 5.0
"""So long the page waits for an answer before it says that there is none."""


@cache
def unanswered() -> Markup:
    """Return as HTML what the page says while no answer comes: what to do with the page, and whom to call meanwhile."""
    return render("kit/unanswered.html").strip()


class Awake(anywidget.AnyWidget):
    """A widget that answers whenever its page asks; `awake.js` asks."""

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
