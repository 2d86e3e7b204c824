"""One source, as CSL-JSON (the form that citation software reads), with what we have to say about it."""

import re
from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import NamedRow, Row

Tier = Literal["A", "B", "C", "D"]
"""A: systematic review, official guideline, standard, law or dataset. B: trial, cohort, other research paper.
C: patient information of a health service or professional body, textbook. D: mirror, lay, clinic, blog, news."""

CslType = Literal[
    "article-journal", "article-newspaper", "book", "chapter", "dataset", "legislation", "post-weblog", "report",
    "software", "thesis", "webpage",
]  # fmt: skip
IDENTIFIERS = (
    ("DOI", r"10\.\d{4,9}/(?!\S*://)[^\s\"'<>\\]+", "10.1136/acupmed-2015-010936"),
    ("PMID", r"\d{1,8}", "26362792"),
    ("PMCID", r"PMC\d+", "PMC4680134"),
)
"""Each identifier of a paper, its form, and one of them. Pages make a link of it, so no address may hide there."""
Year = Annotated[int, msgspec.Meta(ge=1900, le=2100)]


class Name(Row, frozen=True, kw_only=True):
    """A person (``family``, ``given``) or a body (``literal``)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    def __post_init__(self) -> None:
        if bool(self.family) == bool(self.literal):
            raise ValueError("needs either 'family' (a person) or 'literal' (a body)")


class Issued(Row, frozen=True, kw_only=True, rename={"date_parts": "date-parts"}):
    """When it came out."""

    date_parts: tuple[tuple[Year, ...], ...]


class Custom(Row, frozen=True, kw_only=True):
    """Our own words about a source.

    ``short`` is the name used in running text; ``read`` says how much of it was read;
    ``binds_point_status`` says whether its word on a point binds the course (null: it speaks of none).
    ``note`` begins a sentence with "known" or "unsure" where the record was not looked up again.
    """

    tier: Tier
    kind: str
    read: str
    short: str
    binds_point_status: bool | None = None
    note: str | None = None


class Reference(NamedRow, frozen=True, kw_only=True, rename={"container_title": "container-title"}):
    """One entry of ``references.json``; everything but ``custom`` is plain CSL-JSON.

    Whether its link may be followed is asked in the loader, which knows the permitted hosts.
    """

    type: CslType
    title: str
    custom: Custom
    author: tuple[Name, ...] = ()
    issued: Issued | None = None
    container_title: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    DOI: str | None = None
    PMID: str | None = None
    PMCID: str | None = None
    ISBN: str | None = None
    URL: str | None = None

    def __post_init__(self) -> None:
        if not self.author and not (self.publisher or "").strip():
            raise ValueError("needs an 'author' or a 'publisher', so that a reader knows whose word it is")
        for field, form, such_as in IDENTIFIERS:
            value = getattr(self, field)
            if value is not None and not re.fullmatch(form, value):
                raise ValueError(f"'{field}' is {value!r}; expected it alone, such as '{such_as}'")

    @property
    def year(self) -> int | None:
        """The year of publication, or None where none was shown."""
        return self.issued.date_parts[0][0] if self.issued else None

    @property
    def name(self) -> str:
        """The source as running text names it: "WHO 1999", without a year where none was shown."""
        return f"{self.custom.short} {self.year or ''}".strip()
