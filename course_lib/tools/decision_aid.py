"""Stretch, acupuncture, magnesium, or wait and see: the options side by side, and a summary in the reader's own words.

In the manner of patient decision aids: it says what is known and what is not, asks what matters, and weighs nothing.
It never ranks the options and never names one as the better.
"""

from collections.abc import Iterable
from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.tools._decision_options import items, option_card, stop
from course_lib.tools.kit.card import STAYS_HERE, alert, card, prescribed, too_long
from course_lib.tools.kit.fields import field
from course_lib.tools.kit.tool import Tool

ASK_FIRST = "Before any tablet or powder, ask your midwife or doctor."
NOT_ADVICE = "This tool does not choose for you. No option is the right one for everybody."
MATTERS = ("does not matter to me", "matters a little", "matters a lot")
LEANINGS = ("I am not sure yet", "More than one of them", "None of them")
ALWAYS_ASK = (
    "May I take magnesium? Which kind, how much, and does it go with my other tablets?",
    "Is there anything about me that rules one of these out?",
    "Which signs mean that I should call you?",
)


class DecisionAid(Tool):
    """Four options, a row of choices for each thing that may matter, and the summary that follows them."""

    def __init__(self) -> None:
        options = facts.decision_options()
        self.matters = {
            value.id: field(widgets.Dropdown, value.asks, options=MATTERS) for value in facts.decision_values().values()
        }
        leanings = [*LEANINGS[:1], *(each.name for each in options.values()), *LEANINGS[1:]]
        self.leaning = field(widgets.Dropdown, "Today I lean toward", options=leanings)
        hopes = "What I hope for, what worries me"
        self.words = field(widgets.Textarea, "In my own words", placeholder=hopes, continuous_update=False)
        self.wrong, self.summary = widgets.HTML(), widgets.HTML()
        choices = (*self.matters.values(), self.leaning, self.words)
        cards = "".join(map(option_card, options.values()))
        beside = widgets.HTML(f'{stop()}<h3>The four options</h3><div class="options">{cards}</div>')
        ask = widgets.HTML(f"<h3>What matters to me</h3><p>There are no wrong answers. {STAYS_HERE}</p>")
        super().__init__([beside, ask, *choices, self.wrong, self.summary], "choices")
        for each in choices:
            each.observe(lambda _: self._tell(), names="value")
        self._tell()

    def _tell(self) -> None:
        problem = too_long(self.words.value)
        self.wrong.value = alert(problem) if problem else ""
        body = "".join((*self._what_matters(), *self._where_i_stand(), *self._questions()))
        self.summary.value = card("My summary", body + prescribed(body), "my-summary.html")

    def _weighed(self, how_much: str) -> list[str]:
        return [name for name, choice in self.matters.items() if choice.value == how_much]

    def _what_matters(self) -> Iterable[str]:
        values, options = facts.decision_values(), facts.decision_options()
        for name in self._weighed(MATTERS[2]):
            yield f"<p><strong>{escape(values[name].asks)}</strong> {MATTERS[2]}.</p>"
            yield items(f"{each.name}: {values[name].about[each.id]}" for each in options.values())
        little = [values[name].asks for name in self._weighed(MATTERS[1])]
        if little:
            yield f"<p><strong>This {MATTERS[1]}:</strong> {escape('; '.join(little))}.</p>"
        if not little and not self._weighed(MATTERS[2]):
            yield "<p>You have not yet said what matters to you.</p>"

    def _where_i_stand(self) -> Iterable[str]:
        yield f"<p><strong>Today I lean toward:</strong> {escape(str(self.leaning.value))}.</p>"
        own = self.words.value.strip()
        if own and not too_long(own):
            yield f'<p><strong>In my own words:</strong> <span dir="auto" class="own">{escape(own)}</span></p>'

    def _questions(self) -> Iterable[str]:
        values = facts.decision_values()
        mine = [values[name].question for how in (MATTERS[2], MATTERS[1]) for name in self._weighed(how)]
        yield "<p><strong>Questions for my midwife or doctor</strong></p>" + items((*ALWAYS_ASK, *mine))
        yield f"<p>{ASK_FIRST} {NOT_ADVICE}</p>"

    def __repr__(self) -> str:
        return f"Decision aid: {len(facts.decision_options())} options side by side. {NOT_ADVICE}"


def decision_aid() -> DecisionAid:
    """Return the decision aid on leg cramps: four options, what matters to the reader, and her summary."""
    return DecisionAid()
