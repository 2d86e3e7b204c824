"""The checklist for a visit, without a kernel: a tick brings the sentence of the facts, bad input one sentence."""

import json
import re

import pytest

from course_lib import care_checklist, facts
from course_lib.rules.gestation import AFTER_44_WEEKS, TYPE_PLUS, TYPE_WEEKS, week_grammar
from course_lib.rules.medicines import PRESCRIBED, names_a_medicine
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.decision_aid import call_first, never_needled
from course_lib.tools.kit.card import NOT_REVIEWED, STAYS_HERE
from tests.choices import shown, told, words

TITLE = "What I tell my practitioner"
NOTHING_TICKED = "You ticked nothing. This list does not ask about everything, so tell them what else you live with."


def card(chosen: dict[str, list[str]] | None = None, **typed: str) -> str:
    return told(shown(care_checklist(), chosen, **typed).select_one(".course-card"))


def wrong(**typed: str) -> str:
    return " ".join(words(alert) for alert in shown(care_checklist(), None, **typed).select("[role=alert]"))


@pytest.mark.parametrize("name", list(facts.circumstances()))
def test_a_tick_brings_its_line_to_the_card(name: str) -> None:
    row = facts.circumstances()[name]
    assert words(shown(care_checklist()).select_one(f"label:has([value={name}])")) == words(row.label)
    assert row.sentence not in card()
    said = card({"ticked": [name]})
    assert f"{row.label}. {row.sentence}" in said
    assert ("No needles today." in said) == (name in never_needled())
    assert (PRESCRIBED in said) == names_a_medicine(f"{row.label}. {row.sentence}")
    assert NOTHING_TICKED not in said


def test_an_empty_card_promises_nothing() -> None:
    said = card()
    assert said.startswith(f"{TITLE} I am pregnant. {NOTHING_TICKED}")
    asked = [row.says for row in facts.visit_questions().values()]
    assert all(each in said for each in (*asked, NOT_REVIEWED))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("24", ", 24 weeks + 0 days"), (" 24+3 ", ", 24 weeks + 3 days"), ("1+1", ", 1 week + 1 day"), ("", "")],
)
def test_the_week_stands_on_the_card(typed: str, said: str) -> None:
    assert f"I am pregnant{said}." in card(week=typed)
    assert wrong(week=typed) == ""


@pytest.mark.parametrize("typed", ["-1", "999", "24,55", "🦵", "<script>", "٢٤", "ג", "9" * 10_000, "24,5", "45"])
def test_a_week_that_is_none_stays_off_the_card(typed: str) -> None:
    """Which sentence it gets is Python's own, by the grammar that it sends: tests/browser/test_choices.py."""
    page = shown(care_checklist(), week=typed)
    assert page.select("[role=alert][data-wrong=week]")
    assert card(week=typed).startswith(f"{TITLE} I am pregnant. ")


def test_the_page_has_the_sentences_for_a_wrong_week() -> None:
    [field] = shown(care_checklist()).select("[name=week]")
    grammar = json.loads(str(field["data-weeks"]))
    assert grammar == json.loads(json.dumps(week_grammar()))
    assert {grammar["type_weeks"], grammar["too_late"], grammar["type_plus"]} == {TYPE_WEEKS, AFTER_44_WEEKS, TYPE_PLUS}


def test_own_words_and_the_line_on_medicines_and_too_many_get_one_sentence() -> None:
    said = card(words="heparin")
    assert "And: heparin" in said
    assert PRESCRIBED in said
    assert PRESCRIBED not in card(words=" ")
    assert wrong(words="x" * 10_000) == (
        "Your text has 10,000 characters; the card has room for 1,000, so please shorten it."
    )
    assert "And:" not in card(words="x" * 10_000)


def test_japanese_never_stands_without_english() -> None:
    tool = care_checklist()
    assert "lang=" not in str(shown(tool))
    for page in (str(shown(tool, {"japanese": ["yes"]})), str(tool.plain)):
        lines = [line for line in re.findall(r"<li>(.*?)</li>", page) if re.search(r"[぀-ヿ一-鿿]", line)]
        assert len(lines) == 2
        for line in lines:
            assert re.match(r"[A-Z][a-z ]+", words(line))
            assert 'lang="ja"' in line


def test_without_script_each_line_stands_under_what_it_is_for_and_calls_come_first() -> None:
    plain = care_checklist().plain
    headings = re.findall(r"<section><h4>(.*?)</h4>(.*?)</section>", plain, re.DOTALL)
    rows = {words(row.label): row for row in facts.circumstances().values()}
    order = [rows[words(label)].id for label, _ in headings]
    assert set(order) == set(facts.circumstances())
    assert len(order) == len(set(order))
    assert order[: len(call_first())] == [name for name in facts.circumstances() if name in call_first()]
    assert set(order[: len(never_needled())]) == set(never_needled())
    for label, sentence in headings:
        assert words(rows[words(label)].sentence) in words(sentence)
    assert words(plain).startswith(CLOT_LINE)
    assert NOT_REVIEWED in words(plain)


def test_its_text_is_short_and_the_same_each_time() -> None:
    assert repr(care_checklist()) == f"Checklist: 0 of {len(facts.circumstances())} lines ticked. {STAYS_HERE}"
