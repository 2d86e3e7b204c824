"""What the diary says and shows: its look, whom to call, the table of entries, the links that save a copy."""

from datetime import timedelta, timezone
from html import escape

import ipywidgets as widgets

from course_lib.records import DiaryEntry, Record
from course_lib.rules.numbers import parse_number
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.diary.saved_file import saved_file
from course_lib.tools.kit.call_now import CallNow

LONG = 10
"""Minutes: a cramp that lasts longer than this needs a call."""
ONE_LEG = "Do not massage, warm or stretch that leg. Short of breath or chest pain with it: emergency number, now."
COLUMNS = ("When", "Muscle", "How bad", "Minutes", "Helped", "Note")


def minutes(text: str) -> float:
    """Return a number of minutes from what she typed; a decimal comma will do.

    Raises
    ------
    ValueError
        With the sentence that says what to type.
    """
    return parse_number(text, low=0, high=9999, ask="Type how many minutes it lasted as a number, such as 2 or 0.5.")


def call_for(one_leg: bool, minutes: float) -> str:
    """Return whom to call, as HTML, where one leg is ticked or a cramp is longer than ten minutes; else nothing."""
    signs = ["one-leg-swollen"] * one_leg + ["cramp-over-10-min"] * (minutes > LONG)
    if not signs:
        return ""
    found = assess_signs(signs)
    why = " and ".join(sign.sign for sign in found.fired)
    said = f"<p><strong>{found.say}</strong></p><p>Why: {why}. {ONE_LEG * one_leg}</p>"
    return f'<div class="call" role="alert">{said}</div>'


def call_now(one_leg: widgets.Checkbox, minutes: widgets.Text) -> CallNow:
    """Return what shows whom to call as the form is filled in; it needs no kernel for it."""
    says = [[call_for(leg, LONG + over) for over in (0, 1)] for leg in (False, True)]
    return CallNow(one_leg, minutes, over=LONG, says=says)


def when(entry: DiaryEntry, utc_offset: int | None) -> str:
    """Return when a cramp was, by the clock beside her then; where that is not the clock of now, which one it was."""
    own = entry.utc_offset
    zone = "" if own is None or own == utc_offset else f" ({timezone(timedelta(minutes=own))})"
    return f"{entry.at:%Y-%m-%d %H:%M}{zone}"


def table(entries: tuple[DiaryEntry, ...], utc_offset: int | None) -> str:
    """Return the entries as a table, newest first, each safe to show; ``utc_offset`` is that of her present clock."""
    if not entries:
        return "<p>0 entries.</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    rows = "".join(
        f"<tr><td>{when(each, utc_offset)}</td><td>{escape(each.muscle)}</td><td>{each.severity} of 10</td>"
        f"<td>{each.minutes:g}</td><td>{escape(each.helped)}</td>"
        f'<td dir="auto">{"One leg ticked. " * each.one_leg}{escape(each.note)}</td></tr>'
        for each in entries
    )
    return (
        '<div class="rows" tabindex="0" role="region" aria-label="Your entries">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def exports(mine: Record) -> str:
    """Return links that save everything as JSON, and each table as CSV, wherever her browser puts files."""
    files = [("Everything (JSON)", "my-record.json", "application/json", mine.to_json())]
    tables = ("diary", "answers", "plan")
    files += [(f"{name.capitalize()} (CSV)", f"my-{name}.csv", "text/csv", mine.to_csv(name)) for name in tables]
    return f'<p class="exports">Save a copy: {" ".join(saved_file(*file) for file in files)}</p>'
