"""Cards for a class: read the front aloud, let the class answer, then open the back. That needs no kernel."""

from dataclasses import dataclass
from typing import get_args

from course_lib import facts
from course_lib.facts.class_plan import ClassCard, Deck
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.choices.page import filled
from course_lib.tools.class_plan import CHEST_LINE
from course_lib.tools.signs.text import TITLES

DECKS: tuple[Deck, ...] = get_args(Deck)


@dataclass(frozen=True, repr=False)
class ClassCards:
    """The cards of one deck, to open one by one."""

    deck: str
    cards: tuple[ClassCard, ...]

    def __repr__(self) -> str:
        return f"Cards for a class: {self.deck}, {len(self.cards)} cards."

    def _repr_html_(self) -> str:
        return filled(
            "class_cards.html",
            cards=self.cards,
            chest_line=CHEST_LINE,
            titles=TITLES,
            assess_signs=assess_signs,
            in_words=in_words,
            evidence_label=evidence_label,
        )


def class_cards(deck: str) -> ClassCards:
    """Return the cards of one deck.

    Parameters
    ----------
    deck
        ``"myth"``, ``"myth for trainees"``, ``"role play"``, ``"teach-back"``, ``"misunderstandings"`` or
        ``"questions"``.

    Raises
    ------
    ValueError
        Where there is no such deck.
    """
    asked = " ".join(deck.lower().split()) if isinstance(deck, str) else ""
    if asked not in DECKS:
        named = f" called {asked[:30]!r}" if asked else " of that kind"
        raise ValueError(f"There is no deck of cards{named}; choose from {', '.join(DECKS)}.")
    return ClassCards(asked, tuple(card for card in facts.class_cards().values() if card.deck == asked))
