"""How urgent the signs are: each by itself, and all 131,072 sets of them."""

from __future__ import annotations

import pytest

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.rules.warning_signs import assess_signs, stricter
from tests.refusals import refused

EMERGENCY, TODAY, VISIT, NOTHING = "emergency now", "call now, day or night", "next visit", "not asked"
# Read from the evidence a second time, by hand; the course's own table is compared with it.
LEVELS = {
    "breathless": EMERGENCY,
    "chest-pain": EMERGENCY,
    "coughing-blood": EMERGENCY,
    "fainting": EMERGENCY,
    "seizure-bleeding-severe-pain": EMERGENCY,
    "thunderclap-headache": EMERGENCY,
    "cauda-equina": EMERGENCY,
    "one-leg-swollen": TODAY,
    "cramp-over-10-min": TODAY,
    "pre-eclampsia": TODAY,
    "calf-pain-after-exercise": TODAY,
    "fever": TODAY,
    "baby-moves-less-bleeding-fluid": TODAY,
    "leg-numb-or-weak": TODAY,
    "cramps-break-sleep": VISIT,
    "restless-legs": VISIT,
    "supplement-or-medicine": VISIT,
}
ORDER = (NOTHING, VISIT, TODAY, EMERGENCY)
SOMEONE_IS_STRICTER = {
    "one-leg-swollen", "cramp-over-10-min", "pre-eclampsia", "fever", "baby-moves-less-bleeding-fluid",
}  # fmt: skip


def test_the_second_reading_names_the_signs_of_the_facts() -> None:
    assert set(LEVELS) == set(facts.warning_signs())


@pytest.mark.parametrize(("sign", "level"), LEVELS.items())
def test_one_sign_alone(sign: str, level: str) -> None:
    found = assess_signs([sign])
    assert found.urgency.level == level
    assert [each.id for each in found.fired] == [each.id for each in found.signs] == [sign]
    assert found.fired[0].refs
    assert found.say


def test_every_set_of_signs_and_that_no_further_sign_lowers_it() -> None:
    ids = list(LEVELS)
    urgency: list[Urgency] = []
    for number in range(2 ** len(ids)):
        ticked = [sign for place, sign in enumerate(ids) if number >> place & 1]
        found = assess_signs(ticked)
        highest = max((ORDER.index(LEVELS[sign]) for sign in ticked), default=0)
        assert found.urgency == highest
        assert {each.id for each in found.fired} == {sign for sign in ticked if ORDER.index(LEVELS[sign]) == highest}
        # One sign fewer was never more urgent; by steps of one, so is every smaller set.
        assert all(urgency[number ^ (1 << place)] <= found.urgency for place in range(len(ids)) if number >> place & 1)
        urgency.append(found.urgency)
    assert len(urgency) == 131_072


def test_one_swollen_leg_is_a_call_today_and_with_short_breath_an_emergency() -> None:
    assert assess_signs(["one-leg-swollen"]).urgency is Urgency.CALL_NOW
    assert "now, day or night" in assess_signs(["one-leg-swollen"]).say
    both = assess_signs(["one-leg-swollen", "breathless"])
    assert both.urgency is Urgency.EMERGENCY
    assert [sign.id for sign in both.fired] == ["breathless"]
    assert [sign.id for sign in both.signs] == ["breathless", "one-leg-swollen"]


def test_nothing_ticked_says_what_was_not_asked() -> None:
    found = assess_signs([])
    assert found.urgency is Urgency.NOT_ASKED
    assert found.signs == found.fired == ()
    assert "does not ask about everything" in found.say
    assert "If you are worried, call." in found.say
    for word in ("fine", "well", "safe", "normal", "no need", "harmless"):
        assert word not in found.say


def test_who_asks_for_more_is_quoted() -> None:
    quoted = {sign.id for sign in facts.warning_signs().values() if stricter(sign)}
    assert quoted == SOMEONE_IS_STRICTER
    assert any("911" in each.says for each in stricter(facts.warning_signs()["baby-moves-less-bleeding-fluid"]))
    assert any("immediately" in each.says for each in stricter(facts.warning_signs()["one-leg-swollen"]))


def test_any_iterable_in_any_order_and_twice_is_the_same() -> None:
    once = assess_signs(["fever", "restless-legs"])
    assert once == assess_signs(each for each in ("restless-legs", "fever", "fever"))
    assert once == assess_signs({"fever", "restless-legs"}) == assess_signs({"restless-legs": True, "fever": True})


@pytest.mark.parametrize(
    "signs",
    [["nonsense"], ["fever", ""], ["<script>"], ["FEVER"], [None], [3], [["fever"]], "fever", None, 7, ["ü" * 10_000]],
)
def test_what_is_no_list_of_known_signs_is_refused(signs: object) -> None:
    assert "breathless" in refused(assess_signs, signs)


def test_every_sign_has_words_for_the_phone() -> None:
    for sign in facts.warning_signs().values():
        assert sign.tell.endswith("."), sign.id
