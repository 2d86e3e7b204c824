"""What may stand in each entry of a teacher's file: plain text, numbers with a name, pages that there are."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal, get_args

from course_lib import facts
from course_lib.facts.claim import Topic

Language = Literal["en", "ja", "both"]
Paper = Literal["A4", "Letter"]
Say = Callable[[str], None]
"""Takes a complaint: what follows the entry's name in a sentence, without the full stop."""

LESSONS: tuple[str, ...] = ("00_start_here", *get_args(Topic))
"""The notebooks. This room sees none of them: a test holds the names equal."""
STAYS = ("05_warning_signs", "when-to-call")
LINE, NOTE, WHOM, NUMBER = 80, 1000, 40, 30
"""How many characters there may be."""
MOST_NUMBERS, MOST_LINES = 6, 15
"""What still fits on a slide; more numbers would push the warning signs off theirs."""
MOST_NAMES = 100
"""In one list or block: more than there are pages, handouts and their sections."""
SLIDE_LINES, SLIDE_WIDTH = 20, 56
"""How many lines of a note stand on a slide in type that can be read, and how many Japanese letters in each."""
HTML = re.compile(r"<[/!?a-zA-Z]")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of a line."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return which known name was meant, or which ones there are, as the end of a sentence."""
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean '{near[0]}'? Give that name" if near else f"choose one of {', '.join(known)}"


def shown(text: str) -> str:
    """Return the start of what she wrote, fit for a terminal and a page."""
    seen = "".join(sign if sign.isprintable() else "?" for sign in text)
    return seen if len(seen) <= 40 else seen[:39] + "…"


def _text(value: object, say: Say, whose: str = "", longest: int = NOTE) -> str:
    """Return a value as plain text without blanks at the ends of its lines; nothing, and a complaint, if it is none."""
    if not isinstance(value, str):
        say(f"{whose}needs plain text; write it after the colon")
    elif HTML.search(value):
        say(f"{whose}has HTML in it, which is not used here; take out the < and write plain text")
    elif UNSEEN.search(value):
        say(f"{whose}has a character in it that cannot be shown; type it again")
    elif len(value) > longest:
        say(f"{whose}has {len(value):,} characters; write at most {longest:,}")
    elif value.strip().count("\n") >= MOST_LINES:
        say(f"{whose}has more than {MOST_LINES} lines; write fewer")
    else:
        return "\n".join(" ".join(line.split()) for line in value.strip().split("\n"))
    return ""


def _line(value: object, say: Say, whose: str = "", longest: int = LINE) -> str:
    return _text(value, say, whose, longest).replace("\n", " ")


def _date(value: object, say: Say) -> str:
    written = _line(value, say)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", written):
        try:
            dt.date(*map(int, written.split("-")))
        except ValueError:
            say(f"is {written}, and there is no such day; write the year, the month and the day")
            return ""
    return written


def _one_of(value: object, say: Say, choice: Any) -> str:
    words: dict[str, str] = {word.casefold(): word for word in get_args(choice)}
    written = _line(value, say)
    if written and written.casefold() not in words:
        say(f"is '{shown(written)}'; choose one of {', '.join(words.values())}")
    return words.get(written.casefold(), "")


def _block(value: object, say: Say, example: str) -> Iterable[tuple[str, Any]]:
    """Return the lines of an entry that has lines of its own; none, and a complaint, where they are no such lines."""
    if not isinstance(value, dict):
        say(f"needs lines of its own, each with two spaces, a name, a colon and a space; write them as in '{example}'")
    elif len(value) > MOST_NAMES:
        say(f"has {len(value):,} lines of its own; write at most {MOST_NAMES}")
    else:
        return ((str(name), written) for name, written in value.items())
    return ()


def _numbers(value: object, say: Say) -> dict[str, str]:
    numbers = {}
    for name, written in _block(value, say, "  Maternity unit: 0120 000 000"):
        whom = _line(name, say, "has a name that ", WHOM)
        number = _line(written, say, f"for '{shown(name)}' ", NUMBER)
        if number and not any(sign.isdigit() for sign in number):
            say(f"for '{shown(name)}' has no digit in it; write the number to call")
        elif whom and number:
            numbers[whom] = number
    if len(numbers) > MOST_NUMBERS:
        say(f"has {len(numbers)} numbers, and the first {MOST_NUMBERS} count; take out those you need least")
    return dict(list(numbers.items())[:MOST_NUMBERS])


def _notes(value: object, say: Say) -> dict[str, str]:
    notes: dict[str, str] = {}
    for name, written in _block(value, say, "  04: Bring a towel."):
        page = _page(name, say)
        text = _text(written, say, f"for '{shown(name)}' ")
        if (lines := _lines_on_a_slide(text)) > SLIDE_LINES:
            say(f"for '{shown(name)}' takes about {lines} lines on a slide, and {SLIDE_LINES} fit; write fewer or less")
            text = ""
        if page in notes:
            say(f"has two notes for '{page}'; write both in one")
        elif page and text:
            notes[page] = text
    return notes


def _lines_on_a_slide(text: str) -> int:
    """Return about how many lines a text takes; one of our letters is some six tenths of a Japanese one wide."""
    lines = text.split("\n")
    widths = [sum(10 if unicodedata.east_asian_width(sign) in "WF" else 6 for sign in line) for line in lines]
    return sum(max(1, -(-width // (10 * SLIDE_WIDTH))) for width in widths)


def _leave_out(value: object, say: Say) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        say("needs a list; write it as in leave_out: [10, 11]")
        return ()
    if len(names) > MOST_NAMES:
        say(f"has {len(names):,} names in it; write at most {MOST_NAMES}")
        return ()
    handouts = facts.handouts().values()
    sections = {f"{handout.id}/{part.id}": part.always for handout in handouts for part in handout.sections}
    pages = [_page(name.strip(), say, sections) for name in names if name.strip()]
    for page in pages:
        if page in STAYS or sections.get(page):
            say(f"names '{page}', and the warning signs always stay; take it off the list")
    return tuple(dict.fromkeys(page for page in pages if page and page not in STAYS and not sections.get(page)))


def _page(name: str, say: Say, sections: Iterable[str] = ()) -> str:
    """Return the name of a notebook, of which the number is enough, or of a handout or its section."""
    if re.fullmatch(r"\d{1,2}", name) and int(name) < len(LESSONS):
        return LESSONS[int(name)]
    handouts = list(facts.handouts())
    if name in (known := [*LESSONS, *handouts, *sections]):
        return name
    near = difflib.get_close_matches(name, known, 1) or difflib.get_close_matches(name, handouts, 1)
    numbers = f"the number of a page, 00 to {len(LESSONS) - 1}"
    meant = f"did you mean '{near[0]}'? Give that name" if near else f"give {numbers}, or one of {', '.join(handouts)}"
    say(f"has '{shown(name)}', which is no page and no handout; {meant}")
    return ""


CHECKS: dict[str, Callable[[Any, Say], Any]] = {
    "teacher": _line, "class": _line, "clinic": _line, "date": _date, "local_numbers": _numbers, "notes": _notes,
    "leave_out": _leave_out, "language": partial(_one_of, choice=Language), "paper": partial(_one_of, choice=Paper),
}  # fmt: skip
"""The entries, and what makes of a value what counts; nothing where it is wrong, after saying why."""
