"""The check's table says what the rule says, and the tool works without a browser."""

import re

import pytest
from traitlets import TraitError

from course_lib import facts, warning_sign_check
from course_lib.facts import Urgency
from course_lib.rules.warning_signs import CLOT_LINE, assess_signs
from course_lib.tools.signs.warning_sign_check import WarningSignCheck, check_table
from tests.pages import markdown

TABLE = check_table()


def test_each_sign_has_the_level_of_the_rule_and_each_level_its_words() -> None:
    assert [row["id"] for row in TABLE["signs"]] == list(facts.warning_signs())
    for row in TABLE["signs"]:
        assert row["level"] == assess_signs([row["id"]]).urgency
        assert row["sources"] or facts.warning_signs()[row["id"]].reason
    assert [level["say"] for level in TABLE["levels"]] == [facts.urgency_levels()[each].say for each in Urgency]
    assert [level["title"] for level in TABLE["levels"]] == [
        "Nothing ticked", "Mention it at your next visit", "Call now, day or night", "Emergency now",
    ]  # fmt: skip


def test_every_word_of_a_stricter_source_is_shown() -> None:
    for row in TABLE["signs"]:
        for said in facts.warning_signs()[row["id"]].elsewhere:
            assert any(text.startswith(said.says) for text in row["stricter" if said.stricter else "others"])


def test_each_sign_stands_in_one_group_and_only_the_last_group_is_folded() -> None:
    groups = TABLE["groups"]
    listed = [sign for group in groups for sign in group["signs"]]
    assert sorted(listed) == sorted(facts.warning_signs())
    assert [group["fold"] for group in groups] == [False, False, True]
    folded = [facts.warning_signs()[name] for name in groups[-1]["signs"]]
    assert not [sign.id for sign in folded if sign.urgency is Urgency.EMERGENCY or sign.leg or sign.crisis]
    assert groups[-1]["title"] in TABLE["unasked"]
    assert f"{len(folded)} more signs" in TABLE["unasked"]


def test_every_number_that_is_shown_is_one_of_the_facts() -> None:
    for row in TABLE["countries"]:
        number = facts.emergency_numbers()[row["id"]]
        assert " or ".join(row["calls"]) == number.emergency_number
        assert row["advice"] == (number.advice_number or "")
        assert row["crisis"] == (number.crisis_number or "")
    assert "Check these numbers." in TABLE["text"]["check_number"]
    for text in ("no_crisis", "no_crisis_else"):
        assert "No crisis line was verified".lower() in TABLE["text"][text].lower()
    for level in TABLE["levels"]:
        assert "emergency number" in level["no_crisis"]
    assert "maternity unit" in TABLE["levels"][Urgency.CALL_NOW]["no_crisis"]
    assert TABLE["levels"][Urgency.EMERGENCY]["no_crisis"] == "Call the emergency number now."


def test_other_scripts_never_stand_without_english() -> None:
    for line in TABLE["japan"]:
        assert len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\(.*?\)", "", line))) >= 3


def test_the_card_has_words_for_every_week_and_day() -> None:
    assert TABLE["weeks"][:3] == ["0 weeks", "1 week", "2 weeks"]
    assert len(TABLE["weeks"]) == 45
    assert TABLE["days"] == ["", " and 1 day", *(f" and {day} days" for day in range(2, 7))]


def test_works_without_a_browser_and_says_its_state_in_words() -> None:
    tool = warning_sign_check()
    assert repr(tool).startswith("Warning-sign check: 0 of 56 ticked. You ticked nothing.")
    assert "Not asked: you did not open" in repr(tool)
    found = []
    for ticked in (["one-leg-swollen"], ["one-leg-swollen", "breathless"]):
        tool.ticked = ticked
        found.append(tool.assessment.urgency)
    assert found == [Urgency.CALL_NOW, Urgency.EMERGENCY]
    assert tool.ticked == ["breathless", "one-leg-swollen"]
    assert tool.assessment.unasked
    tool.country, tool.stage, tool.opened = "JP", "born", True
    assert tool.assessment.unasked == ()
    assert repr(tool) == "Warning-sign check: 2 of 56 ticked. Call the emergency number of the country you are in."


def test_a_tick_within_the_fold_opens_it() -> None:
    tool = warning_sign_check()
    tool.ticked = ["one-leg-swollen"]
    assert not tool.opened
    tool.ticked = ["fever"]
    assert tool.opened
    tool.ticked = []
    assert tool.opened, "what was asked once stays asked"


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
    now, _, call = first.partition("Call your maternity unit, midwife, or doctor now, day or night:")
    call, _, folded = call.partition("<details>")
    folded, _, after = folded.partition("</details>")
    for sign in facts.warning_signs().values():
        line = f"\n- {sign.sign}\n"
        assert (line in now) == (sign.urgency is Urgency.EMERGENCY)
        assert (line in call) == (sign.urgency is Urgency.CALL_NOW and not sign.may_fold)
        assert (line in folded) == (sign.urgency is Urgency.CALL_NOW and sign.may_fold)
    assert "<details" not in after
    assert CLOT_LINE in after
    for row in facts.emergency_numbers().values():
        lines = (row.emergency_number, row.advice_number or "none verified", row.crisis_number or "none verified")
        assert f"| {row.country} | {' | '.join(lines)} |" in page
    assert f'<a id="{TABLE["doctor"]}"></a>' in page
    assert f"There are {len(facts.warning_signs())} signs." in page
