"""A view of the leg or hand without points, on any body: the skin as a picture, and from its pixels back to it."""

import base64
import io
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from PIL import Image

from course_lib.figures import atlas
from course_lib.figures.body import Array, Body, Morphs
from course_lib.figures.camera import Camera
from course_lib.figures.limb import Limb
from course_lib.figures.placement import limb
from course_lib.figures.spot import Spot, spot

FAR = 2000.0
"""Millimeters: from so far before the body a straight line is cast into it."""
SAME = 2.0
"""Millimeters: what the line meets first is the same place when it lies so near."""
QUALITY = 82
"""Of the picture, 0 to 100: no steps are seen on the skin, and a view is about 15 KB."""


@dataclass(frozen=True)
class BareView:
    """One of `atlas.VIEWS` on one body. Pixels count from the drawing's upper left corner, x right and y down."""

    name: str
    limb: Limb

    @property
    def body(self) -> Body:
        """The body that is seen."""
        return self.limb.body

    @property
    def pixels_per_mm(self) -> float:
        """The scale of the view."""
        return atlas.VIEWS[self.name].scale

    @cached_property
    def _eye_and_size(self) -> tuple[Camera, tuple[int, int]]:
        return atlas.camera(atlas.VIEWS[self.name], self.body)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._eye_and_size[1]

    @cached_property
    def picture(self) -> str:
        """The skin as the address of a picture (a ``data:`` address, WebP with a clear background)."""
        rgba, _ = atlas.backdrop(atlas.VIEWS[self.name], self.body)
        file = io.BytesIO()
        Image.fromarray(rgba).save(file, "WEBP", quality=QUALITY, method=2)
        return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()

    @cached_property
    def guides(self) -> list[list[list[float]]]:
        """The anatomical lines of the view as pixels: pieces that face the viewer."""
        view, eye = atlas.VIEWS[self.name], self._eye_and_size[0]
        lines = [self.body.lines[line] for line in view.lines]
        lines += [atlas.ring(self.body, self.body.landmarks[bone]) for bone in view.bones]
        return [piece for line in lines for piece in pieces(atlas.seen_line(eye, self.body, line))]

    def spot(self, x: float, y: float) -> Spot | None:
        """Return the spot of the skin under a pixel, or None beside the limb and where it fades out."""
        eye = self._eye_and_size[0]
        right, up, toward = eye.axes
        seen = np.array(eye.origin) + np.array([x, -y]) / eye.scale
        place = self._first_met(seen[0] * right + seen[1] * up, toward)
        if place is None or not atlas.framed(atlas.VIEWS[self.name], self.body, place):
            return None
        return spot(self.body, place)

    def pixels(self, places: Array) -> Array:
        """Return places (..., 3) as pixels (..., 2)."""
        return self._eye_and_size[0].pixels(places)

    def shows(self, place: Array) -> bool:
        """Say whether a place of the skin is in the frame, and nothing lies before it."""
        toward = self._eye_and_size[0].axes[2]
        met = self._first_met(place - (place @ toward) * toward, toward)
        return bool(
            met is not None
            and np.linalg.norm(met - place) < SAME
            and atlas.framed(atlas.VIEWS[self.name], self.body, place)
        )

    def seen_way(self, way: Array) -> list[list[list[float]]]:
        """Return a way over the skin as pixels: the pieces that face the viewer."""
        return pieces(atlas.seen_line(self._eye_and_size[0], self.body, way))

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
    """Return a view by its name in `atlas.VIEWS`, on the body with these morphs (the hand has none).

    Raises
    ------
    ValueError
        Where there is no such view.
    """
    if name not in atlas.VIEWS:
        raise ValueError(f"There is no view called {name!r}: choose {', '.join(atlas.VIEWS)}.")
    on = atlas.VIEWS[name].body
    return BareView(name, limb(on, morphs if on == "leg" else ()))


@cache
def best_view(code: str) -> str:
    """Return the view in which a point faces the viewer most."""
    return max(atlas.VIEWS, key=lambda name: atlas.facing(name, code))
