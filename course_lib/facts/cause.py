"""The causes that are named for leg cramps, each as an idea: the rows of ``data/causes.yaml``."""

from typing import Literal

from course_lib.facts._row import Certainty, CitedRow, ClaimId

Strength = Literal["none found", "a little", "some", "strong"]
"""How much speaks for an idea, weakest first. "Strong" would take trials or large cohorts in pregnancy."""


class Cause(CitedRow, frozen=True, kw_only=True):
    """One idea about why legs cramp, with what speaks for it and against it.

    ``link`` is the entry of the ledger about the step that matters: from the thing itself to a cramp. ``strength``
    judges that step, ``certainty`` says how sure we are of what we say about it.
    """

    name: str
    named_by: Literal["article", "research"]
    """Whose idea it is: one of the article's six, or a leading idea about cramps in general."""
    applies: str
    """What a learner ticks, in her own words."""
    article_says: str | None
    speaks_for: str
    speaks_against: str
    strength: Strength
    certainty: Certainty
    to_do: str
    """What she can do about it at low risk, whether or not it is a cause of cramps."""
    link: ClaimId
    claims: tuple[ClaimId, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.named_by == "article") != bool(self.article_says):
            raise ValueError("needs 'article_says' where 'named_by' is 'article', and null otherwise")
        if self.link not in self.claims:
            raise ValueError(f"'link' is {self.link!r}; expected one of the 'claims'")
