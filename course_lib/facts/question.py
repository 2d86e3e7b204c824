"""The questions a learner checks herself with: the rows of ``data/questions.yaml``."""

from course_lib.facts._row import ClaimId, NamedRow, PointCode, Row
from course_lib.facts.claim import Topic
from course_lib.facts.point import Week


class Option(Row, kw_only=True):
    """One answer to choose, and what is said to a reader who chooses it."""

    says: str
    right: bool
    feedback: str


class AboutStatus(Row, kw_only=True):
    """The verdict that a question asks for: then the right option says that status in the reader's words."""

    point: PointCode
    week: Week | None
    """Completed weeks of pregnancy; None where no week was chosen."""
    source: str = "course"


class Question(NamedRow, kw_only=True):
    """One question, two or more options, and the evidence that is shown beside every answer.

    ``claims`` are entries of the ledger, ``refs`` references; at least one of them must be there.
    """

    topic: Topic
    asks: str
    options: tuple[Option, ...]
    claims: tuple[ClaimId, ...] = ()
    refs: tuple[str, ...] = ()
    about: AboutStatus | None = None

    def __post_init__(self) -> None:
        if len(self.options) < 2 or sum(option.right for option in self.options) != 1:
            raise ValueError("needs two or more 'options', exactly one of them with 'right: true'")
        if len({option.says for option in self.options}) < len(self.options):
            raise ValueError("has two 'options' that say the same; expected each to be different")
        if not self.claims and not self.refs:
            raise ValueError("needs the evidence it rests on: ids of claims in 'claims', or of references in 'refs'")
