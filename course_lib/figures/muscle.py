"""A sketch of the calf muscle, at rest and in a cramp, on the leg of the atlas."""

import dataclasses
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from course_lib.figures import skin, svg
from course_lib.figures.atlas import VIEWS
from course_lib.figures.body import Array
from course_lib.figures.camera import Camera
from course_lib.figures.picture import Words
from course_lib.figures.placement import limb

TITLE = "In a cramp the calf muscle turns short and hard"
WIDTH, TOP, SCALE = 400, 62, 0.62
"""Pixels: the drawing, where the legs begin; pixels per millimeter."""
MUSCLE, FIBER, KNOT, TENDON = "#b0473e", "#e3a39a", "#7c1d17", "#fbf4ea"
"""The body's own colors, the same on a light and a dark page."""
ALT = (
    "Two drawings of a right calf from behind. At rest, the two heads of the calf muscle are long and slim, down to "
    "the tendon at the heel. In a cramp they are shorter and thicker, with a hard lump in the middle: the knot."
)


def words(name: str) -> Words:
    """Return what stands with the sketch."""
    return Words(TITLE, ALT, "The right calf from behind. A sketch of the idea, not to scale.", WIDTH + 20)


@cache
def _leg() -> tuple[NDArray[np.uint8], Camera, tuple[int, int]]:
    """Return the skin of the leg from behind, its camera and its size in pixels."""
    view, body = dataclasses.replace(VIEWS["leg-back"], scale=SCALE, margins=(0, 0, 0, 0)), limb("leg").body
    shown = body.vertices[:, 1] < view.frame[1]
    camera, size = Camera.framing(body.vertices[shown], view.azimuth, view.elevation, SCALE, view.margins)
    return skin.picture(body, camera, size, body.vertices[:, 1] < view.frame[1] + 100, "top"), camera, size


def render(name: str) -> str:
    """Return the sketch as SVG text."""
    picture, camera, (width, height) = _leg()
    body = limb("leg").body
    crease, border, heel = (
        camera.pixels(body.lines[line])
        for line in ("popliteal_crease", "gastrocnemius_lower_border", "achilles_tendon_line")
    )
    with svg.board(WIDTH, TOP + height + 8) as (figure, axes):
        svg.words(axes, 2, 14, TITLE, 14, fontweight="bold")
        for number, said in enumerate(("At rest: long and soft", "In a cramp: short and hard")):
            middle = WIDTH * (0.25 + 0.5 * number)
            left = middle - crease[:, 0].mean()
            svg.words(axes, middle, 44, said, 13, ha="center", fontweight="bold")
            place = (left, left + width, TOP + height, TOP)
            axes.imshow(picture, extent=place, interpolation="none", aspect="auto", clip_on=False)
            move = np.array([left, TOP])
            _calf(axes, crease.mean(axis=0) + move, border.mean(axis=0) + move, heel + move, cramped=number == 1)
        axes.set(xlim=(0, WIDTH), ylim=(TOP + height + 8, 0))
        return svg.text(figure, name)


def _calf(axes: Axes, top: Array, bottom: Array, tendon: Array, cramped: bool) -> None:
    """Draw the two heads of the muscle between the crease of the knee and the tendon, and the tendon below them."""
    down = bottom - top
    low = top + (0.84 if cramped else 1.0) * down
    axes.plot([low[0], *tendon[:, 0]], [low[1] - 12, *tendon[:, 1]], color=TENDON, linewidth=5, alpha=0.9)
    for side in (-1, 1):
        _head(axes, top + 0.06 * down, low, side, bulge=23 if cramped else 18)
    if cramped:
        x, y = top + 0.5 * down
        axes.add_patch(Ellipse((x, y), 22, 27, facecolor=KNOT, edgecolor="none"))
        for angle in range(0, 360, 45):
            way = np.array([np.cos(np.radians(angle)), 1.2 * np.sin(np.radians(angle))])
            (x0, y0), (x1, y1) = (np.array([x, y]) + reach * way for reach in (16, 22))
            axes.plot([x0, x1], [y0, y1], color=KNOT, linewidth=1.8, solid_capstyle="round")


def _head(axes: Axes, start: Array, end: Array, side: int, bulge: float) -> None:
    """Draw one head: a spindle beside the middle line, with the fibers in it."""
    start, end = start + np.array([6 * side, 0]), end + np.array([3 * side, 0])

    def edge(out: float) -> Array:
        shares = np.linspace(0, 1, 15)[:, None]
        along = start + shares * (end - start)
        return np.asarray(along + np.hstack([out * np.sin(np.pi * shares**0.85), 0 * shares]))

    outline = np.concatenate([edge(1.25 * side * bulge), edge(-5.0 * side)[::-1]])
    axes.add_patch(PathPatch(Path(outline, closed=False), facecolor=MUSCLE, edgecolor=KNOT, linewidth=0.8, alpha=0.85))
    for share in (0.2, 0.45, 0.7):
        fiber = edge(side * (1.25 * bulge * share))
        axes.plot(fiber[1:-1, 0], fiber[1:-1, 1], color=FIBER, linewidth=0.9, alpha=0.9)
