"""The one widget of all pages of choices."""

from collections.abc import Callable
from typing import Any

import traitlets

from course_lib.tools.kit.awake import Awake
from course_lib.tools.kit.html import render
from course_lib.tools.kit.page import script, styles


class Choices(Awake):
    """A tool that only chooses among what is already known, as one page with the condition of each of its blocks.

    The template is filled in twice: ``live``, for the script, and plain, for where no script runs: there each block
    has its condition for a heading. It shows with the kernel busy, asleep, dead or absent, and on paper.

    Parameters
    ----------
    template
        Such as ``"choices/causes.html"``.
    title
        The name of the tool, for a screen reader.
    says
        What the tool says of itself where only text is shown.
    keep
        Called with the name of what was checked and with all that is chosen; returns what the page then says about
        where that is kept. Leave it out where nothing is kept.
    values
        What the template fills in.
    """

    _esm = script("choices/choices.js")
    _css = styles()

    title = traitlets.Unicode(read_only=True).tag(sync=True)
    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The live page."""
    card_page = traitlets.Unicode(read_only=True).tag(sync=True)
    """The page that a card is saved as, with a gap for the card; empty where there is no card."""
    kept = traitlets.Unicode().tag(sync=True)
    """Where what was checked is kept."""

    def __init__(
        self,
        template: str,
        title: str,
        says: str,
        keep: Callable[[str, dict[str, list[str]]], str] | None = None,
        **values: Any,
    ) -> None:
        self.plain = render(template, live=False, **values)
        """The page where no script runs."""
        self._says, self._keep = says, keep
        self.set_trait("title", title)
        self.set_trait("html", render(template, live=True, **values))
        if "card" in values:
            self.set_trait("card_page", render("choices/card.html", title=values["card"]))
        super().__init__()
        self.on_msg(self._heard)

    def _heard(self, _: object, content: Any, __: object) -> None:
        if self._keep and isinstance(content, dict) and isinstance(content.get("keep"), str):
            self.kept = self._keep(content["keep"], content.get("chosen", {}))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        return {**(data or {}), "text/html": f'<div class="course-choices">{self.plain}</div>'}, metadata

    def __repr__(self) -> str:
        return self._says
