"""The simulated patients of the practice clinic: invented people, what they say, and what is true of them.

The rows stand in ``data/cases.yaml``. A case holds no marks: what is right to do follows from the rules
(`course_lib.rules.case.key`), so that a case cannot drift from them.
"""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import CircumstanceId, CitedRow, PointCode, Row, SignId, id_in
from course_lib.facts.point import Complaint, Week
from course_lib.facts.warning_sign import Level

Decision = Literal["treat", "refer", "decline"]
"""Needles today; hand her over to be seen now; or no needles, with care of another kind."""
PositionName = Literal["side-lying", "semi-reclined", "seated", "supine", "prone"]
Agreement = Literal["not needed", "given", "not asked"]
"""What the doctor or maternity team has said to needles, where the rules ask for it."""
Worth = Literal["helpful", "neutral", "wrong", "dangerous"]
InterviewTopic = Literal[
    "this complaint", "warning signs", "pregnancy", "medicines and health", "consent", "today",
]  # fmt: skip
QuestionId = Annotated[str, id_in("interview")]
SentenceId = Annotated[str, id_in("case_sentences")]
TrueOfHer = Annotated[str, id_in("warning_signs", "circumstances")]
StepNumbers = tuple[Annotated[int, msgspec.Meta(ge=1)], ...]
Cun = Annotated[float, msgspec.Meta(gt=0, le=3)]


class InterviewQuestion(CitedRow, frozen=True, kw_only=True):
    """A question that can be asked in every case; ``usually`` is the answer where a case has none of its own.

    ``always`` is true where it belongs into every history. ``signs`` and ``circumstances`` are what it can uncover:
    where one of them is true of the patient, the question matters in her case. ``only_for_needles`` is true where
    nobody needs to know it who will not needle, ``before_needles`` where nobody who needles passes without it,
    ``when_referred`` where it matters to somebody who is sent on.
    """

    topic: InterviewTopic
    asks: str
    usually: str
    always: bool = False
    before_needles: bool = False
    only_for_needles: bool = False
    when_referred: bool = False
    signs: tuple[SignId, ...] = ()
    circumstances: tuple[CircumstanceId, ...] = ()


class Sentence(CitedRow, frozen=True, kw_only=True):
    """Something a trainee can say: advice to take home, or words while they talk; ``why`` is for the debrief.

    ``dangerous_with`` names signs and circumstances that make an else helpful sentence dangerous, ``not_for`` those
    with which it misses the point; ``fits`` the decisions that it goes with (empty for all). ``everybody`` is true of
    what may be said to anybody; the rest fits only the cases that name it. ``level`` is how soon it sends her on: too
    low is dangerous to her, too high an alarm without a sign.
    """

    part: Literal["advice", "words"]
    says: str
    worth: Worth
    why: str
    dangerous_with: tuple[TrueOfHer, ...] = ()
    not_for: tuple[TrueOfHer, ...] = ()
    fits: tuple[Decision, ...] = ()
    level: Level | None = None
    everybody: bool = False
    japanese: str | None = None


class Request(Row, frozen=True, kw_only=True):
    """What she, or somebody with her, asks for; ``points`` are those named."""

    says: str
    points: tuple[PointCode, ...] = ()


class Mishap(Row, frozen=True, kw_only=True):
    """What goes wrong while the needles are in; ``kind`` is a row of ``facts.needling_emergencies()``.

    The numbers count the first steps of that row from 1: ``begin_with`` are those that must be done, any of them
    first; ``not_called_for`` are steps with a condition ("A piece is missing: ...") that does not hold here.
    """

    kind: Annotated[str, id_in("needling_emergencies")]
    happens: str
    begin_with: StepNumbers = (1,)
    not_called_for: StepNumbers = ()


class Plan(Row, frozen=True, kw_only=True):
    """One plan that meets the rules. ``depths`` is the depth of each point in cun; empty where nothing is needled."""

    decision: Decision
    depths: dict[PointCode, Cun] = msgspec.field(default_factory=dict)
    position: PositionName | None = None
    note: str


class Case(CitedRow, frozen=True, kw_only=True):
    """One simulated patient: what is seen at the start, and what is true and only told when asked.

    ``japanese`` holds Japanese words by question id (``"opening"`` for the first words, ``"event"`` for the
    mishap); the English always stands beside them. ``weeks`` is None after the birth. ``not_for_needles`` says why
    needles are not for her, where no circumstance says it. ``essential`` are questions that nobody passes without, and
    ``needs`` sentences that she must hear; ``words`` and ``advice`` count too, beside what fits everybody.
    """

    title: str
    setting: str
    opening: str
    requests: tuple[Request, ...] = ()
    answers: dict[QuestionId, str]
    japanese: dict[str, str] = msgspec.field(default_factory=dict)
    weeks: Week | None
    days: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    lower_leg_cm: Annotated[float, msgspec.Meta(ge=25, le=55)]
    complaint: Complaint
    signs: tuple[SignId, ...] = ()
    circumstances: tuple[CircumstanceId, ...] = ()
    agreement: Agreement = "not needed"
    not_for_needles: str | None = None
    essential: tuple[QuestionId, ...] = ()
    needs: tuple[SentenceId, ...] = ()
    words: tuple[SentenceId, ...] = ()
    advice: tuple[SentenceId, ...] = ()
    event: Mishap | None = None
    plans: Annotated[tuple[Plan, ...], msgspec.Meta(min_length=1)]
    teaches: str
    reviewed: str | None
