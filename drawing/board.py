"""Matplotlib as a drawing board whose unit is the pixel of the page, and what is drawn on it again and again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from course_lib.figures.palette import HALO, INK, MUTED, STATUS
from course_lib.figures.svg import SETTINGS

RADIUS = 6.0


@contextmanager
def board(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """Give an empty figure and axes to draw on, in pixels: x to the right, y down, nothing behind."""
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.axis("off")
        yield figure, axes


_K = 0.5523  # four curves make a circle
_CIRCLE = [(1, 0), (1, _K), (_K, 1), (0, 1), (-_K, 1), (-1, _K), (-1, 0)]
_CIRCLE += [(-x, -y) for x, y in _CIRCLE[1:]]
_TRIANGLE = [(0, -1.15), (1.15, 0.9), (-1.15, 0.9), (0, -1.15)]
_SQUARE = [(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95), (-0.95, -0.95)]
# The bar turns the other way: a gap in the square.
_BAR = [(-0.5, -0.08), (-0.5, 0.08), (0.5, 0.08), (0.5, -0.08), (-0.5, -0.08)]
SHAPES = {
    "allowed": (_CIRCLE, [Path.MOVETO] + [Path.CURVE4] * 12),
    "caution": (_TRIANGLE, [Path.MOVETO] + [Path.LINETO] * 2 + [Path.CLOSEPOLY]),
    "avoid": (_SQUARE + _BAR, ([Path.MOVETO] + [Path.LINETO] * 3 + [Path.CLOSEPOLY]) * 2),
}


def marker(axes: Axes, x: float, y: float, status: str, gid: str, radius: float = RADIUS) -> None:
    """Draw a status: circle (allowed), triangle (caution) or square with a bar (avoid), with a halo around it."""
    corners, codes = SHAPES[status]
    path = Path([(x + radius * a, y + radius * b) for a, b in corners], codes)
    look = {"facecolor": STATUS[status], "edgecolor": HALO, "linewidth": 1.5, "joinstyle": "round"}
    axes.add_patch(PathPatch(path, clip_on=False, zorder=4, gid=gid, **look))


def leader(axes: Axes, start: tuple[float, float], end: tuple[float, float], gid: str) -> None:
    """Draw a thin line with a halo."""
    for color, width in ((HALO, 2.6), (INK, 0.8)):
        axes.plot(*zip(start, end, strict=True), color=color, linewidth=width, clip_on=False, zorder=3, gid=gid)


def words(axes: Axes, x: float, y: float, text: str, size: float, **look: Any) -> None:
    """Write words whose middle line is y; by a fixed share of their size, since fonts measure differently."""
    axes.text(x, y + 0.36 * size, text, fontsize=size, va="baseline", **{"color": INK, **look})


def title(axes: Axes, text: str) -> None:
    """Write the title of a drawing."""
    words(axes, 2, 14, text, 15, fontweight="bold")


def bar(axes: Axes, x: float, y: float, width: float, height: float, color: str, **look: Any) -> None:
    """Draw a filled bar from its upper left corner."""
    axes.add_patch(Rectangle((x, y), width, height, facecolor=color, **{"linewidth": 0, **look}))


def ruler(
    axes: Axes, ticks: Mapping[float, str], top: float, bottom: float, unit: str, below: tuple[float, float]
) -> None:
    """Draw a thin upright line for each tick, by its x; the ticks' words and the unit so far below the lines."""
    for x, label in ticks.items():
        axes.plot([x, x], [top, bottom], color=MUTED, linewidth=0.7, alpha=0.6, zorder=0)
        words(axes, x, bottom + below[0], label, 11.5, ha="center")
    words(axes, (min(ticks) + max(ticks)) / 2, bottom + below[1], unit, 11.5, ha="center")


def picture(axes: Axes, rgba: NDArray[np.uint8], x: float, y: float, size: tuple[int, int], clip: bool = False) -> None:
    """Show pixels from an upper left corner on, so wide and so high."""
    extent = (x, x + size[0], y + size[1], y)
    axes.imshow(rgba, extent=extent, interpolation="none", aspect="auto", clip_on=clip)
