"""A sketch of the calf muscle, at rest and in a cramp, on the leg of the atlas."""

import msgspec
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from course_lib.figures import svg
from course_lib.figures.body.mesh import Array
from course_lib.figures.body.points import limb
from course_lib.figures.body.view import VIEWS, BareView
from course_lib.figures.palette import INK
from drawing import board
from drawing.words import written

WIDTH, TOP, SCALE = 400, 62, 0.62
"""Pixels: the drawing, where the legs begin; pixels per millimeter."""
MUSCLE, FIBER, EDGE, TENDON = "#d3a184", "#f3dccb", "#8f5b43", "#fbf4ea"
"""The body's own colors, the same on a light and a dark page, and at rest and in a cramp: a cramp is a change of shape,
and a red or dark spot would be read as a wound or a clot."""


def render(name: str) -> str:
    """Return the sketch as SVG text."""
    leg = BareView(name, msgspec.structs.replace(VIEWS["leg-back"], scale=SCALE, margins=(0, 0, 0, 0)), limb("leg"))
    lines = ("popliteal_crease", "gastrocnemius_lower_border", "achilles_tendon_line")
    crease, border, heel = (leg.camera.pixels(leg.limb.lines[line]) for line in lines)
    with board.board(WIDTH, TOP + leg.size[1] + 8) as (figure, axes):
        board.words(axes, 2, 14, written(name).title, 14, fontweight="bold")
        for number, heading in enumerate(("At rest: long and soft", "In a cramp: short and hard")):
            middle = WIDTH * (0.25 + 0.5 * number)
            left = middle - crease[:, 0].mean()
            board.words(axes, middle, 44, heading, 13, ha="center", fontweight="bold")
            board.picture(axes, leg.skin, left, TOP, leg.size)
            move = np.array([left, TOP])
            _calf(axes, crease.mean(axis=0) + move, border.mean(axis=0) + move, heel + move, cramped=number == 1)
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
