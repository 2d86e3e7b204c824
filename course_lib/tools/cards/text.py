"""A flashcard's answer as HTML, for the page and for Anki; and the file for Anki.

The file is Anki's text format with header lines, which Anki reads from 2.1.54 on (by default from 2.1.55; older ones
pass over them). Its manual: https://docs.ankiweb.net/importing/text-files.html, "File Headers". Each note has a GUID
that stays the same, so that a file imported again updates the notes and leaves what Anki knows of their dates.
"""

import csv
import io
from collections.abc import Iterable

from markupsafe import Markup

from course_lib import facts
from course_lib.tools.cards.deck import Flashcard, names
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.kit.html import part
from course_lib.tools.kit.page import TOOLS
from course_lib.tools.kit.saved_file import saved_file

PARTS = "cards/parts.html"
ANKI_HEADER = tuple((TOOLS / "cards" / "anki_header.txt").read_text(encoding="utf-8").splitlines())
"""Names Anki's note type with a front and a back in every language: Anki passes over a note type that it does not have,
so the line in her language counts; without one it would take the type that she used last. No ``#columns``: it maps by
the names of fields, which are in her language too, where columns 3 and 4 as they come are front and back. ``#tags``
adds to her own tags, and a column of tags would replace them."""
ANKI_DECK = "Leg cramps in pregnancy"
ANKI_FILE = "leg-cramps-flashcards.txt"


def question(card: Flashcard) -> Markup:
    """Return the question, as HTML, with the line on prescribed medicines where it names one."""
    return part("question", card, of=PARTS)


def answer(card: Flashcard) -> Markup:
    """Return the answer and what it rests on, as HTML."""
    return part("answer", card, names(card.refs), NOT_REVIEWED, of=PARTS)


def anki(cards: Iterable[Flashcard]) -> str:
    """Return the cards as a text file for Anki: each deck below one of ours."""
    file = io.StringIO(newline="")
    file.writelines(f"{line}\n" for line in ANKI_HEADER)
    rows = csv.writer(file, delimiter="\t", lineterminator="\n")
    for card in cards:
        deck = f"{ANKI_DECK}::{facts.flashcard_decks()[card.deck].label}"
        sides = ("".join(side.splitlines()) for side in (question(card), answer(card)))
        rows.writerow([f"leg-cramps-course:{card.id}", deck, *sides])
    return file.getvalue()


def anki_link(cards: Iterable[Flashcard]) -> Markup:
    """Return a link that saves the file for Anki wherever her browser puts files."""
    link = saved_file("Save the file for Anki", ANKI_FILE, "text/plain", anki(cards))
    return part("saved", Markup(link), of=PARTS)
