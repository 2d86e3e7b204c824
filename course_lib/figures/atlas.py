"""The eight views of the right leg and the right hand, with those points that face the viewer."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from course_lib.figures import labels, skin, svg
from course_lib.figures.body import Array, Body, unit
from course_lib.figures.camera import Camera
from course_lib.figures.limb import WORDS
from course_lib.figures.palette import GUIDE
from course_lib.figures.placement import body_of, limb, place, placed

FACING = 0.3
"""A point is drawn where its skin faces the viewer at least so far (1 straight, 0 the outline)."""


Margins = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """One drawing: what it is called, which part of which body, and from where it is seen."""

    title: str
    body: str
    azimuth: float
    elevation: float
    scale: float
    """Pixels per millimeter."""
    margins: Margins
    """Pixels for the labels: left, right, top, bottom."""
    frame: tuple[str, float]
    """What is framed ends so many millimeters "up" from the floor, or "down" from the wrist."""
    fade: str = "top"
    """The edge toward which the limb fades out; "" where it ends with the frame."""
    lines: tuple[str, ...] = ()
    """Anatomical lines to show."""
    bones: tuple[str, ...] = ()
    """Bony landmarks to show as a small ring."""


_THIGH, _FOREARM = ("up", 548.0), ("down", 105.0)
VIEWS = {
    "leg-front": View(
        "Front of the right leg", "leg", 0, 3, 1.15, (44, 44, 0, 8), _THIGH, "top",
        ("patella_outline", "tibia_anterior_crest"), ("lateral_malleolus_prominence", "medial_malleolus_prominence"),
    ),
    "leg-outer": View(
        "Outer side of the right leg", "leg", -90, 0, 1.15, (48, 22, 0, 20), _THIGH, "top",
        ("patella_outline", "fibula_line", "popliteal_crease"), ("fibular_head", "lateral_malleolus_prominence"),
    ),
    "leg-back": View(
        "Back of the right leg", "leg", 180, 0, 1.15, (46, 46, 0, 8), _THIGH, "top",
        ("popliteal_crease", "gastrocnemius_lower_border", "achilles_tendon_line"),
    ),
    "leg-inner": View(
        "Inner side of the right leg", "leg", 90, 0, 1.15, (22, 48, 0, 24), _THIGH, "top",
        ("patella_outline", "tibia_medial_border", "popliteal_crease"), ("medial_malleolus_prominence",),
    ),
    "foot-top": View(
        "Top of the right foot", "leg", 0, 50, 1.6, (60, 60, 0, 10), ("up", 110.0), "top",
        ("metatarsal_1", "metatarsal_2"),
    ),
    "foot-sole": View(
        "Sole of the right foot", "leg", 0, -90, 1.5, (60, 60, 10, 10), ("up", 42.0), "", ("sole_third",),
    ),
    "hand-back": View(
        "Back of the right hand", "hand", 180, 0, 1.3, (50, 40, 10, 0), _FOREARM, "bottom", ("metacarpal_2_line",),
    ),
    "hand-palm": View(
        "Palm and wrist of the right hand", "hand", 0, 0, 1.3, (40, 50, 10, 0), _FOREARM, "bottom", ("wrist_crease",),
    ),
}  # fmt: skip


def framed(view: View, body: Body, places: Array, beyond: float = 0) -> NDArray[np.bool_]:
    """Say which places (n, 3) of a body lie within the frame, or so many millimeters beyond it.

    The frame is that of the body as shipped; on other measures it moves along with the joint that is nearest to it.
    """
    word, limit = np.array(WORDS[view.frame[0]]), view.frame[1]
    joints = limb(view.body).body.axis @ word
    nearest = np.abs(joints - limit).argmin()
    moved = body.axis[nearest] @ word - joints[nearest]
    return np.asarray(places @ word < limit + moved + beyond)


def camera(view: View, body: Body) -> tuple[Camera, tuple[int, int]]:
    """Return a view's camera for a body, and the size of the drawing, (width, height) in pixels."""
    inside = body.vertices[framed(view, body, body.vertices)]
    return Camera.framing(inside, view.azimuth, view.elevation, view.scale, view.margins)


def anchors(name: str) -> dict[str, tuple[float, float]]:
    """Return code -> pixel (x, y) of the points that face the viewer in a view."""
    view = VIEWS[name]
    body = limb(view.body).body
    eye, _ = camera(view, body)
    on = {code: point for code, point in placed().items() if body_of(code) == view.body}
    shown = {code: point for code, point in on.items() if framed(view, body, point.place, beyond=-20)}
    pixels = {code: eye.pixels(p.place) for code, p in shown.items() if eye.facing(p.normal) > FACING}
    return {code: (float(x), float(y)) for code, (x, y) in pixels.items()}


def backdrop(view: View, body: Body) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """Return the skin of a view as RGBA (see `skin.picture`) and the size of the view, (width, height) in pixels."""
    eye, size = camera(view, body)
    shown = framed(view, body, body.vertices, 100 if view.fade else 0)
    return skin.picture(body, eye, size, shown, view.fade), size


def facing(name: str, code: str) -> float:
    """Return how far a point faces the viewer in a view: 1 straight, 0 or less not at all."""
    view, point = VIEWS[name], place(code)
    body = limb(view.body).body
    if body_of(code) != view.body or not framed(view, body, point.place, beyond=-20):
        return -1.0
    return float(camera(view, body)[0].facing(point.normal))


def render(name: str) -> str:
    """Return a view as SVG text: one skin picture, quiet guide lines, three markers and a label for every point."""
    view, spots = VIEWS[name], anchors(name)
    body = limb(view.body).body
    eye, _ = camera(view, body)
    picture, size = backdrop(view, body)
    with svg.board(*size) as (figure, axes):
        axes.imshow(picture, extent=(0, size[0], size[1], 0), interpolation="none", aspect="auto", clip_on=False)
        for line in view.lines:
            _guide(axes, eye, body, body.lines[line])
        for bone in view.bones:
            _guide(axes, eye, body, ring(body, body.landmarks[bone]))
        covered = picture[:: skin.FINENESS, :: skin.FINENESS, 3] > 40
        for label in labels.place(spots, size, covered, svg.RADIUS):
            svg.leader(axes, label.anchor, label.leader_end, f"{label.text}.label")
            svg.words(axes, label.x, label.y, label.text, 11.5, ha="center", gid=f"{label.text}.label")
        for code, (x, y) in spots.items():
            for status in svg.SHAPES:
                svg.marker(axes, x, y, status, f"{code}.{status}")
        return svg.text(figure, name)


def alt(name: str) -> str:
    """Return what a view shows, in a sentence."""
    codes = list(anchors(name))
    listed = f"{', '.join(codes[:-1])} and {codes[-1]}" if len(codes) > 1 else codes[0]
    noun = "the points" if len(codes) > 1 else "the point"
    return f"{VIEWS[name].title} of a generic woman, drawn from a mesh, with {noun} {listed} marked."


def ring(body: Body, place: Array, radius: float = 8) -> Array:
    """Return a ring (k, 3) on the skin around a place."""
    outward = body.normals[np.argmin(((body.vertices - place) ** 2).sum(axis=1))]
    across = unit(np.cross(outward, (0.0, 1.0, 0.0)))
    turn = np.linspace(0, 2 * np.pi, 25)[:, None]
    return np.asarray(place + radius * (np.cos(turn) * across + np.sin(turn) * np.cross(outward, across)))


def seen_line(eye: Camera, body: Body, line: Array) -> Array:
    """Return an anatomical line as pixels (k, 2), not-a-number where the skin faces away from the viewer."""
    steps = [np.linspace(a, b, 6, endpoint=False) for a, b in pairwise(line)]
    fine = np.concatenate([*steps, line[-1:]])
    nearest = ((body.vertices**2).sum(axis=1) - 2 * fine @ body.vertices.T).argmin(axis=1)
    seen = eye.pixels(fine)
    seen[eye.facing(body.normals[nearest]) < 0.12] = np.nan
    return seen


def _guide(axes: Axes, eye: Camera, body: Body, line: Array) -> None:
    """Draw the part of an anatomical line that faces the viewer, thin and dashed."""
    seen = seen_line(eye, body, line)
    axes.plot(seen[:, 0], seen[:, 1], color=GUIDE, linewidth=1, alpha=0.6, dashes=(4, 2.5), clip_on=False)
