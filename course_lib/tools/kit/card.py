"""A card that a reader fills in on the page and keeps: shown there, and saved as a page of its own to print.

Nothing is stored: the page that she saves is made in her browser, and stays with her.
"""

from datetime import date

from markupsafe import Markup

from course_lib.tools.kit.html import part, render
from course_lib.tools.kit.saved_file import saved_file

NOT_REVIEWED = "Not reviewed by a clinician. Health education, not medical advice."
STAYS_HERE = "What you tick and write stays on this page. Nothing is stored."
LONGEST = 1000
"""So many characters fit on a card."""


def card(title: str, body: Markup, file: str, today: date | None = None) -> Markup:
    """Return a card as HTML with a link that saves it as ``file``."""
    foot = f"{today or date.today():%Y-%m-%d}. {NOT_REVIEWED}"
    page = render("kit/card.html", title=title, body=body, foot=foot)
    link = saved_file("Save this card to print it", file, "text/html", page.encode())
    return part("card", title, body, foot, link)


def too_long(text: str) -> str:
    """Return one sentence for a text that is too long for a card, or nothing."""
    if len(text) <= LONGEST:
        return ""
    return f"Your text has {len(text):,} characters; the card has room for {LONGEST:,}, so please shorten it."
