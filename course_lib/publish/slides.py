"""The lessons as slides: one file that opens offline, with notes for the teacher under the key S.

Which cells are shown is written in the notebooks themselves, as slide types that JupyterLab can set; what to say stands
in ``facts/data/slide_notes.yaml``, since a note in a cell would show in JupyterLab, the class view, and the pages.
Run it as ``python -m course_lib.publish.slides [--out FILE] [--lesson 05]``.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

import course_lib
from course_lib import facts
from course_lib.facts.question import Question
from course_lib.publish import page_tools, pages
from course_lib.publish.lessons import TEXT as PAGES_TEXT
from course_lib.publish.lessons import Lesson, lessons, lost
from course_lib.publish.templates import TEMPLATES, read, words
from course_lib.records.out_path import out_path
from course_lib.records.teacher import Teacher, teacher

OUT = Path("slides.html")
SCRIPTS = ("reveal/reveal.js", "reveal/notes.js", "slides.js")
WARNING = "05_warning_signs"
"""The lesson whose first slide stands in every deck."""

TEXT = words("slides.yaml")
SOURCES = re.compile(r" ?\(\[[^\]]+\]\(#[^)]+\)(?:, \[[^\]]+\]\(#[^)]+\))*\)|^\*Sources:\*.*$", re.MULTILINE)
NOT_READ_OUT = re.compile("|".join(PAGES_TEXT["no_running"] + TEXT["not_read_out"]))
BOX = re.compile(r'^(?=<div style="border)', re.MULTILINE)
"""Where a box of warning signs begins."""


@dataclass
class Slide:
    """What stands on one screen, and what a teacher sees beside it."""

    id: str
    lesson: Lesson
    words: list[Markup] = field(default_factory=list)
    shown: list[Markup] = field(default_factory=list)
    question: Question | None = None
    sources: list[str] = field(default_factory=list)
    heading: str = ""

    @property
    def note(self) -> Any:
        """What to say, and what learners often get wrong; some slides are in every lesson, and so is their note."""
        notes = facts.slide_notes()
        return notes.get(self.id) or notes.get(self.id.partition("/")[2])

    @property
    def anchor(self) -> str:
        """Where links lead: the first slide of a lesson has the lesson's name."""
        return self.id.removesuffix("/title").replace("/", "-")


def stacks(lesson: Lesson) -> Iterator[list[Slide]]:
    """Give a lesson's slides: each list is one slide, then those below it, for when there is time."""
    stack: list[Slide] = []
    for cell in page_tools.own_cells(lesson.notebook):
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "skip")
        if kind == "slide" and stack:
            yield stack
            stack = []
        if kind in ("slide", "subslide"):
            above = stack[-1].heading if stack else ""
            stack.append(Slide(f"{lesson.name}/{cell.id}", lesson, heading=above))
        if kind not in ("slide", "subslide", "fragment", "-") or not stack:
            continue
        if cell.cell_type == "markdown":
            _put_words(cell.source, stack, fragment=kind == "fragment")
        else:
            _put_tool(cell, stack)
    if stack:
        yield stack


def _put_words(source: str, stack: list[Slide], *, fragment: bool) -> None:
    """Put a cell's words onto the last slide of a stack; a second box of warning signs brings one more slide."""
    slide = stack[-1]
    text, *boxes = BOX.split(NOT_READ_OUT.sub("", source))
    text += boxes.pop(0) if boxes else ""
    slide.sources += [name for link in SOURCES.finditer(text) for name in re.findall(r"\[([^\]]+)\]\(", link[0])]
    if headings := re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        slide.heading = headings[0]
    elif not slide.words and slide.heading:  # the second half of what began on the slide above
        slide.words.append(_part("again", slide.heading))
    html = pages.html(SOURCES.sub("", text))
    slide.words.append(_part("fragment", html) if fragment else html)
    for number, box in enumerate(boxes, 2):  # two boxes of signs do not stand on one slide in type that can be read
        both = [_part("again", slide.heading), pages.html(box)]
        stack.append(Slide(f"{slide.id}-{number}", slide.lesson, both, heading=slide.heading))


def _put_tool(cell: NotebookNode, stack: list[Slide]) -> None:
    """Put what a cell shows onto the last slide of a stack; a quiz brings one more slide for its second question."""
    slide, (name, arguments) = stack[-1], page_tools.tool_call(cell.source)
    tools = PAGES_TEXT["tools"] | TEXT["tools"]
    if name == "quiz":
        asked = [question for question in facts.questions().values() if question.topic == slide.lesson.name]
        slide.question = asked[0]
        stack.append(Slide(f"{slide.id}-2", slide.lesson, question=asked[1]))
    elif name in tools:
        slide.shown.append(_part("tool", TEXT, tools[name], slide.lesson.number))
    else:  # where its output is not stored, or an error is, it is made anew
        shown = page_tools.stored_html(cell) or getattr(course_lib, name)(*arguments)._repr_html_()
        slide.shown.append(Markup(re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL)))


def _part(name: str, *content: object) -> Markup:
    return Markup(getattr(TEMPLATES.get_template("slide_parts.html").module, name)(*content))


def deck(course: Sequence[Lesson], own: Teacher) -> str:
    """Return lessons as one page of slides: a cover, when to call, then each lesson.

    Parameters
    ----------
    course
        The lessons to show, in order.
    own
        What a teacher shows of hers.
    """
    first, *more = next(stacks(next(lesson for lesson in lessons() if lesson.name == WARNING)))
    warning = [first, *(slide for slide in more if slide.id.startswith(first.id))]
    for slide in reversed(warning):
        slide.id = slide.id.replace(first.id, f"{WARNING}/always")
    page = TEMPLATES.get_template("slides.html").render(
        text=TEXT,
        teacher=own,
        course=[(lesson, list(stacks(lesson))) for lesson in course],
        warning=warning,
        style=Markup(read("reveal/reveal.css") + read("slides.css")),
        scripts=[Markup(read(name).replace("</script", "<\\/script")) for name in SCRIPTS],
    )
    names = {lesson.name for lesson in course}

    def link(to: re.Match[str]) -> str:
        """Lead to a lesson's first slide, or leave the words where the deck has no such slide."""
        return _part("link", to[1], Markup(to[2])) if to[1] in names else to[2]

    return re.sub(r'<a href="(?:(\d\d_\w+)\.html|#(?!/))[^"]*">(.*?)</a>', link, page, flags=re.DOTALL)


def main(arguments: list[str] | None = None) -> int:
    """Write the slides; return 0, or 1 with a sentence where that cannot be done."""
    parser = argparse.ArgumentParser(prog="start.py slides", description="Write the course as slides, in one file.")
    parser.add_argument("--out", type=out_path, default=str(OUT), help="the file to write, slides.html unless named")
    parser.add_argument("--lesson", help="only this lesson, by number or name, as 05")
    wish = parser.parse_args(arguments)
    own, mistakes = teacher()
    every, missing = lessons(), lost()
    for sentence in (*mistakes, *missing):
        print(sentence, file=sys.stderr)
    if WARNING not in {lesson.name for lesson in every}:  # the warning signs stand in every deck
        return 1
    course = [lesson for lesson in every if lesson.name not in own.leave_out]
    if wish.lesson is not None:
        course = [lesson for lesson in every if wish.lesson and wish.lesson.zfill(2) in (lesson.number, lesson.name)]
        if not course:
            numbers = ", ".join(lesson.number for lesson in every)
            print(f"There is no lesson {wish.lesson!r}; choose one of {numbers}.", file=sys.stderr)
            return 1
    try:
        wish.out.write_text(deck(course, own), encoding="utf-8")
    except OSError as error:
        trouble = f"The slides could not be written to {wish.out} ({error.strerror}); name a file with --out."
        print(trouble, file=sys.stderr)
        return 1
    print(f"{wish.out.stat().st_size / 1e6:.1f} MB: open {wish.out} in a browser. {TEXT['by_keyboard']}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
