"""What gets printed: the handouts with their sections, the words of their forms, the Japanese of every line."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import NamedRow

Shows = Literal[
    "lines", "steps", "ticks", "signs", "words to say", "stricter", "numbers", "contacts", "statuses", "avoided",
    "places to write", "diary", "cards", "sources",
]  # fmt: skip
"""How a section shows its rows; the template has a part of each name."""
Rows = tuple[str, ...]
"""Addresses of facts, as ``claims/C-REL-01`` or ``points/SP6.course_rule.reason``."""


class Section(NamedRow, frozen=True, kw_only=True):
    """One part of a handout, ticked or not. ``always`` is what nobody can leave out."""

    title: str
    lead: str = ""
    """What is read before the rows, in bold."""
    shows: Shows
    rows: Rows = ()
    always: bool = False
    pictures: bool = False
    certainty: bool = False
    """True where each line says how sure we are."""
    blank: Annotated[int, msgspec.Meta(ge=0, le=30)] = 0
    """So many empty lines to write on."""


class Handout(NamedRow, frozen=True, kw_only=True):
    """One handout."""

    title: str
    lead: str
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        if not any(section.shows == "signs" and section.always for section in self.sections):
            raise ValueError("needs a section with 'shows: signs' and 'always: true': no handout goes without")
        if len({section.id for section in self.sections}) < len(self.sections):
            raise ValueError("'sections' has an id that stands twice; expected each only once")


class Label(NamedRow, frozen=True, kw_only=True):
    """A few words by their name: on a form a heading, a column, what stands beside a field."""

    says: str


class Japanese(NamedRow, frozen=True, kw_only=True):
    """The Japanese of one line. ``of`` is the fingerprint of the English that was translated (see ``printed``)."""

    of: str
    says: str
