"""HTML from templates (``*.html`` in this folder): whatever is filled in is escaped, unless a template made it."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from course_lib import facts
from course_lib.facts import citation
from course_lib.rules.medicines import PRESCRIBED, line_beside
from course_lib.rules.warning_signs import CLOT_LINE


def render(template: str, **values: Any) -> Markup:
    """Return a template of this folder, such as ``"food/totals.html"``, filled in."""
    return Markup(_templates().get_template(template).render(**values))


def alert(sentence: str, *, stays: bool = False) -> Markup:
    """Return what is wrong as HTML that a screen reader speaks at once.

    It goes with the next change of a field, unless it ``stays``: no other entry mends a record that cannot be kept.
    """
    return part("alert", sentence, stays)


def done(sentence: str) -> Markup:
    """Return what went well as HTML, which looks it."""
    return part("done", sentence)


def prescribed(shown: str, line: str = PRESCRIBED) -> Markup:
    """Return the line that stands beside a medicine, as HTML, where a block that shows this names one."""
    beside = line_beside(shown, line)
    return part("prescribed", beside) if beside else Markup()


def part(name: str, *values: Any, of: str = "kit/parts.html") -> Markup:
    """Return a macro of a template, filled in."""
    return Markup(getattr(_macros(of), name)(*values).strip())


@cache
def _templates() -> Environment:
    room = Environment(
        loader=PackageLoader("course_lib.tools", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    room.globals |= {"facts": facts, "citation": citation, "CLOT_LINE": CLOT_LINE, "beside_medicine": prescribed}
    return room


@cache
def _macros(template: str) -> Any:
    return _templates().get_template(template).module
