"""The quiz without a kernel: buttons are clicked, and what is said is read."""

import html
import re
from pathlib import Path

import ipywidgets
import msgspec
import pytest

from course_lib import facts, quiz
from course_lib.facts.question import Question
from course_lib.records import RecordError, record
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.rules.point_safety import assess_point
from course_lib.rules.status import Status
from course_lib.tools.quiz import CHOOSE_FIRST
from tests.refusals import refused

QUESTIONS = list(facts.questions().values())
KEPT = "Your answers are kept in your own file on this computer."
RIGHT = {"says": "a", "right": True, "feedback": "x"}


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_answer_gets_its_own_feedback_with_the_evidence_beside_it(question: Question) -> None:
    asked = next(each for each in quiz(question.topic.partition("_")[2]).asked if each.question == question)
    for index, option in enumerate(question.options):
        asked.choice.index = index
        assert asked.said.value == "", "feedback on one answer must not stand beside another"
        asked.button.click()
        said = words(asked.said.value)
        assert said.startswith("✓ Right." if option.right else "✕ Not this one.")
        assert option.feedback in said
        assert "Sources: " in said
        assert all(words(facts.claims()[claim].course_statement) in said for claim in question.claims)
    assert len({option.feedback for option in question.options}) == len(question.options)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.about], ids=lambda question: question.id)
def test_the_right_answer_on_a_status_is_the_rules(question: Question) -> None:
    assert question.about is not None
    status = assess_point(question.about.point, question.about.week, question.about.source).status
    assert [option.says for option in question.options if option.right] == [status.words]
    assert {option.says for option in question.options} == {each.words for each in Status if each != Status.NOT_STATED}
    assert question.about.point in question.asks
    if question.about.week is not None:
        assert f"{question.about.week} weeks" in question.asks


def test_questions_rest_on_claims_of_their_own_topic() -> None:
    for question in QUESTIONS:
        assert {facts.claims()[claim].topic for claim in question.claims} <= {question.topic}


def test_a_button_without_a_choice_says_what_to_do() -> None:
    asked = quiz("acupoints").asked[0]
    asked.button.click()
    assert words(asked.said.value) == CHOOSE_FIRST
    assert asked.is_right is None


def test_the_score_follows_the_answers_and_says_where_they_are_kept(hers: Path) -> None:
    tool = quiz("acupoints")
    assert words(tool.score.value) == f"0 of {len(tool.asked)} right. {KEPT}"
    for asked in tool.asked:
        asked.choice.index = next(index for index, option in enumerate(asked.question.options) if option.right)
        asked.button.click()
    assert words(tool.score.value) == f"{len(tool.asked)} of {len(tool.asked)} right. {KEPT}"
    tool.asked[0].choice.index = None
    assert words(tool.score.value).startswith(f"{len(tool.asked) - 1} of ")


def test_each_checked_answer_is_in_her_record_before_the_score_says_so(hers: Path) -> None:
    asked = quiz("acupoints").asked[0]
    asked.button.click()
    assert not hers.exists(), "nothing was chosen yet"
    for option in asked.question.options:
        asked.choice.value = option.says
        asked.button.click()
    assert [(each.topic, each.question, each.answer, each.right) for each in record().answers()] == [
        ("acupoints", asked.question.id, option.says, option.right) for option in asked.question.options
    ]


def test_in_the_class_view_answers_stay_on_the_page(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    tool = quiz("acupoints")
    tool.asked[0].choice.index = 0
    tool.asked[0].button.click()
    assert "on this page only" in words(tool.score.value)
    assert not hers.exists()


def test_an_answer_that_could_not_be_kept_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise RecordError("This could not be saved: the disk is full.")

    tool = quiz("acupoints")
    monkeypatch.setattr(tool.record, "save", full)
    tool.asked[0].choice.index = 0
    tool.asked[0].button.click()
    assert words(tool.score.value).endswith("on this page only. This could not be saved: the disk is full.")
    assert tool.asked[0].said.value, "the feedback is there all the same"


def test_it_is_made_of_plain_widgets_with_names_of_their_own() -> None:
    tool = quiz("acupoints")
    parts = [part for asked in tool.asked for part in asked.children]
    assert {type(part) for part in parts} == {ipywidgets.HTML, ipywidgets.RadioButtons, ipywidgets.Button}
    names = [asked.button.description for asked in tool.asked]
    assert len(set(names)) == len(names)


def test_its_text_is_short_and_the_same_each_time() -> None:
    text = f"Check yourself: 9 questions on acupoints. {KEPT}"
    assert repr(quiz("acupoints")) == text
    assert quiz("acupoints")._repr_mimebundle_()["text/plain"] == text, "widgets are cut at 110 characters"


@pytest.mark.parametrize("topic", ["", "acupoint", "07_acupoints", "<script>", "🦵"])
def test_an_unknown_topic_is_refused(topic: str) -> None:
    assert "acupoints" in refused(quiz, topic)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"options": []}, "exactly one"),
        ({"options": [RIGHT, RIGHT | {"says": "b"}]}, "exactly one"),
        ({"options": [RIGHT, RIGHT | {"right": False}]}, "the same"),
        ({"claims": [], "refs": []}, "evidence"),
        ({"hint": "x"}, "hint"),
        ({"about": {"point": "SP6", "week": 45}}, "44"),
    ],
)  # fmt: skip
def test_a_slip_in_a_question_is_refused(change: dict[str, object], expected: str) -> None:
    row = msgspec.to_builtins(QUESTIONS[0]) | change
    with pytest.raises(msgspec.ValidationError, match=expected):
        msgspec.convert(row, Question)


def test_labels_are_words_with_shapes_of_their_own() -> None:
    labels = {evidence_label(claim) for claim in facts.claims().values()}
    assert len({label.shape for label in labels}) == len(labels) == 3
    assert in_words(facts.claims()["A-36"]) == "✕ not supported (contradicted), certainty high"
    assert in_words(facts.claims()["A-24"]) == "✓ supported, certainty high"
