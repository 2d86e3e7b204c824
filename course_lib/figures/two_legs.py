"""Two legs seen from behind, the left one swollen: what a clot can look like."""

import numpy as np
from numpy.typing import NDArray

from course_lib.facts import citation
from course_lib.figures import body, skin, svg
from course_lib.figures.camera import Camera
from course_lib.figures.palette import STATUS
from course_lib.figures.picture import Words

TITLE = "One leg that stays swollen is not a cramp"
SWOLLEN = (("calf_circumference+", 0.55), ("ankle_circumference+", 0.9))
"""Some 5 cm more around the calf: a clear swelling, so that the picture can be read."""
REDNESS = (1.0, 0.8, 0.76)
"""What is left of red, green and blue at the middle of the calf."""
WIDTH, SCALE, TOP, FRAME, MIDDLE = 400, 0.5, 40, 548.0, 300.0
"""Pixels: the drawing, one millimeter, the title; millimeters above the floor: a leg's end, its reddest part."""
SIGNS = ("swollen", "warm", "red or darker", "sore all the time")
SOURCES = ("rcog-gtg37b", "cdc-hearher")


def words(_: str) -> Words:
    """Return what stands with the picture."""
    alt = (
        f"{TITLE}. Two lower legs from behind. The left one is thicker than the right from knee to ankle, and its calf "
        f"is redder. Beside it stands: {', '.join(SIGNS)}."
    )
    caption = (
        "Compare both legs. One of these signs is enough to call now, day or night. It can be the right leg, the "
        "thigh or the groin too, and on brown or black skin you may not see redness. "
        f"Sources: {citation.named(SOURCES)}."
    )
    return Words(TITLE, alt, caption, WIDTH)


def render(name: str) -> str:
    """Return the picture as SVG text."""
    left, (wide, high) = _leg(SWOLLEN)
    right, (narrow, low) = _leg(())
    with svg.board(WIDTH, TOP + high) as (figure, axes):
        middle, floor = WIDTH / 2 + 36, TOP + high
        places = ((_reddened(left[:, ::-1]), middle - wide, wide, high), (right, middle, narrow, low))
        for picture, x, width, height in places:
            axes.imshow(picture, extent=(x, x + width, floor, floor - height), interpolation="none", aspect="auto")
        svg.words(axes, 2, 14, TITLE, 15, fontweight="bold")
        svg.words(axes, middle - wide, TOP + 60, "left leg", 12.5, ha="right", fontstyle="italic")
        for row, sign in enumerate(SIGNS):
            look = {"ha": "right", "color": STATUS["avoid"], "fontweight": "bold"}
            svg.words(axes, middle - wide, TOP + 96 + 22 * row, sign, 13.5, **look)
        svg.words(axes, middle + narrow + 2, TOP + 60, "right leg", 12.5, fontstyle="italic")
        return svg.text(figure, name)


def _leg(morphs: tuple[tuple[str, float], ...]) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """Return the skin of a right leg from behind, as RGBA, and its size in pixels of the drawing."""
    leg = body.load("leg", morphs)
    framed = leg.vertices[:, 1] < FRAME
    camera, size = Camera.framing(leg.vertices[framed], 180, 0, SCALE, (6, 6, 0, 4))
    return skin.picture(leg, camera, size, leg.vertices[:, 1] < FRAME + 100, "top"), size


def _reddened(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a leg that is redder around the middle of its calf."""
    floor = len(picture) - 4 * skin.FINENESS
    height = (floor - np.arange(len(picture))) / skin.FINENESS / SCALE
    strength = np.exp(-(((height - MIDDLE) / 90) ** 2))[:, None, None]
    tinted = picture[..., :3] * (1 - strength * (1 - np.array(REDNESS)))
    return np.dstack([tinted.round().astype(np.uint8), picture[..., 3]])
