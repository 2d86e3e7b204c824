"""What a teacher writes in ``teacher.yaml``, in her own folder: it survives each update of the course.

``teacher()`` reads it and never fails: what is right counts, and each mistake gets one sentence.
"""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from course_lib.records._teacher_text import entries
from course_lib.records.learner import own_folder

FILE = "teacher.yaml"
LARGEST = 50_000
"""Bytes: some twenty pages of notes."""
LESSONS = (
    "00_start_here", "01_what_is_a_cramp", "02_causes", "03_prevention", "04_relief", "05_warning_signs",
    "06_acupuncture", "07_acupoints", "08_choosing_care", "09_my_plan", "10_practice_clinic", "11_teach_a_class",
)  # fmt: skip
"""The notebooks. This room sees none of them: a test holds the names equal."""
STAYS = ("05_warning_signs", "when-to-call")
Language = Literal["en", "ja", "both"]
Paper = Literal["A4", "Letter"]
Say = Callable[[str], None]


class Teacher(msgspec.Struct, frozen=True, kw_only=True, rename={"class_name": "class", "numbers": "local_numbers"}):
    """A teacher's own words and choices. All of it is plain text: whoever shows it escapes it."""

    teacher: str = ""
    class_name: str = ""
    """``class`` in her file."""
    clinic: str = ""
    date: str = ""
    """The day of the class as she writes it."""
    numbers: dict[str, str] = {}
    """``local_numbers`` in her file: whom to call, and the number as she wrote it."""
    notes: dict[str, str] = {}
    """By the name of a notebook ("05_warning_signs") or the id of a handout; may have several lines."""
    leave_out: tuple[str, ...] = ()
    """Names of notebooks, ids of handouts, and "handout/section". Never a warning sign."""
    language: Language = "en"
    paper: Paper = "A4"


def teacher_file() -> Path:
    """Return where the teacher's file belongs; it need not be there."""
    return own_folder() / FILE


def teacher(path: Path | None = None) -> tuple[Teacher, tuple[str, ...]]:
    """Return what a teacher's file says, and one sentence for each mistake in it.

    Parameters
    ----------
    path
        Another file than `teacher_file`. One that is not there says nothing, and is no mistake.
    """
    path = path or teacher_file()
    try:
        text = _text(path)
    except ValueError as error:
        return Teacher(), (f"{path.name} {error}",)
    right: dict[str, Any] = {}
    wrong: list[str] = []
    for line, name, value in entries(text):
        here = f"{path.name}, line {line}: "
        if not name:
            wrong.append(f"{here}{value}.")
        elif name not in CHECKS:
            wrong.append(f"{here}there is no entry '{_short(name)}'; {_nearest(name, CHECKS)}.")
        elif name in right:
            wrong.append(f"{here}'{name}' stands twice; the first one counts, so take one of them out.")
        elif value:

            def say(what: str, start: str = f"{here}'{name}' ") -> None:
                wrong.append(f"{start}{what}.")

            right[name] = CHECKS[name](value, say)
    return msgspec.convert({name: value for name, value in right.items() if value}, Teacher), tuple(wrong)


def _text(path: Path) -> str:
    """Return what a file says; ValueError has the end of a sentence that begins with its name."""
    try:
        if path.is_dir():
            raise ValueError("is a folder; put a text file of that name in its place.")
        if not path.exists():
            for near in (path.with_suffix(".yml"), path.with_name(path.name + ".txt")):
                if near.exists():
                    raise ValueError(f"is not there, but {near.name} is; give that file the name {path.name}.")
            return ""
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ValueError(f"is no file of at most {LARGEST:,} bytes, so it was not read; write a shorter one.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise ValueError("cannot be opened; check that the file and its folder are yours to read.") from None
    except UnicodeDecodeError:
        raise ValueError("is not written in UTF-8; save it again as UTF-8 in your editor.") from None


def _line(value: object, say: Say, what: str = "", longest: int = 120) -> str:
    """Return a value as one line of plain text, or nothing and a complaint."""
    if not isinstance(value, str):
        say(f"{what}needs plain text; write it behind the colon, on the same line")
    elif re.search(r"<[/!?a-zA-Z]", value):
        say(f"{what}has HTML in it, which is not used here; take out the < and write plain text")
    elif re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", value):
        say(f"{what}has a character that cannot be shown; type it again")
    elif len(value) > longest:
        say(f"{what}has {len(value):,} characters; write at most {longest:,}")
    else:
        return "\n".join(" ".join(line.split()) for line in value.strip().split("\n"))
    return ""


def _one_line(value: object, say: Say) -> str:
    return _line(value, say).replace("\n", " ")


def _date(value: object, say: Say) -> str:
    written = _one_line(value, say)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", written):
        try:
            datetime.date(*map(int, written.split("-")))
        except ValueError:
            say(f"is {written}, and there is no such day; write the year, the month and the day")
            return ""
    return written


def _numbers(value: object, say: Say) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, written in _pairs(value, say, "Maternity unit: 0120 119 119"):
        shown = _one_line(name, say)
        number = _line(written, say, f"for '{shown}' ", 60).replace("\n", " ")
        if number and not any(sign.isdigit() for sign in number):
            say(f"for '{shown}' has no digit in it; write the number to call")
        elif shown and number:
            found[shown] = number
    return found


def _notes(value: object, say: Say) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, written in _pairs(value, say, "04: Bring a towel."):
        place = _place(name, say, sections=False)
        text = _line(written, say, f"for '{_short(name)}' ", 1000)
        if place and text:
            found[place] = text
    return found


def _leave_out(value: object, say: Say) -> tuple[str, ...]:
    wanted = value if isinstance(value, list) else str(value).split(",")
    if isinstance(value, dict) or not all(isinstance(each, str) for each in wanted):
        say("needs a list; write it as in leave_out: [10, 11]")
        return ()
    places = (_place(each.strip(), say) for each in wanted if each.strip())
    return tuple(dict.fromkeys(place for place in places if place and _may_go(place, say)))


def _may_go(place: str, say: Say) -> bool:
    from course_lib.facts import handouts  # here, so that a file that leaves nothing out is read fast

    handout, _, section = place.partition("/")
    kept = section and any(each.always for each in handouts()[handout].sections if each.id == section)
    if place in STAYS or kept:
        say(f"cannot leave out '{place}': the warning signs always stay, so take it off the list")
    return not (place in STAYS or kept)


def _place(name: str, say: Say, *, sections: bool = True) -> str:
    """Return the name of a notebook, of which the number is enough, or of a handout or its section."""
    if re.fullmatch(r"\d{1,2}", name):
        found = next((lesson for lesson in LESSONS if int(lesson[:2]) == int(name)), "")
    else:
        found = name if name in LESSONS else ""
    if not found:
        from course_lib.facts import handouts

        known = [*LESSONS, *handouts()]
        if sections:
            known += [f"{each.id}/{section.id}" for each in handouts().values() for section in each.sections]
        found = name if name in known else ""
        if not found:
            say(f"has '{_short(name)}', which is no page and no handout; {_nearest(name, known)}")
    return found


def _pairs(value: object, say: Say, example: str) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, dict):
        say(f"needs a block of lines that each begin with two spaces; write them as in {example}")
        return []
    return [(str(name), written) for name, written in value.items()]


def _word(of: Any) -> Callable[[object, Say], str]:
    known = {word.casefold(): word for word in get_args(of)}

    def check(value: object, say: Say) -> str:
        written = _one_line(value, say)
        if written and written.casefold() not in known:
            say(f"is '{_short(written)}'; choose one of {', '.join(known.values())}")
        return known.get(written.casefold(), "")

    return check


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"did you mean '{near[0]}'? Give that name"
    few = list(known)[:12]
    return f"choose one of {', '.join(few)}"


def _short(text: str) -> str:
    """Return the start of what she wrote, fit for a terminal and a page."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text)
    return shown if len(shown) <= 40 else shown[:39] + "…"


CHECKS: dict[str, Callable[[Any, Say], Any]] = {
    "teacher": _one_line, "class": _one_line, "clinic": _one_line, "date": _date, "local_numbers": _numbers,
    "notes": _notes, "leave_out": _leave_out, "language": _word(Language), "paper": _word(Paper),
}  # fmt: skip
"""The entries, and what makes a value of each."""
