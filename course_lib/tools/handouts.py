"""Handouts to print: choose one, tick its sections, add your own words, save it as HTML or PDF."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape

import ipywidgets as widgets
from msgspec.structs import replace

from course_lib import facts
from course_lib.printed import NO_FONT, PdfError, boxes, chosen, chromium, page, pdf
from course_lib.records.learner import in_class_view
from course_lib.records.teacher import Teacher, teacher
from course_lib.tools.diary.saved_file import saved_file
from course_lib.tools.kit.card import alert, too_long
from course_lib.tools.kit.fields import field
from course_lib.tools.kit.her_page import checked_clock
from course_lib.tools.kit.tool import Tool

OWN = {"teacher": "Your name", "class_name": "Class", "clinic": "Clinic", "date": "Date of the class"}
ALWAYS = " (always on it)"
NUMBER_LINE = "Write each number on a line of its own, as in “Night midwife: 03-1234-5678”."
STAYS = "Until then the sheet below, and what you save, stay as they were."
NO_PDF = "Save the page, open it in a browser, and print it from there, on paper or as a PDF."


class Handouts(Tool):
    """A list of handouts, a box for each section, fields for the teacher, and the sheet as it will be printed."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = checked_clock(today, date)
        self._own, mistakes = teacher()
        self._left_out, self._notes = set(self._own.leave_out), dict(self._own.notes)
        titles = [(facts.handouts()[name].title, name) for name in chosen(self._own)]
        language = "ja" if self._own.language == "ja" else "en"
        self.which = field(widgets.Dropdown, "Handout", options=titles)
        self.language = field(
            widgets.Dropdown, "Language", options=[("English", "en"), ("日本語", "ja")], value=language
        )
        self.paper = field(widgets.Dropdown, "Paper", options=["A4", "Letter"], value=self._own.paper)
        self.own = {
            name: field(widgets.Text, words, continuous_update=False, value=getattr(self._own, name))
            for name, words in OWN.items()
        }
        numbers = "\n".join(f"{name}: {number}" for name, number in self._own.numbers.items())
        self.numbers = field(widgets.Textarea, "Local numbers, one on a line", continuous_update=False, value=numbers)
        self.note = field(widgets.Textarea, "Your note on this handout", continuous_update=False)
        self.sections = widgets.VBox()
        self.wrong, self.links, self.sheet, self.made = (widgets.HTML() for _ in range(4))
        self.make_pdf = widgets.Button(description="Make the PDF", button_style="primary")
        here = chromium() and not in_class_view()  # thirty readers would start thirty browsers
        pdf_row = [self.make_pdf, self.made] if here else [widgets.HTML(f"<p>{NO_PDF}</p>")]
        fields = (self.which, self.language, self.paper)
        told = widgets.HTML("".join(map(alert, mistakes)))
        words = (*self.own.values(), self.numbers, self.note)
        ticks, own = widgets.HTML("<h3>What stands on it</h3>"), widgets.HTML("<h3>Your own words</h3>")
        parts = [told, *fields, ticks, self.sections, own, *words, self.wrong, self.links, *pdf_row]
        super().__init__([*parts, self.sheet], "choices", "own", "handouts")
        self.which.observe(lambda _: self._choose(), names="value")
        for each in (self.language, self.paper, *words):
            each.observe(lambda _: self._show(), names="value")
        self.make_pdf.on_click(lambda _: self._pdf())
        self._choose()

    def _choose(self) -> None:
        """Show the boxes and the note of another handout."""
        handout = facts.handouts()[self.which.value]
        boxes = []
        for section in handout.sections:
            name = f"{handout.id}/{section.id}"
            box = widgets.Checkbox(
                description=section.title + ALWAYS * section.always,
                value=section.always or name not in self._left_out,
                disabled=section.always,
                indent=False,
            )
            box.observe(lambda change, name=name: self._tick(name, change["new"]), names="value")
            boxes.append(box)
        self.sections.children = boxes
        self.note.value = self._notes.get(handout.id, "")
        self._show()

    def _tick(self, name: str, wanted: bool) -> None:
        (self._left_out.discard if wanted else self._left_out.add)(name)
        self._show()

    def _teacher(self) -> Teacher:
        """Return what the fields say; raise a ValueError with a sentence where one cannot be used."""
        written = {name: each.value.strip() for name, each in self.own.items()}
        if long := next(filter(None, map(too_long, (*written.values(), self.numbers.value, self.note.value))), ""):
            raise ValueError(long)
        return replace(
            self._own,
            **written,
            numbers=_numbers(self.numbers.value.splitlines()),
            notes=self._notes,
            leave_out=tuple(self._left_out),
            paper=self.paper.value,
        )

    def _show(self) -> None:
        self._notes[self.which.value] = self.note.value.strip()
        self.wrong.value = self.made.value = ""
        try:
            self.html = page(self.which.value, self.language.value, self._teacher(), self._today())
        except ValueError as error:  # the last good sheet stays
            self.wrong.value = alert(f"{error} {STAYS}")
            return
        page_link = saved_file("Save this handout as a page", self._name("html"), "text/html", self.html)
        self.links.value = f"<p>{page_link}</p>"
        title = escape(facts.handouts()[self.which.value].title)
        frame = f'<iframe title="{title}" sandbox="" srcdoc="{escape(self.html)}" style="{FRAME}"></iframe>'
        self.sheet.value = f"<h3>How it looks</h3>{frame}"

    def _pdf(self) -> None:
        try:
            made = pdf(self.html)
        except PdfError as error:
            self.made.value = alert(str(error))
            return
        lacks = boxes(made)
        link = f"<p>{saved_file('Save the PDF', self._name('pdf'), 'application/pdf', made)}</p>"
        self.made.value = (alert(NO_FONT) if lacks else "") + ("" if lacks and self.language.value == "ja" else link)

    def _name(self, ending: str) -> str:
        return f"{self.which.value}-{self.language.value}.{ending}"

    def __repr__(self) -> str:
        ticked = sum(box.value for box in self.sections.children)
        title = facts.handouts()[self.which.value].title
        return f"Handouts: “{title}”, {ticked} of {len(self.sections.children)} sections."


FRAME = "width: 100%; height: 30rem; border: 1px solid; background: #fff"


def handouts(today: Callable[[], date] = date.today) -> Handouts:
    """Return the handouts to print; ``today`` gives the day of printing."""
    return Handouts(today)


def _numbers(lines: Iterable[str]) -> dict[str, str]:
    pairs = [[part.strip() for part in line.partition(":")[::2]] for line in lines if line.strip()]
    if not all(name and number for name, number in pairs):
        raise ValueError(NUMBER_LINE)
    return dict(pairs)
