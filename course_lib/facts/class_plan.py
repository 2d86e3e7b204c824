"""A class that runs itself: the rows of ``data/class_plans.yaml`` and ``data/class_cards.yaml``."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import ClaimId, NamedRow, Row, SignId, id_in
from course_lib.facts.decision import OptionId

Minutes = Annotated[int, msgspec.Meta(ge=1)]
Deck = Literal["myth", "myth for trainees", "role play", "teach-back", "misunderstandings", "questions"]


class PlanStep(Row, kw_only=True):
    """One step of a plan: what, how, with what, what the teacher says, and what learners often get wrong."""

    minutes: Minutes
    content: str
    method: str
    materials: tuple[str, ...]
    says: str
    often_wrong: str
    claims: tuple[ClaimId, ...] = ()
    """What the teacher's words rest on, where they tell a fact."""
    moves_legs: bool = False
    """The line about a leg that may hold a clot is read out first."""


class ClassPlan(NamedRow, kw_only=True):
    """What fits into so many minutes."""

    title: str
    minutes: Minutes
    who: str
    aims: tuple[str, ...]
    steps: tuple[PlanStep, ...]

    def __post_init__(self) -> None:
        if (adds_up := sum(step.minutes for step in self.steps)) != self.minutes:
            raise ValueError(f"has steps of {adds_up} minutes in all; expected the {self.minutes} of 'minutes'")


class ClassCard(NamedRow, kw_only=True):
    """A card to turn over. Its back is made of claims, numbers and warning signs; ``says`` only leads to them.

    Without a ``front`` it is what the article says. ``other`` is what somebody beside the caller of a role play says,
    and ``answer`` what the caller answers. Of ``options``, ways to deal with cramps, the risks are told; of
    ``medicines`` what the course says of them.
    """

    deck: Deck
    front: str | None = None
    other: str | None = None
    answer: str | None = None
    says: str | None = None
    claims: tuple[ClaimId, ...] = ()
    numbers: tuple[Annotated[str, id_in("numbers")], ...] = ()
    signs: tuple[SignId, ...] = ()
    options: tuple[OptionId, ...] = ()
    medicines: tuple[Annotated[str, id_in("medicines")], ...] = ()
    moves_legs: bool = False
    """The line about a leg that may hold a clot stands first."""

    def __post_init__(self) -> None:
        if not (self.claims or self.numbers or self.signs or self.medicines):
            raise ValueError("needs what it rests on: ids in 'claims', 'numbers', 'signs' or 'medicines'")
        if self.front is None and len(self.claims) != 1:
            raise ValueError("needs a 'front', or exactly one claim whose words of the article are the front")
        if {bool(self.other), bool(self.answer)} != {self.deck == "role play"}:
            raise ValueError("needs 'other' and 'answer' where 'deck' is 'role play', and only there")
