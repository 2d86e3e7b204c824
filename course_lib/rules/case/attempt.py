"""What a trainee did in a case, and what the marking says about it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case, Decision, PositionName
from course_lib.rules.case.key import event_actions
from course_lib.rules.position import POSITIONS
from course_lib.rules.typed import typed


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Everything that a trainee chose, by id. What was not done is empty."""

    asked: tuple[str, ...] = ()
    decision: Decision = "decline"
    urgency: Urgency = Urgency.NOT_ASKED
    """How soon somebody medical must see her."""
    points: tuple[str, ...] = ()
    depths: Mapping[str, float] = field(default_factory=dict)
    """Depth in cun by point."""
    position: PositionName | None = None
    consent: tuple[str, ...] = ()
    """Ids of ``facts.consent_points()`` that were explained to her."""
    words: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    event_actions: tuple[str, ...] = ()
    """In the order in which they were done."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the checklist; ``must`` where nobody passes without it."""

    group: str
    text: str
    points: int
    reached: bool
    why: str
    refs: tuple[str, ...] = ()
    must: bool = False

    @classmethod
    def of(
        cls, name: str, reached: bool, *, why: str | None = "", refs: Iterable[str] = (), must: bool = False,
        group: str = "", **gaps: object,
    ) -> "Item":  # fmt: skip
        """Return a line of ``facts.mark_lines()``; what is given here goes before what stands there."""
        row = facts.mark_lines()[name]
        return cls(
            group=group or row.group,
            text=row.text.format_map(gaps),
            points=row.points,
            reached=reached,
            why=why or row.why.format_map(gaps),
            refs=tuple(refs) or row.refs,
            must=must or row.must,
        )


OURS = "To fail a case for it is our own caution."


@dataclass(frozen=True)
class Critical:
    """An error that fails the case at once, in a sentence, with the sources that have the weight to fail it.

    Clinics, lay pages and the article that this course teaches (tier D) are no authority: without another source the
    sentence says that the caution is ours.
    """

    says: str
    refs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        of_weight = tuple(ref for ref in dict.fromkeys(self.refs) if facts.references()[ref].custom.tier != "D")
        object.__setattr__(self, "refs", of_weight)
        if not of_weight:
            object.__setattr__(self, "says", f"{self.says} {OURS}")

    @classmethod
    def of(cls, name: str, refs: Iterable[str], **gaps: object) -> "Critical":
        """Return an error of ``facts.critical_errors()``."""
        return cls(facts.critical_errors()[name].says.format_map(gaps), tuple(refs))


@typed
def check(case: Case, attempt: Attempt) -> None:
    """Refuse an attempt that names what does not exist.

    Raises
    ------
    ValueError
        With one sentence for the first unknown id, depth or word.
    """
    sentences = facts.case_sentences().values()
    for what, chosen, known in (
        ("question", attempt.asked, facts.interview()),
        ("decision", [attempt.decision], get_args(Decision)),
        ("urgency", [attempt.urgency], Urgency),
        ("point", [*attempt.points, *attempt.depths], facts.points()),
        ("position", [attempt.position] if attempt.position else [], POSITIONS),
        ("part of consent", attempt.consent, facts.consent_points()),
        ("sentence to say", attempt.words, (row.id for row in sentences if row.part == "words")),
        ("piece of advice", attempt.advice, (row.id for row in sentences if row.part == "advice")),
        ("action", attempt.event_actions, (do.id for do in event_actions(case.event.kind)) if case.event else ()),
    ):
        _check_known(what, chosen, known)
    for code, cun in attempt.depths.items():
        if isinstance(cun, bool) or not isinstance(cun, int | float) or not math.isfinite(cun) or cun <= 0:
            raise ValueError(f"Give the depth at {code} in cun as a number above 0, for example 0.5.")


def _check_known(what: str, chosen: Iterable[object], known: Iterable[object]) -> None:
    if isinstance(chosen, str):
        raise ValueError(f"Give each {what} in a list, not as one text.")
    names = list(known)
    for name in chosen:
        if name not in names:
            raise ValueError(f"No {what} is called {str(name)[:40]!r} in this case; choose one that is shown.")
