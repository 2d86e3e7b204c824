"""The one widget of all pages of choices."""

from typing import Any

import msgspec
import traitlets
from markupsafe import Markup

from course_lib.tools.kit.awake import Awake
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.kit.html import render
from course_lib.tools.kit.page import script, styles

BEGINS = '<div class="course-choices'
"""So begins the page of every tool of choices, in a notebook's stored output too."""


def filled(template: str, **values: Any) -> Markup:
    """Return a template of this folder, such as ``"class_plan.html"``, filled in, on as few lines as it has words."""
    lines = map(str.strip, render(f"choices/{template}", **values).splitlines())
    return Markup("\n".join(filter(None, lines)))


class Checked(msgspec.Struct):
    """What a page sends to be kept: of what, in which turn (checked again it is the same one), all that is chosen."""

    keep: str
    turn: str
    chosen: dict[str, tuple[str, ...]]


class Choices(Awake):
    """A tool that only chooses among what is already known, as one page with the condition of each of its blocks.

    The template is filled in twice: ``live``, for the script, and plain, for where no script runs: there each block
    has its condition for a heading. It shows with the kernel busy, asleep, dead or absent, and on paper.

    Parameters
    ----------
    template
        Such as ``"causes.html"``; it extends ``choices/page.html``.
    title
        The name of the tool, for a screen reader.
    says
        What the tool says of itself where only text is shown.
    card
        The title of the card that she can save; leave it out where there is none.
    kept
        Where what is checked will be kept; leave it out where nothing is.
    values
        What the template fills in.
    """

    works_alone = True
    """Whether nothing of it needs Python; a page that keeps what is checked says no, and overrides `keep`."""

    _esm = script("choices/choices.js")
    _css = styles()

    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The live page."""
    card_page = traitlets.Unicode(read_only=True).tag(sync=True)
    """The page that a card is saved as, with a gap for the card."""
    kept = traitlets.Unicode(read_only=True).tag(sync=True)
    """Where what is checked will be kept."""

    def __init__(self, template: str, title: str, says: str, card: str = "", kept: str = "", **values: Any) -> None:
        values |= {"title": title, "card": card, "NOT_REVIEWED": NOT_REVIEWED}
        self.plain = filled(template, live=False, **values)
        """The page where no script runs."""
        self._says = says
        self.set_trait("html", filled(template, live=True, plain=self.plain, **values))
        if card:
            self.set_trait("card_page", filled("card.html", title=card))
        self.set_trait("kept", kept)
        super().__init__()
        self.on_msg(self._heard)

    def keep(self, checked: Checked) -> str:
        """Keep what was checked, and return what the page then says about where it is."""
        raise NotImplementedError

    def _heard(self, _: object, content: Any, __: object) -> None:
        try:
            checked = msgspec.convert(content, Checked)
        except msgspec.ValidationError:
            return
        if not self.works_alone:
            self.send({"kept": self.keep(checked)})

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        return {**(data or {}), "text/html": str(self.plain)}, metadata

    def __repr__(self) -> str:
        return self._says
