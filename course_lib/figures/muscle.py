"""A sketch of the calf muscle, at rest and in a cramp, on the leg of the atlas."""

import dataclasses
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from course_lib.figures import skin, svg
from course_lib.figures.atlas import VIEWS
from course_lib.figures.body import Array
from course_lib.figures.camera import Camera
from course_lib.figures.palette import INK
from course_lib.figures.picture import Words
from course_lib.figures.placement import limb

TITLE = "In a cramp the calf muscle turns short and hard"
WIDTH, TOP, SCALE = 400, 62, 0.62
"""Pixels: the drawing, where the legs begin; pixels per millimeter."""
MUSCLE, FIBER, EDGE, TENDON = "#d3a184", "#f3dccb", "#8f5b43", "#fbf4ea"
"""The body's own colors, the same on a light and a dark page, and at rest and in a cramp: a cramp is a change of shape,
and a red or dark spot would be read as a wound or a clot."""
ALT = (
    "Two drawings of the same right calf from behind. At rest, the two heads of the calf muscle are long and slim, "
    "with straight fibers, down to the tendon at the heel. In a cramp they are shorter and thicker, with bunched "
    "fibers; arrows from above and from below show that the ends are drawn together."
)


def words(name: str) -> Words:
    """Return what stands with the sketch."""
    return Words(TITLE, ALT, "The same right calf twice, from behind. A sketch of the idea, not to scale.", WIDTH + 20)


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
    low = top + (0.8 if cramped else 1.0) * down
    axes.plot([low[0], *tendon[:, 0]], [low[1] - 12, *tendon[:, 1]], color=TENDON, linewidth=5, alpha=0.9)
    for side in (-1, 1):
        _head(axes, top + (0.14 if cramped else 0.06) * down, low, side, cramped)
    if cramped:
        for y, toward in ((top[1] + 2, 12), (low[1] + 14, -12)):
            look = {"arrowstyle": "-|>", "color": INK, "linewidth": 2, "mutation_scale": 13}
            for x in (top[0] - 56, top[0] + 50):
                axes.annotate("", (x, y + toward), (x, y - toward), arrowprops=look, annotation_clip=False)


def _head(axes: Axes, start: Array, end: Array, side: int, cramped: bool) -> None:
    """Draw one head: a spindle beside the middle line, with the fibers in it; in a cramp it bulges and they bunch."""
    start, end = start + np.array([6 * side, 0]), end + np.array([3 * side, 0])
    bulge, waves = (27, 1.3) if cramped else (22, 0.0)
    shares = np.linspace(0, 1, 29)
    swell = np.sin(np.pi * shares**0.85) ** (0.85 if cramped else 1)

    def edge(out: float, wave: float = 0.0) -> Array:
        aside = out * swell + wave * swell * np.sin(9 * np.pi * shares)
        return np.asarray(start + shares[:, None] * (end - start) + np.stack([aside, 0 * shares], axis=1))

    outline = np.concatenate([edge(side * bulge), edge(-5.0 * side)[::-1]])
    axes.add_patch(PathPatch(Path(outline, closed=False), facecolor=MUSCLE, edgecolor=EDGE, linewidth=1, alpha=0.95))
    for share in (0.1, 0.36, 0.62, 0.86):
        fiber = edge(side * bulge * share, waves)[2:-2]
        axes.plot(fiber[:, 0], fiber[:, 1], color=FIBER, linewidth=1.1, alpha=0.95)
