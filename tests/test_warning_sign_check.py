"""The check's table says what the rule says, and the tool works without a browser."""

import re

import pytest
from traitlets import TraitError

from course_lib import facts, warning_sign_check
from course_lib.facts import Urgency
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.warning_signs import WarningSignCheck, check_table
from tests.pages import markdown

TABLE = check_table()


def test_each_sign_has_the_level_of_the_rule_and_each_level_its_words() -> None:
    assert [row["id"] for row in TABLE["signs"]] == list(facts.warning_signs())
    for row in TABLE["signs"]:
        assert row["level"] == assess_signs([row["id"]]).urgency
        assert row["sources"]
    assert [level["say"] for level in TABLE["levels"]] == [facts.urgency_levels()[each].say for each in Urgency]
    assert [level["title"] for level in TABLE["levels"]] == [
        "Nothing ticked", "Mention it at your next visit", "Call now, day or night", "Emergency now",
    ]  # fmt: skip


def test_every_word_of_a_stricter_source_is_shown() -> None:
    for row in TABLE["signs"]:
        for said in facts.warning_signs()[row["id"]].elsewhere:
            assert any(text.startswith(said.says) for text in row["stricter" if said.stricter else "others"])


def test_every_number_asks_to_be_checked_and_an_unseen_one_is_not_offered() -> None:
    for row in TABLE["countries"]:
        number = facts.emergency_numbers()[row["id"]]
        assert " or ".join(row["calls"]) == number.emergency_number
        assert bool(row["check"]) != number.checked_live
        assert row["advice"] == (number.advice_number if number.advice_verified else "")


def test_other_scripts_never_stand_without_english() -> None:
    for line in TABLE["japan"]:
        assert len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\(.*?\)", "", line))) >= 3


def test_the_card_has_words_for_every_week_and_day() -> None:
    assert TABLE["weeks"][:3] == ["0 weeks", "1 week", "2 weeks"]
    assert len(TABLE["weeks"]) == 45
    assert TABLE["days"] == ["", " and 1 day", *(f" and {day} days" for day in range(2, 7))]


def test_works_without_a_browser_and_says_its_state_in_words() -> None:
    tool = warning_sign_check()
    assert repr(tool).startswith("Warning-sign check: 0 of 17 ticked. You ticked nothing.")
    found = []
    for ticked in (["one-leg-swollen"], ["one-leg-swollen", "breathless"]):
        tool.ticked = ticked
        found.append(tool.assessment.urgency)
    assert found == [Urgency.CALL_NOW, Urgency.EMERGENCY]
    assert tool.ticked == ["breathless", "one-leg-swollen"]
    tool.country, tool.stage = "JP", "born"
    assert repr(tool) == "Warning-sign check: 2 of 17 ticked. Call the emergency number of the country you are in."


@pytest.mark.parametrize(
    ("trait", "value"),
    [("ticked", ["nonsense"]), ("ticked", ["<script>"]), ("country", "XX"), ("country", "é" * 10_000), ("stage", "")],
)
def test_what_cannot_be_set_is_refused_in_one_sentence(trait: str, value: object) -> None:
    tool = WarningSignCheck()
    before = getattr(tool, trait)
    with pytest.raises(TraitError, match=r"^No .{,120} is called .* choose from .*\.$"):
        setattr(tool, trait, value)
    assert getattr(tool, trait) == before


def test_the_page_puts_both_boxes_first_and_has_the_numbers_of_the_facts() -> None:
    page = markdown("05_warning_signs")
    first = page.partition("## ")[0]
    now, _, today = first.partition("Call your maternity unit, midwife, or doctor today, at any hour:")
    for sign in facts.warning_signs().values():
        assert (f"\n- {sign.sign}\n" in now) == (sign.urgency is Urgency.EMERGENCY)
        assert (f"\n- {sign.sign}\n" in today) == (sign.urgency is Urgency.CALL_NOW)
    assert "One leg swollen, warm, red or sore all the time? Do not massage, warm or stretch it. Call today." in today
    for row in facts.emergency_numbers().values():
        advice = row.advice_number if row.advice_verified else "not known to us"
        assert f"| {row.country} | {row.emergency_number} | {advice} |" in page
    assert f'<a id="{TABLE["doctor"]}"></a>' in page
