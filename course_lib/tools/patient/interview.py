"""The history of a simulated patient: questions to ask, and the conversation so far. What is not asked is not told."""

from functools import partial
from typing import get_args

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case, InterviewTopic
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.tools.kit.fields import button, field, on_change
from course_lib.tools.kit.html import alert, prescribed
from course_lib.tools.patient.step import Step, shown

ASK_SOMETHING = "Ask her at least one question before you decide."
ASKED_BEFORE = "You have asked that already; her answer stands in the conversation."


class Interview(Step):
    """A list of topics, the questions of the chosen one as buttons, and above them what was said."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.asked: tuple[str, ...] = ()
        """Ids of the questions, in the order in which they were asked."""
        self.conversation, self.beside, self.said = widgets.HTML(), widgets.HTML(), widgets.HTML()
        topics = [(topic.capitalize(), topic) for topic in get_args(InterviewTopic)]
        self.topic = field(widgets.Dropdown, "Ask about", options=topics)
        self.questions = {
            name: button(row.asks, partial(self.ask, name), layout={"width": "auto"})
            for name, row in facts.interview().items()
        }
        self.shown = widgets.VBox()
        self.shown.add_class("questions")
        on_change(self._show, self.topic)
        super().__init__("Ask", [self.conversation, self.topic, self.shown, self.beside, self.said])
        self._show()

    def ask(self, name: str) -> None:
        """Ask one question: she answers, and it is marked as asked."""
        if name in self.asked:
            self.said.value = alert(ASKED_BEFORE)
            return
        self.asked += (name,)
        self.questions[name].description = f"✓ Asked: {facts.interview()[name].asks}"
        self._show()

    def missing(self) -> str:
        """Return that nothing was asked yet."""
        return "" if self.asked else ASK_SOMETHING

    def _show(self) -> None:
        """Show the questions of the topic, the conversation, and the line on medicines while either names one."""
        rows = facts.interview().values()
        self.shown.children = [self.questions[row.id] for row in rows if row.topic == self.topic.value]
        self.conversation.value = shown("conversation", self.case, self.asked)
        named = [*(question.description for question in self.shown.children), self.conversation.value]
        self.beside.value = prescribed("\n".join(named), PRESCRIBED_TRAINEE)
        self.said.value = ""
