"""The check's table says what the rule says, and the tool works without a browser."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from traitlets import TraitError

from course_lib import facts, warning_sign_check
from course_lib.facts import Urgency
from course_lib.rules.warning_signs import CLOT_LINE, assess_signs
from course_lib.tools.signs.warning_sign_check import WarningSignCheck, check_table
from tests.pages import markdown

TABLE = check_table()
PAGE = BeautifulSoup(warning_sign_check().html, "html.parser")


def one(selector: str) -> Tag:
    [found] = PAGE.select(selector)
    return found


def test_each_sign_has_the_level_of_the_rule_and_each_level_its_words() -> None:
    assert [row["id"] for row in TABLE["signs"]] == list(facts.warning_signs())
    for row in TABLE["signs"]:
        sign = facts.warning_signs()[row["id"]]
        assert row["level"] == assess_signs([row["id"]]).urgency
        assert (row["crisis"], row["meanwhile"]) == (sign.crisis, sign.meanwhile or "")
        assert "Sources: " in one(f'.why [data-of="{sign.id}"]').text or sign.reason
        for tag in PAGE.select(f'[data-of="{sign.id}"].tag, [data-of="{sign.id}"] .tag'):
            assert int(str(tag["data-level"])) == row["level"]
            assert one(f"[data-part=level{row['level']}]").text in tag.text
    levels = [one(f"[data-part=level{int(level)}]") for level in Urgency]
    assert [level["data-say"] for level in levels] == [facts.urgency_levels()[each].say for each in Urgency]
    assert [level.text for level in levels] == [
        "Nothing ticked", "Mention it at your next visit", "Call now, day or night", "Emergency now",
    ]  # fmt: skip


def test_every_word_of_a_stricter_source_is_shown() -> None:
    for sign in facts.warning_signs().values():
        why = one(f'.why [data-of="{sign.id}"]').text
        for said in sign.elsewhere:
            assert f"{'Stricter' if said.stricter else 'Others say'}: {said.says} (" in why


def test_each_sign_stands_in_one_group_and_only_the_last_group_is_folded() -> None:
    groups = PAGE.select(".asked ul")
    listed = [str(box["id"]) for group in groups for box in group.select("input")]
    assert sorted(listed) == sorted(facts.warning_signs())
    assert [group.find_parent("details") is not None for group in groups] == [False, False, True]
    folded = [facts.warning_signs()[str(box["id"])] for box in groups[-1].select("input")]
    assert not [sign.id for sign in folded if sign.urgency is Urgency.EMERGENCY or sign.leg or sign.crisis]
    assert {sign["id"] for sign in TABLE["signs"] if sign["folded"]} == {sign.id for sign in folded}
    unasked = one(".unasked").text
    assert str(groups[-1]["aria-label"]) in unasked
    assert f"{len(folded)} more signs" in unasked


def test_every_number_that_is_shown_is_one_of_the_facts() -> None:
    inside = BeautifulSoup(one("[data-part=crisisLines]").decode_contents(), "html.parser")
    lines = {
        str(line.get("data-country", "")): [line.text, *(link.text for link in line.select(".phone"))]
        for line in inside.select("p")
    }
    for number in facts.emergency_numbers().values():
        numbers = one(f'.numbers [data-country="{number.id}"]')
        linked = [link.text for link in numbers.select(".phone")]
        expected = [*number.emergency_number.split(" or "), number.advice_number, number.crisis_number]
        assert linked == [each for each in expected if each]
        assert ("No line was verified." in numbers.text) == (number.advice_number is None)
        assert "Check these numbers." in numbers.text
        crisis = lines[number.id]
        assert crisis[1:] == ([number.crisis_number] if number.crisis_number else [])
        assert ("No crisis line was verified for this country." in crisis[0]) == (number.crisis_number is None)
    assert "Elsewhere no crisis line was verified." in lines[""][0]
    instead = [str(one(f"[data-part=level{int(level)}]")["data-instead"]) for level in Urgency]
    assert all("emergency number" in words for words in instead)
    assert "maternity unit" in instead[Urgency.CALL_NOW]
    assert instead[Urgency.EMERGENCY] == "Call the emergency number now."


def test_other_scripts_never_stand_without_english() -> None:
    lines = one('.numbers [data-country="JP"]').select("li")
    assert len(lines) == len(facts.japan_contacts())
    for line in lines:
        assert len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\(.*?\)", "", line.text))) >= 3


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
    assert f'<a id="{str(one("[data-part=doctor]")["href"])[1:]}"></a>' in page
    assert f"There are {len(facts.warning_signs())} signs." in page
