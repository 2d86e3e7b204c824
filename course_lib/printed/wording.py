"""The words on a handout: each line is a row of the facts, found by its address, in English or Japanese.

An address is ``table/id.field``, as ``coach_steps/walk.says.0``; for most tables the field that a reader sees is known.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal
from zlib import crc32

from markupsafe import Markup

from course_lib import facts
from course_lib.facts import citation
from course_lib.rules.medicines import PRESCRIBED, names_a_medicine
from course_lib.rules.status import Status
from course_lib.rules.warning_signs import CLOT_LINE

Language = Literal["en", "ja"]
FIELD = {
    "circumstances": "label", "claims": "course_statement", "class_cards": "front", "coach_steps": "title",
    "emergency_numbers": "country", "handouts": "title", "japan_contacts": "name", "urgency_levels": "level",
    "warning_signs": "sign",
}  # fmt: skip
"""What a reader sees of a row where the address names no field; elsewhere it is ``says``."""
RULES = {"clot-line": CLOT_LINE, **{status.value: status.words for status in Status}}
"""Lines that the rules hold: the address is ``rules/clot-line`` or, say, ``rules/avoid``."""
WARNING = re.compile(r"(?i)\b(call|emergency|clot|preeclampsia|at once|medical help|after the birth)\b")
"""A line with one of these words warns, whatever table it comes from."""


def english(address: str) -> str:
    """Return the line at an address, beginning with a capital letter unless it is a label or a name.

    Raises
    ------
    KeyError
        If there is no such table or row.
    """
    table, _, rest = address.partition("/")
    name, *fields = rest.split(".")
    text = RULES[name] if table == "rules" else _field(_table(table)[name], fields or [FIELD.get(table, "says")])
    own_case = table in ("labels", "rules") or "elsewhere" in fields
    return text if own_case else text[:1].upper() + text[1:]


def fingerprint(text: str) -> str:
    """Return eight letters that change when the text does."""
    return f"{crc32(text.encode()):08x}"


def warns(address: str) -> bool:
    """Return whether a line warns of something: such a line never stands in Japanese alone."""
    return address.startswith(("warning_signs/", "urgency_levels/", "circumstances/", "medicines/")) or bool(
        WARNING.search(english(address))
    )


class Wording:
    """Says lines in one language, and remembers whose rows they were: the handout names their sources."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.refs: dict[str, None] = {}
        self.since: list[str] = []
        """What was said in English since the last look for a medicine."""

    def say(self, address: str, beside: bool = True) -> Markup:
        """Return a line as HTML. A Japanese line that warns has its English beside it.

        Where the Japanese is missing, or the English has changed since it was translated, the English stands alone.
        """
        self._remember(address)
        text = english(address)
        self.since.append(text)
        own = Markup('<span lang="en" data-row="{}">{}</span>').format(address, text)
        if self.language == "en" or text not in japanese():
            return own
        translated = Markup('<span lang="ja" data-row="{}">{}</span>').format(address, japanese()[text])
        if beside and warns(address):
            return translated + Markup(' <span class="beside">{}</span>').format(own)
        return translated

    def sources(self) -> dict[str, str]:
        """Return the sources of what was said by their short names, one id a name."""
        return {citation.name(reference): reference for reference in self.refs}

    def names_a_medicine(self) -> bool:
        """Return whether a medicine was named since this was asked last: its line then ends the part."""
        text, self.since = "\n".join(self.since).replace(PRESCRIBED, ""), []
        return names_a_medicine(text)

    def _remember(self, address: str) -> None:
        table, _, rest = address.partition("/")
        if table not in ("points", "rules"):  # what is said of a point stands in its calendar, source by source
            self.refs.update(dict.fromkeys(getattr(_table(table)[rest.split(".")[0]], "refs", ())))


@cache
def japanese() -> Mapping[str, str]:
    """Return the Japanese of each English line: the same words are the same in Japanese, wherever they stand."""
    lines = [(english(line.id), line) for line in facts.japanese().values()]
    return {text: line.says for text, line in lines if fingerprint(text) == line.of}


@cache
def _table(name: str) -> Mapping[str, Any]:
    if name == "urgency_levels":  # by the words of the level, not by its number
        return {row.level: row for row in facts.urgency_levels().values()}
    if name not in facts.TABLES:
        raise KeyError(name)
    rows: Mapping[str, Any] = getattr(facts, name)()
    return rows


def _field(row: Any, fields: list[str]) -> str:
    for field in fields:
        if not isinstance(row, tuple):
            row = getattr(row, field)
        elif field.isdecimal():
            row = row[int(field)]
        else:  # rows within a row go by their ids
            row = next(part for part in row if part.id == field)
    return str(row)
