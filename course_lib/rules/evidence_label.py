"""One of three labels for what the article says: the finer verdict of the ledger, in a reader's words."""

from enum import StrEnum

from course_lib.facts.claim import Claim, Verdict
from course_lib.rules.typed import typed


class EvidenceLabel(StrEnum):
    """Word and shape, never color alone."""

    SUPPORTED = "supported"
    UNCERTAIN = "uncertain"
    NOT_SUPPORTED = "not supported"

    @property
    def shape(self) -> str:
        """The sign that stands before the word."""
        return {"supported": "✓", "uncertain": "≈", "not supported": "✕"}[self.value]

    def __str__(self) -> str:
        return f"{self.shape} {self.value}"


_LABELS: dict[Verdict, EvidenceLabel] = {
    "supported": EvidenceLabel.SUPPORTED,
    "partly-supported": EvidenceLabel.UNCERTAIN,  # a part of it holds
    "uncertain": EvidenceLabel.UNCERTAIN,
    "not-verified": EvidenceLabel.UNCERTAIN,  # we could not check it
    "unsupported": EvidenceLabel.NOT_SUPPORTED,
    "contradicted": EvidenceLabel.NOT_SUPPORTED,
}


@typed
def evidence_label(claim: Claim) -> EvidenceLabel:
    """Return the label of a claim of the article."""
    return _LABELS[claim.verdict]


@typed
def in_words(claim: Claim) -> str:
    """Return label, finer verdict where it says more, certainty: ``✕ not supported (contradicted), certainty high``."""
    says_no_more = claim.verdict in ("supported", "uncertain", "unsupported")
    finer = "" if says_no_more else f" ({claim.verdict.replace('-', ' ')})"
    return f"{evidence_label(claim)}{finer}, certainty {claim.certainty.replace('-', ' ')}"
