"""Check yourself: a question, feedback for every answer, and the evidence beside it. Answers are kept in her record."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from uuid import uuid4

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.question import Option, Question
from course_lib.records import Answer, RecordError, now, record
from course_lib.rules.evidence_label import in_words
from course_lib.rules.typed import typed
from course_lib.tools.kit.card import prescribed
from course_lib.tools.kit.tool import Tool

CHOOSE_FIRST = "Choose an answer first, then press the button."



class AskedQuestion(widgets.VBox):
    """One question with its options, a button, and room for what is said to the answer."""

    def __init__(self, number: int, question: Question) -> None:
        self.question = question
        self.choice = widgets.RadioButtons(options=[option.says for option in question.options], value=None)
        self.button = widgets.Button(description=f"Check answer {number}")
        self.said = widgets.HTML()
        self.is_right: bool | None = None
        """None until an answer is checked."""
        beside = prescribed(_whole(question))
        asks = widgets.HTML(f"<p><strong>{number}. {escape(question.asks)}</strong></p>{beside}")
        super().__init__([asks, self.choice, self.button, self.said], layout={"margin": "0 0 1.6rem"})
        self.id = uuid4().hex
        """Of this answer: checked again, it is the same row of her record."""
        self.button.on_click(lambda _: self.check())
        self.choice.observe(lambda _: self._forget(), names="value")

    def check(self) -> None:
        """Say whether the chosen answer is right, why, and what that rests on."""
        if self.choice.index is None:
            self.said.value = _spoken(f"<p>{CHOOSE_FIRST}</p>")
            return
        option = self.question.options[self.choice.index]
        self.is_right = option.right
        self.said.value = _spoken(_feedback(option) + evidence(self.question))

    def _forget(self) -> None:
        """Feedback on one answer must not stand beside another."""
        self.id, self.is_right, self.said.value = uuid4().hex, None, ""


class Quiz(Tool):
    """The questions on one topic, in the order of the facts. Each answer that is checked goes to her record."""

    def __init__(self, topic: str, questions: Sequence[Question], now: Callable[[], datetime] = now) -> None:
        self.topic, self.record, self._now = topic, record(), now
        self.kept = f"Your answers are {self.record.where}."
        """Where the answers are, or why the last one is not there."""
        self.asked = tuple(AskedQuestion(number, each) for number, each in enumerate(questions, start=1))
        self.score = widgets.HTML()
        super().__init__([*self.asked, self.score], "quiz")
        for each in self.asked:
            each.said.observe(lambda _: self._count(), names="value")
            each.button.on_click(lambda _, asked=each: self._keep(asked))
        self._count()

    def _keep(self, asked: AskedQuestion) -> None:
        if asked.is_right is None:
            return
        of = {"id": asked.id, "topic": self.topic, "question": asked.question.id}
        try:
            self.record.save(Answer(at=self._now(), **of, answer=asked.choice.value, right=asked.is_right))
            self.kept = f"Your answers are {self.record.where}. {self.record.news()}".strip()
        except RecordError as error:
            self.kept = f"Your last answer is on this page only. {error}"
        self._count()

    def _count(self) -> None:
        right = sum(each.is_right is True for each in self.asked)
        self.score.value = f"<p>{right} of {len(self.asked)} right. {escape(self.kept)}</p>"

    def __repr__(self) -> str:
        return f"Check yourself: {len(self.asked)} questions on {self.topic}. Your answers are {self.record.where}."


@typed
def quiz(topic: str) -> Quiz:
    """Return the questions on one topic of the course.

    Parameters
    ----------
    topic
        The name of a page without its number, for example ``"acupoints"``.

    Raises
    ------
    ValueError
        For a topic that has no questions.
    """
    by_topic: dict[str, list[Question]] = {}
    for question in facts.questions().values():
        by_topic.setdefault(question.topic.partition("_")[2], []).append(question)
    if topic not in by_topic:
        raise ValueError(f"There are no questions on {topic[:40]!r}; choose from {', '.join(by_topic)}.")
    return Quiz(topic, by_topic[topic])


def evidence(question: Question) -> str:
    """Return what a question rests on, as HTML: its claims with verdict and course statement, and its sources."""
    lines = [
        f"<strong>Evidence</strong> ({claim.id}): what the article says is {in_words(claim)}. "
        f"{escape(claim.course_statement)} {_sources(claim.refs)}"
        for claim in map(facts.claims().__getitem__, question.claims)
    ]
    if question.refs:
        lines.append(f"<strong>{'See also' if lines else 'Evidence'}.</strong> {_sources(question.refs)}")
    return "".join(f'<p class="course-quiz-evidence">{line}</p>' for line in lines)


def _whole(question: Question) -> str:
    """Return all that can be read of a question, before and after an answer: it is one block on the page."""
    options = (f"{option.says}\n{option.feedback}" for option in question.options)
    return "\n".join((question.asks, *options, evidence(question)))


def _sources(ids: Sequence[str]) -> str:
    return escape(f"Sources: {citation.named(ids)}.")


def _feedback(option: Option) -> str:
    verdict = "✓ Right." if option.right else "✕ Not this one."
    return f"<p><strong>{verdict}</strong> {escape(option.feedback)}</p>"


def _spoken(content: str) -> str:
    """Wrap what a screen reader should speak as soon as it appears."""
    return f'<div class="course-quiz-said" role="alert">{content}</div>'
