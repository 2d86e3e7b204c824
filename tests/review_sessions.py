"""A learner who reviews flashcards for half a year, beside the library asked directly. For a test and a benchmark."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import fsrs

from course_lib.records import Record
from course_lib.tools.cards.deck import flashcards
from course_lib.tools.cards.memory import Study

BEGINS = datetime(2026, 2, 1, 6, tzinfo=UTC)
HOW_IT_GOES = {"Again": 12, "Hard": 15, "Good": 60, "Easy": 13}
"""How often of 100 each rating is given."""


@dataclass
class Learner:
    """Studies from a record; ``by_library`` is what the library, called directly, makes of the same answers."""

    record: Record
    seed: int
    moment: datetime = BEGINS
    by_library: dict[str, fsrs.Card] = field(default_factory=dict)
    reviews: int = 0

    def __post_init__(self) -> None:
        self.study = Study(self.record, lambda: self.moment)
        self.scheduler = fsrs.Scheduler(enable_fuzzing=False)
        self.chance = random.Random(self.seed)

    def review(self, sessions: int, days: int, at_most: int) -> None:
        """Study in sessions at random moments, each of a few cards; compare with the library after every answer."""
        starts = sorted(self.chance.randrange(days * 24 * 60) for _ in range(sessions))
        for start in starts:
            self.moment = max(self.moment, BEGINS + timedelta(minutes=start))
            for _ in range(at_most):
                queue = self.study.queue(flashcards())
                assert queue.due == self.due_by_library()
                if not queue.due + queue.new:
                    break
                self.answer((queue.due + queue.new)[0])

    def answer(self, card: str) -> None:
        """Rate one card and hold the date to the library's."""
        (rating,) = self.chance.choices(list(HOW_IT_GOES), list(HOW_IT_GOES.values()))
        memory = self.by_library.get(card) or fsrs.Card(card_id=0, due=self.moment)
        self.by_library[card], _ = self.scheduler.review_card(memory, fsrs.Rating[rating], self.moment)
        assert self.study.rate(card, rating) == self.by_library[card].due
        self.reviews += 1
        self.moment += timedelta(seconds=self.chance.randrange(4, 40))

    def due_by_library(self) -> tuple[str, ...]:
        """The cards that are due now, oldest first."""
        due = {name: card.due for name, card in self.by_library.items() if card.due <= self.moment}
        return tuple(sorted(due, key=lambda name: (due[name], name)))
