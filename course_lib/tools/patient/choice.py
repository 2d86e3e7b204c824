"""The simulated patients to choose from: what is seen of each from the door, and how the last visit to her went."""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.case import Case
from course_lib.records import Record, RecordError
from course_lib.tools.kit.fields import button
from course_lib.tools.patient.step import Step, shown


class ChoosePatient(Step):
    """A button for every patient; nothing that is only told when asked."""

    def __init__(self, record: Record, visit: Callable[[Case], None]) -> None:
        problem, last = "", {}
        try:
            last = {row.case: row.rating for row in record.case_attempts()}
        except RecordError as error:
            problem = str(error)
        cases = facts.cases()
        self.choose = {name: button(case.title, partial(visit, case)) for name, case in cases.items()}
        patients = widgets.VBox([
            widgets.VBox([choose, widgets.HTML(shown("from_the_door", cases[name], last.get(name)))])
            for name, choose in self.choose.items()
        ])  # fmt: skip
        patients.add_class("cases")
        super().__init__("Choose a patient", [widgets.HTML(shown("practice", record.where, problem)), patients])
