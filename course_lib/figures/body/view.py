"""A view of the leg or hand without points, on any body: the skin as a picture, and from its pixels back to it."""

import base64
import io
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from course_lib.figures.body import skin
from course_lib.figures.body.camera import Camera, Margins
from course_lib.figures.body.limb import WORDS, Limb, Morphs
from course_lib.figures.body.mesh import Array, unit
from course_lib.figures.body.points import body_of, limb, place
from course_lib.figures.body.spot import Spot, spot

FAR = 2000.0
"""Millimeters: from so far before the body a straight line is cast into it."""
SAME = 2.0
"""Millimeters: what the line meets first is the same place when it lies so near."""
QUALITY = 82
"""Of the picture, 0 to 100: no steps are seen on the skin, and a view is about 15 KB."""


class View(msgspec.Struct, frozen=True):
    """One drawing: what it is called, which part of which body, and from where it is seen (see `Camera`)."""

    title: str
    body: str
    azimuth: float
    elevation: float
    scale: float
    """Pixels per millimeter."""
    margins: Margins
    frame: tuple[str, float]
    """What is framed ends so many millimeters "up" from the floor, or "down" from the wrist."""
    fade: str = "top"
    """The edge toward which the limb fades out; "" where it ends with the frame."""
    lines: tuple[str, ...] = ()
    """Anatomical lines to show."""
    bones: tuple[str, ...] = ()
    """Bony landmarks to show as a small ring."""


VIEWS = msgspec.json.decode(Path(__file__).with_name("views.json").read_bytes(), type=dict[str, View])


@dataclass(frozen=True)
class BareView:
    """One of `VIEWS` on one body. Pixels count from the drawing's upper left corner, x right and y down."""

    name: str
    view: View
    limb: Limb

    @cached_property
    def _camera_and_size(self) -> tuple[Camera, tuple[int, int]]:
        view, inside = self.view, self.limb.vertices[self.framed(self.limb.vertices)]
        return Camera.framing(inside, view.azimuth, view.elevation, view.scale, view.margins)

    @property
    def camera(self) -> Camera:
        """Where it is seen from."""
        return self._camera_and_size[0]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._camera_and_size[1]

    @cached_property
    def skin(self) -> NDArray[np.uint8]:
        """The skin as RGBA, see `skin.picture`."""
        shown = self.framed(self.limb.vertices, 100 if self.view.fade else 0)
        return skin.picture(self.limb, self.camera, self.size, shown, self.view.fade)

    @cached_property
    def picture(self) -> str:
        """The skin as the address of a picture (a ``data:`` address, WebP with a clear background)."""
        file = io.BytesIO()
        Image.fromarray(self.skin).save(file, "WEBP", quality=QUALITY, method=2)
        return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()

    @cached_property
    def lines(self) -> list[Array]:
        """The anatomical lines and the rings around bones as pixels, see `seen_line`."""
        lines = [self.limb.lines[line] for line in self.view.lines]
        return [self.seen_line(line) for line in lines + [self._ring(self.limb[bone]) for bone in self.view.bones]]

    @property
    def guides(self) -> list[list[list[float]]]:
        """The pieces of those lines that face the viewer."""
        return [piece for line in self.lines for piece in pieces(line)]

    def framed(self, places: Array, beyond: float = 0) -> NDArray[np.bool_]:
        """Say which places (n, 3) of the body lie within the frame, or so many millimeters beyond it.

        The frame is that of the body as shipped; on other measures it moves along with the joint nearest to it.
        """
        word, limit = np.array(WORDS[self.view.frame[0]]), self.view.frame[1]
        joints = limb(self.view.body).axis @ word
        nearest = np.abs(joints - limit).argmin()
        moved = self.limb.axis[nearest] @ word - joints[nearest]
        return np.asarray(places @ word < limit + moved + beyond)

    def facing(self, code: str) -> float:
        """Return how far a point of the body as shipped faces the viewer: 1 straight, 0 or less not at all."""
        if body_of(code) != self.view.body or not self.framed(place(code).place, beyond=-20):
            return -1.0
        return float(self.camera.facing(place(code).normal))

    def spot(self, x: float, y: float) -> Spot | None:
        """Return the spot of the skin under a pixel, or None beside the limb and where it fades out."""
        right, up, toward = self.camera.axes
        seen = np.array(self.camera.origin) + np.array([x, -y]) / self.camera.scale
        met = self._first_met(seen[0] * right + seen[1] * up, toward)
        return None if met is None or not self.framed(met) else spot(self.limb, met)

    def shows(self, place: Array) -> bool:
        """Say whether a place of the skin is in the frame, and nothing lies before it."""
        toward = self.camera.axes[2]
        met = self._first_met(place - (place @ toward) * toward, toward)
        return bool(met is not None and np.linalg.norm(met - place) < SAME and self.framed(place))

    def seen_line(self, line: Array) -> Array:
        """Return a line over the skin as pixels (k, 2), not-a-number where the skin faces away from the viewer."""
        steps = [np.linspace(a, b, 6, endpoint=False) for a, b in pairwise(line)]
        fine = np.concatenate([*steps, line[-1:]])
        vertices = self.limb.vertices
        nearest = ((vertices**2).sum(axis=1) - 2 * fine @ vertices.T).argmin(axis=1)
        seen = self.camera.pixels(fine)
        seen[self.camera.facing(self.limb.normals[nearest]) < 0.12] = np.nan
        return seen

    def _ring(self, place: Array, radius: float = 8) -> Array:
        """Return a ring (k, 3) on the skin around a place."""
        outward = self.limb.normals[self.limb.nearest(place)]
        across = unit(np.cross(outward, (0.0, 1.0, 0.0)))
        turn = np.linspace(0, 2 * np.pi, 25)[:, None]
        return np.asarray(place + radius * (np.cos(turn) * across + np.sin(turn) * np.cross(outward, across)))

    def _first_met(self, start: Array, toward: Array) -> Array | None:
        try:
            return self.limb.cast(start + FAR * toward, -toward)
        except ValueError:  # nothing is met
            return None


def pieces(line: Array) -> list[list[list[float]]]:
    """Return the unbroken pieces of a line of pixels (k, 2) that has gaps (not-a-number)."""
    runs = np.ma.clump_unmasked(np.ma.masked_invalid(line[:, 0]))  # type: ignore[no-untyped-call]
    return [line[run].round(1).tolist() for run in runs if run.stop - run.start > 1]


@lru_cache(maxsize=24)
def bare_view(name: str, morphs: Morphs = ()) -> BareView:
    """Return a view by its name in `VIEWS`, on the body with these morphs (the hand has none).

    Raises
    ------
    ValueError
        Where there is no such view.
    """
    if name not in VIEWS:
        raise ValueError(f"There is no view called {name!r}: choose {', '.join(VIEWS)}.")
    view = VIEWS[name]
    return BareView(name, view, limb(view.body, morphs if view.body == "leg" else ()))


@cache
def best_view(code: str) -> str:
    """Return the view in which a point faces the viewer most."""
    return max(VIEWS, key=lambda name: bare_view(name).facing(code))
