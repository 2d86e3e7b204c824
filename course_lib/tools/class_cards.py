"""Cards for a class: read the front aloud, let the class answer, then open the back. That needs no kernel."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import get_args

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.class_plan import ClassCard, Deck
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.class_plan import CHEST_LINE, STYLE, first_aloud, sources
from course_lib.tools.kit.card import prescribed
from course_lib.tools.signs.text import TITLES

DECKS: tuple[Deck, ...] = get_args(Deck)


@dataclass(frozen=True, repr=False)
class ClassCards:
    """The cards of one deck, each its front and its back as HTML."""

    deck: str
    cards: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"Cards for a class: {self.deck}, {len(self.cards)} cards."

    def _repr_html_(self) -> str:
        opened = "".join(
            f"<details><summary>{number}. {front}</summary>{back}</details>"
            for number, (front, back) in enumerate(self.cards, start=1)
        )
        fronts = prescribed("\n".join(front for front, _ in self.cards))
        return f'<style>{STYLE}</style><div class="course-class">{fronts}{opened}</div>'


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
    chosen = (card for card in facts.class_cards().values() if card.deck == asked)
    return ClassCards(asked, tuple(_both_sides(card) for card in chosen))


def _both_sides(card: ClassCard) -> tuple[str, str]:
    front, back = _front(card), "".join(_back(card))
    return front, back + prescribed(f"{front}\n{back}")


def _front(card: ClassCard) -> str:
    if card.other is not None:
        return (
            f"<strong>The caller:</strong> {escape(card.front or '')}<br>"
            f"<strong>Somebody beside her:</strong> “{escape(card.other)}”"
        )
    if card.front is not None:
        return f"“{escape(card.front)}”" if card.deck == "misunderstandings" else escape(card.front)
    return f"The article says: “{escape(facts.claims()[card.claims[0]].article_says)}” Myth or evidence?"


def _back(card: ClassCard) -> Iterator[str]:
    """Yield what opens: our lead, the call, the statements, the sources. In a role play the call is the answer."""
    if card.moves_legs:
        yield first_aloud()
    if card.deck == "teach-back":
        yield "<p><strong>Listen for:</strong></p>"
    lead = f"<p>{escape(card.says)}</p>" if card.says else ""
    if card.deck == "role play":
        yield from _call(card)
        yield f"<p><strong>She answers the voice:</strong> “{escape(card.answer or '')}”</p>{lead}"
    else:
        yield lead
        yield from _call(card)
    claims = [facts.claims()[each] for each in card.claims]
    for claim in claims:
        instructs = claim.instructs
        if card.front is None:
            told = in_words(claim).removeprefix(str(evidence_label(claim)))
            finer = told.partition(", certainty")[0] if instructs else told
            yield f"<p><strong>{escape(str(evidence_label(claim)))}</strong>{escape(finer)}.</p>"
            yield f"<p>{escape(claim.course_statement)}</p>"
        else:
            sure = claim.certainty.replace("-", " ")
            label = "" if instructs else f" <small>How sure we are: {sure}.</small>"
            yield f"<p>{escape(claim.course_statement)}{label}</p>"
    numbers = [facts.numbers()[each] for each in card.numbers]
    yield from (f"<p>{escape(number.says)}</p>" for number in numbers)
    options = [facts.decision_options()[each] for each in card.options]
    yield from (f"<p><strong>{escape(each.name)}, risks:</strong> {escape(each.risks)}</p>" for each in options)
    medicines = [facts.medicines()[each] for each in card.medicines]
    yield from (f"<p>{escape(each.says)}</p>" for each in medicines)
    signs = [facts.warning_signs()[each] for each in card.signs]
    rest_on = (each.refs for rows in (signs, claims, numbers, options, medicines) for each in rows)
    yield sources(chain.from_iterable(rest_on))


def _call(card: ClassCard) -> Iterator[str]:
    """Yield when to call, what to say, and what to leave alone until then."""
    if not card.signs:
        return
    found = assess_signs(card.signs)
    yield f"<p><strong>{escape(TITLES[found.urgency])}.</strong> {escape(found.say)}</p>"
    yield from (f"<p><strong>She can say:</strong> “{escape(sign.tell)}”</p>" for sign in found.signs)
    yield from (f"<p>{escape(sign.meanwhile)}</p>" for sign in found.signs if sign.meanwhile)
    if found.urgency is Urgency.CALL_NOW:
        yield f"<p>{escape(CHEST_LINE)}</p>"
