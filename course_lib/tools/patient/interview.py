"""The history of a simulated patient: questions to ask, and the conversation so far. What is not asked is not told."""

from collections.abc import Iterable
from html import escape
from typing import get_args

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case, InterviewTopic
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.tools.kit.card import alert, prescribed
from course_lib.tools.kit.fields import field
from course_lib.tools.patient.step import Step, in_japanese

ASK_SOMETHING = "Ask her at least one question before you decide."
ASKED_BEFORE = "You have asked that already; her answer stands in the conversation."


class Interview(Step):
    """A list of topics, the questions of the chosen one as buttons, and above them what was said."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.asked: tuple[str, ...] = ()
        """Ids of the questions, in the order in which they were asked."""
        self.conversation, self.beside, self.said = widgets.HTML(), widgets.HTML(), widgets.HTML()
        topics = [(each.capitalize(), each) for each in get_args(InterviewTopic)]
        self.topic = field(widgets.Dropdown, "Ask about", options=topics)
        self.questions = {
            name: widgets.Button(description=row.asks, layout={"width": "auto"})
            for name, row in facts.interview().items()
        }
        self.shown = widgets.VBox()
        self.shown.add_class("questions")
        for name, button in self.questions.items():
            button.on_click(lambda _, name=name: self.ask(name))
        self.topic.observe(lambda _: self._show_topic(), names="value")
        super().__init__("Ask", [self.conversation, self.topic, self.shown, self.beside, self.said])
        self._show_topic()
        self._show_conversation()

    def ask(self, name: str) -> None:
        """Ask one question: she answers, and it is marked as asked."""
        if name in self.asked:
            self.said.value = alert(ASKED_BEFORE)
            return
        self.asked += (name,)
        self.said.value = ""
        self.questions[name].description = f"✓ Asked: {facts.interview()[name].asks}"
        self._show_conversation()

    def check(self) -> None:
        """Refuse to go on before anything was asked."""
        if not self.asked:
            raise ValueError(ASK_SOMETHING)

    def _show_topic(self) -> None:
        rows = facts.interview().values()
        self.shown.children = [self.questions[row.id] for row in rows if row.topic == self.topic.value]
        self.said.value = ""
        self._stand_beside()

    def _stand_beside(self) -> None:
        """Show the line on prescribed medicines while a question on the screen, or what was said, names one."""
        asked = "\n".join(button.description for button in self.shown.children)
        self.beside.value = prescribed(f"{asked}\n{self.conversation.value}", PRESCRIBED_TRAINEE)

    def _show_conversation(self) -> None:
        *before, last = turns(self.case, self.asked)
        # The page gets the whole log anew: only what is marked as an alert is spoken, and that is the newest answer.
        spoken = f'<div role="alert">{last}</div>' if self.asked else last
        self.conversation.value = (
            '<div class="talk" role="log" aria-label="Conversation" tabindex="0">'
            f"<div>{''.join(before)}{spoken}</div></div>"
        )
        self._stand_beside()


def turns(case: Case, asked: Iterable[str]) -> list[str]:
    """Return the conversation as HTML: what is said at first, then one piece for each question with its answer."""
    first = [_said("You hear", case.opening, case.japanese.get("opening"))]
    first += [_said("You are asked", request.says) for request in case.requests]
    rows = facts.interview()
    return first + [
        f'<p class="asks"><strong>You ask:</strong> {escape(rows[name].asks)}</p>'
        + _said("Answer", case.answers.get(name, rows[name].usually), case.japanese.get(name))
        for name in asked
    ]


def _said(who: str, words: str, japanese: str | None = None) -> str:
    return f'<p class="answers"><strong>{who}:</strong> {escape(words)}</p>{in_japanese(japanese)}'
