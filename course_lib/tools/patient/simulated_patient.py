"""Simulated patients: take a history, decide, plan, act, and read the debrief. Practice on a screen; nobody is needled.

What is true of an invented patient stays hidden until the visit is handed in. Python marks it; the attempt is kept in
the trainee's record.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import ipywidgets as widgets
import msgspec

from course_lib import facts
from course_lib.facts.case import Case
from course_lib.records import CaseAttempt, RecordError, now, record
from course_lib.rules.case.marking import Attempt, Marking, mark
from course_lib.rules.typed import typed
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.kit.fields import button, ticked
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.html import alert, part
from course_lib.tools.kit.step_focus import StepFocus
from course_lib.tools.kit.tool import Tool
from course_lib.tools.patient.choice import ChoosePatient
from course_lib.tools.patient.debrief import debrief
from course_lib.tools.patient.interview import Interview
from course_lib.tools.patient.plan import Decide, Plan
from course_lib.tools.patient.step import Step, shown
from course_lib.tools.patient.talk import Advise, Event, Talk


class SimulatedPatient(Tool):
    """The patients to choose from, then one visit: ``step`` is what is shown now."""

    def __init__(self, case: Case | None = None, now: Callable[[], datetime] = now) -> None:
        self.record, self._now = record(), now
        self._page = HerPage(self.list_patients if case is None else lambda: self.visit(case), now)
        self.step = Step("", ())
        self.marking: Marking | None = None
        """The marks of a visit that was handed in."""
        self.head, self.said = widgets.HTML(), widgets.HTML()
        self.room, self.buttons = widgets.VBox(), widgets.HBox(layout={"flex_flow": "row wrap"})
        self.go_on = button("Go on", self._go_on, button_style="primary")
        self.back = button("Back", lambda: self._move(-1))
        self.another = button("Another patient", self.list_patients)
        self.again = button("The same again", lambda: self.visit(self.case))
        self.save_again = button("Try to save it again", self._save)
        self._focus = StepFocus()
        foot = widgets.HTML(shown("foot", NOT_REVIEWED))
        screen = (self.head, self.room, self.said, self.buttons, foot)
        super().__init__([*screen, self._focus, self._page], "choices", "own", "patient")
        self._page.begin()

    def list_patients(self) -> None:
        """Show every patient; a visit begins when one is chosen."""
        self._show(ChoosePatient(self.record, self.visit), "Choose a patient")

    def visit(self, case: Case) -> None:
        """Begin a visit at its first words; nothing of an earlier one is left."""
        self.case, self.marking = case, None
        self.interview, self.decide, self.plan = Interview(case), Decide(), Plan(case.lower_leg_cm)
        self.talk, self.advise = Talk(case), Advise(case)
        self.event = Event(case, case.event) if case.event else None
        self.step = self.interview
        self._move(0)

    def attempt(self) -> Attempt:
        """Return what the trainee has chosen so far; without needles there is no plan, whatever was tried before."""
        needles = {
            "points": tuple(self.plan.depths),
            "depths": dict(self.plan.depths),
            "position": self.plan.position.value,
            "consent": ticked(self.talk.consent),
            "event_actions": self.event.done if self.event else (),
        }
        return Attempt(
            asked=self.interview.asked,
            decision=self.decide.decision.value,
            urgency=self.decide.urgency.value,
            words=ticked(self.talk.words),
            advice=ticked(self.advise.advice),
            **(needles if self.decide.treats else {}),
        )

    def _steps(self) -> tuple[Step, ...]:
        if not self.decide.treats:
            return (self.interview, self.decide, self.talk, self.advise)
        session = (self.event,) if self.event else ()
        return (self.interview, self.decide, self.plan, self.talk, *session, self.advise)

    def _go_on(self) -> None:
        missing = self.step.missing()
        if missing:
            self.said.value = alert(missing)
        elif self.step is self.advise:
            self._hand_in()
        else:
            self._move(1)

    def _move(self, by: int) -> None:
        steps = self._steps()
        if self.step not in steps:
            return  # the second of two quick clicks, on a button that has gone
        number = max(0, steps.index(self.step) + by)
        self.talk.settle(self.decide.treats)
        self.go_on.description = steps[number].go_on
        # Once the needles are in, nothing before can be changed.
        needled = self.decide.treats and number > steps.index(self.talk)
        buttons = [self.go_on] if number == 0 or needled else [self.back, self.go_on]
        so_far = shown("so_far", self.case, self.interview.asked, number)
        self._show(steps[number], f"Step {number + 1}: {steps[number].name}", buttons, so_far)

    def _hand_in(self) -> None:
        attempt = self.attempt()
        self.marking = mark(self.case, attempt)
        self._row = CaseAttempt(
            at=self._now(),
            case=self.case.id,
            decision=attempt.decision,
            points=self.marking.reached,
            out_of=self.marking.out_of,
            critical="; ".join(error.says for error in self.marking.critical),
            rating=self.marking.rating,
            passed=self.marking.passed,
            done=msgspec.json.encode(attempt).decode(),
        )
        debriefing = Step("Debrief", [widgets.HTML(debrief(self.case, self.marking))])
        self._show(debriefing, f"Debrief: {self.case.title}")
        self._save()

    def _save(self) -> None:
        """Keep the visit; the debrief stays where it is, whether that works or not."""
        self.buttons.children = [self.another, self.again]
        try:
            self.record.save(self._row)
            self.said.value = part("status", f"This visit is {self.record.where}. {self.record.news()}".strip())
        except RecordError as error:
            self.buttons.children = [self.save_again, self.another, self.again]
            self.said.value = alert(f"This visit is on this page only. {error}", stays=True)

    def _show(self, step: Step, title: str, buttons: Sequence[widgets.Button] = (), so_far: str = "") -> None:
        self.step = step
        # The heading takes the focus, so that it is read aloud and in view.
        self.head.value = shown("title", title, so_far)
        self.room.children, self.buttons.children = [step], buttons
        self.said.value = ""
        self._focus.move()

    def __repr__(self) -> str:
        return f"Simulated patients: {len(facts.cases())} invented people. A visit is {self.record.where}."


@typed
def simulated_patient(case_id: str | None = None) -> SimulatedPatient:
    """Return the simulated patients, all of them to choose from or one at her first words.

    Parameters
    ----------
    case_id
        A case of `course_lib.facts.cases`, for example ``"calf-cramps-30-weeks"``; without it, the list.

    Raises
    ------
    ValueError
        For a patient that the course does not have.
    """
    if case_id is None:
        return SimulatedPatient()
    if case_id not in facts.cases():
        raise ValueError(f"There is no patient {str(case_id)[:40]!r}; choose from {', '.join(facts.cases())}.")
    return SimulatedPatient(facts.cases()[case_id])
