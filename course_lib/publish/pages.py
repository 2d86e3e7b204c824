"""The whole course as pages that open from disk: no Python beside them, no network, nothing stored.

Run it as ``python -m course_lib.publish.pages [--out FOLDER]``; pages that are in the folder are written anew.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anywidget
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

import course_lib
from course_lib import facts, printed
from course_lib.publish import page_tools
from course_lib.publish.lessons import NOTEBOOKS, TEXT, Lesson, lessons, lost, neighbors, without_running
from course_lib.publish.templates import TEMPLATES, read
from course_lib.records.out_path import out_path
from course_lib.records.teacher import LESSONS, Teacher, teacher
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.evidence import evidence

OUT = NOTEBOOKS.parent / "pages"
"""Where the pages go unless another folder is named; git leaves it alone."""


def html(markdown: str) -> Markup:
    """Return Markdown as HTML; its links to notebooks lead to pages."""
    made = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(markdown)
    made = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", made)  # an empty cell is no heading
    return Markup(re.sub(r'(href="\d\d_\w+)\.ipynb', r"\1.html", made))


TEMPLATES.filters["markdown"] = html
TEMPLATES.globals |= {"text": TEXT, "clot_line": CLOT_LINE}


def body(lesson: Lesson) -> Markup:
    """Return the cells of a lesson as HTML."""
    return Markup("\n").join(map(_shown, page_tools.own_cells(without_running(lesson.name, lesson.notebook))))


def _shown(cell: NotebookNode) -> Markup:
    """Return a cell's text, or what stands in the place of its code."""
    parts: Any = TEMPLATES.get_template("page_parts.html").module
    if cell.cell_type == "markdown":
        return Markup(parts.words(html(re.sub("|".join(TEXT["no_form"]), "", cell.source))))
    if stored := page_tools.stored_html(cell):
        return Markup(parts.words(stored))
    name, arguments = page_tools.tool_call(cell.source)
    if name in TEXT["tools"]:
        return Markup(parts.needs_course(TEXT["tools"][name], TEXT["instead"].get(name, "")))
    tool = getattr(course_lib, name)(*arguments)
    if isinstance(tool, anywidget.AnyWidget):
        return Markup(parts.works(cell.id, **page_tools.sent(tool, cell.id), plain=getattr(tool, "plain", "")))
    return Markup(parts.words(Markup(tool._repr_html_())))  # its output is not stored, or an error is


def pages(own: Teacher) -> Iterator[tuple[str, str]]:
    """Give each page as its file's name and its HTML: the list of all pages, handouts, lessons, all the evidence.

    Parameters
    ----------
    own
        What a teacher shows of hers on the pages, and which lessons she leaves out.
    """
    course = [lesson for lesson in lessons() if lesson.name not in own.leave_out]
    index, *listed = (
        ("index.html", TEXT["title"]),
        *((f"{lesson.name}.html", lesson.title) for lesson in course),
        ("evidence.html", TEXT["evidence"]),
    )
    style = Markup("".join(map(read, ("page.css", "pages.css"))))
    everywhere = {"pages": listed, "teacher": own, "style": style, "script": Markup(read("pages.js"))}

    handouts = [(name, language) for language in printed.languages(own) for name in printed.chosen(own)]
    to_print = [(_to_print(*handout), facts.handouts()[handout[0]].title, handout[1]) for handout in handouts]
    there = {address for address, *_ in (*listed, *to_print)}

    def filled(page: tuple[str, str], template: str, **more: Any) -> tuple[str, str]:
        around = {"address": page[0], "title": page[1], **neighbors([index, *listed], page[0])}
        text = TEMPLATES.get_template(template).render(**everywhere, **around, **more)
        return page[0], _without_dead_links(text, there)

    yield filled(index, "page_index.html", handouts=to_print)
    yield from ((_to_print(*handout), printed.page(*handout, own)) for handout in handouts)
    for page, lesson in zip(listed, course, strict=False):  # the evidence comes after the lessons
        yield filled(page, "page.html", note=own.notes.get(lesson.name), body=body(lesson))
    by_topic = {claim.topic for claim in facts.claims().values()}
    with_claims = (lesson for lesson in course if lesson.name in by_topic)
    topics = [(lesson.title, Markup(evidence(lesson.name)._repr_html_())) for lesson in with_claims]
    yield filled(listed[-1], "page_evidence.html", topics=topics)


def _to_print(handout: str, language: printed.Language) -> str:
    return f"print/{handout}-{language}.html"


def _without_dead_links(page: str, addresses: set[str]) -> str:
    """Leave the words of a link to a lesson or handout that she leaves out, and no link."""
    to_a_page = r'<a href="((?:\d\d_\w+|print/[\w-]+)\.html)[^"]*">(.*?)</a>'
    return re.sub(to_a_page, lambda link: link[0] if link[1] in addresses else link[2], page, flags=re.DOTALL)


def write(out: Path, own: Teacher) -> list[Path]:
    """Write all pages into a folder, and return their files."""
    written = []
    for address, text in pages(own):
        written.append(out / address)
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        written[-1].write_text(text, encoding="utf-8")
    addresses = [f"{name}.html" for name in LESSONS]
    addresses += [_to_print(name, language) for name in facts.handouts() for language in printed.LANGUAGES]
    for left_out in {out / address for address in addresses}.difference(written):
        left_out.unlink(missing_ok=True)  # it may be there from an earlier time
    return written


def main(arguments: list[str] | None = None) -> int:
    """Write the pages; return 0, or 1 with a sentence where the folder or a lesson cannot be had."""
    parser = argparse.ArgumentParser("start.py pages", description="Write the course as pages that open from disk.")
    parser.add_argument("--out", type=out_path, default=OUT, help="the folder to write, pages/ unless named")
    out = parser.parse_args(arguments).out
    own, mistakes = teacher()
    missing = lost()
    for sentence in (*mistakes, *missing):
        print(sentence, file=sys.stderr)
    try:
        written = write(out, own)
    except OSError as error:
        trouble = f"The pages could not be written to {out} ({error.strerror}); name another folder with --out."
        print(trouble, file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in written)
    number = sum(file.parent == out for file in written)
    print(f"{number} pages and {len(written) - number} handouts, {size / 1e6:.1f} MB.", end=" ")
    print(f"Open {out / 'index.html'} in a browser.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
