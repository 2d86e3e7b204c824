"""The drawings that ship with the course, ready for a page. Nothing here draws: no matplotlib, no numpy."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.figures.palette import themed
from course_lib.figures.picture import Picture
from course_lib.rules.point_safety import assess_point
from course_lib.rules.typed import typed

FOLDER = Path(__file__).parent / "drawn"
KEY = "Circle: a practitioner may consider. Triangle: only with special care. Square with a bar: avoid."


@dataclass(frozen=True)
class _Entry:
    title: str
    alt: str
    points: tuple[str, ...]
    caption: str = ""
    width: int = 480


@cache
def _index() -> dict[str, _Entry]:
    rows = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return {name: _Entry(**{**row, "points": tuple(row["points"])}) for name, row in rows.items()}


def _entry(name: str) -> _Entry:
    if name not in _index():
        views = ", ".join(known for known in names() if not known.startswith(("calendar-", "evidence-")))
        raise ValueError(f"There is no drawing called {name[:40]!r}: choose {views}, or calendar-SP6 and the like.")
    return _index()[name]


def names() -> tuple[str, ...]:
    """Return the names of all drawings: the eight views, the other pictures, then a calendar for every point."""
    return tuple(_index())


def title(name: str) -> str:
    """Return a drawing's title."""
    return _entry(name).title


def alt(name: str) -> str:
    """Return what a drawing shows, for those who do not see it."""
    return _entry(name).alt


def points_in(name: str) -> tuple[str, ...]:
    """Return the codes of the points that a drawing shows."""
    return _entry(name).points


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
    _entry(name)
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    opening, rest = svg.strip().split(">", 1)
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
    entry = _entry(name)
    if name.startswith("calendar-"):
        return calendar(name.removeprefix("calendar-"))
    return atlas(name) if entry.points else Picture(drawing(name), entry.alt, entry.caption, entry.width)


@typed
def atlas(view: str = "leg-inner") -> Picture:
    """Return a view of the leg or hand with its points, each in the strictest status of the whole pregnancy."""
    svg = drawing(view)
    for code in points_in(view):
        shown = assess_point(code, None).status
        for status in {"allowed", "caution", "avoid"} - {shown}:
            svg = re.sub(rf'<g id="{code}\.{status}">.*?</g>\n', "", svg, count=1, flags=re.DOTALL)
    said = "; ".join(f"{code}: {assess_point(code, None).status.words}" for code in points_in(view))
    caption = f"{title(view)}. {KEY} With no week chosen, the strictest status over the whole pregnancy is shown."
    return Picture(svg, f"{alt(view)} {said}.", caption, 330)


@typed
def calendar(code: str) -> Picture:
    """Return the calendar of one point: what the course, the article and every source say, week by week."""
    name = f"calendar-{code}"
    return Picture(drawing(name), alt(name), "Each row is a source. " + KEY, 640)
