"""Side effects of acupuncture as pictures of 100 people: so many of 100 are filled."""

import re
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path

from course_lib import facts
from course_lib.facts import citation
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import MUTED, STATUS
from drawing import board

TITLE = "Mild side effects common, serious harm rare"
WIDTH, COLUMNS, STEP, LINE = 400, 25, 15.4, 24.0
"""Pixels: the drawing; people in a row; from one person to the next; from one row to the next."""
_HEAD = Path.circle(radius=3)
_BODY = Path([(-4, -11), (-4, -5.5), (-2, -4.2), (2, -4.2), (4, -5.5), (4, -11), (-4, -11)], closed=True)
PERSON = Path.make_compound_path(_HEAD, _BODY)
"""A head with the shoulders below, y up; the origin is the middle of the head."""


@dataclass(frozen=True)
class Panel:
    """One picture of 100. ``printed`` is the part of the source's ``rate`` that holds the number."""

    study: str
    printed: str
    whom: str
    what: str

    @property
    def percent(self) -> float:
        """The number as the source printed it.

        Raises
        ------
        ValueError
            Where the facts no longer hold these words.
        """
        rate = facts.adverse_events()[self.study].rate
        number = re.search(r"\d+(\.\d+)?(?=%)", self.printed)
        if self.printed not in rate or number is None:
            raise ValueError(f"side effects: {self.study} does not say {self.printed!r} but {rate!r}")
        return float(number[0])

    @property
    def of_100(self) -> int:
        """How many people are filled: at least one where there is any."""
        return max(1, round(self.percent)) if self.percent else 0

    @property
    def heading(self) -> str:
        """The number in words."""
        return f"{self.of_100} of 100 {self.whom}: {self.what}"


PANELS = (
    Panel("park-2014", "1.9% any AE", "visits in pregnancy", "any side effect"),
    Panel("macpherson-2005", "24.4% tired", "visits, general patients", "tired afterward"),
    Panel("macpherson-2005", "29.7% pain or bruising at the site", "visits, general patients", "sore or bruised"),
    Panel("zhao-2011", "3.76% with ≥1 AE", "general patients in trials", "any side effect"),
)  # fmt: skip
SERIOUS = ("baumler-2021", "serious AE 1.01 per 10,000 patients", "Serious harm, general patients: about 1 of 10,000.")
ASKED = ("clarkson-2015", "AE within a session 3–17% (acupuncture) v. 4–25% (comparison)")
CAVEAT = (
    "The pregnancy number is unsure: many studies reported side effects poorly. Trials in pregnancy counted 3 to 17 of "
    "100 visits with acupuncture, and 4 to 25 of 100 with other care."
)


def words(_: str) -> Drawing:
    """Return what stands with the picture."""
    counted = ". ".join(f"{panel.heading} (source: {panel.percent:g} %)" for panel in PANELS)
    studies = dict.fromkeys([panel.study for panel in PANELS] + [ASKED[0], SERIOUS[0]])
    named = dict.fromkeys(citation.short(facts.adverse_events()[study].refs[0]) for study in studies)
    each = "Each figure is one visit or one person; those with the effect are filled."
    caption = f"{each} {CAVEAT} Sources: {', '.join(named)}."
    return Drawing(TITLE, f"{TITLE}. {counted}. {SERIOUS[2]} {CAVEAT}", caption, WIDTH + 40)


def render(name: str) -> str:
    """Return the picture as SVG text."""
    rows = -(-100 // COLUMNS)
    block = rows * LINE + 38
    with board.board(WIDTH, 36 + block * len(PANELS) + 44) as (figure, axes):
        board.title(axes, TITLE)
        for number, panel in enumerate(PANELS):
            top = 36 + block * number
            board.words(axes, 2, top + 9, panel.heading, 13)
            places = [(10.0 + STEP * (one % COLUMNS), top + 25 + LINE * (one // COLUMNS)) for one in range(100)]
            _people(axes, places[: panel.of_100], f"{panel.study}.{number}", filled=True)
            _people(axes, places[panel.of_100 :], f"{panel.study}.{number}.others", filled=False)
        y = 36 + block * len(PANELS)
        board.words(axes, 2, y + 8, SERIOUS[2], 13, fontweight="bold")
        board.words(axes, 2, y + 28, "Too few to draw among 100.", 13)
        return re.sub(r"(?:<use [^>]*/>\n)+", _styled_once, svg.text(figure, name))


def _people(axes: Axes, places: list[tuple[float, float]], gid: str, filled: bool) -> None:
    """Draw people, by the middle of their heads: filled those affected, an outline the others."""
    color = STATUS["caution"] if filled else MUTED
    size = 2 * float(np.abs(PERSON.vertices).max())  # matplotlib brings every marker to size 1 first
    axes.plot(
        *zip(*places, strict=True), linestyle="none", marker=PERSON, markersize=size, clip_on=False,
        markerfacecolor=color if filled else "none", markeredgecolor=color, markeredgewidth=0.8, gid=gid,
    )  # fmt: skip


def _styled_once(people: re.Match[str]) -> str:
    """Return people with their common style on the group: half the size."""
    style = re.findall(r' style="[^"]*"', people[0])[0]
    return f"<g{style}>\n{people[0].replace(style, '')}</g>\n"
