"""Flashcards for trainees: what is due first, then something new. When a card comes back is FSRS's affair."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import ipywidgets as widgets

from course_lib import facts
from course_lib.records import RecordError, record
from course_lib.tools.cards.deck import Flashcard
from course_lib.tools.cards.deck import flashcards as all_cards
from course_lib.tools.cards.memory import NEW_A_DAY, RATINGS, Queue, Study, in_words
from course_lib.tools.cards.text import PARTS, anki_link, answer
from course_lib.tools.kit.fields import button, field, on_change
from course_lib.tools.kit.her_page import HerPage, checked_clock
from course_lib.tools.kit.html import part
from course_lib.tools.kit.tool import Tool

SHOW, AGAIN = "Show the answer", "Look for cards again"
DONE = "Nothing is due now, and no new card is left for today."
NEW_LIMITS = (0, 10, NEW_A_DAY, 50)


def _now() -> datetime:
    return datetime.now(UTC)


class Flashcards(Tool):
    """One question at a time, its answer on request, and four buttons that say when the card would come back."""

    def __init__(self, now: Callable[[], datetime] = _now) -> None:
        self.record, self.cards = record(), all_cards()
        self.study, self._page = Study(self.record, checked_clock(now, datetime)), HerPage(self.look)
        self.card: Flashcard | None = None
        """The card on the screen."""
        decks = [(deck.label, name) for name, deck in facts.flashcard_decks().items()]
        self.deck = field(widgets.Dropdown, "Cards", options=[("All decks", ""), *decks])
        self.limit = field(widgets.Dropdown, "New cards a day", options=NEW_LIMITS, value=NEW_A_DAY)
        self.counts, self.asks, self.said, self.told = (widgets.HTML() for _ in range(4))
        self.main = button(SHOW, self._press, button_style="primary")
        self.ratings = {name: button("", partial(self._rate, name)) for name in RATINGS}
        self.rate = widgets.HBox(tuple(self.ratings.values()), layout={"flex_flow": "row wrap"})
        self.export, self.link = button("Make a file for Anki", self._export), widgets.HTML()
        parts = (self.deck, self.limit, self.counts, self.asks, self.main, self.said, self.rate, self.told)
        foot = (self.export, self.link, self._page)
        super().__init__([*parts, *foot], "choices", "own", "flashcards")
        on_change(self.look, self.deck, self.limit)
        self._page.begin()

    def look(self, told: str = "") -> None:
        """Read the record, as another notebook may have written to it, and put the next card on the screen."""
        self.card, self.said.value, self.link.value = None, "", ""
        self._offer(answered=False)
        try:
            queue = self.study.queue(self._chosen(), self.limit.value)
            told = f"{told} {self.record.news()}"
        except RecordError as error:
            self.counts.value = self.asks.value = ""
            self.main.description, told = AGAIN, f"{told} Your cards cannot be shown. {error}"
        else:
            self._ask(queue)
        self._tell(told)

    def _chosen(self) -> dict[str, Flashcard]:
        return {name: card for name, card in self.cards.items() if self.deck.value in ("", card.deck)}

    def _ask(self, queue: Queue) -> None:
        """Show the question of the first card, or say that there is none, and when there will be."""
        next_due = self.study.wait(queue.next_due) if queue.next_due else ""
        self.counts.value = part("counts", queue, next_due, self.record.where, of=PARTS)
        self.card = next((self.cards[name] for name in (*queue.due, *queue.new)), None)
        self.main.description = SHOW if self.card else AGAIN
        asked = part("asks", self.card, not queue.due, of=PARTS) if self.card else part("no_card", DONE, of=PARTS)
        self.asks.value = asked

    def _press(self) -> None:
        """Show the answer; where no card is left, look again."""
        if self.card is None:
            self.look()
            return
        try:
            waits = self.study.intervals(self.card.id)
        except RecordError as error:
            self._tell(f"Your cards cannot be read. {error}")
            return
        for name, rating in self.ratings.items():
            rating.description = f"{name}: {in_words(waits[name])}"
        self.said.value = part("answered", answer(self.card), of=PARTS)
        self._tell("")
        self._offer(answered=True)
        self.ratings["Again"].focus()  # the next key: the first of four, and the one that does no harm by mistake

    def _rate(self, name: str) -> None:
        if self.card is None or not self.said.value:
            return
        try:
            due = self.study.rate(self.card.id, name)
        except RecordError as error:
            self._tell(f"Not saved: the answer is still here. {error}")
            return
        self.look(f"{name}: this card comes back {self.study.wait(due)}.")
        self.main.focus()

    def _offer(self, answered: bool) -> None:
        """Offer either the button that shows the answer or the four ratings; they are the same objects throughout."""
        self.main.layout.display = "none" if answered else ""
        self.rate.layout.display = "" if answered else "none"

    def _export(self) -> None:
        self.link.value = anki_link(self._chosen().values())

    def _tell(self, text: str) -> None:
        self.told.value = part("status", text.strip()) if text.strip() else ""

    def __repr__(self) -> str:
        decks = len(facts.flashcard_decks())
        return f"Flashcards: {len(self.cards)} cards in {decks} decks. Yours are {self.record.where}."


def flashcards(now: Callable[[], datetime] = _now) -> Flashcards:
    """Return the flashcards, with what was learned before.

    Parameters
    ----------
    now
        Gives the present moment: with a time zone, or naive and then local. The default counts in UTC, so that the
        hour that a change of clocks repeats is not taken for the one before.
    """
    return Flashcards(now)
