"""A card to bring along: what a reader tells her practitioner, each line with what it means for the visit."""

from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.rules import circumstances
from course_lib.rules.gestation import parse_weeks
from course_lib.tools._decision_options import items, never_needled
from course_lib.tools.kit.card import CLOT_FIRST, STAYS_HERE, alert, card, prescribed, too_long
from course_lib.tools.kit.fields import field, tick
from course_lib.tools.kit.tool import Tool

TITLE = "What I tell my practitioner"
NOTHING_TICKED = "You ticked nothing. This list does not ask about everything, so tell them what else you live with."
JAPANESE = (
    ("I am pregnant.", "妊娠しています。", "Ninshin shiteimasu."),
    ("May I see your license?", "免許証を見せてください。", "Menkyoshō o misete kudasai."),
)


class CareChecklist(Tool):
    """One box for each circumstance, the week, what else she wants to say, and the card that follows them."""

    def __init__(self) -> None:
        week, more = "How many weeks pregnant are you?", "My medicines, and what else I want to say"
        self.week = field(widgets.Text, week, placeholder="such as 24", continuous_update=False)
        self.ticks = {name: tick(row.label) for name, row in facts.circumstances().items()}
        self.words = field(widgets.Textarea, more, continuous_update=False)
        self.japanese = tick("Add two sentences in Japanese, with English beside")
        self.wrong, self.card = widgets.HTML(), widgets.HTML()
        asked = (self.week, *self.ticks.values(), self.words, self.japanese)
        labels = prescribed("\n".join(row.label for row in facts.circumstances().values()))
        top = f"{CLOT_FIRST}<h3>Tick what is true for you</h3><p>{STAYS_HERE}</p>{labels}"
        super().__init__([widgets.HTML(top), *asked, self.wrong, self.card], "choices")
        for each in asked:
            each.observe(lambda _: self._tell(), names="value")
        self._tell()

    def _tell(self) -> None:
        week, problem = self._week()
        own = self.words.value.strip()
        problems = [each for each in (problem, too_long(own)) if each]
        self.wrong.value = "".join(map(alert, problems))
        ticked = circumstances.known(name for name, box in self.ticks.items() if box.value)
        rows = [facts.circumstances()[name] for name in ticked]
        body = [f"<p><strong>I am pregnant{escape(week)}.</strong></p>"]
        if any(name in never_needled() for name in ticked):
            body.append("<p><strong>No needles today. Read the lines below first.</strong></p>")
        body.append(items(f"{row.label}. {row.sentence}" for row in rows) if rows else f"<p>{NOTHING_TICKED}</p>")
        if own and not too_long(own):
            body.append(f'<p><strong>And:</strong> <span dir="auto" class="own">{escape(own)}</span></p>')
        body.append("<p><strong>What I ask</strong></p>" + items(row.says for row in facts.visit_questions().values()))
        if self.japanese.value:
            lines = (f'<li>{says} <span lang="ja">{ja}</span> ({spoken})</li>' for says, ja, spoken in JAPANESE)
            body.append(f"<ul>{''.join(lines)}</ul>")
        told = "".join(body)
        self.card.value = card(TITLE, told + prescribed(told), "what-i-tell.html")

    def _week(self) -> tuple[str, str]:
        """Return the words on the week for the card, and one sentence on what is wrong with it."""
        if not self.week.value.strip():
            return "", ""
        try:
            return f", {parse_weeks(self.week.value)}", ""
        except ValueError as error:
            return "", str(error)

    def __repr__(self) -> str:
        ticked = sum(box.value for box in self.ticks.values())
        return f"Checklist: {ticked} of {len(self.ticks)} lines ticked. {STAYS_HERE}"


def care_checklist() -> CareChecklist:
    """Return a checklist that makes a card: what to tell a practitioner before a first needle."""
    return CareChecklist()
