"""Why do legs cramp: tick what applies to you, see how much speaks for each idea, and what you can do about it."""

from html import escape
from pathlib import Path
from typing import get_args

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.cause import Cause, Strength
from course_lib.rules.warning_signs import CLOT_ASKS
from course_lib.tools._card import prescribed
from course_lib.tools._fields import tick
from course_lib.tools._tool import Tool

NOBODY_KNOWS = (
    "Nobody can tell you why your legs cramp. This shows how much speaks for each idea in general, "
    "and what you can do about it."
)
CLOT_LINE = (
    f"{CLOT_ASKS} Do not massage, warm or stretch it. Call now, day or night. "
    "Short of breath or chest pain with it: emergency number, now."
)
NOTHING_TICKED = "Nothing ticked yet. Here are all the ideas, one line each."
_STYLE = Path(__file__).with_suffix(".css")


class CauseExplorer(Tool):
    """A tick box for each idea; the ticked ones are told in full, strongest evidence first."""

    def __init__(self) -> None:
        self.boxes = {cause.id: tick(cause.applies) for cause in facts.causes().values()}
        self.clear = widgets.Button(description="Clear all ticks")
        self.count = widgets.HTML()
        self.told = widgets.HTML()
        style = f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
        first = widgets.HTML(
            f'{style}<p class="course-causes-clot"><strong>{CLOT_LINE}</strong></p><p>{NOBODY_KNOWS}</p>'
            "<p><strong>What applies to you? Tick as many as you like.</strong></p>"
        )
        super().__init__([first, *self.boxes.values(), self.clear, self.count, self.told], "causes")
        for box in self.boxes.values():
            box.observe(lambda _: self._tell(), names="value")
        self.clear.on_click(lambda _: self._clear())
        self._tell()

    @property
    def ticked(self) -> tuple[Cause, ...]:
        """The ticked ideas, those with the most evidence first."""
        chosen = [facts.causes()[name] for name, box in self.boxes.items() if box.value]
        return tuple(sorted(chosen, key=lambda cause: -get_args(Strength).index(cause.strength)))

    def _clear(self) -> None:
        for box in self.boxes.values():
            box.value = False

    def _tell(self) -> None:
        said = f"{len(self.ticked)} of {len(self.boxes)} ticked. Read on below." if self.ticked else NOTHING_TICKED
        self.count.value = f'<p role="status">{said}</p>'
        self.told.value = "".join(map(_card, self.ticked)) if self.ticked else _overview()

    def __repr__(self) -> str:
        ideas, ticked = len(self.boxes), len(self.ticked)
        return f"Cause explorer: {ideas} ideas, none of them proven; {ticked} ticked. Nothing is stored."


def cause_explorer() -> CauseExplorer:
    """Return the ideas about the causes of leg cramps, to tick and to read. Nothing is stored."""
    return CauseExplorer()


def strength_sign(strength: Strength) -> str:
    """Return the shape for a strength of evidence: as many filled squares of three as steps above nothing."""
    steps = get_args(Strength)
    return "■" * steps.index(strength) + "□" * (len(steps) - 1 - steps.index(strength))


def _strength(cause: Cause) -> str:
    sign = strength_sign(cause.strength)
    return f'<span class="course-causes-sign" aria-hidden="true">{sign}</span> {cause.strength}'


def _overview() -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(cause.name)}</th><td>{_strength(cause)}</td></tr>'
        for cause in facts.causes().values()
    )
    return (
        "<table><caption>How much speaks for each idea. No idea reaches three squares, which would be strong "
        f'evidence.</caption><tr><th scope="col">Idea</th><th scope="col">Evidence</th></tr>{rows}</table>'
    )


def _card(cause: Cause) -> str:
    whose = "One of the article's six" if cause.named_by == "article" else "A leading idea for cramps in general"
    parts = (
        ("Whose idea", f"{whose}."),
        ("The article says", cause.article_says),
        ("What speaks for it", cause.speaks_for),
        ("What speaks against it", cause.speaks_against),
        ("What you can do", cause.to_do),
    )
    told = "".join(f"<dt>{title}</dt><dd>{escape(text)}</dd>" for title, text in parts if text)
    sources = citation.named(cause.refs)
    return (
        f'<div class="course-causes-card"><p><strong>{escape(cause.name)}</strong><br>Evidence: {_strength(cause)}. '
        f"How sure we are: {cause.certainty.replace('-', ' ')}.</p><dl>{told}</dl>{prescribed(told)}"
        f"<p><small>Sources: {escape(sources)}. Ledger: {', '.join(cause.claims)}.</small></p></div>"
    )
