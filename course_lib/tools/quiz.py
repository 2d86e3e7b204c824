"""Check yourself: a question, feedback for every answer, and the evidence beside it. Answers are kept in her record."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

from course_lib import facts
from course_lib.facts.question import Question
from course_lib.records import Answer, RecordError, now, record
from course_lib.rules.evidence_label import in_words
from course_lib.rules.typed import typed
from course_lib.tools.choices import Choices
from course_lib.tools.choices.page import Checked


class Quiz(Choices):
    """The questions on one topic, in the order of the facts. Each answer that is checked goes to her record."""

    works_alone = False

    def __init__(self, topic: str, questions: Sequence[Question], now: Callable[[], datetime] = now) -> None:
        self.topic, self.questions, self.record, self._now = topic, tuple(questions), record(), now
        self._rows: defaultdict[str, str] = defaultdict(lambda: uuid4().hex)
        """The turn in which an answer was checked -> its row in her record: checked again, it is the same."""
        super().__init__(
            "quiz.html",
            title="Check yourself",
            says=f"Check yourself: {len(questions)} questions on {topic}. Your answers are {self.record.where}.",
            kept=f"Your answers are {self.record.where}.",
            questions=questions,
            in_words=in_words,
        )

    def keep(self, checked: Checked) -> str:
        """Keep the answer that was chosen, and return where it is now, or why it is not there."""
        for question in self.questions:
            chosen = checked.chosen.get(question.id, ()) if question.id == checked.keep else ()
            for option in (option for number, option in enumerate(question.options) if str(number) in chosen):
                row = {"id": self._rows[checked.turn], "topic": self.topic, "question": question.id}
                try:
                    self.record.save(Answer(at=self._now(), **row, answer=option.says, right=option.right))
                except RecordError as error:
                    return f"Your last answer is on this page only. {error}"
        return f"Your answers are {self.record.where}. {self.record.news()}".strip()


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
