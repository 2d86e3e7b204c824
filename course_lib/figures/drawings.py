"""The drawings that ship with the course, ready for a page. Nothing here draws: no matplotlib, no numpy."""

import re
from functools import cache
from pathlib import Path

import msgspec

from course_lib.figures.palette import themed
from course_lib.figures.picture import Picture
from course_lib.rules.point_safety import assess_point
from course_lib.rules.typed import typed

FOLDER = Path(__file__).parent / "drawn"
KEY = "Circle: a practitioner may consider. Triangle: only with special care. Square with a bar: avoid."


class Drawing(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a drawing: its title, what it shows for those who do not see it, what to read under it."""

    title: str
    alt: str
    caption: str = ""
    width: int = 480
    """At most so many CSS pixels wide."""
    points: tuple[str, ...] = ()
    """The codes of the points in it."""


@cache
def _index() -> dict[str, Drawing]:
    return msgspec.json.decode((FOLDER / "index.json").read_bytes(), type=dict[str, Drawing])


def entry(name: str) -> Drawing:
    """Return what is known of a drawing.

    Raises
    ------
    ValueError
        Where there is no such drawing.
    """
    if name not in _index():
        views = ", ".join(known for known in names() if not known.startswith(("calendar-", "evidence-")))
        raise ValueError(f"There is no drawing called {name[:40]!r}: choose {views}, or calendar-SP6 and the like.")
    return _index()[name]


def names() -> tuple[str, ...]:
    """Return the names of all drawings: the eight views, the other pictures, then a calendar for every point."""
    return tuple(_index())


def alt(name: str) -> str:
    """Return what a drawing shows, for those who do not see it."""
    return entry(name).alt


def points_in(name: str) -> tuple[str, ...]:
    """Return the codes of the points that a drawing shows."""
    return entry(name).points


@cache
def drawing(name: str) -> str:
    """Return a drawing as an ``<svg>`` element that takes the page's width, colors and font.

    In a view each point has the groups ``SP6.allowed`` (circle), ``SP6.caution`` (triangle) and ``SP6.avoid``
    (square with a bar): a page shows one of them. ``SP6.label`` is its name with the line that leads there.

    Raises
    ------
    ValueError
        Where there is no such drawing.
    """
    entry(name)
    opening, rest = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip().split(">", 1)
    opening = re.sub(r' (width|height)="[^"]*"', "", opening).replace("<svg ", '<svg class="drawing" ')
    return themed(f"{opening}>{rest}")


@typed
def picture(name: str) -> Picture:
    """Return any drawing with its alt text and caption, for example ``picture("prevalence")``.

    Raises
    ------
    ValueError
        Where there is no such drawing.
    """
    row = entry(name)
    if name.startswith("calendar-"):
        return calendar(name.removeprefix("calendar-"))
    return atlas(name) if row.points else Picture(drawing(name), row.alt, row.caption, row.width)


@typed
def atlas(view: str = "leg-inner") -> Picture:
    """Return a view of the leg or hand with its points, each in the strictest status of the whole pregnancy."""
    svg, shown = drawing(view), {code: assess_point(code, None).status for code in points_in(view)}
    for code, strictest in shown.items():
        for status in {"allowed", "caution", "avoid"} - {strictest}:
            svg = re.sub(rf'<g id="{code}\.{status}">.*?</g>\n', "", svg, count=1, flags=re.DOTALL)
    listed = "; ".join(f"{code}: {status.words}" for code, status in shown.items())
    caption = f"{entry(view).title}. {KEY} With no week chosen, the strictest status over the whole pregnancy is shown."
    return Picture(svg, f"{alt(view)} {listed}.", caption, 330)


@typed
def calendar(code: str) -> Picture:
    """Return the calendar of one point: what the course, the article and every source say, week by week."""
    name = f"calendar-{code}"
    return Picture(drawing(name), alt(name), "Each row is a source. " + KEY, 640)
