"""The simulated patients to choose from: what is seen of each from the door, and how the last visit to her went."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case
from course_lib.records import Record, RecordError
from course_lib.tools.kit.card import alert
from course_lib.tools.patient.debrief import rated
from course_lib.tools.patient.step import Step

PRACTICE = "These patients are invented, and nobody is needled. You ask, decide, plan and talk; then come your marks."
WHEN_KEPT = "A visit is kept once you hand it in; one that is broken off before, by a restart too, is not."


class ChoosePatient(Step):
    """A button for every patient; nothing that is only told when asked."""

    def __init__(self, record: Record, visit: Callable[[Case], None]) -> None:
        problem, last = "", {}
        try:
            last = {row.case: row.rating for row in record.case_attempts()}
        except RecordError as error:
            problem = alert(str(error))
        self.choose: dict[str, widgets.Button] = {}
        cards = []
        for name, case in facts.cases().items():
            button = self.choose[name] = widgets.Button(description=case.title)
            button.on_click(lambda _, case=case: visit(case))
            done = f" <strong>Done. {rated(last[name])}.</strong>" if name in last else ""
            cards.append(widgets.VBox([button, widgets.HTML(f"<p>{escape(case.setting)}{done}</p>")]))
        patients = widgets.VBox(cards)
        patients.add_class("cases")
        intro = f"<p>{PRACTICE}</p><p>{WHEN_KEPT} Your visits are {record.where}.</p>{problem}"
        super().__init__("Choose a patient", [widgets.HTML(intro), patients])
