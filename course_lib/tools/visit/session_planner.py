"""A visit planned on paper, for trainees: the entries about an invented patient, and the plan or the refusal they give.

No name is asked for and nothing is kept: the plan is shown, and saved as a page of its own to print.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.circumstance import Circumstance
from course_lib.rules.body_measure import parse_lower_leg
from course_lib.rules.circumstances import implied_by
from course_lib.rules.gestation import parse_weeks
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.rules.session_plan import Refusal, SessionPlan, plan_session
from course_lib.tools.kit.card import card
from course_lib.tools.kit.fields import button, field, on_change, tick, ticked
from course_lib.tools.kit.html import alert, part, prescribed, render
from course_lib.tools.kit.tool import Tool
from course_lib.tools.selector.details import UNMEASURED, at_most, author_year

TRAINING = "Plan for training; invented patient."
TYPE_WEEKS = "Type how many weeks pregnant she is, as a whole number from 0 to 44, for example 24 or 24+3."
TYPE_POINTS = "Type the points as codes with spaces between them, for example ST36 BL57."
POINT = re.compile(r"(?<![A-Za-z])([A-Za-z]{2})[\s.\u2010-\u2015-]*([0-9]{1,2})(?![0-9A-Za-z])")
"""The code of a point as it is typed, with or without what may stand between its letters and its number."""
CHANGED = "The entries have changed. Choose the button to write the plan again."
CONFIRMED = {
    "signs_asked": "I asked her about every warning sign in the list below",
    "consent": "She agreed after a full talk, and knows that she may stop at any time",
    "team_told": "Her midwife or doctor knows about the acupuncture",
    "agreed": "Everybody who must be asked first has agreed: below 14 weeks her midwife or doctor; at any week whoever "
    "treats what stands under “A doctor is asked first”",
    "dated_by_scan": "A scan or an IVF date gave the weeks (if not, or if nobody knows, they can be two weeks off)",
}
"""What `plan_session` wants confirmed; unticked it counts as not done."""
UNCONFIRMED = {"consent": "refusal", "team_told": "team-not-told", "dated_by_scan": "weeks-not-from-scan"}
"""The circumstances that a missing confirmation stands for; no box of their own asks for them."""
SIGN_GROUPS = {
    Urgency.EMERGENCY: "Emergency number, now",
    Urgency.CALL_NOW: "A call now, day or night",
    Urgency.NEXT_VISIT: "Her next visit",
}
TODAY, DOCTOR_FIRST, ALSO = "Today", "A doctor is asked first", "Also good to know"


class SessionPlanner(Tool):
    """A case to take or own entries, the confirmations, two lists of ticks, a button, and the plan."""

    def __init__(self) -> None:
        self.plan: SessionPlan | Refusal | None = None
        cases = [(case.title, name) for name, case in facts.cases().items() if case.weeks is not None]
        self.case = field(widgets.Dropdown, "Take a case", options=[("My own entries", ""), *cases])
        self.weeks = field(widgets.Text, "How many weeks pregnant is she?", placeholder="such as 24")
        leg = "Her lower leg in cm, knee crease to outer ankle bone (may stay empty)"
        self.leg = field(widgets.Text, leg, placeholder="such as 38")
        self.points = field(widgets.Text, "Which points?", placeholder="such as ST36 BL57")
        self.confirmed = {name: tick(words) for name, words in CONFIRMED.items()}
        self.signs = {name: tick(row.sign) for name, row in facts.warning_signs().items()}
        self.circumstances = {name: tick(asks) for name, row in facts.circumstances().items() if (asks := _asks(row))}
        self.said, self.shown = widgets.HTML(), widgets.HTML()
        entries = (self.weeks, self.leg, self.points, *self.confirmed.values())
        ticks = (*self.signs.values(), *self.circumstances.values())
        named = "\n".join(box.description for box in (*self.confirmed.values(), *self.circumstances.values()))
        beside = prescribed(named, PRESCRIBED_TRAINEE)
        self.write = button("Write the plan", self._write, button_style="primary")
        super().__init__([
            _words("intro", TRAINING, beside),
            self.case, *entries,
            _words("heading", "Warning signs she has"),
            *_grouped(self.signs, lambda name: SIGN_GROUPS[facts.warning_signs()[name].urgency], SIGN_GROUPS.values()),
            _words("heading", "What else is true for her", beside),
            *_grouped(self.circumstances, _circumstance_group, (TODAY, DOCTOR_FIRST, ALSO)),
            self.write, self.said, self.shown,
        ], "choices", "own", "planner")  # fmt: skip
        on_change(self._take, self.case)
        on_change(self._forget, *entries, *ticks)

    def _take(self) -> None:
        """Fill in what is true of a case; the points stay the trainee's own choice."""
        if not self.case.value:
            return
        case = facts.cases()[self.case.value]
        self.weeks.value = f"{case.weeks}+{case.days}"
        self.leg.value = f"{case.lower_leg_cm:g}"
        self.confirmed["signs_asked"].value = True
        self.confirmed["agreed"].value = case.agreement == "given"
        for name, circumstance in UNCONFIRMED.items():
            self.confirmed[name].value = circumstance not in case.circumstances
        left = set(case.circumstances) - set(implied_by(case.signs))  # the rest follows from the signs
        for boxes, true in ((self.signs, case.signs), (self.circumstances, left)):
            for name, box in boxes.items():
                box.value = name in true

    def _forget(self) -> None:
        """Take the plan away: it must not stand beside entries that it was not written for."""
        if self.plan is not None:
            self.plan, self.shown.value = None, ""
            self.said.value = part("status", CHANGED)

    def _write(self) -> None:
        self.plan, self.shown.value, self.said.value = None, "", ""
        try:
            self.plan = self._planned()
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        refused = isinstance(self.plan, Refusal)
        title = "No needles: what to say, and why" if refused else "Plan of one visit"
        body = render(
            "visit/plan.html", plan=self.plan, refused=refused, training=TRAINING,
            author_year=author_year, at_most=at_most, unmeasured=UNMEASURED,
        )  # fmt: skip
        self.shown.value = str(card(title, body, "session-plan.html")).replace("<details open>", "<details>")

    def _planned(self) -> SessionPlan | Refusal:
        if not self.weeks.value.strip():
            raise ValueError(TYPE_WEEKS)
        return plan_session(
            parse_weeks(self.weeks.value),
            parse_points(self.points.value),
            circumstances=ticked(self.circumstances),
            signs=ticked(self.signs),
            no_answer=facts.cases()[self.case.value].not_for_needles if self.case.value else None,
            lower_leg_cm=parse_lower_leg(self.leg.value) if self.leg.value.strip() else None,
            **{name: box.value for name, box in self.confirmed.items()},
        )

    def __repr__(self) -> str:
        state = "no plan yet" if self.plan is None else "refused" if isinstance(self.plan, Refusal) else "a plan"
        return f"Session planner: {state}. {TRAINING} Nothing is kept."


def session_planner() -> SessionPlanner:
    """Return the planner of a visit on paper, with a page to print."""
    return SessionPlanner()


def parse_points(text: str) -> tuple[str, ...]:
    """Read typed codes of points; capital letters, hyphens, commas and gaps do not matter.

    Raises
    ------
    ValueError
        With one sentence for the trainee: nothing typed, no code, or no point of this course.
    """
    text = unicodedata.normalize("NFKC", text)
    if not text.strip():
        raise ValueError(TYPE_POINTS)
    if no_code := re.search(r"[^\s,;、]+", POINT.sub(" ", text)):
        raise ValueError(f"“{no_code[0][:20]}” is no code of a point; {TYPE_POINTS[0].lower()}{TYPE_POINTS[1:]}")
    known = [f"{meridian.upper()}{int(number)}" for meridian, number in POINT.findall(text)]
    if unknown := [code for code in known if code not in facts.points()]:
        raise ValueError(f"This course has no point called {unknown[0]}; check the code, and write it like SP6.")
    return tuple(known)


def _asks(row: Circumstance) -> str | None:
    """Say what a box asks about a circumstance; nothing where the confirmations or the warning signs ask it all."""
    if row.id in UNCONFIRMED.values():
        return None
    return row.left_to_ask if row.asked_by_signs else row.label


def _circumstance_group(name: str) -> str:
    if facts.circumstances()[name].asked_by_signs:
        return TODAY
    return DOCTOR_FIRST if facts.circumstances()[name].asks_first else ALSO


def _grouped(
    ticks: dict[str, widgets.Checkbox], group_of: Callable[[str], str], groups: Iterable[str]
) -> Iterator[widgets.Widget]:
    """Yield a short heading and its boxes in columns, group by group."""
    for group in groups:
        columns = widgets.VBox([box for name, box in ticks.items() if group_of(name) == group])
        columns.add_class("ticks")
        yield from (_words("group", group), columns)


def _words(macro: str, *values: str) -> widgets.HTML:
    return widgets.HTML(part(macro, *values, of="visit/parts.html"))
