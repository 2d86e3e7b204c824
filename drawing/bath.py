"""How warm a bath is warm enough: this course's own limits beside the water that was studied, on one scale."""

from course_lib import facts
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import INK, MUTED, STATUS
from drawing import board

WIDTH, HEIGHT, TOP, DEPTH = 360, 172, 84, 16
"""Pixels: the drawing, where the scale stands, how thick it is."""
COLDEST, WARMEST, LEFT, DEGREE = 35, 41, 24, 52
"""Degrees Celsius at the ends of the scale; where it begins and how many pixels one degree takes."""


def _number(name: str) -> float:
    value = facts.numbers()[f"bath-{name}"].value
    assert value is not None
    return value


def _fahrenheit(celsius: float) -> float:
    return celsius * 9 / 5 + 32


def words(_: str) -> Drawing:
    """Return what stands with the picture."""
    good, top, minutes = _number("good"), _number("max"), _number("minutes")
    ours = f"{good:.0f} to {top:.0f} °C ({_fahrenheit(good):.1f} to {_fahrenheit(top):.1f} °F)"
    studied = f"{_number('studied'):.0f} °C ({_fahrenheit(_number('studied')):.0f} °F)"
    return Drawing(
        f"Warm, not hot, and {minutes:.0f} minutes at most",
        f"A scale of bath water from {COLDEST} to {WARMEST} °C. A band marks this course's own rule, {ours}, for "
        f"{minutes:.0f} minutes at most. A line marks the warmer water that was studied, {studied}.",
        f"Water at {ours} is our own rule. Studies used {studied}, for up to {_number('studied-minutes'):.0f} minutes.",
        WIDTH,
    )


def render(name: str) -> str:
    """Return the picture as SVG text."""
    good, top, studied = _number("good"), _number("max"), _number("studied")
    with board.board(WIDTH, HEIGHT) as (figure, axes):
        board.title(axes, words(name).title)
        board.bar(axes, _x(COLDEST), TOP, _x(WARMEST) - _x(COLDEST), DEPTH, MUTED, alpha=0.35)
        board.bar(axes, _x(good), TOP - 4, _x(top) - _x(good), DEPTH + 8, STATUS["allowed"], linewidth=1)
        axes.plot([_x(studied)] * 2, [TOP - 6, TOP + DEPTH + 6], color=INK, linewidth=2.5)
        for x, color, lines in (
            ((_x(good) + _x(top)) / 2, STATUS["allowed"], ("our own rule", f"{good:.0f} to {top:.0f} °C")),
            (_x(studied), INK, ("was studied", f"{studied:.0f} °C")),
        ):
            for number, line in enumerate(lines):
                board.words(axes, x, TOP - 36 + 18 * number, line, 13, ha="center", color=color, fontweight="bold")
        for degree in range(COLDEST, WARMEST + 1):
            board.words(axes, _x(degree), TOP + 38, str(degree), 12, ha="center")
            board.words(axes, _x(degree), TOP + 56, f"{_fahrenheit(degree):.0f}", 12, ha="center")
        board.words(axes, WIDTH / 2, TOP + 77, "water, in °C (above) and °F (below)", 11.5, ha="center")
        return svg.text(figure, name)


def _x(celsius: float) -> float:
    return LEFT + DEGREE * (celsius - COLDEST)
