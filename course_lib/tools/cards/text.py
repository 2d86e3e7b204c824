"""A flashcard's answer as HTML, for the page and for Anki; and the file for Anki.

The file is Anki's text format with header lines, which Anki reads from 2.1.54 on (by default from 2.1.55; older ones
pass over them). Its manual: https://docs.ankiweb.net/importing/text-files.html, "File Headers". Each note has a GUID
that stays the same, so that a file imported again updates the notes and leaves what Anki knows of their dates.
"""

import csv
import io
from collections.abc import Iterable
from html import escape

from course_lib import facts
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.tools.cards.deck import Flashcard, Line, names
from course_lib.tools.kit.card import NOT_REVIEWED, prescribed
from course_lib.tools.kit.saved_file import saved_file

ANKI_BASIC = (
    "Alap", "Bas", "Basic", "Basies", "Basilare", "Basique", "Basis", "Baza", "Bunúsach", "Bàsica", "Básica", "Básico",
    "Cơ bản", "De bază", "Einfach", "Elementari", "Grundlæggende", "Grundläggande", "Grunnleggende", "Oinarrizkoa",
    "Osnovna", "Perusmalli", "Podstawowy", "Põhimudel", "Temel", "Základní", "Základný", "sampu", "Βασικό", "Базавая",
    "Базовий", "Основен", "Основно", "Простая", "Үндсэн", "Հիմնական", "בסיסי", "أساسي", "ئاساسى", "پایه", "ମୌଳିକ",
    "基本", "基本型", "问答题",
)  # fmt: skip
"""What Anki's note type with a front and a back is called, language by language."""
ANKI_HEADER = (
    "#separator:tab", "#html:true", *(f"#notetype:{name}" for name in ANKI_BASIC), "#guid column:1", "#deck column:2",
    "#tags:leg-cramps-course not-reviewed",
)  # fmt: skip
"""Anki passes over a note type that it does not have, so the line in her language counts; without one it would take the
type that she used last. No ``#columns``: it maps by the names of fields, which are in her language too, where columns
3 and 4 as they come are front and back. ``#tags`` adds to her own tags, and a column of tags would replace them."""
ANKI_DECK = "Leg cramps in pregnancy"
ANKI_FILE = "leg-cramps-flashcards.txt"


def question(card: Flashcard) -> str:
    """Return the question, as HTML, with the line on prescribed medicines where it names one."""
    return escape(card.asks) + prescribed(card.asks, PRESCRIBED_TRAINEE)


def answer(card: Flashcard) -> str:
    """Return the answer and what it rests on, as HTML."""
    first, *others = card.answer
    lines = [_paragraph(first, f"<strong>{escape(first.text)}</strong>"), *(_paragraph(line) for line in others)]
    rests_on = [f"Sources: {names(card.refs)}."] if card.refs else []
    if card.own:
        rests_on.append(f"Our own caution or wording: {card.own.removesuffix('.')}.")
    beside = prescribed("\n".join(line.text for line in card.answer), PRESCRIBED_TRAINEE)
    return f'{"".join(lines)}{beside}<p class="quiet">{escape(" ".join(rests_on))} {NOT_REVIEWED}</p>'


def anki(cards: Iterable[Flashcard]) -> str:
    """Return the cards as a text file for Anki: each deck below one of ours."""
    file = io.StringIO(newline="")
    file.writelines(f"{line}\n" for line in ANKI_HEADER)
    rows = csv.writer(file, delimiter="\t", lineterminator="\n")
    for card in cards:
        deck = f"{ANKI_DECK}::{facts.flashcard_decks()[card.deck].label}"
        rows.writerow([f"leg-cramps-course:{card.id}", deck, question(card), answer(card)])
    return file.getvalue()


def anki_link(cards: Iterable[Flashcard]) -> str:
    """Return a link that saves the file for Anki wherever her browser puts files."""
    return f"<p>{saved_file('Save the file for Anki', ANKI_FILE, 'text/plain', anki(cards))}</p>"


def _paragraph(line: Line, words: str = "") -> str:
    language = f' lang="{line.language}"' if line.language else ""
    return f"<p{language}>{words or escape(line.text)}</p>"
