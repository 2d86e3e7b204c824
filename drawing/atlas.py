"""The eight views of the right leg and the right hand, with those points that face the viewer."""

from course_lib.figures import svg
from course_lib.figures.body import skin
from course_lib.figures.body.points import place, placed
from course_lib.figures.body.view import VIEWS, bare_view
from drawing import board, labels

FACING = 0.3
"""A point is drawn where its skin faces the viewer at least so far (1 straight, 0 the outline)."""
GUIDE = "#7d4a3a"
"""Anatomical lines lie on the skin, which is the same on a light and on a dark page."""


def anchors(name: str) -> dict[str, tuple[float, float]]:
    """Return code -> pixel (x, y) of the points that face the viewer in a view."""
    view = bare_view(name)
    pixels = {code: view.camera.pixels(place(code).place) for code in placed() if view.facing(code) > FACING}
    return {code: (float(x), float(y)) for code, (x, y) in pixels.items()}


def render(name: str) -> str:
    """Return a view as SVG text: one skin picture, quiet guide lines, three markers and a label for every point."""
    view, spots = bare_view(name), anchors(name)
    with board.board(*view.size) as (figure, axes):
        board.picture(axes, view.skin, 0, 0, view.size)
        for line in view.lines:
            axes.plot(line[:, 0], line[:, 1], color=GUIDE, linewidth=1, alpha=0.6, dashes=(4, 2.5), clip_on=False)
        covered = view.skin[:: skin.FINENESS, :: skin.FINENESS, 3] > 40
        for label in labels.place(spots, view.size, covered, board.RADIUS):
            board.leader(axes, label.anchor, label.leader_end, f"{label.text}.label")
            board.words(axes, label.x, label.y, label.text, 11.5, ha="center", gid=f"{label.text}.label")
        for code, (x, y) in spots.items():
            for status in board.SHAPES:
                board.marker(axes, x, y, status, f"{code}.{status}")
        return svg.text(figure, name)


def alt(name: str) -> str:
    """Return what a view shows, in a sentence."""
    codes = list(anchors(name))
    listed = f"{', '.join(codes[:-1])} and {codes[-1]}" if len(codes) > 1 else codes[0]
    noun = "the points" if len(codes) > 1 else "the point"
    return f"{VIEWS[name].title} of a generic woman, drawn from a mesh, with {noun} {listed} marked."
