"""The warning-sign check: what is true now, how urgent it is and why, whom to call, and what to say.

Python rates every sign beforehand and sends the table once; the page takes the highest level, so it needs no kernel.
"""

from functools import cache
from typing import Any, ClassVar

import anywidget
import traitlets

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts.care import EmergencyNumber, JapanContact
from course_lib.facts.point import LAST_WEEK
from course_lib.facts.warning_sign import SaidElsewhere, WarningSign
from course_lib.rules import gestation
from course_lib.rules import warning_signs as rule
from course_lib.rules.medicines import FOR_PAIN
from course_lib.rules.warning_signs import SignsAssessment, assess_signs
from course_lib.tools.kit.page import script, styles
from course_lib.tools.signs.text import CARD, DOCTOR_ANCHOR, NO_CRISIS, SAYS_STAGE, STAGES, TEXT, TITLES

"""Joined in this order into the one module that the page loads."""


@cache
def check_table() -> dict[str, Any]:
    """Return all that the page can show, as plain JSON values; `warning_signs.js` is its only reader.

    ``levels`` stand in the order of their urgency, ``groups`` in that of the page; ``weeks`` and ``days`` are the words
    for each number of them.
    """
    return {
        "text": TEXT,
        "levels": [
            {"title": TITLES[level], "say": row.say, "card": CARD[level], "no_crisis": NO_CRISIS[level]}
            for level, row in facts.urgency_levels().items()
        ],
        "signs": [_sign(each) for each in facts.warning_signs().values()],
        "groups": [
            {"title": TEXT[title], "fold": title == "folded", "signs": [each.id for each in signs]}
            for title, signs in _groups().items()
        ],
        "unasked": TEXT["unasked"].format(folded=TEXT["folded"], number=len(rule.foldable())),
        "countries": [_country(each) for each in facts.emergency_numbers().values()],
        "japan": [_contact(each) for each in facts.japan_contacts().values()],
        "stages": STAGES,
        "says_stage": SAYS_STAGE,
        "grammar": gestation.week_grammar(),
        "weeks": ["1 week" if week == 1 else f"{week} weeks" for week in range(LAST_WEEK + 1)],
        "days": ["", " and 1 day", *(f" and {day} days" for day in range(2, gestation.LAST_DAY + 1))],
        "doctor": DOCTOR_ANCHOR,
        "pain": FOR_PAIN,
    }


def _groups() -> dict[str, list[WarningSign]]:
    """Return the signs by the group in which they are asked; the last group alone is folded."""
    groups: dict[str, list[WarningSign]] = {"emergencies": [], "legs": [], "folded": []}
    for sign in facts.warning_signs().values():
        name = "folded" if sign.may_fold else "emergencies" if sign.urgency is Urgency.EMERGENCY else "legs"
        groups[name].append(sign)
    return groups


def _sign(sign: WarningSign) -> dict[str, Any]:
    strict = rule.stricter(sign)
    return {
        "id": sign.id,
        "sign": sign.sign[0].upper() + sign.sign[1:],
        "tell": sign.tell,
        "level": int(assess_signs([sign.id]).urgency),
        "crisis": sign.crisis,
        "meanwhile": sign.meanwhile or "",
        "note": sign.note or "",
        "sources": citation.named(sign.refs, "; "),
        "stricter": [_quoted(each) for each in strict],
        "others": [_quoted(each) for each in sign.elsewhere if each not in strict],
    }


def _quoted(said: SaidElsewhere) -> str:
    return f"{said.says} ({citation.named(said.refs, '; ')})"


def _country(row: EmergencyNumber) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.country,
        "emergency": row.emergency_number,
        "emergency_note": row.emergency_note or "",
        "calls": list(row.emergency_numbers),
        "advice": row.advice_number or "",
        "advice_note": row.advice_note,
        "maternity": row.maternity_note,
        "crisis": row.crisis_number or "",
        "crisis_note": row.crisis_note or "",
        "sources": citation.named(row.refs, "; "),
    }


def _contact(row: JapanContact) -> str:
    said = (row.name, row.phone, " or ".join(row.fallback_phones), row.hours, row.who, row.answered_by)
    words = "; ".join(each for each in said if each)
    language = f" Language: {row.language}." if row.language else ""
    return f"{words[0].upper()}{words[1:]}.{language} {row.fact or ''}".strip()


class WarningSignCheck(anywidget.AnyWidget):
    """The warning signs to tick, and what they ask for.

    Everything can be set and read without a browser: ``tool.ticked = ["fever"]``, then ``tool.assessment.urgency``.
    """

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = script("signs/warning_sign_check.js")
    _css = styles("signs/warning_sign_check.css")

    table = traitlets.Dict(read_only=True).tag(sync=True)
    """All that the page can show (`check_table`)."""
    ticked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids from ``facts.warning_signs()``, in the order of the facts."""
    opened = traitlets.Bool().tag(sync=True)
    """Whether the fold with the other signs was ever opened; a fold that never was counts as not asked."""
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
        return assess_signs(self.ticked, opened=self.opened)

    def __repr__(self) -> str:
        found = self.assessment
        unasked = f" {self.table['unasked']}" if found.unasked else ""
        return f"Warning-sign check: {len(self.ticked)} of {len(facts.warning_signs())} ticked. {found.say}{unasked}"

    @traitlets.observe("ticked")
    def _was_asked(self, _: object) -> None:
        self.opened = self.opened or any(sign.may_fold for sign in self.assessment.signs)

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
