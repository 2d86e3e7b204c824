"""A generic pregnant woman in the positions that the course speaks of: stretching, sitting, lying, standing."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.figures.palette import HALO, INK, MUTED
from drawing.words import table

DATA = Path(__file__).with_suffix(".json")
"""Flat shapes in millimeters, as SVG path data; where they come from: ``README.md``."""
NAMES = tuple(name for name in table() if name.startswith("pose-"))
HERE = ("you feel", "it here")
SHAPE = dict.fromkeys(("pose-thigh-stretch-towel", "pose-foot-stretch-towel"), "calf-stretch-towel")
"""Poses that are the same shape, felt somewhere else."""
FELT = {"pose-thigh-stretch-towel": (210, -690), "pose-foot-stretch-towel": (748, -770)}
"""Where those are felt, in millimeters; the shape itself says where it is felt otherwise."""
BESIDE_RING = {
    "pose-calf-stretch-wall": (-100, -10, "end"),
    "pose-calf-stretch-towel": (0, 135, "middle"),
    "pose-thigh-stretch-towel": (0, 135, "middle"),
    "pose-foot-stretch-towel": (0, 135, "middle"),
    "pose-thigh-stretch-side": (-215, -75, "end"),
}
"""Where the words stand from the middle of the ring (millimeters right, down) and how they are aligned."""


@cache
def _data() -> Any:
    return json.loads(DATA.read_text(encoding="utf-8"))


def render(name: str) -> str:
    """Return a pose as SVG text, in millimeters of the body.

    The shapes are written as they are: they need no axes. A quiet outline keeps dark hair visible on a dark page.
    """
    shape = _data()["poses"][SHAPE.get(name, name.removeprefix("pose-"))]
    x, y, width, height = shape["box"]
    below = 70 if name in BESIDE_RING else 24  # room for the words
    box = f"{x - 12} {y - 12} {width + 24} {height + below}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" stroke-linejoin="round">',
        f'<path d="{shape["outline"]}" fill="none" stroke="{MUTED}" stroke-width="9"/>',
    ]
    for layer in shape["layers"]:
        colors = _data()["palette"][layer["material"]]
        color = colors.get(layer["tone"], next(iter(colors.values())))
        # A hair of edge closes the seams between neighbors.
        edge = f' stroke="{color}" stroke-width="2"' if layer["tone"] == "base" and layer["material"] != "ink" else ""
        lines.append(f'<path d="{layer["path"]}" fill="{color}"{edge}/>')
    if name in BESIDE_RING:
        lines += _ring(FELT.get(name) or shape["felt"], *BESIDE_RING[name], size=0.036 * width)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _ring(middle: tuple[float, float], right: float, down: float, align: str, size: float) -> list[str]:
    """Return a ring around the place where a stretch is felt, and its words."""
    x, y = middle
    ring = [
        f'<circle cx="{x}" cy="{y}" r="75" fill="none" stroke="{color}" stroke-width="{width}"/>'
        for color, width in ((HALO, 20), (INK, 9))
    ]
    look = f"font-size: {size:.0f}px; fill: {INK}; paint-order: stroke; stroke: {HALO}; stroke-width: 12"
    for line, text in enumerate(HERE):
        spot = f'x="{x + right}" y="{y + down + 1.15 * size * line:.0f}"'
        ring.append(f'<text {spot} text-anchor="{align}" style="{look}">{text}</text>')
    return ring
