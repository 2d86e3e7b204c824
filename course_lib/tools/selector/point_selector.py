"""The point selector: what this course, the article and every source say of a point, in her week and for her.

Python works every answer out beforehand and sends it once; the page then needs no kernel, except to count the weeks
from a date.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, get_args

import anywidget
import traitlets

from course_lib import facts
from course_lib.facts.point import Complaint
from course_lib.rules import circumstances as circumstance_rules
from course_lib.rules import gestation, point_safety
from course_lib.rules.point_safety import COURSE, Assessment
from course_lib.rules.status import Status
from course_lib.tools.kit.page import script, styles
from course_lib.tools.selector.table import (
    DAYS,
    LETTERS,
    rule_name,
    selector_cards,
    selector_drawings,
    selector_page,
    selector_table,
    when,
)
from course_lib.tools.selector.text import TEXT


class PointSelector(anywidget.AnyWidget):
    """A picture, a list and a card of the points, for one person in one week.

    Everything can be set and read without a browser: ``tool.weeks = "8"``, then ``tool.verdict("SP6").status``.
    """

    works_alone: ClassVar[bool] = True
    """The page needs no kernel."""

    _esm = script("selector/point_selector.js")
    _css = styles("selector/point_selector.css")

    table = traitlets.Dict(read_only=True).tag(sync=True)
    """Every answer the page can show (`selector_table`)."""
    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The page, with all that is said but what is known of a point (`selector_page`)."""
    cards = traitlets.Dict(read_only=True).tag(sync=True)
    """What is known of each point, as HTML by its code (`selector_cards`)."""
    drawings = traitlets.Dict(read_only=True).tag(sync=True)
    """Every drawing by name, as SVG text with its alt text."""

    weeks = traitlets.Unicode().tag(sync=True)
    """Completed weeks as typed: ``"20"``, ``"20+3"``; empty for no week chosen."""
    days = traitlets.Unicode().tag(sync=True)
    """Days as typed, ``""`` or ``"0"`` to ``"6"``."""
    source = traitlets.Unicode(COURSE).tag(sync=True)
    """Whose rule is shown: ``"course"``, ``"article"`` or the id of a source."""
    circumstances = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids from ``facts.circumstances()``; they only make a status stricter."""
    complaint = traitlets.Unicode().tag(sync=True)
    """What tradition may link points to; marks them, changes no status."""
    chosen = traitlets.Unicode().tag(sync=True)
    """The code of the point on the card, or empty."""
    lower_leg = traitlets.Unicode().tag(sync=True)
    """Length of her lower leg in cm, as typed."""
    date_kind = traitlets.Enum(["last period", "due date"], "last period").tag(sync=True)
    """What ``date_text`` is."""
    date_text = traitlets.Unicode().tag(sync=True)
    """A date as year-month-day; setting it sets weeks and days."""
    date_answer = traitlets.Dict(read_only=True).tag(sync=True)
    """What Python made of the date: ``asked`` (kind and text) and ``says`` (a sentence, empty when it could count)."""

    def __init__(self, today: Callable[[], date] = date.today, **start: Any) -> None:
        self._today = today
        self.set_trait("table", selector_table())
        self.set_trait("html", selector_page())
        self.set_trait("cards", selector_cards())
        self.set_trait("drawings", selector_drawings())
        super().__init__(**start)
        if self.date_text:
            self._count_from_date()

    # What the tool answers -----------------------------------------------------------------------------------------

    @property
    def week(self) -> int | None:
        """Completed weeks, or None where nothing was chosen or what was typed is no week."""
        found = self._age_typed()
        return found.weeks if found else None

    @property
    def message(self) -> str:
        """One sentence for input that cannot be used, or an empty text."""
        if not (self.weeks.strip() or self.days.strip()):
            return str(self.date_answer.get("says", ""))
        try:
            gestation.parse_weeks(self.weeks, self.days)
        except ValueError as error:
            return f"{error} {TEXT['strictest']}"
        return ""

    def verdict(self, code: str) -> Assessment:
        """Assess one point as the tool stands: its week, its source and its circumstances."""
        return point_safety.assess_point(code, self.week, self.source, self.circumstances)

    @property
    def summary(self) -> str:
        """Count the points by status, in words."""
        found = [self.verdict(code).status for code in facts.points()]
        counts = {LETTERS[status]: found.count(status) for status in Status}
        age = self._age_typed()
        far = when(self.week).format(days=DAYS[age.days] if age else "")
        told = TEXT["summary"].format(when=far, rule=rule_name(self.source), **counts)
        return f"{told}, {counts['n']} not mentioned." if counts["n"] else f"{told}."

    def __repr__(self) -> str:
        return f"Point selector: {self.summary}"

    # Typed weeks and dates ------------------------------------------------------------------------------------------

    def _age_typed(self) -> gestation.GestationalAge | None:
        """Return the weeks and days as typed, or None where they are empty or cannot be read."""
        try:
            return gestation.parse_weeks(self.weeks, self.days)
        except ValueError:
            return None

    @traitlets.observe("date_kind", "date_text")
    def _count_from_date(self, change: object = None) -> None:
        asked = [self.date_kind, self.date_text]
        if not self.date_text:
            self.set_trait("date_answer", {"asked": asked, "says": ""})
            return
        count = gestation.from_due_date if self.date_kind == "due date" else gestation.from_last_period
        try:
            age = count(gestation.parse_date(self.date_text), self._today())
            weeks, days, says = str(age.weeks), str(age.days), ""
        except ValueError as error:
            weeks, days, says = "", "", f"{error} {TEXT['strictest']}"
        with self.hold_sync():
            self.weeks, self.days = weeks, days
            self.set_trait("date_answer", {"asked": asked, "says": says})
            if self.date_kind == "last period":  # not from a scan: the tick is hers to take out
                self.circumstances = [*self.circumstances, *circumstance_rules.doubtful_dates()]

    # What can be set ------------------------------------------------------------------------------------------------

    @traitlets.validate("source")
    def _known_source(self, proposal: dict[str, Any]) -> str:
        return _one_of("source", proposal["value"], point_safety.sources())

    @traitlets.validate("complaint")
    def _known_complaint(self, proposal: dict[str, Any]) -> str:
        return _one_of("complaint", proposal["value"], ("", *get_args(Complaint)))

    @traitlets.validate("chosen")
    def _known_point(self, proposal: dict[str, Any]) -> str:
        return _one_of("point", proposal["value"], ("", *facts.points()))

    @traitlets.validate("circumstances")
    def _known_circumstances(self, proposal: dict[str, Any]) -> list[str]:
        try:
            return list(circumstance_rules.known(proposal["value"]))
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None


def _one_of(what: str, value: str, known: Iterable[str]) -> str:
    known = list(known)
    if value not in known:
        choices = ", ".join(filter(None, known))
        raise traitlets.TraitError(f"No {what} is called {value[:40]!r}; choose one of {choices}.")
    return value


START = ("weeks", "days", "source", "circumstances", "complaint", "chosen", "lower_leg", "date_kind", "date_text")
"""What `point_selector` may be started with."""


def point_selector(**start: Any) -> PointSelector:
    """Return a point selector; it opens with no week chosen and shows the strictest status.

    Parameters
    ----------
    **start
        Any of ``weeks``, ``days`` (text or whole numbers), ``source``, ``circumstances`` (a list of ids),
        ``complaint``, ``chosen`` (a code), ``lower_leg`` (cm), ``date_kind`` (``"last period"`` or ``"due date"``) and
        ``date_text`` (year-month-day).

    Raises
    ------
    TypeError
        For any other keyword; the sentence lists those that exist.
    """
    if unknown := [name for name in start if name not in START]:
        raise TypeError(f"point_selector does not know {', '.join(unknown)}; it takes {', '.join(START)}.")
    typed = ("weeks", "days", "lower_leg", "date_text")
    traits: dict[str, Any] = {name: str(value) if name in typed else value for name, value in start.items()}
    try:
        return PointSelector(**traits)
    except traitlets.TraitError as error:
        wrong_kind = "Give the circumstances as a list of names, and everything else as text or a number."
        raise ValueError(wrong_kind if "trait" in str(error) else str(error)) from None
