"""What a learner can put into a plan of her own: the rows of ``data/plan.yaml``."""

from typing import Literal

from course_lib.facts._row import ClaimId, NamedRow, SignId


class PlanOption(NamedRow, kw_only=True):
    """One line to tick. What is known of it is said by its ledger entries, or by its warning sign.

    ``part`` is what she wants to try, or what she will watch.
    """

    part: Literal["try", "watch"]
    says: str
    claims: tuple[ClaimId, ...] = ()
    sign: SignId | None = None

    def __post_init__(self) -> None:
        if (self.part == "try") != bool(self.claims):
            raise ValueError("needs 'claims' where 'part' is 'try', and only there")
