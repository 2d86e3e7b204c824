"""When a flashcard comes back: FSRS on the learner's own record.

FSRS counts in UTC, the record in the time on her wall. Here a moment may be either, and is turned into UTC at once.
What is due is decided by the scheduler's own UTC: neither a change of clocks nor a flight loses or doubles an hour.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import inf, isfinite

import fsrs

from course_lib.records import Card, Record, Review

SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)
"""The library's own defaults, without its small random shift of each date: what is promised is what happens."""
NEW_A_DAY = 20
RATINGS = {rating.name: rating for rating in fsrs.Rating}
"""Again, Hard, Good, Easy."""


@dataclass(frozen=True)
class Queue:
    """The ids of the cards to study, in order, and when the next of the others comes back."""

    due: tuple[str, ...]
    new: tuple[str, ...]
    """No more than may still be begun today."""
    next_due: datetime | None
    """In UTC; None where no other card was begun."""


class Study:
    """The cards of one learner. Every question looks into her record again, so that two open notebooks agree.

    Parameters
    ----------
    record
        Hers; its `RecordError` is not caught here.
    now
        The present moment: with a time zone, or naive and then local.
    """

    def __init__(self, record: Record, now: Callable[[], datetime]) -> None:
        self._record, self._now = record, now
        self._day: date | None = None
        self._begun_before: frozenset[str] = frozenset()

    def queue(self, ids: Collection[str], new_a_day: int = NEW_A_DAY) -> Queue:
        """Sort some cards, given in the order in which they are to be met: oldest due first, then new ones.

        The limit counts every card begun today, of these or not.
        """
        now = self._moment()
        rows = self._record.cards()
        due = {row.id: self._recalled(row).due for row in rows if row.id in ids}
        left = max(0, new_a_day - self._begun_today(rows, now))
        return Queue(
            due=tuple(name for moment, name in sorted(zip(due.values(), due, strict=True)) if moment <= now),
            new=tuple([name for name in ids if name not in due][:left]),
            next_due=min((moment for moment in due.values() if moment > now), default=None),
        )

    def intervals(self, card: str) -> dict[str, timedelta]:
        """Return after how long a card would come back, for each rating by name."""
        now, memory = self._moment(), self._memory(card)
        return {name: _reviewed(memory, rating, now).due - now for name, rating in RATINGS.items()}

    def rate(self, card: str, rating: str) -> datetime:
        """Keep an answer, with the card's new memory, in one step; return when it comes back (UTC)."""
        now = self._moment()
        memory = _reviewed(self._memory(card), RATINGS[rating], now)
        at = _on_her_wall(now)
        kept = Card(id=card, at=at, due=_on_her_wall(memory.due), memory=memory.to_json())
        self._record.save_all([kept, Review(at=at, card=card, rating=RATINGS[rating].value)])
        return memory.due

    def wait(self, moment: datetime) -> str:
        """Return in words how long it is from now until a moment."""
        return in_words(moment - self._moment())

    def _moment(self) -> datetime:
        return self._now().astimezone(UTC).replace(microsecond=0)

    def _memory(self, card: str) -> fsrs.Card | None:
        row = next((row for row in self._record.cards() if row.id == card), None)
        return None if row is None else self._recalled(row)

    def _recalled(self, row: Card) -> fsrs.Card:
        """Return what the scheduler kept; where that cannot be read, what follows from the answers in the record."""
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            memory = fsrs.Card.from_json(row.memory)
            if _is_sound(memory):
                return memory
        return _from_answers(row, self._record.reviews())

    def _begun_today(self, rows: Iterable[Card], now: datetime) -> int:
        """Count the cards whose first review is of her present day: seen today, and in no review of days before."""
        today = _on_her_wall(now).date()
        if self._day != today:
            earlier = (review.card for review in self._record.reviews() if review.at.date() < today)
            self._day, self._begun_before = today, frozenset(earlier)
        return sum(row.at.date() == today and row.id not in self._begun_before for row in rows)


def in_words(wait: timedelta) -> str:
    """Return a time to wait as people say it: "in 10 minutes", "in 4 days"."""
    minutes = max(1, -(-wait // timedelta(minutes=1)))
    size, unit = next(unit for unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")) if minutes >= unit[0])
    number = round(minutes / size)
    return f"in {number} {unit}{'' if number == 1 else 's'}"


def _reviewed(memory: fsrs.Card | None, rating: fsrs.Rating, now: datetime) -> fsrs.Card:
    """Return a card's memory after an answer; a clock that was set back does not make time run backward."""
    if memory is None:
        memory = fsrs.Card(card_id=0, due=now)  # the library's own number is not used: ours are words
    card, _ = SCHEDULER.review_card(memory, rating, max(now, memory.last_review or now))
    return card


def _from_answers(row: Card, reviews: Iterable[Review]) -> fsrs.Card:
    """Work a memory out again; without a single answer the card is due at once, as if forgotten."""
    memory: fsrs.Card | None = None
    for review in reviews:
        if review.card == row.id:
            memory = _reviewed(memory, fsrs.Rating(review.rating), review.at.astimezone(UTC))
    return memory or _reviewed(None, fsrs.Rating.Again, row.at.astimezone(UTC))


def _is_sound(memory: fsrs.Card) -> bool:
    """Whether the scheduler can go on from here; every memory that we keep has been reviewed."""
    if memory.last_review is None or memory.stability is None or memory.difficulty is None:
        return False
    in_utc = memory.due.tzinfo == memory.last_review.tzinfo == UTC
    steps = memory.state is fsrs.State.Review or (isinstance(memory.step, int) and memory.step >= 0)
    return in_utc and steps and 0 < memory.stability < inf and isfinite(memory.difficulty)


def _on_her_wall(moment: datetime) -> datetime:
    return moment.astimezone().replace(tzinfo=None)
