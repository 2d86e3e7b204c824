"""The quiz without a kernel: answers are chosen and checked, and what is said and kept is read."""

import re
from pathlib import Path

import msgspec
import pytest

from course_lib import facts, quiz
from course_lib.facts.question import Question
from course_lib.records import RecordError, record
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.rules.point_safety import assess_point
from course_lib.rules.status import Status
from course_lib.tools.quiz import Quiz
from tests.choices import shown, told, words
from tests.refusals import refused

QUESTIONS = list(facts.questions().values())
KEPT = "Your answers are kept in your own file on this computer."
CHOOSE_FIRST = "Choose an answer first, then press the button."
RIGHT = {"says": "a", "right": True, "feedback": "x"}


def said(tool: Quiz, question: Question, index: int | None, checked: bool = True) -> str:
    """What is said beside a question for one of its answers."""
    chosen = {question.id: [] if index is None else [str(index)], f"checked-{question.id}": ["yes"] if checked else []}
    [form] = shown(tool, chosen).select(f"form:has([name='{question.id}'])")
    return told(form.select_one("[role=alert]"))


def score(tool: Quiz, chosen: dict[str, list[str]] | None = None) -> str:
    """The score, beside which the page says where answers are kept."""
    return words(shown(tool, chosen).select_one("p:has([data-kept])"))


def check(tool: Quiz, question: Question, index: int | None, turn: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Check an answer, and return what Python says of where it is kept."""
    heard: list[dict[str, str]] = []
    monkeypatch.setattr(Quiz, "send", lambda _, message, buffers=None: heard.append(message))
    chosen = {} if index is None else {question.id: [str(index)]}
    tool._handle_custom_msg({"keep": question.id, "turn": turn, "chosen": chosen}, [])
    [message] = heard
    return message["kept"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_answer_gets_its_own_feedback_with_the_evidence_beside_it(question: Question) -> None:
    tool = quiz(question.topic.partition("_")[2])
    for index, option in enumerate(question.options):
        assert said(tool, question, index, checked=False) == "", "feedback on one answer must not stand beside another"
        feedback = said(tool, question, index)
        assert feedback.startswith("✓ Right." if option.right else "✕ Not this one.")
        assert option.feedback in feedback
        assert "Sources:" in feedback
        assert all(words(facts.claims()[claim].course_statement) in feedback for claim in question.claims)
        [form] = shown(tool).select(f"form:has([name='{question.id}'])")
        assert form["data-forgets"] == f"checked-{question.id}", "a change takes it back"
    assert len({option.feedback for option in question.options}) == len(question.options)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_without_script_every_answer_is_closed_with_its_feedback(question: Question) -> None:
    plain = quiz(question.topic.partition("_")[2]).plain
    closed = re.findall(rf'<details name="{question.id}"><summary>(.*?)</summary>(.*?)</details>', plain, re.DOTALL)
    for (answer, feedback), option in zip(closed, question.options, strict=True):
        assert words(answer) == words(option.says)
        verdict = "✓ Right." if option.right else "✕ Not this one."
        assert told(feedback).startswith(f"{verdict} {option.feedback}")
        assert "Sources: " in words(feedback)
    without = re.sub(r"<details.*?</details>", "", plain, flags=re.DOTALL)
    assert question.asks in words(without)
    assert not re.search("Right|Not this one|Evidence", words(without))


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
    assert said(quiz("acupoints"), quiz("acupoints").questions[0], None) == CHOOSE_FIRST


def test_the_score_follows_the_answers_and_says_where_they_are_kept(hers: Path) -> None:
    tool = quiz("acupoints")
    assert tool.kept == KEPT
    chosen: dict[str, list[str]] = {}
    number = len(tool.questions)
    assert score(tool) == f"0 of {number} right."
    for question in tool.questions:
        right = next(index for index, option in enumerate(question.options) if option.right)
        chosen |= {question.id: [str(right)], f"checked-{question.id}": ["yes"]}
    assert score(tool, chosen) == f"{number} of {number} right."
    chosen[f"checked-{tool.questions[0].id}"] = []
    assert score(tool, chosen) == f"{number - 1} of {number} right."


def test_each_checked_answer_is_in_her_record_before_the_page_hears_so(
    hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = quiz("acupoints")
    question = tool.questions[0]
    check(tool, question, None, "0", monkeypatch)
    assert not hers.exists(), "nothing was chosen yet"
    for number, _ in enumerate(question.options):
        assert check(tool, question, number, f"turn {number}", monkeypatch) == KEPT
    assert [(each.topic, each.question, each.answer, each.right) for each in record().answers()] == [
        ("acupoints", question.id, option.says, option.right) for option in question.options
    ]


@pytest.mark.parametrize(
    "message",
    [
        {"keep": "nonsense", "turn": "0", "chosen": {"nonsense": ["0"]}},
        {"keep": QUESTIONS[0].id, "turn": "0", "chosen": {QUESTIONS[0].id: ["99", "-1", "<script>"]}},
        {"keep": QUESTIONS[0].id, "turn": 0, "chosen": {QUESTIONS[0].id: ["0"]}},
        {"keep": QUESTIONS[0].id, "turn": "0", "chosen": ["0"]},
        {"keep": QUESTIONS[0].id},
        "nonsense",
        None,
    ],
)
def test_nonsense_from_a_page_is_no_answer(message: object, hers: Path) -> None:
    quiz(QUESTIONS[0].topic.partition("_")[2])._handle_custom_msg(message, [])
    assert not hers.exists()


def test_in_the_class_view_answers_stay_on_the_page(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    tool = quiz("acupoints")
    assert "on this page only" in check(tool, tool.questions[0], 0, "0", monkeypatch)
    assert not hers.exists()


def test_an_answer_that_could_not_be_kept_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise RecordError("This could not be saved: the disk is full.")

    tool = quiz("acupoints")
    monkeypatch.setattr(tool.record, "save", full)
    kept = check(tool, tool.questions[0], 0, "0", monkeypatch)
    assert kept == "Your last answer is on this page only. This could not be saved: the disk is full."
    assert said(tool, tool.questions[0], 0), "the feedback is there all the same"


def test_each_answer_and_each_button_has_a_name_of_its_own() -> None:
    page = shown(quiz("acupoints"))
    for form in page.select("form"):
        labels = [words(label) for label in form.select("label")]
        assert len(set(labels)) == len(labels) > 1
        assert form.legend, "a screen reader says the question with each answer"
    names = [words(button) for button in page.select("button")]
    assert names == [f"Check answer {number}" for number in range(1, len(names) + 1)]


def test_its_text_is_short_and_the_same_each_time() -> None:
    text = f"Check yourself: 9 questions on acupoints. {KEPT}"
    assert repr(quiz("acupoints")) == text
    assert quiz("acupoints")._repr_mimebundle_()[0]["text/plain"] == text, "widgets are cut at 110 characters"
    assert quiz("acupoints")._repr_mimebundle_()[0]["text/html"] == quiz("acupoints").plain


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
