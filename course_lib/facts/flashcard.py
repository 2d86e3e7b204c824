"""The kinds of flashcards: which table each is made from, what it asks, and how it answers."""

from typing import Annotated, Literal

from course_lib.facts._row import NamedRow, id_in

Table = Literal[
    "points", "point_hazards", "warning_signs", "session_steps", "positions", "clean_needle", "practitioner_signs",
    "consent_points", "needling_emergencies",
]  # fmt: skip


class FlashcardDeck(NamedRow, frozen=True, kw_only=True):
    """Cards that are studied together."""

    label: str


class FlashcardKind(NamedRow, frozen=True, kw_only=True):
    """One kind of card, made once for each row of ``table``.

    ``asks`` and each line of ``answer`` are templates: ``{row.field}`` is filled from the row. A line whose field is
    empty is left out. No ``answer`` means that the course composes it, as it does for points and their status.
    ``refs`` and ``reason`` (which part is our own) are added to the row's own.
    """

    deck: Annotated[str, id_in("flashcard_decks")]
    table: Table
    asks: str
    answer: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    reason: str | None = None
