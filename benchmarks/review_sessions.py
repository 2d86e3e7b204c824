"""Half a year of flashcards: is a card lost, are the dates those of FSRS, and how big is the record then.

    python -m pytest -s benchmarks/review_sessions.py

A simulated learner studies at 1,000 random moments in 180 days, at most 20 cards each time, with 20 new cards a day.
Every answer is saved in a record on the disk, and every date is held to what the `fsrs` library says when it is called
directly. Then the record is opened 20 times: made anew, and all cards, or all answers, read from it.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import fsrs
import pytest

from course_lib.records import record
from tests.review_sessions import Learner

SESSIONS, DAYS, AT_MOST, OPENED = 1000, 180, 20, 20


def test_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure as README says."""
    monkeypatch.setenv("COURSE_LIB_DATA", str(tmp_path))
    measure(tmp_path, SESSIONS, OPENED)


def measure(folder: Path, sessions: int, opened: int) -> None:
    """Fail where a card or a date is wrong; print size and times, and assert nothing about them."""
    learner = Learner(record(), seed=4)
    start = time.perf_counter()
    learner.review(sessions, DAYS, AT_MOST)
    each = 1000 * (time.perf_counter() - start) / learner.reviews

    kept = {card.id: card for card in record().cards()}
    assert set(kept) == set(learner.by_library)
    assert len(record().reviews()) == learner.reviews
    for name, card in kept.items():
        assert fsrs.Card.from_json(card.memory) == learner.by_library[name]
        assert card.due.astimezone(UTC) == learner.by_library[name].due

    size = (folder / "record.sqlite").stat().st_size
    print(f"\n{sessions} sessions, {DAYS} days: {learner.reviews} answers to {len(kept)} cards, none lost, no date off")
    print(f"the record: {size / 1e6:.2f} MB, {size / learner.reviews:.0f} bytes an answer")
    print(f"ms to choose a card and to keep its answer, on average: {each:.1f}")
    for words, read in {
        "opened, and all cards read": lambda: record().cards(),
        "opened, and all answers read": lambda: record().reviews(),
    }.items():
        times = [_milliseconds(read) for _ in range(opened)]
        print(f"ms, {words}: median {statistics.median(times):.1f}, most {max(times):.1f}")


def _milliseconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)
