"""The warning-sign check: what is true now, how urgent it is and why, whom to call, and what to say.

Python rates every sign beforehand and sends the table once; the page takes the highest level, so it needs no kernel.
"""

from functools import cache
from typing import Any, ClassVar

import anywidget
import traitlets
from markupsafe import Markup

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.point import LAST_WEEK
from course_lib.rules import gestation
from course_lib.rules import warning_signs as rule
from course_lib.rules.medicines import FOR_PAIN
from course_lib.rules.warning_signs import SignsAssessment, assess_signs
from course_lib.tools.kit.html import render
from course_lib.tools.kit.page import script, styles
from course_lib.tools.signs.text import FOLDED, TITLES, UNASKED


@cache
def check_table() -> dict[str, Any]:
    """Return what the page decides by, as plain JSON values: each sign with its level, and how weeks are read.

    ``weeks`` and ``days`` are the words for each number of them.
    """
    return {
        "signs": [
            {
                "id": sign.id,
                "level": int(assess_signs([sign.id]).urgency),
                "folded": sign.may_fold,
                "crisis": sign.crisis,
                "meanwhile": sign.meanwhile or "",
            }
            for sign in facts.warning_signs().values()
        ],
        "grammar": gestation.week_grammar(),
        "weeks": ["1 week" if week == 1 else f"{week} weeks" for week in range(LAST_WEEK + 1)],
        "days": ["", " and 1 day", *(f" and {day} days" for day in range(2, gestation.LAST_DAY + 1))],
    }


@cache
def check_page() -> Markup:
    """Return the page: each sign in its group, and all that may be said to it."""
    signs = facts.warning_signs().values()
    open_signs = [sign for sign in signs if not sign.may_fold]
    return render(
        "signs/check.html",
        groups={
            "Is it an emergency?": [sign for sign in open_signs if sign.urgency is Urgency.EMERGENCY],
            "Legs, cramps, and dark thoughts": [sign for sign in open_signs if sign.urgency < Urgency.EMERGENCY],
            FOLDED: rule.foldable(),
        },
        by_urgency=sorted(signs, key=lambda sign: -sign.urgency),
        titles=TITLES,
        unasked=UNASKED.format(number=len(rule.foldable())),
        for_pain=FOR_PAIN,
    )


class WarningSignCheck(anywidget.AnyWidget):
    """The warning signs to tick, and what they ask for.

    Everything can be set and read without a browser: ``tool.ticked = ["fever"]``, then ``tool.assessment.urgency``.
    """

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = script("signs/warning_sign_check.js")
    _css = styles("signs/warning_signs.css")

    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """All that the page can show (`check_page`)."""
    table = traitlets.Dict(read_only=True).tag(sync=True)
    """What it decides by (`check_table`)."""
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
        self.set_trait("html", check_page())
        self.set_trait("table", check_table())

    @property
    def assessment(self) -> SignsAssessment:
        """What the ticked signs ask for, and why."""
        return assess_signs(self.ticked, opened=self.opened)

    def __repr__(self) -> str:
        found = self.assessment
        unasked = f" {UNASKED.format(number=len(rule.foldable()))}" if found.unasked else ""
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
        known = ("", *facts.emergency_numbers()) if name == "country" else ("pregnant", "born")
        if value not in known:
            choices = ", ".join(filter(None, known))
            raise traitlets.TraitError(f"No {name} is called {value[:40]!r}; choose from {choices}.")
        return value


def warning_sign_check() -> WarningSignCheck:
    """Return the warning-sign check, with nothing ticked."""
    return WarningSignCheck()
