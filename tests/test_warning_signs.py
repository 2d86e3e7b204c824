"""How urgent the signs are: each by itself, what somebody says, and any set of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.rules.warning_signs import assess_signs, foldable, stricter
from tests.expected_urgencies import BEFORE, NOT_MEANT, SAID
from tests.refusals import refused

ORDER = ("not asked", "next visit", "call now, day or night", "emergency now")
LEVELS = {ids[0]: level for _, ids, level, _ in SAID if len(ids) == 1}
"""The level of each sign, from what somebody says who ticks it alone: a second reading, not the course's own table."""
SOMEONE_IS_STRICTER = {
    "one-leg-swollen", "cramp-over-10-min", "dark-thoughts", "headache", "sight", "sudden-swelling", "pain-under-ribs",
    "vomiting", "fever", "baby-moves-less", "bleeding", "waters", "discharge", "very-tired", "dizzy", "fast-heartbeat",
}  # fmt: skip
some_signs = st.sets(st.sampled_from(sorted(LEVELS)))


def test_the_second_reading_names_the_signs_of_the_facts_and_no_sign_twice_at_two_levels() -> None:
    assert set(LEVELS) | {"vomiting", "weak-muscles"} == set(facts.warning_signs())
    assert all(LEVELS[ids[0]] == level for _, ids, level, _ in SAID if len(ids) == 1)


@pytest.mark.parametrize(("says", "ticks", "level", "source"), SAID)
def test_what_she_says_is_answered_at_its_level(says: str, ticks: list[str], level: str, source: str) -> None:
    found = assess_signs(ticks)
    assert found.urgency.level == level, (says, source)
    assert found.say


def test_only_a_heartbeat_that_settles_got_looser() -> None:
    signs = facts.warning_signs()
    looser = {name for name, level in BEFORE.items() if ORDER.index(signs[name].level) < ORDER.index(level)}
    assert looser == {"fast-heartbeat"}  # A21 of the clinical reading: alone it is no ambulance call


@pytest.mark.parametrize(("sign", "level"), LEVELS.items())
def test_one_sign_alone(sign: str, level: str) -> None:
    found = assess_signs([sign])
    assert found.urgency.level == level
    assert [each.id for each in found.fired] == [each.id for each in found.signs] == [sign]
    assert found.fired[0].refs or found.fired[0].reason
    assert found.say


@given(some_signs, st.sampled_from(sorted(LEVELS)))
def test_the_most_urgent_sign_decides_and_no_further_sign_ever_lowers_it(ticked: set[str], more: str) -> None:
    found = assess_signs(ticked)
    highest = max((ORDER.index(LEVELS[sign]) for sign in ticked), default=0)
    assert found.urgency == highest
    assert {each.id for each in found.fired} == {sign for sign in ticked if ORDER.index(LEVELS[sign]) == highest}
    assert assess_signs({*ticked, more}).urgency == max(highest, ORDER.index(LEVELS[more]))


@given(some_signs)
def test_a_fold_that_nobody_opened_is_named_and_never_changes_the_urgency(ticked: set[str]) -> None:
    closed = assess_signs(ticked, opened=False)
    assert assess_signs(ticked).unasked == ()
    assert {each.id for each in closed.unasked} == {each.id for each in foldable()} - ticked
    assert closed.urgency is assess_signs(ticked).urgency


def test_no_emergency_no_sign_of_the_leg_and_no_dark_thought_is_ever_folded() -> None:
    folded = {each.id for each in foldable()}
    assert not [name for name, level in LEVELS.items() if level == "emergency now" and name in folded]
    assert not folded & {
        "dark-thoughts", "may-act", "one-leg-swollen", "both-legs-swollen", "cramp-over-10-min", "leg-numb-or-weak",
        "calf-pain-after-exercise", "weak-muscles", "cramps-break-sleep", "restless-legs",
    }  # fmt: skip
    assert {"headache", "fever", "bleeding", "baby-moves-less"} <= folded


def test_one_swollen_leg_is_a_call_now_and_with_short_breath_an_emergency() -> None:
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
    assert any("911" in each.says for each in stricter(facts.warning_signs()["baby-moves-less"]))
    assert any("immediately" in each.says for each in stricter(facts.warning_signs()["one-leg-swollen"]))


def test_any_iterable_in_any_order_and_twice_is_the_same() -> None:
    once = assess_signs(["fever", "restless-legs"])
    assert once == assess_signs(each for each in ("restless-legs", "fever", "fever"))
    assert once == assess_signs({"fever", "restless-legs"})


@pytest.mark.parametrize(
    "signs",
    [["nonsense"], ["fever", ""], ["<script>"], ["FEVER"], [None], [3], [["fever"]], "fever", None, 7, ["ü" * 10_000],
     {"fever": True}, {}],
)
def test_what_is_no_list_of_known_signs_is_refused(signs: object) -> None:
    assert "breathless" in refused(assess_signs, signs)


def test_every_sign_has_words_for_the_phone() -> None:
    for sign in facts.warning_signs().values():
        assert sign.tell.endswith("."), sign.id


@pytest.mark.parametrize(("sign", "words"), NOT_MEANT.items())
def test_what_is_common_and_harmless_is_said_not_to_be_meant(sign: str, words: tuple[str, ...]) -> None:
    assert all(each in (facts.warning_signs()[sign].note or "") for each in words)


def test_a_visit_that_is_far_off_is_not_waited_for() -> None:
    assert "No visit within a week? Phone them in office hours." in assess_signs(["low-mood"]).say
    assert "too low to care" in (facts.warning_signs()["low-mood"].meanwhile or "")


def test_what_comes_with_a_call_says_when_it_becomes_an_emergency() -> None:
    signs = facts.warning_signs()
    for name in ("headache", "sight", "fever", "bleeding", "dark-thoughts", "fast-heartbeat", "one-sided-belly-pain"):
        assert "emergency number, now" in (signs[name].meanwhile or ""), name
    for name in ("one-leg-swollen", "both-legs-swollen", "calf-pain-after-exercise", "cold-pale-leg", "tight-leg"):
        assert "Do not massage" in (signs[name].meanwhile or ""), name
