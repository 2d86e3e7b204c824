"""The checklist for a visit, without a kernel: a tick brings the sentence of the facts, bad input one sentence."""

import html
import re

import pytest

from course_lib import care_checklist, facts
from course_lib.rules.gestation import AFTER_44_WEEKS, TYPE_WEEKS
from course_lib.tools._decision_options import never_needled
from course_lib.tools.care_checklist import NOTHING_TICKED, TITLE
from course_lib.tools.kit.card import NOT_REVIEWED, STAYS_HERE


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.mark.parametrize("name", list(facts.circumstances()))
def test_a_tick_brings_its_line_to_the_card(name: str) -> None:
    tool, row = care_checklist(), facts.circumstances()[name]
    assert tool.ticks[name].description == row.label
    assert row.sentence not in words(tool.card.value)
    tool.ticks[name].value = True
    said = words(tool.card.value)
    assert f"{row.label}. {row.sentence}" in said
    assert ("No needles today." in said) == (name in never_needled())
    tool.ticks[name].value = False
    assert row.sentence not in words(tool.card.value)


def test_an_empty_card_promises_nothing() -> None:
    said = words(care_checklist().card.value)
    assert said.startswith(f"{TITLE} I am pregnant. {NOTHING_TICKED}")
    asked = [row.says for row in facts.visit_questions().values()]
    assert all(each in said for each in (*asked, NOT_REVIEWED))


@pytest.mark.parametrize(("typed", "said"), [("24", "24 weeks + 0 days"), (" 24+3 ", "24 weeks + 3 days"), ("", "")])
def test_the_week_stands_on_the_card(typed: str, said: str) -> None:
    tool = care_checklist()
    tool.week.value = typed
    assert said in words(tool.card.value)
    assert tool.wrong.value == ""


@pytest.mark.parametrize("typed", ["-1", "999", "24,55", "🦵", "<script>", "٢٤", "ג", "9" * 10_000])
def test_a_week_that_is_none_gets_one_sentence(typed: str) -> None:
    tool = care_checklist()
    tool.week.value = typed
    assert words(tool.wrong.value) == TYPE_WEEKS
    assert tool.week.value == typed
    assert words(tool.card.value).startswith(f"{TITLE} I am pregnant. ")


def test_a_week_that_could_be_weeks_and_days_is_asked_about() -> None:
    tool = care_checklist()
    tool.week.value = "24,5"
    assert words(tool.wrong.value) == "Do you mean 24 weeks and 5 days? Then type 24+5."


def test_a_week_after_44_is_told_that_the_warning_signs_still_hold() -> None:
    tool = care_checklist()
    tool.week.value = "45"
    assert words(tool.wrong.value) == AFTER_44_WEEKS


def test_own_words_are_never_run_and_too_many_get_one_sentence() -> None:
    tool = care_checklist()
    tool.words.value = "<script>alert(1)</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in tool.card.value
    assert "<script" not in tool.card.value
    tool.words.value = "x" * 10_000
    assert "10,000 characters" in words(tool.wrong.value)


def test_japanese_never_stands_without_english() -> None:
    tool = care_checklist()
    tool.japanese.value = True
    for line in re.findall(r"<li>(.*?)</li>", tool.card.value):
        if re.search(r"[぀-ヿ一-鿿]", line):
            assert re.match(r"[A-Z][a-z ]+", words(line))
            assert 'lang="ja"' in line


def test_its_text_is_short_and_the_same_each_time() -> None:
    assert repr(care_checklist()) == f"Checklist: 0 of {len(facts.circumstances())} lines ticked. {STAYS_HERE}"
