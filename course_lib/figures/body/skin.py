"""The shaded skin of one view, as one picture with a clear background."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import TriMesh
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation
from numpy.typing import NDArray

from course_lib.figures.body.camera import Camera
from course_lib.figures.body.limb import Limb
from course_lib.figures.body.mesh import Array, Faces, unit

LIGHT = unit(np.array([-0.5, 0.48, 0.72]))
"""Toward the lamp, in the viewer's right, up and toward."""
RAMP = (
    (0.00, 0.40, 0.23, 0.18),
    (0.35, 0.71, 0.46, 0.37),
    (0.65, 0.90, 0.70, 0.59),
    (0.88, 0.97, 0.84, 0.75),
    (1.00, 1.00, 0.94, 0.88),
)
"""Light (0 none, 1 full), then the color of the skin in it (red, green, blue; 0 to 1)."""
FINENESS = 2
"""Skin pixels for each pixel of the drawing: sharp on a screen that doubles its pixels."""
FADE = 40
"""Over so many pixels a limb fades out toward the edge of its drawing."""


def light(normals: Array) -> Array:
    """Return how light the skin is (0 to 1) where it has these normals (n, 3), as the viewer sees them."""
    half = 0.5 + 0.5 * normals @ LIGHT
    soft = half * half * (3 - 2 * half)
    toward = np.clip(normals[:, 2], 0, 1)  # darker toward the outline, so that a limb looks round
    return 0.15 + 0.85 * soft * (0.55 + 0.45 * toward**0.7)


def picture(
    limb: Limb, camera: Camera, size: tuple[int, int], shown: NDArray[np.bool_], fade: str
) -> NDArray[np.uint8]:
    """Return the skin as RGBA, (FINENESS * height, FINENESS * width, 4).

    Parameters
    ----------
    size
        Width and height of the drawing in pixels.
    shown
        Which vertices may be seen, (n,).
    fade
        The edge of the drawing toward which the limb fades out: "top", "bottom" or "" for none.
    """
    seen, toward = camera.pixels(limb.vertices), camera.facing(limb.vertices)
    triangles = limb.triangles[shown[limb.triangles].all(axis=1)]
    a, b, c = (seen[triangles[:, k]] for k in range(3))
    turn = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    front = triangles[turn < 0]  # counter-clockwise as seen; the pixel's y runs down
    front = front[np.argsort(toward[front].mean(axis=1), kind="stable")]  # the nearest last

    shade = light(limb.normals @ camera.axes.T)
    ramp = np.array(RAMP)
    rgb = np.stack([np.interp(shade, ramp[:, 0], ramp[:, k]) for k in (1, 2, 3)], axis=1)
    rgba = _paint(seen, front, rgb, size)
    if fade:
        clear = np.clip(np.arange(len(rgba)) / (FADE * FINENESS), 0, 1) ** 1.5
        clear = clear if fade == "top" else clear[::-1]
        rgba[..., 3] = (rgba[..., 3] * clear[:, None]).round().astype(np.uint8)
    return rgba


def _paint(seen: Array, triangles: Faces, rgb: Array, size: tuple[int, int]) -> NDArray[np.uint8]:
    figure = Figure(figsize=size, dpi=FINENESS, facecolor="none")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, size[0]), ylim=(size[1], 0))
    axes.axis("off")
    mesh = TriMesh(Triangulation(seen[:, 0], seen[:, 1], triangles))
    mesh.set_facecolor(np.column_stack([rgb, np.ones(len(rgb))]))  # type: ignore[arg-type]  # an array is a list of colors
    axes.add_collection(mesh, autolim=False)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types it only in part
    return np.array(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
