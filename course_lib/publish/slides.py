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
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup
from nbformat import NotebookNode

import course_lib
from course_lib import facts
from course_lib.facts.question import Question
from course_lib.publish import page_tools, pages
from course_lib.publish.lessons import TEXT as PAGES_TEXT
from course_lib.publish.lessons import Lesson, lessons, lost
from course_lib.records.out_path import out_path
from course_lib.records.teacher import Teacher, teacher

OUT = Path("slides.html")
WARNING = "05_warning_signs"
"""The lesson whose first slide stands in every deck."""

TEXT: dict[str, Any] = msgspec.yaml.decode(pages.read("slides.yaml"))
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
        if kind in ("slide", "subslide", "fragment", "-") and stack:
            _put(cell, stack, fragment=kind == "fragment")
    if stack:
        yield stack


def _put(cell: NotebookNode, stack: list[Slide], *, fragment: bool) -> None:
    """Put a cell onto the last slide of a stack; a quiz brings one more slide for its second question."""
    slide = stack[-1]
    if cell.cell_type == "markdown":
        text, *more = BOX.split(NOT_READ_OUT.sub("", cell.source))
        text += more.pop(0) if more else ""
        slide.sources += [name for found in SOURCES.finditer(text) for name in re.findall(r"\[([^\]]+)\]\(", found[0])]
        words = pages.html(SOURCES.sub("", text))
        if headings := re.findall(r"^#+ (.+)$", text, re.MULTILINE):
            slide.heading = headings[0]
        elif not slide.words and slide.heading:  # the second half of what began on the slide above
            slide.words.append(Markup('<h2 class="again">{}</h2>').format(slide.heading))
        slide.words.append(Markup('<div class="fragment">{}</div>').format(words) if fragment else words)
        for number, box in enumerate(more, 2):  # two boxes of signs do not stand on one slide in type that can be read
            again = Markup('<h2 class="again">{}</h2>').format(slide.heading)
            stack.append(Slide(f"{slide.id}-{number}", slide.lesson, [again, pages.html(box)], heading=slide.heading))
        return
    name, arguments = page_tools.tool_call(cell.source)
    tools = PAGES_TEXT["tools"] | TEXT["tools"]
    if name == "quiz":
        first, second = [each for each in facts.questions().values() if each.topic == slide.lesson.name][:2]
        slide.question = first
        stack.append(Slide(f"{slide.id}-2", slide.lesson, question=second))
    elif name in tools:
        slide.shown.append(Markup(_parts().tool(TEXT, tools[name], slide.lesson.number)))
    else:  # where its output is not stored, or an error is, it is made anew
        shown = page_tools.stored_html(cell) or getattr(course_lib, name)(*arguments)._repr_html_()
        slide.shown.append(Markup(re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL)))


def _parts() -> Any:
    return pages.TEMPLATES.get_template("slide_parts.html").module


def deck(course: Sequence[Lesson], own: Teacher) -> str:
    """Return lessons as one page of slides: a cover, when to call, then each lesson.

    Parameters
    ----------
    course
        The lessons to show, in order.
    own
        What a teacher shows of hers.
    """
    first, *more = next(stacks(next(each for each in lessons() if each.name == WARNING)))
    warning = [first, *(each for each in more if each.id.startswith(first.id))]
    for each in reversed(warning):
        each.id = each.id.replace(first.id, f"{WARNING}/always")
    page = pages.TEMPLATES.get_template("slides.html").render(
        text=TEXT,
        teacher=own,
        numbers=Teacher(numbers=own.numbers),
        course=[(lesson, list(stacks(lesson))) for lesson in course],
        warning=warning,
        style=Markup(pages.read("reveal/reveal.css") + pages.read("slides.css")),
        scripts=Markup("\n").join(map(_script, ("reveal/reveal.js", "reveal/notes.js", "slides.js"))),
    )
    return re.sub(
        r'<a href="(?:(\d\d_\w+)\.html|#(?!/))[^"]*">(.*?)</a>',
        partial(_link, names={each.name for each in course}),
        page,
        flags=re.DOTALL,
    )


def _link(found: re.Match[str], names: set[str]) -> str:
    """Lead to a lesson's first slide, or leave the words where the deck has no such slide."""
    return f'<a href="#/{found[1]}">{found[2]}</a>' if found[1] in names else found[2]


def _script(name: str) -> Markup:
    return Markup("<script>{}</script>").format(Markup(pages.read(name).replace("</script", "<\\/script")))


def _is_wanted(lesson: Lesson, typed: str | None) -> bool:
    return typed is None or (typed != "" and typed.zfill(2) in (lesson.number, lesson.name))


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
    if WARNING not in {each.name for each in every}:  # the warning signs stand in every deck
        return 1
    course = [each for each in every if _is_wanted(each, wish.lesson)]
    if not course:
        numbers = ", ".join(each.number for each in every)
        print(f"There is no lesson {wish.lesson!r}; choose one of {numbers}.", file=sys.stderr)
        return 1
    if wish.lesson is None:
        course = [each for each in course if each.name not in own.leave_out]
    out = wish.out
    try:
        out.write_text(deck(course, own), encoding="utf-8")
    except OSError as error:
        print(f"The slides could not be written to {out} ({error.strerror}); name a file with --out.", file=sys.stderr)
        return 1
    print(f"{out.stat().st_size / 1e6:.1f} MB: open {out} in a browser. {TEXT['by_keyboard']}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
