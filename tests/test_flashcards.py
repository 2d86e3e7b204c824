"""The flashcards without a kernel: what they say, when they come back, what is kept, what Anki gets."""

import base64
import csv
import html
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs
import msgspec
import pytest

import course_lib
from course_lib import facts
from course_lib.records import Card, Record, RecordError, Review, record
from course_lib.records.learner import SCHEMA
from course_lib.records.store import MemoryStore
from course_lib.rules.medicines import names_a_medicine
from course_lib.rules.point_safety import WEEKS, assess_point
from course_lib.tools.cards import flashcards as tool_module
from course_lib.tools.cards.deck import flashcards as deck
from course_lib.tools.cards.memory import Study, in_words
from course_lib.tools.cards.text import ANKI_HEADER, anki, answer
from course_lib.tools.selector.details import author_year
from tests.expected_statuses import FLOOR, STRICTNESS
from tests.review_sessions import Learner

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = {"A practitioner may consider.": "allowed", "Only with special care.": "caution", "Avoid.": "avoid"}


class Clock:
    """A clock that moves only when told."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def wait(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mine() -> Record:
    """A record that is fast because it reaches no disk; what the tool keeps on the disk is tested with `hers`."""
    return Record(MemoryStore(SCHEMA))


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def said(card: str) -> str:
    return words(answer(deck()[card]))


# --- what the cards say

SAMPLE = {  # read in the evidence, not in the course's own files
    "name:SP6": ("Three Yin Intersection", "Sānyīnjiāo", "三陰交", "三阴交", "さんいんこう", "SP Spleen", "WHO 2008"),
    "place:LR3": ("metatarsal",),
    "measure:SP6": ("3 of 15 B-cun", "prominence of the medial malleolus", "medial border of the tibia"),
    "measure:BL57": ("8 of 16 B-cun", "popliteal crease", "derived"),
    "under:SP6": ("posterior tibial", "tibial nerve", "Guangming textbook"),
    "harm:peroneal-nerve": ("three published cases", "drop foot", "Sato"),
    "harm:lung": ("neumothorax",),
    "status:SP6:20": ("Avoid.", "Guangming textbook", "AACP 2012"),
    "status:ST36:8": ("Only with special care.", "Sources: the article; WHO 1999."),
    "status:ST36:14": ("A practitioner may consider.",),
    "status:LR3:13": ("Avoid.",),
    "status:LR3:14": ("Only with special care.",),
    "sign:breathless": ("emergency now", "Call the emergency number"),
    "sign:one-leg-swollen": ("call now, day or night", "emergency if it comes with any chest sign", "RCOG"),
    "sign:cramps-break-sleep": ("next visit",),
    "stop:clot": ("deep-vein thrombosis", "no massage, pressure or needles", "emergency number"),
    "position:late": ("Avoid: flat on the back; prone.", "wedge under the right hip"),
    "position:dizzy": ("turn to the left side at once",),
    "clean:hands": ("rinse 15 seconds", "WHO 1999"),
    "step:needles-in": ("10 to 30 minutes.",),
    "consent:no-trial": ("benefit is unknown", "Cochrane"),
    "emergency:faint": ("left side", "Never:", "Emergency number, now"),
}  # fmt: skip


@pytest.mark.parametrize("card", SAMPLE)
def test_a_card_says_what_the_evidence_says(card: str) -> None:
    text = said(card)
    assert [part for part in SAMPLE[card] if part.lower() not in text.lower()] == []


def test_every_row_of_every_table_has_its_card() -> None:
    for table, kind in {
        "warning_signs": "sign", "practitioner_signs": "stop", "needling_emergencies": "emergency",
        "positions": "position", "clean_needle": "clean", "consent_points": "consent", "session_steps": "step",
        "point_hazards": "harm", "points": "name",
    }.items():  # fmt: skip
        assert {f"{kind}:{row}" for row in getattr(facts, table)()} <= set(deck()), table
    assert {card.deck for card in deck().values()} == set(facts.flashcard_decks())
    assert all(name == card.id for name, card in deck().items())


def test_every_card_shows_a_source_or_says_that_it_is_our_own_and_why() -> None:
    for name, card in deck().items():
        assert card.refs or card.own, name
        for each in card.refs:
            assert author_year(each) in said(name)
        assert "Not reviewed by a clinician" in said(name)
        assert card.answer
        assert all(line.text for line in card.answer)


def test_nothing_is_left_unfilled() -> None:
    for card in deck().values():
        for text in (card.asks, *(line.text for line in card.answer)):
            assert not re.search(r"[{}<>\t\n]|None|\(\)|\.\.|Row\(", text), (card.id, text)


def test_questions_differ() -> None:
    assert len({card.asks for card in deck().values()}) == len(deck())


def test_no_status_card_is_looser_than_the_rule_or_than_any_binding_source() -> None:
    asked = [card for card in deck() if card.startswith("status:")]
    for card in asked:
        _, code, week = card.split(":")
        verdict = assess_point(code, int(week))
        shown = WORDS[deck()[card].answer[0].text]
        assert shown == verdict.status
        assert STRICTNESS[shown] >= STRICTNESS[FLOOR[code][int(week)]]
        assert deck()[card].answer[1].text == verdict.reason
        assert deck()[card].asks == f"{code} in week {week}, by this course's rule?"


def test_status_is_asked_in_each_trimester_and_on_both_sides_of_every_change() -> None:
    for code in facts.points():
        status = [assess_point(code, week).status for week in WEEKS]
        changes = {week for week in WEEKS[1:] if status[week] != status[week - 1]}
        for week in {8, 20, 32} | changes | {week - 1 for week in changes}:
            assert f"status:{code}:{week}" in deck()


def test_only_what_binds_is_given_as_the_source_of_a_status() -> None:
    assert deck()["status:KI1:20"].refs == (), "no source that binds speaks of it"
    also = said("status:BL23:20").partition("does not build on it")
    assert "Xiao Lan" in also[2]
    assert "Xiao Lan" not in also[0]
    assert "Guangming textbook" in said("status:LI4:20").partition("Sources:")[2]


# --- when they come back


def test_due_dates_are_the_librarys_own_and_no_card_is_lost(hers: Path) -> None:
    """Reduced: 25 sessions of at most 4 cards over 180 days; benchmarks/review_sessions.py has 1,000 of at most 20."""
    learner = Learner(record(), seed=1)
    learner.review(sessions=25, days=180, at_most=4)
    kept = {card.id: card for card in record().cards()}
    assert set(kept) == set(learner.by_library)
    assert len(record().reviews()) == learner.reviews > 60
    for name, card in kept.items():
        assert fsrs.Card.from_json(card.memory) == learner.by_library[name]
        assert card.due.astimezone(UTC) == learner.by_library[name].due


def test_two_learners_with_the_same_answers_get_the_same_dates(mine: Record, clock: Clock) -> None:
    """No random shift: the library would add one unless told not to."""
    study = Study(mine, clock)
    for card in list(deck())[:12]:
        study.rate(card, "Easy")
    assert {card.due for card in mine.cards()} == {mine.cards()[0].due}


def test_oldest_due_first_then_new_ones_up_to_the_days_limit(mine: Record, clock: Clock) -> None:
    study, cards = Study(mine, clock), list(deck())
    assert study.queue(deck()).new == tuple(cards[:20])
    for card in cards[:3]:
        study.rate(card, "Good")
        clock.wait(minutes=2)
    queue = study.queue(deck(), new_a_day=5)
    assert queue.due == ()
    assert queue.next_due == NOON + timedelta(minutes=10)
    assert queue.new == tuple(cards[3:5]), "three of five were begun today"
    clock.wait(minutes=20)
    study.rate(cards[1], "Again")
    clock.wait(hours=1)
    assert study.queue(deck(), new_a_day=3) == type(queue)((cards[0], cards[2], cards[1]), (), None)
    clock.wait(days=1)
    queue = study.queue(deck(), new_a_day=5)
    assert queue.due == (cards[0], cards[2], cards[1])
    assert queue.new == tuple(cards[3:8]), "a new day, and old cards do not count"
    study.rate(cards[0], "Good")
    assert study.queue(deck(), new_a_day=5).new == tuple(cards[3:8])


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its time zone for one test")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_eight_days_stay_eight_days_when_the_clocks_go_forward(mine: Record) -> None:
    clock = Clock(datetime(2026, 3, 28, 20))  # her own clock, an hour ahead of UTC; the next night it goes forward
    study = Study(mine, clock)
    due = study.rate("sign:fever", "Easy")
    assert due == datetime(2026, 4, 5, 19, tzinfo=UTC)
    (kept,) = mine.cards()
    assert (kept.at, kept.due) == (datetime(2026, 3, 28, 20), datetime(2026, 4, 5, 21))
    clock.moment = datetime(2026, 4, 5, 20, 59)
    assert study.queue(deck()).due == ()
    clock.moment = datetime(2026, 4, 5, 21)
    assert study.queue(deck()).due == ("sign:fever",)


@pytest.mark.usefixtures("berlin")
def test_the_hour_that_comes_twice_is_not_waited_for_twice(mine: Record) -> None:
    clock = Clock(datetime(2026, 10, 25, 0, 55, tzinfo=UTC))  # 02:55 in Berlin; five minutes later it is 02:00 again
    study = Study(mine, clock)
    study.rate("sign:fever", "Good")
    clock.wait(minutes=9)
    assert study.queue(deck()).due == ()
    clock.wait(minutes=1)
    assert study.queue(deck()).due == ("sign:fever",)
    assert study.rate("sign:fever", "Good") == clock.moment + timedelta(days=2)
    assert [review.at.hour for review in mine.reviews()] == [2, 2]


def test_a_clock_that_was_set_back_loses_nothing(mine: Record, clock: Clock) -> None:
    study = Study(mine, clock)
    study.rate("sign:fever", "Easy")
    clock.wait(days=-30)
    assert study.rate("sign:fever", "Good") > NOON
    assert len(mine.reviews()) == 2


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        ({"seconds": 0}, "in 1 minute"),
        ({"minutes": 5.5}, "in 6 minutes"),
        ({"minutes": 59}, "in 59 minutes"),
        ({"minutes": 61}, "in 1 hour"),
        ({"hours": 23}, "in 23 hours"),
        ({"days": 1}, "in 1 day"),
        ({"days": 217}, "in 217 days"),
    ],
)
def test_waiting_in_words(wait: dict[str, float], expected: str) -> None:
    assert in_words(timedelta(**wait)) == expected


# --- what somebody did to the record

BROKEN = {
    "nothing": "",
    "no JSON": "due soon",
    "a list": "[]",
    "null": "null",
    "empty": "{}",
    "no time zone": '{"card_id": 0, "state": 2, "step": null, "stability": 3.0, "difficulty": 5.0, '
    '"due": "2026-03-05T12:00:00", "last_review": "2026-03-02T12:00:00"}',
    "not a number": '{"card_id": 0, "state": 2, "step": null, "stability": NaN, "difficulty": 5.0, '
    '"due": "2026-03-05T12:00:00+00:00", "last_review": "2026-03-02T12:00:00+00:00"}',
    "no such state": '{"card_id": 0, "state": 9, "step": null, "stability": 3.0, "difficulty": 5.0, '
    '"due": "2026-03-05T12:00:00+00:00", "last_review": "2026-03-02T12:00:00+00:00"}',
    "never reviewed": '{"card_id": 0, "state": 1, "step": 0, "stability": null, "difficulty": null, '
    '"due": "2026-03-05T12:00:00+00:00", "last_review": null}',
    "no step": '{"card_id": 0, "state": 3, "step": null, "stability": 3.0, "difficulty": 5.0, '
    '"due": "2026-03-05T12:00:00+00:00", "last_review": "2026-03-02T12:00:00+00:00"}',
}


@pytest.mark.parametrize("memory", BROKEN.values(), ids=list(BROKEN))
def test_a_memory_that_cannot_be_read_is_worked_out_again_from_the_answers(
    memory: str, mine: Record, clock: Clock
) -> None:
    study = Study(mine, clock)
    study.rate("sign:fever", "Good")
    clock.wait(minutes=11)
    due = study.rate("sign:fever", "Good")
    (card,) = mine.cards()
    mine.save(msgspec.structs.replace(card, memory=memory))
    assert study.queue(deck()).next_due == due
    clock.wait(days=3)
    assert study.queue(deck()).due == ("sign:fever",)
    study.rate("sign:fever", "Easy")
    assert fsrs.Card.from_json(mine.cards()[0].memory).stability


def test_a_card_without_any_answer_is_asked_soon(mine: Record, clock: Clock) -> None:
    mine.save(Card(id="sign:fever", at=datetime(2026, 3, 1, 8), due=datetime(2030, 1, 1), memory=""))
    assert Study(mine, clock).queue(deck()).due == ("sign:fever",)


def test_a_card_that_the_course_no_longer_has_stays_in_the_record_and_is_not_asked(mine: Record, clock: Clock) -> None:
    study = Study(mine, clock)
    study.rate("status:XX99:20", "Again")
    clock.wait(days=1)
    assert study.queue(deck()).due == ()
    assert [card.id for card in mine.cards()] == ["status:XX99:20"]


# --- the tool


def answered(tool: tool_module.Flashcards, rating: str) -> str:
    """Show the answer of the card on the screen, and rate it."""
    assert tool.card is not None
    card = tool.card.id
    tool.main.click()
    tool.ratings[rating].click()
    return card


def test_a_card_is_asked_answered_rated_and_kept(hers: Path, clock: Clock) -> None:
    tool = tool_module.flashcards(clock)
    first = tool.card
    assert first is not None
    assert words(tool.counts.value) == "0 due, 20 new for today. Your cards are kept in your own file on this computer."
    assert first.asks in words(tool.asks.value)
    assert tool.said.value == ""
    assert tool.rate.layout.display == "none"
    tool.ratings["Good"].click()
    assert record().cards() == (), "nothing is rated before its answer was shown"
    tool.main.click()
    assert words(tool.said.value) == said(first.id)
    assert (tool.rate.layout.display, tool.main.layout.display) == ("", "none")
    assert [button.description for button in tool.ratings.values()] == [
        "Again: in 1 minute", "Hard: in 6 minutes", "Good: in 10 minutes", "Easy: in 8 days",
    ]  # fmt: skip
    tool.ratings["Easy"].click()
    assert words(tool.told.value) == "Easy: this card comes back in 8 days."
    assert words(tool.counts.value).startswith("0 due, 19 new for today. Next: in 8 days.")
    assert tool.card is not first
    assert [card.id for card in record().cards()] == [first.id]
    assert record().reviews()[0] == Review(
        id=record().reviews()[0].id, at=NOON.astimezone().replace(tzinfo=None), card=first.id, rating=4
    )


def test_a_deck_and_a_limit_are_chosen(hers: Path, clock: Clock) -> None:
    tool = tool_module.flashcards(clock)
    tool.main.click()
    for name in facts.flashcard_decks():
        tool.deck.value = name
        assert tool.card is not None
        assert tool.card.deck == name
        assert tool.said.value == "", "an answer must not stand beside another question"
    tool.limit.value = 0
    assert tool.card is None
    assert words(tool.asks.value) == tool_module.DONE
    assert tool.main.description == tool_module.AGAIN
    tool.limit.value = 10
    assert tool.main.description == tool_module.SHOW


def test_two_notebooks_side_by_side_agree(hers: Path, clock: Clock) -> None:
    one, two = tool_module.flashcards(clock), tool_module.flashcards(clock)
    card = answered(one, "Good")
    assert two.card is not None
    assert two.card.id == card, "asked before the other notebook answered"
    clock.wait(minutes=11)
    two.main.click()
    assert two.ratings["Good"].description == "Good: in 2 days", "it is not new any more"
    two.ratings["Good"].click()
    assert len(record().reviews()) == 2
    assert len(record().cards()) == 1
    one.look()
    assert "1 due" not in one.counts.value


def test_what_could_not_be_saved_stays_on_the_screen(hers: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise RecordError("This could not be saved: the disk is full. Make some room and try again.")

    tool = tool_module.flashcards(clock)
    tool.main.click()
    card, shown = tool.card, tool.said.value
    with monkeypatch.context() as disk:
        disk.setattr(Record, "save_all", full)
        tool.ratings["Hard"].click()
    assert (tool.card, tool.said.value) == (card, shown)
    assert words(tool.told.value).startswith("Not saved: the answer is still here. This could not be saved: the disk")
    assert record().cards() == ()
    tool.ratings["Hard"].click()
    assert len(record().cards()) == len(record().reviews()) == 1


def test_a_record_that_cannot_be_read_is_said_and_can_be_tried_again(
    hers: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object) -> None:
        raise RecordError("Somebody changed your file by hand, and the course cannot read it so.")

    tool = tool_module.flashcards(clock)
    with monkeypatch.context() as disk:
        disk.setattr(Record, "cards", changed)
        tool.main.click()
        assert words(tool.told.value).startswith("Your cards cannot be read. Somebody changed your file")
        tool.look()
        assert words(tool.told.value).startswith("Your cards cannot be shown. Somebody changed your file")
        assert tool.asks.value == ""
    assert tool.main.description == tool_module.AGAIN
    tool.main.click()
    assert tool.card is not None


def test_a_damaged_file_is_mended_and_said_once(hers: Path, clock: Clock) -> None:
    card = answered(tool_module.flashcards(clock), "Easy")
    (hers / "record.sqlite").write_bytes(b"garbage" * 999)
    tool = tool_module.flashcards(clock)
    assert "put back from its second copy" in tool.told.value
    assert tool.card is not None
    assert tool.card.id != card


def test_in_the_class_view_nothing_is_stored(hers: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    record().delete_everything()
    tool = tool_module.flashcards(clock)
    card = answered(tool, "Good")
    assert "in the class view nothing is stored" in tool.counts.value
    assert [each.id for each in record().cards()] == [card]
    assert not hers.exists()
    record().delete_everything()


def test_its_text_in_a_notebook_changes_with_nothing(hers: Path, clock: Clock) -> None:
    tool = tool_module.flashcards(clock)
    before = repr(tool)
    answered(tool, "Good")
    assert repr(tool) == before == repr(course_lib.flashcards())
    assert before.startswith("Flashcards: ")


# --- Anki


def notes() -> tuple[list[str], list[list[str]]]:
    """Read the export as Anki does: header lines first, then rows."""
    lines = anki(deck().values()).split("\n")
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    return head, list(csv.reader(lines[len(head) : -1], delimiter="\t", strict=True))


def test_anki_reads_the_header_and_every_card_stands_in_one_row() -> None:
    head, rows = notes()
    assert head == list(ANKI_HEADER)
    assert head[0] == "#separator:tab", "the other lines are read with it"
    columns = {line[1:].partition(" column:")[0]: int(line[-1]) for line in head if " column:" in line}
    assert columns == {"guid": 1, "deck": 2}
    assert {len(row) for row in rows} == {4}
    assert [row[0] for row in rows] == [f"leg-cramps-course:{card}" for card in deck()]
    assert len({row[2] for row in rows}) == len(rows), "the first field tells notes apart too"
    assert {row[1].partition("::")[0] for row in rows} == {"Leg cramps in pregnancy"}


def test_anki_finds_its_note_type_in_any_language_and_leaves_her_own_tags() -> None:
    """Anki 25.02 takes of several note types the one it has, and maps columns to fields in order if none is named."""
    head, _ = notes()
    types = [line.removeprefix("#notetype:") for line in head if line.startswith("#notetype:")]
    assert {"Basic", "Einfach", "基本", "Basique", "Básico", "问答题", "基本型", "Простая"} <= set(types)
    assert len(types) == len(set(types)) >= 40
    assert not [line for line in head if line.startswith("#columns")], "fields have other names in other languages"
    assert "#tags:leg-cramps-course not-reviewed" in head, "a column of tags replaces hers, this line adds to them"


def test_anki_gets_the_same_words_with_sources_and_the_review_line() -> None:
    _, rows = notes()
    for row, card in zip(rows, deck().values(), strict=True):
        asked, line, _ = html.unescape(row[2]).partition('<p class="prescribed">')
        assert asked == card.asks
        assert bool(line) == names_a_medicine(card.asks)
        assert words(row[3]) == said(card.id)
        assert "Not reviewed by a clinician" in row[3]
    assert '<p lang="ja">' in next(row[3] for row in rows if row[0].endswith("name:SP6"))


def test_the_link_holds_the_chosen_deck(hers: Path, clock: Clock) -> None:
    tool = tool_module.flashcards(clock)
    assert tool.link.value == ""
    tool.deck.value = "signs"
    tool.export.click()
    encoded = re.search(r'download="([^"]+\.txt)" href="data:text/plain;charset=utf-8;base64,([^"]+)"', tool.link.value)
    assert encoded
    text = base64.b64decode(encoded[2]).decode()
    assert text == anki(card for card in deck().values() if card.deck == "signs")
    tool.deck.value = "points"
    assert tool.link.value == "", "a link must not offer another deck than the one chosen"
