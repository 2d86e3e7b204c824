"""The decision aid without a kernel: it agrees with the facts, takes no side, and keeps the reader's words safe."""

import html
import re

import msgspec
import pytest

from course_lib import decision_aid, facts
from course_lib.facts.decision import DecisionValue
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.decision_aid import NOT_ADVICE, never_needled
from course_lib.tools.kit.card import LONGEST, NOT_REVIEWED, STAYS_HERE
from tests.choices import shown, told, words

OPTIONS = facts.decision_options()
PUSHES = r"\b(best (option|choice)|better (option|choice)|we recommend|you should choose|score|winner|rank)\b"

ASK_FIRST = "Before any tablet or powder, ask your midwife or doctor."
ALWAYS_ASK = (
    "May I take magnesium? Which kind, how much, and does it go with my other tablets?",
    "Is there anything about me that rules one of these out?",
    "Which signs mean that I should call you?",
)
A_LOT = {"matters": [f"{name}:lot" for name in facts.decision_values()]}


def summary(chosen: dict[str, list[str]] | None = None, **typed: str) -> str:
    return told(shown(decision_aid(), chosen, **typed).select_one(".course-card"))


def test_it_puts_four_options_side_by_side_each_with_the_same_headings() -> None:
    said = told(shown(decision_aid()))
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
    said = told(shown(decision_aid()))
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
    said, row = summary({"matters": [f"{value}:lot"]}), facts.decision_values()[value]
    assert f"{row.asks} matters a lot." in said
    places = [said.index(f"{option.name}: {row.about[option.id]}") for option in OPTIONS.values()]
    assert places == sorted(places)
    assert row.question in said
    assert not re.search(PUSHES, said, re.IGNORECASE)


@pytest.mark.parametrize("first", range(len(facts.decision_values()) - 2))
def test_what_matters_a_little_stands_in_one_line_and_asks_after_what_matters_a_lot(first: int) -> None:
    little, lot, also = list(facts.decision_values().values())[first : first + 3]
    said = summary({"matters": [f"{little.id}:little", f"{lot.id}:lot", f"{also.id}:little"]})
    assert f"This matters a little: {little.asks}; {also.asks}." in said
    assert "You have not yet said" not in said
    asked = [said.index(question) for question in (ALWAYS_ASK[-1], lot.question, little.question, also.question)]
    assert asked == sorted(asked)


@pytest.mark.parametrize("leaning", [*(option.name for option in OPTIONS.values()), "None of them"])
def test_it_says_what_she_leans_toward(leaning: str) -> None:
    assert f"Today I lean toward: {leaning}." in summary({"leaning": [leaning]})


def test_nothing_chosen_still_gives_questions_and_asks_before_tablets() -> None:
    said = summary()
    assert "You have not yet said what matters to you." in said
    assert all(each in said for each in (*ALWAYS_ASK, ASK_FIRST, NOT_ADVICE))
    assert "I lean toward: I am not sure yet." in said


def test_no_page_of_it_pushes_an_option() -> None:
    tool = decision_aid()
    for said in (told(shown(tool, A_LOT)), told(tool.plain)):
        assert not re.search(PUSHES, said, re.IGNORECASE)


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
def test_her_own_words_are_kept_whole(text: str) -> None:
    """That they are never run is seen in a browser, which fills them in: tests/browser/test_choices.py."""
    said = summary(words=text)
    assert f"In my own words: {' '.join(html.unescape(text).split())}" in said or "<" in text
    assert "In my own words:" in said
    assert NOT_REVIEWED in said


def test_too_many_words_get_one_sentence() -> None:
    page = shown(decision_aid(), words="x" * 10_000)
    assert (
        words(page.select_one("[role=alert]"))
        == "Your text has 10,000 characters; the card has room for 1,000, so please shorten it."
    )
    assert "In my own words:" not in words(page.select_one(".course-card"))
    assert not shown(decision_aid(), words="short").select("[role=alert]")


def test_its_text_is_short_and_the_same_each_time() -> None:
    text = f"Decision aid: 4 options side by side. {NOT_ADVICE}"
    assert repr(decision_aid()) == text
    assert STAYS_HERE in words(shown(decision_aid()))


def test_without_script_each_value_stands_with_all_options_after_the_calls() -> None:
    said = told(decision_aid().plain)
    assert said.startswith(CLOT_LINE)
    places = [said.index(row.asks) for row in facts.decision_values().values()]
    assert said.index("First: with one of these, call.") < said.index("The four options") < places[0]
    assert places == sorted(places)
    for row in facts.decision_values().values():
        assert row.question in said
        assert all(f"{option.name}: {row.about[option.id]}" in said for option in OPTIONS.values())
    assert all(each in said for each in (*ALWAYS_ASK, ASK_FIRST, NOT_ADVICE, NOT_REVIEWED))


def test_a_value_without_a_sentence_for_each_option_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="each of the four options"):
        msgspec.convert({"id": "x", "asks": "y", "about": {"wait": "z"}, "question": "q"}, DecisionValue)
