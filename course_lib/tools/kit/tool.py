"""The frame of every tool of plain widgets: its classes, its keys, and a page that says when Python does not answer."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import ipywidgets as widgets
import traitlets

from course_lib.tools.kit.awake import Awake
from course_lib.tools.kit.page import script, styles


class Tool(widgets.VBox):
    """Parts one below the other; ``names`` are the classes that its look goes by, without their ``course-``."""

    def __init__(self, parts: Iterable[widgets.Widget], *names: str) -> None:
        attendant = Attendant()
        look = widgets.HTML(f"<style>{styles()}</style>")
        super().__init__([look, *parts, attendant])
        attendant.set_trait("tool", self.model_id)
        attendant.on_msg(self._take_press)
        for name in names:
            self.add_class(f"course-{name}")
        self._watch()

    def _watch(self, _: object = None) -> None:
        """Hear of each field inside, also of those that come later."""
        self.observe(self._watch, names="children")
        for field in _inside(self):
            if field.has_trait("children"):
                field.observe(self._watch, names="children")
            elif field.has_trait("value") and not isinstance(field, widgets.HTML):
                field.observe(self._mended, names="value")

    def _mended(self, _: object) -> None:
        """Take away what was wrong with the entries: they have changed, and the tool says what is wrong now."""
        for shown in _inside(self):
            if isinstance(shown, widgets.HTML) and shown.value.startswith('<p class="wrong" '):
                shown.value = ""

    def _take_press(self, _: object, content: object, __: object) -> None:
        """Take what the page's fields say, then the press: what was typed may not have been sent by itself yet."""
        values, press = (content.get("values", {}), content.get("press")) if isinstance(content, dict) else ({}, None)
        for field in _inside(self):
            said = {name: value for name, value in values.get(field.model_id, {}).items() if name in ("value", "index")}
            with suppress(traitlets.TraitError):  # what a field does not take leaves it as it is
                if said and said != {name: field.get_state(name)[name] for name in said if name in field.keys}:
                    field.set_state(said)
        for button in tuple(_inside(self)):
            if button.model_id == press and isinstance(button, widgets.Button):
                button.click()


class Attendant(Awake):
    """Shows nothing; lets presses through while Python answers, and keeps JupyterLab from taking the tool's keys."""

    _esm = script("kit/tool.js")

    def __repr__(self) -> str:
        return "Says when the course does not answer."


def _inside(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield from (child, *_inside(child))
