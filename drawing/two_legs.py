"""Two legs seen from behind, the left one swollen: what a clot can look like."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from course_lib.facts import citation
from course_lib.figures import svg
from course_lib.figures.body import skin
from course_lib.figures.body.limb import Morphs, load
from course_lib.figures.body.view import VIEWS, BareView
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import STATUS
from drawing import board
from drawing.words import written

SWOLLEN = (("calf_circumference+", 0.55), ("ankle_circumference+", 0.9))
"""Some 5 cm more around the calf: a clear swelling, so that the picture can be read."""
REDNESS = (1.0, 0.8, 0.76)
"""What is left of red, green and blue at the middle of the calf."""
WIDTH, SCALE, TOP, MIDDLE = 400, 0.5, 40, 300.0
"""Pixels: the drawing, one millimeter, the title; millimeters above the floor: the leg's reddest part."""
SIGNS = ("swollen", "warm", "red or darker", "sore all the time")
SOURCES = ("rcog-gtg37b", "cdc-hearher")


def words(name: str) -> Drawing:
    """Return what stands with the picture."""
    return written(name, signs=", ".join(SIGNS), sources=citation.named(SOURCES))


def render(name: str) -> str:
    """Return the picture as SVG text."""
    left, right = _leg(SWOLLEN), _leg(())
    with board.board(WIDTH, TOP + left.size[1]) as (figure, axes):
        middle, floor = WIDTH / 2 + 36, TOP + left.size[1]
        board.picture(axes, _reddened(left.skin[:, ::-1]), middle - left.size[0], TOP, left.size, clip=True)
        board.picture(axes, right.skin, middle, floor - right.size[1], right.size, clip=True)
        board.title(axes, words(name).title)
        board.words(axes, middle - left.size[0], TOP + 60, "left leg", 12.5, ha="right", fontstyle="italic")
        for row, sign in enumerate(SIGNS):
            look = {"ha": "right", "color": STATUS["avoid"], "fontweight": "bold"}
            board.words(axes, middle - left.size[0], TOP + 96 + 22 * row, sign, 13.5, **look)
        board.words(axes, middle + right.size[0] + 2, TOP + 60, "right leg", 12.5, fontstyle="italic")
        return svg.text(figure, name)


def _leg(morphs: Morphs) -> BareView:
    """Return a right leg from behind."""
    view = msgspec.structs.replace(VIEWS["leg-back"], scale=SCALE, margins=(6, 6, 0, 4))
    return BareView("leg-back", view, load("leg", morphs))


def _reddened(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a leg that is redder around the middle of its calf."""
    floor = len(picture) - 4 * skin.FINENESS
    height = (floor - np.arange(len(picture))) / skin.FINENESS / SCALE
    strength = np.exp(-(((height - MIDDLE) / 90) ** 2))[:, None, None]
    tinted = picture[..., :3] * (1 - strength * (1 - np.array(REDNESS)))
    return np.dstack([tinted.round().astype(np.uint8), picture[..., 3]])
