"""A generic pregnant woman in the positions that the course speaks of: stretching, sitting, lying, standing."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.figures.palette import HALO, INK, MUTED
from course_lib.figures.picture import Words

DATA = Path(__file__).parent / "body" / "poses.json"
"""Flat shapes in millimeters, as SVG path data; where they come from: ``body/README.md``."""
HERE = ("you feel", "it here")
SHAPE = dict.fromkeys(("pose-thigh-stretch-towel", "pose-foot-stretch-towel"), "calf-stretch-towel")
"""Poses that are the same shape, felt somewhere else."""
FELT: dict[str, tuple[float, float]] = {"pose-thigh-stretch-towel": (210, -690), "pose-foot-stretch-towel": (748, -770)}
"""Where those are felt, in millimeters; the shape itself says where it is felt otherwise."""
BESIDE_RING: dict[str, tuple[float, float, str]] = {
    "pose-calf-stretch-wall": (-100, -10, "end"),
    "pose-calf-stretch-towel": (0, 135, "middle"),
    "pose-thigh-stretch-towel": (0, 135, "middle"),
    "pose-foot-stretch-towel": (0, 135, "middle"),
    "pose-thigh-stretch-side": (-215, -75, "end"),
}
"""Where the words stand from the middle of the ring (millimeters right, down) and how they are aligned."""


_SKETCH = "A sketch of a generic woman."
_TOWEL = (
    "A pregnant woman sits on a bed with one leg straight. A towel lies around the ball of that foot; she holds both "
    "ends and draws the toes toward her. A ring marks"
)
_SIT = "On a bed, or on a chair with the heel on the floor"
WORDS = {
    "pose-calf-stretch-wall": Words(
        "Calf stretch at the wall",
        "A pregnant woman faces a wall with both hands on it. One leg stands behind her with the knee straight and "
        "the heel on the floor; the front knee is bent. A ring marks the back calf, where the stretch is felt.",
        f"Hands on the wall, back knee straight, heel down. {_SKETCH}",
        360,
    ),
    "pose-calf-stretch-towel": Words(
        "Calf stretch sitting, with a towel",
        f"{_TOWEL} the calf, where the stretch is felt.",
        f"{_SIT}: leg straight, towel around the foot, toes toward you. {_SKETCH}",
        420,
    ),
    "pose-thigh-stretch-towel": Words(
        "Stretch of the back of the thigh, sitting, with a towel",
        f"{_TOWEL} the back of the thigh, where the stretch is felt.",
        f"{_SIT}: knee straight, foot toward you. {_SKETCH}",
        420,
    ),
    "pose-foot-stretch-towel": Words(
        "Stretch of the foot, sitting, with a towel",
        f"{_TOWEL} the sole, where the stretch is felt.",
        f"{_SIT}: toes toward the shin. {_SKETCH}",
        420,
    ),
    "pose-thigh-stretch-side": Words(
        "Stretch of the front of the thigh, lying on the side",
        "Seen from above: a pregnant woman lies on a bed on her left side. The knee of the upper leg, the right one, "
        "is bent; with a hand behind her she draws that ankle by a towel loop until the heel is near the buttock. A "
        "ring marks the front of the right thigh, where the stretch is felt.",
        f"Sore leg on top, heel toward the buttock, with a towel loop. {_SKETCH}",
        480,
    ),
    "pose-stroking": Words(
        "Stroking the calf",
        "A pregnant woman sits on a chair with her right ankle on her left thigh. Her left hand holds the ankle; the "
        "palm of her right hand strokes along the calf.",
        f"Sitting, with the whole palm. Here it is the calf. {_SKETCH}",
        300,
    ),
    "pose-sitting": Words(
        "Sitting on a chair",
        "A pregnant woman sits upright on a chair with a back, both hands on her thighs. Both feet are flat on the "
        "floor and the legs are not crossed.",
        f"Back against the chair, both feet on the floor. {_SKETCH}",
        300,
    ),
    "pose-lying-left": Words(
        "Lying on the left side",
        "Seen from above: a pregnant woman lies on a bed on her left side, knees bent, her head on a pillow and a "
        "cushion between her lower legs.",
        f"On the left side, with a pillow under the head and one between the legs. {_SKETCH}",
        480,
    ),
    "pose-half-lying": Words(
        "Half lying, legs raised",
        "A pregnant woman leans back on a sloping wedge at about 45 degrees. Her lower legs lie on a cushion, so that "
        "she is not flat on her back.",
        f"The back is raised: half lying, not flat. {_SKETCH}",
        480,
    ),
    "pose-warm-pack": Words(
        "Resting with a warm pack",
        "A pregnant woman half lies against a sloping wedge on a bed, a cushion under her knees. A warm pack lies "
        "around her right calf.",
        f"Half lying, the pack around the calf. {_SKETCH}",
        480,
    ),
    "pose-walking-rail": Words(
        "Walking with a hand on a rail",
        "A woman late in pregnancy takes a step, barefoot, seen from her side. Her right hand holds a rail beside her.",
        f"Slow steps, one hand on something firm. {_SKETCH}",
        330,
    ),
}  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def words(name: str) -> Words:
    """Return what stands with a pose."""
    return WORDS[name]


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
        right, down, align = BESIDE_RING[name]
        lines += _ring(FELT.get(name) or shape["felt"], (right, down), align, size=0.036 * width)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _ring(middle: tuple[float, float], beside: tuple[float, float], align: str, size: float) -> list[str]:
    """Return a ring around the place where a stretch is felt, and its words."""
    (x, y), (right, down) = middle, beside
    ring = [
        f'<circle cx="{x}" cy="{y}" r="75" fill="none" stroke="{color}" stroke-width="{width}"/>'
        for color, width in ((HALO, 20), (INK, 9))
    ]
    look = f"font-size: {size:.0f}px; fill: {INK}; paint-order: stroke; stroke: {HALO}; stroke-width: 12"
    spoken = []
    for line, text in enumerate(HERE):
        spot = f'x="{x + right}" y="{y + down + 1.15 * size * line:.0f}"'
        spoken.append(f'<text {spot} text-anchor="{align}" style="{look}">{text}</text>')
    return ring + spoken
