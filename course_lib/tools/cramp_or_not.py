"""Cramp or something else: short stories to sort by name and by how soon to call; it never judges a learner."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.leg_feeling import LegStory
from course_lib.tools._tool import Tool

CHOOSE_BOTH = "Choose a name and a time first, then press Check."
NOT_ABOUT_YOU = "The stories are made up. They cannot tell you what you have. If you are worried, call."
_STYLE = Path(__file__).with_suffix(".css")
_ANSWERS = (Urgency.EMERGENCY, Urgency.CALL_NOW, Urgency.NEXT_VISIT)


class CrampOrNot(Tool):
    """One story at a time: two choices, a button to check them, and one to go on."""

    def __init__(self) -> None:
        self.stories = tuple(facts.leg_stories().values())
        self.number = 0
        self.tells = widgets.HTML()
        names = [(feeling.name, feeling.id) for feeling in facts.leg_feelings().values()]
        self.fits = _choice("What does it fit best?", names)
        self.soon = _choice("How soon should she tell somebody?", [(in_words(each), each) for each in _ANSWERS])
        self.check_button = widgets.Button(description="Check")
        self.next_button = widgets.Button(description="Next story")
        self.said = widgets.HTML()
        style = widgets.HTML(f"<style>{_STYLE.read_text(encoding='utf-8')}</style><p>{NOT_ABOUT_YOU}</p>")
        buttons = widgets.HBox([self.check_button, self.next_button])
        super().__init__([style, self.tells, self.fits, self.soon, buttons, self.said], "stories")
        self.check_button.on_click(lambda _: self.check())
        self.next_button.on_click(lambda _: self.show(self.number + 1))
        for choice in (self.fits, self.soon):
            choice.observe(lambda _: self._forget(), names="value")
        self.show(0)

    @property
    def story(self) -> LegStory:
        """The story on the screen."""
        return self.stories[self.number]

    def show(self, number: int) -> None:
        """Show a story, the first again after the last, with both choices empty."""
        self.number = number % len(self.stories)
        self.fits.index = self.soon.index = 0
        self.tells.value = (
            f'<p role="status"><strong>Story {self.number + 1} of {len(self.stories)}.</strong> '
            f"{escape(self.story.tells, quote=False)}</p>"
        )

    def check(self) -> None:
        """Say what the story fits and how soon to call, whatever was chosen."""
        if self.fits.value is None or self.soon.value is None:
            told = f"<p>{CHOOSE_BOTH}</p>"
        else:
            told = _about_the_time(self.story, self.soon.value) + _about_the_name(self.story, self.fits.value)
        self.said.value = f'<div class="course-stories-said" role="alert">{told}</div>'

    def _forget(self) -> None:
        """Take back what was said: it must not stand beside another choice."""
        self.said.value = ""

    def __repr__(self) -> str:
        return f"Cramp or something else: {len(self.stories)} stories to sort. They are not about you."


def cramp_or_not() -> CrampOrNot:
    """Return nine stories to sort: what each fits best, and how soon to tell somebody. Nothing is stored."""
    return CrampOrNot()


def urgency(story: LegStory) -> Urgency:
    """Return how soon the woman of a story should call: her warning sign's level, or else the next visit."""
    return facts.warning_signs()[story.sign].urgency if story.sign else Urgency.NEXT_VISIT


def in_words(level: Urgency) -> str:
    """Return the name of a level as an answer to choose."""
    return level.level.capitalize()


def _choice(label: str, options: Sequence[tuple[str, object]]) -> widgets.Dropdown:
    # Not description_width in the style: a label above its list fits a phone.
    return widgets.Dropdown(description=label, options=[("Choose", None), *options])


def _about_the_name(story: LegStory, chosen: str) -> str:
    feeling = facts.leg_feelings()[story.fits]
    verdict = "✓ Yes. It fits" if chosen == story.fits else "✕ Not quite. It fits better"
    sources = citation.named(feeling.refs)
    return (
        f"<p><strong>{verdict}: {escape(feeling.name)}.</strong> {escape(story.because)}</p>"
        f"<p><strong>What this does not rule out.</strong> {escape(story.not_ruled_out)}</p>"
        f"<p><small>Sources: {escape(sources)}.</small></p>"
    )


def _about_the_time(story: LegStory, chosen: Urgency) -> str:
    level = urgency(story)
    if chosen == level:
        verdict = f"✓ Yes. {in_words(level)}."
    elif chosen > level:
        verdict = f"▲ Sooner than this course asks, and always allowed. It says: {in_words(level)}."
    else:
        verdict = f"✕ That is too late. {in_words(level)}."
    sign = f"It is one of the warning signs: {facts.warning_signs()[story.sign].sign}. " if story.sign else ""
    return f"<p><strong>{verdict}</strong> {escape(sign)}{escape(facts.urgency_levels()[level].say)}</p>"
