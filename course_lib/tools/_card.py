"""A card that a reader fills in on the page and keeps: shown there, and saved as a page of its own to print.

Nothing is stored: the page that she saves is made in her browser, and stays with her.
"""

from base64 import b64encode
from datetime import date
from html import escape

import ipywidgets as widgets

from course_lib.rules.medicines import PRESCRIBED, line_beside
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools._page import joined

NOT_REVIEWED = "Not reviewed by a clinician. Health education, not medical advice."
STAYS_HERE = "What you tick and write stays on this page. Nothing is stored."
CLOT_FIRST = f'<p class="call"><strong>{CLOT_LINE}</strong></p>'
"""Stands at the top of a tool, before anything else."""
LONGEST = 1000
"""So many characters fit on a card."""

_PRINTED = (
    "body {font: 16px/1.5 system-ui, sans-serif; color: #000; background: #fff; max-width: 42rem; margin: 2rem auto; "
    "padding: 0 1rem; overflow-wrap: anywhere} li, p {break-inside: avoid} "
    "footer {font-size: .9em; border-top: 1px solid}"
)


def style(*more: str) -> widgets.HTML:
    """Return the look of a tool of plain widgets, for the top of it; ``more`` are style sheets of its own."""
    return widgets.HTML(f"<style>{joined('_theme.css', '_card.css', *more)}</style>")


def alert(sentence: str, *, stays: bool = False) -> str:
    """Return what is wrong as HTML that a screen reader speaks at once.

    It goes with the next change of a field, unless it ``stays``: no other entry mends a record that cannot be kept.
    """
    return f'<p class="wrong{" stays" if stays else ""}" role="alert">{escape(sentence)}</p>'


def done(sentence: str) -> str:
    """Return what went well as HTML, which looks it."""
    return f'<p class="done" role="status">{escape(sentence)}</p>'


def prescribed(shown: str, line: str = PRESCRIBED) -> str:
    """Return the line that stands beside a medicine, as HTML, where a block that shows this names one."""
    beside = line_beside(shown, line)
    return f'<p class="prescribed"><em>{escape(beside)}</em></p>' if beside else ""


def card(title: str, body: str, file: str, today: date | None = None) -> str:
    """Return a card as HTML with a link that saves it as ``file``; title and body must be safe HTML already."""
    foot = f"{today or date.today():%Y-%m-%d}. {NOT_REVIEWED}"
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_PRINTED}</style>'
        f"</head><body><main><h1>{title}</h1>{body}</main><footer>{foot}</footer></body></html>"
    )
    address = "data:text/html;base64," + b64encode(page.encode()).decode()
    return (
        f'<section class="course-card"><h3>{title}</h3>{body}<p class="quiet">{foot}</p></section>'
        f'<p><a class="course-save" download="{file}" href="{address}">Save this card to print it</a></p>'
    )


def too_long(text: str) -> str:
    """Return one sentence for a text that is too long for a card, or nothing."""
    if len(text) <= LONGEST:
        return ""
    return f"Your text has {len(text):,} characters; the card has room for {LONGEST:,}, so please shorten it."
