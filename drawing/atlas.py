"""The eight views of the right leg and the right hand, with those points that face the viewer."""

import json
import math
from pathlib import Path

from course_lib.figures import svg
from course_lib.figures.body.points import place, placed
from course_lib.figures.body.view import VIEWS, bare_view
from course_lib.figures.drawings import Drawing
from drawing import board

FACING = 0.3
"""A point is drawn where its skin faces the viewer at least so far (1 straight, 0 the outline)."""
GUIDE = "#7d4a3a"
"""Anatomical lines lie on the skin, which is the same on a light and on a dark page."""
LABELS = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
"""View -> point -> where its label stands from its marker: degrees clockwise from the right, and pixels. They are set
by hand, so that a label covers neither a marker nor another label, which a test holds."""


Spot = tuple[float, float]


def anchors(name: str) -> dict[str, Spot]:
    """Return code -> pixel (x, y) of the points that face the viewer in a view."""
    view = bare_view(name)
    pixels = {code: view.camera.pixels(place(code).place) for code in placed() if view.facing(code) > FACING}
    return {code: (float(x), float(y)) for code, (x, y) in pixels.items()}


def render(name: str) -> str:
    """Return a view as SVG text: one skin picture, quiet guide lines, three markers and a label for every point."""
    view, spots = bare_view(name), anchors(name)
    with board.board(*view.size) as (figure, axes):
        board.picture(axes, view.skin, 0, 0, view.size)
        for line in view.lines:
            axes.plot(line[:, 0], line[:, 1], color=GUIDE, linewidth=1, alpha=0.6, dashes=(4, 2.5), clip_on=False)
        for code, spot in spots.items():
            middle, leader_end = _label(name, code, spot)
            board.leader(axes, spot, leader_end, f"{code}.label")
            board.words(axes, *middle, code, 11.5, ha="center", gid=f"{code}.label")
        for code, (x, y) in spots.items():
            for status in board.SHAPES:
                board.marker(axes, x, y, status, f"{code}.{status}")
        return svg.text(figure, name)


def _label(name: str, code: str, spot: Spot) -> tuple[Spot, Spot]:
    """Return the middle of a point's label, and where the line from its marker meets it."""
    angle, reach = LABELS[name][code]
    half = 4.0 * len(code) + 2
    x, y = spot[0] + math.cos(math.radians(angle)) * (reach + half), spot[1] + math.sin(math.radians(angle)) * reach
    dx, dy = spot[0] - x, spot[1] - y
    if abs(dy) > 12 and abs(dx) < half:
        return (x, y), (spot[0], y + math.copysign(7, dy))
    return (x, y), (x + math.copysign(min(abs(dx), half), dx), y)


def words(name: str) -> Drawing:
    """Return what stands with a view."""
    codes = list(anchors(name))
    listed = f"{', '.join(codes[:-1])} and {codes[-1]}" if len(codes) > 1 else codes[0]
    noun = "the points" if len(codes) > 1 else "the point"
    alt = f"{VIEWS[name].title} of a generic woman, drawn from a mesh, with {noun} {listed} marked."
    return Drawing(VIEWS[name].title, alt, points=tuple(codes))
