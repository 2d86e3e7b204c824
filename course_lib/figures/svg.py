"""A figure of matplotlib as SVG text that fits into a page."""

import base64
import io
import re
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image

from course_lib.figures.palette import HALO

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "font.family": "DejaVu Sans", "hatch.linewidth": 0.5}
"""Fixed, so that the same facts give the same bytes."""


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
