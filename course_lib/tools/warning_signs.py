"""The warning-sign check: what is true now, how urgent it is and why, whom to call, and what to say.

Python rates every sign beforehand and sends the table once; the page takes the highest level, so it needs no kernel.
"""

from functools import cache
from typing import Any, ClassVar

import anywidget
import traitlets

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.care import EmergencyNumber, JapanContact
from course_lib.facts.warning_sign import SaidElsewhere, WarningSign
from course_lib.rules import gestation
from course_lib.rules import warning_signs as rule
from course_lib.rules.warning_signs import SignsAssessment, assess_signs
from course_lib.tools._page import joined
from course_lib.tools._warning_text import CARD, DOCTOR_ANCHOR, SAYS_STAGE, STAGES, TEXT, TITLES

SCRIPTS = ("_dom.js", "warning_signs.js")
"""Joined in this order into the one module that the page loads."""


@cache
def check_table() -> dict[str, Any]:
    """Return all that the page can show, as plain JSON values; `warning_signs.js` is its only reader.

    ``levels`` stand in the order of their urgency; ``weeks`` has every accepted text with its words, None where
    a pregnancy has fewer weeks.
    """
    return {
        "text": TEXT | {"type_weeks": gestation.TYPE_WEEKS, "too_late": gestation.AFTER_44_WEEKS},
        "levels": [
            {"title": TITLES[level], "say": row.say, "card": CARD[level]}
            for level, row in facts.urgency_levels().items()
        ],
        "signs": [_sign(each) for each in facts.warning_signs().values()],
        "countries": [_country(each) for each in facts.emergency_numbers().values()],
        "japan": [_contact(each) for each in facts.japan_contacts().values()],
        "stages": STAGES,
        "says_stage": SAYS_STAGE,
        "weeks": _typed_weeks(),
        "doctor": DOCTOR_ANCHOR,
    }


def _sign(sign: WarningSign) -> dict[str, Any]:
    strict = rule.stricter(sign)
    return {
        "id": sign.id,
        "sign": sign.sign[0].upper() + sign.sign[1:],
        "tell": sign.tell,
        "level": int(assess_signs([sign.id]).urgency),
        "meanwhile": sign.meanwhile or "",
        "note": sign.note or "",
        "sources": citation.named(sign.refs, "; "),
        "stricter": [_quoted(each) for each in strict],
        "others": [_quoted(each) for each in sign.elsewhere if each not in strict],
    }


def _quoted(said: SaidElsewhere) -> str:
    return f"{said.says} ({citation.named(said.refs, '; ')})"


def _country(row: EmergencyNumber) -> dict[str, Any]:
    emergency = row.emergency_number if row.emergency_verified else f"{row.emergency_number} ({TEXT['unverified']})"
    return {
        "id": row.id,
        "name": row.country,
        "emergency": emergency,
        "emergency_note": row.emergency_note or "",
        "calls": row.emergency_number.split(" or "),
        "advice": (row.advice_number or "") if row.advice_verified else "",
        "advice_note": row.advice_note,
        "maternity": row.maternity_note,
        "check": "" if row.checked_live else TEXT["check_number"],
        "sources": citation.named(row.refs, "; "),
    }


def _contact(row: JapanContact) -> str:
    said = (row.name, row.phone, " or ".join(row.fallback_phones), row.hours, row.who, row.answered_by)
    words = "; ".join(each for each in said if each)
    language = f" Language: {row.language}." if row.language else ""
    unseen = "" if row.verified else f" ({TEXT['unverified']})"
    return f"{words[0].upper()}{words[1:]}{unseen}.{language} {row.fact or ''}".strip()


def _typed_weeks() -> dict[str, str | None]:
    known: dict[str, str | None] = {str(week): None for week in range(gestation.LAST_WEEK + 1, 100)}
    for week in range(gestation.LAST_WEEK + 1):
        weeks = "1 week" if week == 1 else f"{week} weeks"
        known |= {str(week): weeks, f"{week:02}": weeks}
        for day in range(7):
            words = f"{weeks} and {day} {'day' if day == 1 else 'days'}" if day else weeks
            known |= {f"{week}{sign}": words for sign in (f"+{day}", f"w{day}", f"w{day}d")}
    return known


class WarningSignCheck(anywidget.AnyWidget):
    """Seventeen signs to tick, and what they ask for.

    Everything can be set and read without a browser: ``tool.ticked = ["fever"]``, then ``tool.assessment.urgency``.
    """

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = joined(*SCRIPTS)
    _css = joined("_theme.css", "warning_signs.css")

    table = traitlets.Dict(read_only=True).tag(sync=True)
    """All that the page can show (`check_table`)."""
    ticked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids from ``facts.warning_signs()``, in the order of the facts."""
    country = traitlets.Unicode().tag(sync=True)
    """Whose numbers are shown: an id from ``facts.emergency_numbers()``, or empty for all of them."""
    stage = traitlets.Unicode("pregnant").tag(sync=True)
    """``"pregnant"`` or ``"born"``; it changes the words of the card, never the urgency."""
    weeks = traitlets.Unicode().tag(sync=True)
    """Weeks of pregnancy as typed, for the card alone; may stay empty."""

    def __init__(self, **start: Any) -> None:
        super().__init__(**start)
        self.set_trait("table", check_table())

    @property
    def assessment(self) -> SignsAssessment:
        """What the ticked signs ask for, and why."""
        return assess_signs(self.ticked)

    def __repr__(self) -> str:
        return f"Warning-sign check: {len(self.ticked)} of {len(facts.warning_signs())} ticked. {self.assessment.say}"

    @traitlets.validate("ticked")
    def _known_signs(self, proposal: dict[str, Any]) -> list[str]:
        try:
            return list(rule.known(proposal["value"]))
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None

    @traitlets.validate("country", "stage")
    def _known_choice(self, proposal: dict[str, Any]) -> str:
        name, value = proposal["trait"].name, str(proposal["value"])
        known = ("", *facts.emergency_numbers()) if name == "country" else tuple(STAGES)
        if value not in known:
            choices = ", ".join(filter(None, known))
            raise traitlets.TraitError(f"No {name} is called {value[:40]!r}; choose from {choices}.")
        return value


def warning_sign_check() -> WarningSignCheck:
    """Return the warning-sign check, with nothing ticked."""
    return WarningSignCheck()
