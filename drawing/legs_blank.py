"""Blank outlines of both legs, front and back: to mark on them where it hurts."""

import json
from pathlib import Path
from typing import Any

from course_lib.figures.palette import INK, MUTED

DATA = Path(__file__).with_suffix(".json")
"""The right leg's outlines in millimeters (x to the viewer's right, y up); the left leg is the right one mirrored."""
BOX = (-285, -660, 1110, 790)
"""Left, top, width and height in millimeters, with room for the words."""
APART = 540
"""Millimeters from the middle of the front view to that of the back view."""


def render(_: str) -> str:
    """Return the outlines as SVG text."""
    views: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    look = f'fill="none" stroke-linejoin="round" stroke-linecap="round" stroke="{INK}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, BOX))}" {look} stroke-width="4">']
    for number, (title, view) in enumerate(views.items()):
        lines += [f'<g transform="translate({APART * number} 0)">', _text(title, 0, -618, 38, "bold")]
        for leg, mirror in (("right", 1), ("left", -1)):
            lines.append(f'<path d="{_path(view["outline"], mirror)}"/>')
            for line in view["lines"]:
                lines.append(f'<path d="{_path(line, mirror)}" stroke="{MUTED}" stroke-width="2"/>')
            side = -1 if view["outline"][0][0] < 0 else 1
            lines.append(_text(f"your {leg} leg", 155 * side * mirror, 108, 33))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _path(line: list[list[float]], mirror: int) -> str:
    return "M" + "L".join(f"{mirror * x:g} {-y:g}" for x, y in line)


def _text(text: str, x: float, y: float, size: int, weight: str = "normal") -> str:
    style = f"font-size: {size}px; font-weight: {weight}; fill: {INK}; stroke: none"
    return f'<text x="{x}" y="{y}" text-anchor="middle" style="{style}">{text}</text>'
