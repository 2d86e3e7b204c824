"""What the course knows of one acupoint: names, place, hazards, and who says what about pregnancy.

The rows stand in ``data/points.yaml``; nothing here decides anything.
"""

from typing import Annotated, Literal

import msgspec

from course_lib.facts._row import Basis, Cited, Row

LAST_WEEK = 44
"""The last completed week of pregnancy that the course speaks of."""
Week = Annotated[int, msgspec.Meta(ge=0, le=LAST_WEEK)]
StatusWord = Literal["allowed", "caution", "avoid"]
Span = tuple[Week, Week, StatusWord]
"""First week, last week (both included, completed weeks) and the status over them."""

Complaint = Literal["calf", "thigh", "foot", "night cramps", "swelling", "back", "nausea"]
Region = Literal["leg", "knee", "thigh", "ankle and foot", "hand and wrist", "abdomen", "lower back", "shoulder"]


class Names(Row, frozen=True, kw_only=True):
    """One point in the languages a trainee meets it in.

    ``japanese_verified`` and ``korean_verified`` are false where the reading is the standard one but was
    not seen in a source.
    """

    pinyin: str
    traditional: str
    simplified: str
    kanji: str
    kana: str
    romaji: str
    korean: str
    english: str
    japanese_verified: bool
    korean_verified: bool


class Measure(Row, frozen=True, kw_only=True):
    """Where the point lies, as a share of the person's own body.

    With ``cun`` the point lies that many B-cun from ``landmark`` on the way to ``toward``, and the whole
    segment counts ``segment_cun``. Without it the point is found by its landmark alone.
    """

    landmark: str
    toward: str | None = None
    segment_cun: Annotated[float, msgspec.Meta(gt=0, le=75)] | None = None
    cun: Annotated[float, msgspec.Meta(ge=0, le=75)] | None = None
    along_lower_leg: bool = False
    """True where the B-cun is that of the lower leg, so that her own leg length gives centimeters."""
    line: str | None = None
    side: str | None = None
    note: str | None = None


class FingerWidths(Row, frozen=True, kw_only=True):
    """The same place in finger-widths; ``verified`` is false for counts that WHO 2008 does not print."""

    text: str
    verified: bool


class ArticleOnPoint(Row, frozen=True, kw_only=True):
    """Where the article puts the point, and how that differs from WHO 2008."""

    says: str
    agrees: Literal["yes", "partly", "no"]
    difference: str


class Anatomy(Row, frozen=True, kw_only=True):
    """What lies under the point."""

    muscles: tuple[str, ...]
    vessels: tuple[str, ...]
    nerves: tuple[str, ...]
    source: str


class Depth(Row, frozen=True, kw_only=True):
    """Needling depth in cun (least, most) as one textbook prints it."""

    source: str
    cun: tuple[float, float]


class Needling(Row, frozen=True, kw_only=True):
    """For trainees: printed depths, and what a needle could hurt."""

    depths: tuple[Depth, ...]
    hazard: str


class Sourced(Row, frozen=True, kw_only=True):
    """A few words and the reference they come from."""

    source: str
    says: str


class Evidence(Cited, frozen=True, kw_only=True):
    """What has been tested, and where that stands."""

    says: str


class Weekly(Row, frozen=True, kw_only=True):
    """A status for some weeks; the others have none."""

    spans: tuple[Span, ...]

    def status_at(self, week: int) -> StatusWord | None:
        """Return the status in a completed week (0 to 44), or None where nothing is said of it."""
        return next((status for first, last, status in self.spans if first <= week <= last), None)


class Statement(Weekly, frozen=True, kw_only=True):
    """What one source says about one point in pregnancy.

    ``says`` and ``scope`` keep the source's own meaning; ``spans`` is our reading of it. No span means that
    the source gives no answer on needling this point; ``note`` then says why.
    """

    source: str
    says: str
    scope: str
    note: str | None = None


class CourseRule(Weekly, frozen=True, kw_only=True):
    """The course's own caution: a status for each week, and why.

    Whatever stands here, the rules never show anything looser than the sources that bind. ``basis`` is
    ``"course-precaution"`` where no such source, or less than the whole rule, stands behind it.
    """

    reason: str
    basis: Basis = "source"


class Point(Row, frozen=True, kw_only=True):
    """One acupoint."""

    code: str
    name: Names
    meridian: str
    region: Region
    on_drawing: bool
    """True where the point lies on the shipped leg or hand, so that a drawing can show it."""
    where: str
    who_location: str
    measure: Measure
    finger_widths: FingerWidths | None
    article: ArticleOnPoint | None
    anatomy: Anatomy
    needling: Needling
    tradition: tuple[Sourced, ...]
    complaints: tuple[Complaint, ...]
    evidence: Evidence
    strongly_moving: bool
    """True where tradition gives the point a strong, downward or blood-moving effect."""
    on_calf: bool
    """True where a needle would go into the calf or the hollow of the knee, where a clot may lie."""
    statements: tuple[Statement, ...]
    course_rule: CourseRule
    reviewed: str | None
