"""The decision aid without a kernel: it agrees with the facts, takes no side, and keeps the reader's words safe."""

import html
import re
from base64 import b64decode

import ipywidgets
import msgspec
import pytest

from course_lib import decision_aid, facts
from course_lib.facts.decision import DecisionValue
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools._decision_options import never_needled
from course_lib.tools.decision_aid import ALWAYS_ASK, ASK_FIRST, MATTERS, NOT_ADVICE, DecisionAid
from course_lib.tools.kit.card import LONGEST, STAYS_HERE

OPTIONS = facts.decision_options()
PUSHES = r"\b(best (option|choice)|better (option|choice)|we recommend|you should choose|score|winner|rank)\b"


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def shown(tool: DecisionAid) -> str:
    return words(" ".join(child.value for child in tool.children if isinstance(child, ipywidgets.HTML)))


def test_it_puts_four_options_side_by_side_each_with_the_same_headings() -> None:
    said = shown(decision_aid())
    assert list(OPTIONS) == ["stretch", "acupuncture", "magnesium", "wait"]
    for heading in ("What it is", "What is known", "What is not known", "Risks", "What it takes", "How sure we are"):
        assert len(re.findall(rf"{heading}(?! not)\b", said)) >= 4
    for option in OPTIONS.values():
        for sentence in (option.what, *option.known, option.unknown, option.risks, option.effort):
            assert sentence in said


def test_its_numbers_are_those_of_the_trials() -> None:
    for option in OPTIONS.values():
        for row in option.numbers:
            trial = facts.trials()[row.trial]
            printed = [
                float(each.removesuffix("%")) if each.endswith("%") else 100 * int(each[: each.index("/")]) / 100
                for each in trial.events
            ]
            assert [int(each + 0.5) for each in printed] == [row.with_it, row.without]
            assert trial.intervention == option.id
        for name in option.no_difference:
            trial = facts.trials()[name]
            assert (trial.favors, trial.intervention) == ("none", option.id)
    told = {row.trial for row in OPTIONS["magnesium"].numbers} | set(OPTIONS["magnesium"].no_difference)
    pregnant = {
        trial.id for trial in facts.trials().values()
        if trial.intervention == "magnesium" and trial.population == "pregnant" and "pain" not in trial.outcome
    }  # fmt: skip
    assert told | set(OPTIONS["magnesium"].trials) == pregnant, "no trial is left out because it does not fit"
    assert facts.trials()["thai-stretch"].medians == (1, 1)


def test_every_id_it_rests_on_exists() -> None:
    for option in OPTIONS.values():
        assert set(option.evidence) <= set(facts.evidence())
        assert set(option.trials) | set(option.no_difference) <= set(facts.trials())
    assert {each.certainty for each in map(facts.evidence().__getitem__, OPTIONS["acupuncture"].evidence)} == {"none"}


def test_the_calls_come_first_and_are_among_those_that_stop_every_needle() -> None:
    said = shown(decision_aid())
    calls = [name for row in facts.call_first().values() for name in row.circumstances]
    assert set(never_needled()) - set(calls) == {"refusal", "bleeding-disorder", "metal-allergy", "restless-legs"}
    assert set(calls) <= set(never_needled())
    assert said.index(CLOT_LINE) < said.index("The four options")
    for name in calls:
        row = facts.circumstances()[name]
        assert said.index(f"{row.label}. {row.sentence}") < said.index("The four options")
        assert re.search(r"\bcall\b", row.sentence, re.IGNORECASE)


@pytest.mark.parametrize("value", list(facts.decision_values()))
def test_what_matters_a_lot_shows_every_option_in_the_same_order(value: str) -> None:
    tool = decision_aid()
    tool.matters[value].value = MATTERS[2]
    said = words(tool.summary.value)
    row = facts.decision_values()[value]
    places = [said.index(f"{option.name}: {row.about[option.id]}") for option in OPTIONS.values()]
    assert places == sorted(places)
    assert row.question in said
    assert not re.search(PUSHES, said, re.IGNORECASE)


def test_nothing_chosen_still_gives_questions_and_asks_before_tablets() -> None:
    said = words(decision_aid().summary.value)
    assert "You have not yet said what matters to you." in said
    assert all(each in said for each in (*ALWAYS_ASK, ASK_FIRST, NOT_ADVICE))
    assert "I lean toward: I am not sure yet." in said


def test_no_page_of_it_pushes_an_option() -> None:
    tool = decision_aid()
    for choice in tool.matters.values():
        choice.value = MATTERS[2]
    assert not re.search(PUSHES, shown(tool), re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</ul><img src=x onerror=alert(1)>",
        "🦵🌙",
        "أنا خائفة",
        "1,5",
        "-99",
        "x" * LONGEST,
    ],
)
def test_her_own_words_are_kept_whole_and_never_run(text: str) -> None:
    tool = decision_aid()
    tool.words.value = text
    assert html.escape(text) in tool.summary.value
    assert "<script" not in tool.summary.value
    assert "<img" not in tool.summary.value
    saved = b64decode(re.findall(r"base64,([^\"]+)", tool.summary.value)[0]).decode()
    assert html.escape(text) in saved
    assert "Not reviewed by a clinician" in saved


def test_too_many_words_get_one_sentence_and_stay_in_the_field() -> None:
    tool = decision_aid()
    tool.words.value = "x" * 10_000
    assert (
        words(tool.wrong.value) == "Your text has 10,000 characters; the card has room for 1,000, so please shorten it."
    )
    assert len(tool.words.value) == 10_000
    tool.words.value = "short"
    assert tool.wrong.value == ""


def test_its_text_is_short_and_the_same_each_time() -> None:
    text = f"Decision aid: 4 options side by side. {NOT_ADVICE}"
    assert repr(decision_aid()) == text
    assert STAYS_HERE in shown(decision_aid())


def test_a_value_without_a_sentence_for_each_option_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="each of the four options"):
        msgspec.convert({"id": "x", "asks": "y", "about": {"wait": "z"}, "question": "q"}, DecisionValue)
