"""The whole course as pages that open from disk: no Python beside them, no network, nothing stored.

Run it as ``python -m course_lib.publish.pages [--out FOLDER]``; pages that are in the folder are written anew.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import anywidget
import jinja2
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

import course_lib
from course_lib import facts, printed
from course_lib.publish import page_tools
from course_lib.publish.lessons import TEXT, Lesson, lessons, lost, without_running
from course_lib.records.out_path import out_path
from course_lib.records.teacher import LESSONS, Teacher, teacher
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.evidence import evidence

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "pages"
"""Where the pages go unless another folder is named; git leaves it alone."""

LANGUAGES: tuple[printed.Language, ...] = get_args(printed.Language)


def html(markdown: str) -> Markup:
    """Return Markdown as HTML; its links to notebooks lead to pages."""
    made = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(markdown)
    made = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", made)  # an empty cell is no heading
    return Markup(re.sub(r'(href="\d\d_\w+)\.ipynb', r"\1.html", made))


TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined)
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
    course = [each for each in lessons() if each.name not in own.leave_out]
    listed = [(f"{each.name}.html", each.title) for each in course]
    listed.append(("evidence.html", TEXT["evidence"]))
    in_order = [("index.html", TEXT["title"]), *listed]
    everywhere = {
        "pages": listed,
        "teacher": own,
        "style": Markup("".join(read(each) for each in ("page.css", "pages.css"))),
        "script": Markup(read("pages.js")),
    }

    handouts = [(name, each) for each in LANGUAGES if own.language in (each, "both") for name in printed.chosen(own)]
    to_print = [(_to_print(name, each), facts.handouts()[name].title, each) for name, each in handouts]
    there = {each for each, *_ in (*listed, *to_print)}

    def filled(number: int, template: str, **more: Any) -> tuple[str, str]:
        address, title = in_order[number]
        around = {
            "before": in_order[number - 1] if number else None,
            "after": in_order[number + 1] if number < len(listed) else None,
        }
        page = TEMPLATES.get_template(template)
        text = page.render(**everywhere, **around, address=address, title=title, **more)
        return address, _without_dead_links(text, there)

    yield filled(0, "page_index.html", handouts=to_print)
    yield from ((_to_print(name, each), printed.page(name, each, own)) for name, each in handouts)
    for number, lesson in enumerate(course, start=1):
        yield filled(number, "page.html", note=own.notes.get(lesson.name), body=body(lesson))
    by_topic = {claim.topic for claim in facts.claims().values()}
    topics = [(each.title, Markup(evidence(each.name)._repr_html_())) for each in course if each.name in by_topic]
    yield filled(len(listed), "page_evidence.html", topics=topics)


def _to_print(handout: str, language: printed.Language) -> str:
    return f"print/{handout}-{language}.html"


def _without_dead_links(page: str, addresses: set[str]) -> str:
    """Leave the words of a link to a lesson or handout that she leaves out, and no link."""
    to_a_page = r'<a href="((?:\d\d_\w+|print/[\w-]+)\.html)[^"]*">(.*?)</a>'
    return re.sub(to_a_page, lambda link: link[0] if link[1] in addresses else link[2], page, flags=re.DOTALL)


def read(name: str) -> str:
    """Return a file that lies beside this one."""
    return (HERE / name).read_text(encoding="utf-8")


def write(out: Path, own: Teacher) -> list[Path]:
    """Write all pages into a folder, and return their files."""
    written = []
    for address, text in pages(own):
        written.append(out / address)
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        written[-1].write_text(text, encoding="utf-8")
    addresses = [f"{name}.html" for name in LESSONS]
    addresses += [_to_print(name, language) for name in facts.handouts() for language in LANGUAGES]
    for left_out in {out / each for each in addresses}.difference(written):
        left_out.unlink(missing_ok=True)  # it may be there from an earlier time
    return written


def main(arguments: list[str] | None = None) -> int:
    """Write the pages; return 0, or 1 with a sentence where the folder or a lesson cannot be had."""
    parser = argparse.ArgumentParser(
        prog="start.py pages", description="Write the course as pages that open from disk."
    )
    parser.add_argument("--out", type=out_path, default=OUT, help="the folder to write, pages/ unless named")
    out = parser.parse_args(arguments).out
    own, mistakes = teacher()
    missing = lost()
    for sentence in (*mistakes, *missing):
        print(sentence, file=sys.stderr)
    try:
        written = write(out, own)
    except OSError as error:
        print(
            f"The pages could not be written to {out} ({error.strerror}); name another folder with --out.",
            file=sys.stderr,
        )
        return 1
    size = sum(each.stat().st_size for each in written)
    number = sum(each.parent == out for each in written)
    print(f"{number} pages and {len(written) - number} handouts, {size / 1e6:.1f} MB.", end=" ")
    print(f"Open {out / 'index.html'} in a browser.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
