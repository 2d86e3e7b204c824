"""The decision aid: the options side by side, and what may matter to a reader. The rows of ``data/decision.yaml``."""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import CircumstanceId, CitedRow, NamedRow, Row, id_in

OptionId = Literal["stretch", "acupuncture", "magnesium", "wait"]
TrialId = Annotated[str, id_in("trials")]
OfHundred = Annotated[int, msgspec.Meta(ge=0, le=100)]
Sentences = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class OfHundredWomen(Row, frozen=True, kw_only=True, rename={"with_it": "with"}):
    """How many of 100 women ``says`` was true of, ``with`` the treatment and ``without`` it, in one trial."""

    trial: TrialId
    says: str
    with_it: OfHundred
    without: OfHundred


class DecisionOption(CitedRow, frozen=True, kw_only=True):
    """One option: what it is, what is known and what is not, risks, and what it takes.

    ``evidence`` and ``trials`` are ids of those tables; ``no_difference`` are trials that found none.
    """

    id: OptionId
    name: str
    what: str
    known: Sentences
    unknown: str
    risks: str
    effort: str
    numbers: tuple[OfHundredWomen, ...] = ()
    no_difference: tuple[TrialId, ...] = ()
    evidence: tuple[Annotated[str, id_in("evidence")], ...] = ()
    trials: tuple[TrialId, ...] = ()


class DecisionValue(NamedRow, frozen=True, kw_only=True):
    """Something that may matter to a reader, what each option is like in that respect, and a question to ask."""

    asks: str
    about: dict[OptionId, str]
    question: str

    def __post_init__(self) -> None:
        if len(self.about) < 4:
            raise ValueError("needs a sentence for each of the four options in 'about'")


class CallFirst(CitedRow, frozen=True, kw_only=True):
    """The circumstances, by id, at which a call comes before any choice."""

    circumstances: Annotated[tuple[CircumstanceId, ...], msgspec.Meta(min_length=1)]
