"""Handouts to print: choose one, tick its sections, add your own words, save it as HTML or PDF."""

from collections.abc import Callable
from datetime import date

import ipywidgets as widgets
from markupsafe import Markup
from msgspec.structs import replace

from course_lib import facts
from course_lib.printed import NO_FONT, PdfError, boxes, chosen, chromium, page, pdf
from course_lib.records.learner import in_class_view
from course_lib.records.teacher import Teacher, teacher
from course_lib.tools.kit.card import too_long
from course_lib.tools.kit.fields import button, field, on_change
from course_lib.tools.kit.her_page import checked_clock
from course_lib.tools.kit.html import alert, part
from course_lib.tools.kit.saved_file import saved_file
from course_lib.tools.kit.tool import Tool

OWN = {"teacher": "Your name", "class_name": "Class", "clinic": "Clinic", "date": "Date of the class"}
LANGUAGES = {"English": "en", "日本語": "ja"}
NUMBER_LINE = "Write each number on a line of its own, as in “Night midwife: 03-1234-5678”."
STAYS = "Until then the sheet below, and what you save, stay as they were."
NO_PDF = "Save the page, open it in a browser, and print it from there, on paper or as a PDF."


class Handouts(Tool):
    """A list of handouts, a box for each section, fields for the teacher, and the sheet as it will be printed."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = checked_clock(today, date)
        self._own, mistakes = teacher()
        self._left_out, self._notes = set(self._own.leave_out), dict(self._own.notes)
        self._boxes: dict[str, widgets.Checkbox] = {}
        """Of the handout that is shown: id of handout and section to box."""
        titles = [(facts.handouts()[name].title, name) for name in chosen(self._own)]
        language = self._own.language if self._own.language in LANGUAGES.values() else "en"
        self.which = field(widgets.Dropdown, "Handout", options=titles)
        self.language = field(widgets.Dropdown, "Language", options=list(LANGUAGES.items()), value=language)
        self.paper = field(widgets.Dropdown, "Paper", options=["A4", "Letter"], value=self._own.paper)
        self.own = {
            name: field(widgets.Text, label, continuous_update=False, value=getattr(self._own, name))
            for name, label in OWN.items()
        }
        numbers = "\n".join(f"{name}: {number}" for name, number in self._own.numbers.items())
        self.numbers = field(widgets.Textarea, "Local numbers, one on a line", continuous_update=False, value=numbers)
        self.note = field(widgets.Textarea, "Your note on this handout", continuous_update=False)
        self.sections = widgets.VBox()
        self.wrong, self.links, self.sheet, self.made = (widgets.HTML() for _ in range(4))
        self.make_pdf = button("Make the PDF", self._pdf, button_style="primary")
        here = chromium() and not in_class_view()  # thirty readers would start thirty browsers
        pdf_row = [self.make_pdf, self.made] if here else [widgets.HTML(part("paragraph", NO_PDF))]
        words = (*self.own.values(), self.numbers, self.note)
        super().__init__([
            widgets.HTML(Markup().join(map(alert, mistakes))), self.which, self.language, self.paper,
            widgets.HTML(part("heading", "What stands on it")), self.sections,
            widgets.HTML(part("heading", "Your own words")), *words, self.wrong, self.links, *pdf_row, self.sheet,
        ], "choices", "own", "handouts")  # fmt: skip
        on_change(self._choose, self.which)
        on_change(self._show, self.language, self.paper, *words)
        self._choose()

    def _choose(self) -> None:
        """Show the boxes and the note of another handout."""
        handout = facts.handouts()[self.which.value]
        self._boxes = {}
        for section in handout.sections:
            name, label = f"{handout.id}/{section.id}", section.title + " (always on it)" * section.always
            wanted = section.always or name not in self._left_out
            self._boxes[name] = widgets.Checkbox(description=label, value=wanted, disabled=section.always, indent=False)
        self.sections.children = tuple(self._boxes.values())
        on_change(self._show, *self.sections.children)
        self.note.value = self._notes.get(handout.id, "")
        self._show()

    def _teacher(self) -> Teacher:
        """Return what the fields say; raise a ValueError with a sentence where one cannot be used."""
        written = {name: box.value.strip() for name, box in self.own.items()}
        for text in (*written.values(), self.numbers.value, self.note.value):
            if long := too_long(text):
                raise ValueError(long)
        lines = [line.partition(":")[::2] for line in self.numbers.value.splitlines() if line.strip()]
        numbers = [(name.strip(), number.strip()) for name, number in lines]
        if not all(map(all, numbers)):
            raise ValueError(NUMBER_LINE)
        chosen = {"leave_out": tuple(self._left_out), "paper": self.paper.value}
        return replace(self._own, **written, **chosen, numbers=dict(numbers), notes=self._notes)

    def _show(self) -> None:
        self._notes[self.which.value] = self.note.value.strip()
        self._left_out |= set(self._boxes)
        self._left_out -= {name for name, box in self._boxes.items() if box.value}
        self.wrong.value = self.made.value = ""
        try:
            self.html = page(self.which.value, self.language.value, self._teacher(), self._today())
        except ValueError as error:  # the last good sheet stays
            self.wrong.value = alert(f"{error} {STAYS}")
            return
        self.links.value = self._link("Save this handout as a page", "html", "text/html", self.html)
        self.sheet.value = part("sheet", facts.handouts()[self.which.value].title, self.html, of="handouts.html")

    def _pdf(self) -> None:
        try:
            made = pdf(self.html)
        except PdfError as error:
            self.made.value = alert(str(error))
            return
        lacks = boxes(made)
        self.made.value = alert(NO_FONT if lacks else "")
        if not (lacks and self.language.value == "ja"):
            self.made.value += self._link("Save the PDF", "pdf", "application/pdf", made)

    def _link(self, words: str, ending: str, kind: str, contents: str | bytes) -> Markup:
        file = f"{self.which.value}-{self.language.value}.{ending}"
        return part("paragraph", saved_file(words, file, kind, contents))

    def __repr__(self) -> str:
        ticked = sum(box.value for box in self.sections.children)
        title = facts.handouts()[self.which.value].title
        return f"Handouts: “{title}”, {ticked} of {len(self.sections.children)} sections."


def handouts(today: Callable[[], date] = date.today) -> Handouts:
    """Return the handouts to print; ``today`` gives the day of printing."""
    return Handouts(today)
