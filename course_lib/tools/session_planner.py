"""A visit planned on paper, for trainees: the entries about an invented patient, and the plan or the refusal they give.

No name is asked for and nothing is kept: the plan is shown, and saved as a page of its own to print.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case
from course_lib.facts.circumstance import Circumstance
from course_lib.rules.body_measure import parse_lower_leg
from course_lib.rules.circumstances import implied_by
from course_lib.rules.gestation import GestationalAge, parse_weeks
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.rules.session_plan import Refusal, SessionPlan, plan_session
from course_lib.tools._card import alert, card, prescribed, style
from course_lib.tools._fields import field, tick
from course_lib.tools._patient_talk import ticked
from course_lib.tools._session_plan_shown import NO_TRIAL, TRAINING, on_page, plan_shown, refusal_shown
from course_lib.tools._tool import Tool

TYPE_WEEKS = "Type how many weeks pregnant she is, as a whole number from 0 to 44, for example 24 or 24+3."
TYPE_POINTS = "Type the points as codes with spaces between them, for example ST36 BL57."
POINT = re.compile(r"(?<![A-Za-z])([A-Za-z]{2})[\s.\u2010-\u2015-]*([0-9]{1,2})(?![0-9A-Za-z])")
"""The code of a point as it is typed, with or without what may stand between its letters and its number."""
CHANGED = "The entries have changed. Choose the button to write the plan again."
CONFIRMED = {
    "signs": "I asked her about every warning sign in the list below",
    "consent": "She agreed after a full talk, and knows that she may stop at any time",
    "team": "Her midwife or doctor knows about the acupuncture",
    "agreed": "Everybody who must be asked first has agreed: below 14 weeks her midwife or doctor; at any week whoever "
    "treats what stands under “A doctor is asked first”",
    "scan": "A scan or an IVF date gave the weeks (if not, or if nobody knows, they can be two weeks off)",
}
"""What has to be confirmed; unticked it counts as not done."""
_APART = ("refusal", "team-not-told", "weeks-not-from-scan")
"""The circumstances that the confirmations stand for."""
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
        self.write = widgets.Button(description="Write the plan", button_style="primary")
        self.said, self.shown = widgets.HTML(), widgets.HTML()
        named = "\n".join(each.description for each in (*self.confirmed.values(), *self.circumstances.values()))
        beside = prescribed(named, PRESCRIBED_TRAINEE)
        intro = f"<p><strong>{TRAINING}</strong> No name is asked for, and nothing is kept. {NO_TRIAL}</p>{beside}"
        super().__init__([
            style("diary.css", "session_planner.css"), widgets.HTML(intro),
            self.case, self.weeks, self.leg, self.points, *self.confirmed.values(),
            widgets.HTML("<h3>Warning signs she has</h3>"),
            *_grouped(self.signs, lambda name: SIGN_GROUPS[facts.warning_signs()[name].urgency], SIGN_GROUPS.values()),
            widgets.HTML(f"<h3>What else is true for her</h3>{beside}"),
            *_grouped(self.circumstances, _circumstance_group, (TODAY, DOCTOR_FIRST, ALSO)),
            self.write, self.said, self.shown,
        ], "choices", "own", "planner")  # fmt: skip
        self.case.observe(lambda _: self._take(), names="value")
        for each in self._fields():
            each.observe(lambda _: self._forget(), names="value")
        self.write.on_click(lambda _: self._write())

    def _fields(self) -> tuple[widgets.Widget, ...]:
        ticks = (*self.confirmed.values(), *self.signs.values(), *self.circumstances.values())
        return (self.weeks, self.leg, self.points, *ticks)

    def _take(self) -> None:
        """Fill in what is true of a case; the points stay the trainee's own choice."""
        if self.case.value:
            self._fill(facts.cases()[self.case.value])

    def _fill(self, case: Case) -> None:
        self.weeks.value = f"{case.weeks}+{case.days}"
        self.leg.value = f"{case.lower_leg_cm:g}"
        self.confirmed["signs"].value = True
        self.confirmed["consent"].value = "refusal" not in case.circumstances
        self.confirmed["team"].value = "team-not-told" not in case.circumstances
        self.confirmed["agreed"].value = case.agreement == "given"
        self.confirmed["scan"].value = "weeks-not-from-scan" not in case.circumstances
        left = set(case.circumstances) - set(implied_by(case.signs))  # the rest follows from the signs
        for ticks, true in ((self.signs, set(case.signs)), (self.circumstances, left)):
            for name, box in ticks.items():
                box.value = name in true

    def _forget(self) -> None:
        """Take the plan away: it must not stand beside entries that it was not written for."""
        if self.plan is not None:
            self.plan, self.shown.value = None, ""
            self.said.value = f'<p role="status">{CHANGED}</p>'

    def _write(self) -> None:
        self.plan, self.shown.value = None, ""
        try:
            self.plan = self._planned()
        except ValueError as error:
            self._say(str(error))
            return
        self.said.value = ""
        if isinstance(self.plan, Refusal):
            title, body = "No needles: what to say, and why", refusal_shown(self.plan)
        else:
            title, body = "Plan of one visit", plan_shown(self.plan)
        self.shown.value = on_page(card(title, body, "session-plan.html"))

    def _planned(self) -> SessionPlan | Refusal:
        return plan_session(
            self._age(),
            parse_points(self.points.value),
            circumstances=ticked(self.circumstances),
            signs=ticked(self.signs),
            signs_asked=self.confirmed["signs"].value,
            consent=self.confirmed["consent"].value,
            team_told=self.confirmed["team"].value,
            agreed=self.confirmed["agreed"].value,
            dated_by_scan=self.confirmed["scan"].value,
            no_answer=facts.cases()[self.case.value].not_for_needles if self.case.value else None,
            lower_leg_cm=parse_lower_leg(self.leg.value) if self.leg.value.strip() else None,
        )

    def _age(self) -> GestationalAge:
        if not self.weeks.value.strip():
            raise ValueError(TYPE_WEEKS)
        return parse_weeks(self.weeks.value)

    def _say(self, text: str) -> None:
        self.said.value = alert(text)

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
    if row.id in _APART:
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
        box = widgets.VBox([each for name, each in ticks.items() if group_of(name) == group])
        box.add_class("ticks")
        yield from (widgets.HTML(f"<h4>{group}</h4>"), box)
