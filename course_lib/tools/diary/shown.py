"""What the diary shows: whom to call, the entries, the links that save a copy."""

from collections.abc import Iterable
from datetime import timedelta, timezone
from functools import partial

import ipywidgets as widgets
from markupsafe import Markup

from course_lib.records import DiaryEntry, Record
from course_lib.rules.numbers import parse_number
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.kit.call_now import CallNow
from course_lib.tools.kit.html import part
from course_lib.tools.kit.saved_file import saved_file

LONG = 10
"""Minutes: a cramp that lasts longer than this needs a call."""
shown = partial(part, of="diary/cramp_diary.html")


def minutes(text: str) -> float:
    """Return a number of minutes from what she typed; a decimal comma will do.

    Raises
    ------
    ValueError
        With the sentence that says what to type.
    """
    return parse_number(text, low=0, high=9999, ask="Type how many minutes it lasted as a number, such as 2 or 0.5.")


def call_for(one_leg: bool, minutes: float) -> Markup:
    """Return whom to call, as HTML, where one leg is ticked or a cramp is longer than ten minutes; else nothing."""
    signs = ["one-leg-swollen"] * one_leg + ["cramp-over-10-min"] * (minutes > LONG)
    return shown("call", assess_signs(signs), one_leg) if signs else Markup()


def call_now(one_leg: widgets.Checkbox, minutes: widgets.Text) -> CallNow:
    """Return what shows whom to call as the form is filled in; it needs no kernel for it."""
    says = [[call_for(leg, LONG + over) for over in (0, 1)] for leg in (False, True)]
    return CallNow(one_leg, minutes, over=LONG, says=says)


def when(entry: DiaryEntry, utc_offset: int | None) -> str:
    """Return when a cramp was, by the clock beside her then; where that is not the clock of now, which one it was."""
    own = entry.utc_offset
    zone = "" if own is None or own == utc_offset else f" ({timezone(timedelta(minutes=own))})"
    return f"{entry.at:%Y-%m-%d %H:%M}{zone}"


def table(entries: Iterable[DiaryEntry], utc_offset: int | None) -> Markup:
    """Return the entries as a table in this order; ``utc_offset`` is that of her present clock."""
    return shown("entries", list(entries), lambda entry: when(entry, utc_offset))


def exports(mine: Record) -> Markup:
    """Return links that save everything as JSON, and each table as CSV, wherever her browser puts files."""
    everything = saved_file("Everything (JSON)", "my-record.json", "application/json", mine.to_json())
    tables = [
        saved_file(f"{name.capitalize()} (CSV)", f"my-{name}.csv", "text/csv", mine.to_csv(name))
        for name in ("diary", "answers", "plan")
    ]
    return shown("exports", [everything, *tables])
