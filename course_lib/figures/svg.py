"""Matplotlib as a drawing board whose unit is the pixel of the page, and whose SVG fits into a page."""

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from course_lib.figures.palette import HALO, INK, STATUS

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "font.family": "DejaVu Sans", "hatch.linewidth": 0.5}
"""Fixed, so that the same facts give the same bytes."""
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


def text(figure: Figure, name: str) -> str:
    """Return a figure as SVG text that can stand in a page.

    No dates, no ids but ours (and those of hatchings, which differ by ``name``), the page's own font, a halo
    behind words, no style sheet that would reach the page.
    """
    buffer = io.StringIO()
    figure.patch.set_visible(False)
    with mpl.rc_context({**SETTINGS, "svg.hashsalt": name}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    svg = buffer.getvalue()
    svg = re.sub(
        r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL
    )
    svg = re.sub(r' id="(figure|axes|patch|line2d|text|image)_?[0-9a-f]+"| style="image-rendering[^"]*"', "", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = svg.replace("font-family: 'DejaVu Sans'", f"paint-order: stroke; stroke: {HALO}; stroke-width: 3")
    # Shorter coordinates; words keep their numbers.
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"(\d\.\d\d)\d+", r"\1", tag[0]), svg)
    svg = re.sub(r"data:image/png;base64,\s*([^\"]+)", lambda found: _smaller(found[1]), svg)
    svg = re.sub(r"\s*\n\s*", "\n", svg).replace("<defs>\n</defs>\n", "").strip()
    for _ in range(3):  # groups that say nothing
        svg = re.sub(r"<g>\n((?:(?!</?g\b).)*)</g>\n", r"\1", svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg stroke-linejoin="round" ', 1)
    for gid in dict.fromkeys(re.findall(r'<g id="([^"]+)">', svg)):
        svg = _together(svg, f'<g id="{gid}">\n')
    return svg + "\n"


def _together(svg: str, opening: str) -> str:
    """Return the SVG with neighboring groups of one id made one: an id stands once in a file."""
    first, *rest = svg.split(opening)
    return first + opening + "".join(part.removesuffix("</g>\n") for part in rest[:-1]) + rest[-1]


def _smaller(png: str) -> str:
    """Return a base64 PNG as a WebP address: an eighth of the size, and every browser since 2020 shows it."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(base64.b64decode(png))).save(buffer, "webp", quality=88, alpha_quality=95, method=6)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
