"""The ledger: each claim of the article, our verdict on it, and what the course says."""

from typing import Literal

from course_lib.facts._row import Certainty, NamedRow

Verdict = Literal["supported", "partly-supported", "uncertain", "unsupported", "contradicted", "not-verified"]
Topic = Literal[
    "01_what_is_a_cramp", "02_causes", "03_prevention", "04_relief", "05_warning_signs", "06_acupuncture",
    "07_acupoints", "08_choosing_care", "09_my_plan", "10_practice_clinic", "11_teach_a_class",
]  # fmt: skip


class Claim(NamedRow, frozen=True, kw_only=True):
    """One entry of the ledger.

    The verdict judges the article's wording; ``certainty`` says how sure we are of what the course says
    instead. An entry with ``omission`` is something that the article leaves out and a good course must say.
    ``instructs`` is true where our statement says what to do or to leave alone: a certainty beside it would sound as if
    the warning were in doubt, so none stands there.
    """

    half: Literal["cramps", "acupuncture"]
    section: str
    omission: bool
    topic: Topic
    article_says: str
    verdict: Verdict
    certainty: Certainty
    instructs: bool
    course_statement: str
    note: str
    refs: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.refs and self.verdict != "not-verified":
            raise ValueError("needs a reference id in 'refs'; only a claim that is 'not-verified' may stand without")
