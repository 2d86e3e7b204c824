"""The debrief of a simulated patient: errors first, then marks, what was true of her, and a right plan."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.case import Case
from course_lib.rules.body_measure import millimeters
from course_lib.rules.case.key import right_decision
from course_lib.rules.case.marking import HOW_MARKED, Marking
from course_lib.rules.circumstances import implied_by
from course_lib.rules.gestation import GestationalAge
from course_lib.rules.position import POSITIONS
from course_lib.tools.kit.html import render

SHORT = 40
"""A sentence of no more letters may stand twice, such as a name and its status."""


class Told:
    """What a debrief has said so far, so that each reason and each source stands in it once."""

    def __init__(self) -> None:
        self.reasons: set[str] = set()
        self.sources: dict[str, int] = {}
        """The names of the sources, with their numbers in the text."""

    def once(self, reason: str, refs: Iterable[str]) -> str:
        """Return what is new in a reason, with the numbers of its sources, or nothing where all was said before."""
        sentences = re.split(r"(?<=[.?!”]) ", f"{reason[0].upper()}{reason[1:]}")
        new = " ".join(dict.fromkeys(sentence for sentence in sentences if sentence not in self.reasons))
        if not new:
            return ""
        self.reasons.update(sentence for sentence in sentences if len(sentence) > SHORT)
        # What clinics, shops and blogs say is shown elsewhere in the course; a mark never rests on it.
        names = [citation.name(ref) for ref in refs if facts.references()[ref].custom.tier != "D"]
        numbers = sorted({self.sources.setdefault(name, len(self.sources) + 1) for name in names})
        return f"{new} [{', '.join(map(str, numbers))}]" if numbers else new


def debrief(case: Case, marking: Marking) -> Markup:
    """Return the whole debrief of an attempt at a case, as HTML."""
    implied = implied_by(case.signs)
    return render(
        "patient/debrief.html",
        case=case,
        marking=marking,
        told=Told(),
        how_marked=HOW_MARKED,
        age=None if case.weeks is None else GestationalAge(case.weeks, case.days),
        signs=[facts.warning_signs()[name].sign for name in case.signs],
        held=[facts.circumstances()[name].label for name in case.circumstances if name not in implied],
        right=right_decision(case),
        millimeters=millimeters,
        positions=POSITIONS,
    )
