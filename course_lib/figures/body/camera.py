"""Where a drawing is seen from, and how millimeters become its pixels."""

import math
from dataclasses import dataclass

import numpy as np

from course_lib.figures.body.mesh import Array

Margins = tuple[float, float, float, float]
"""Pixels that are left free to the left, right, top and bottom of what is seen."""


@dataclass(frozen=True)
class Camera:
    """A camera without perspective.

    ``azimuth`` turns around the body (leg: 0 front, 90 inner, 180 back, -90 outer side; hand: 0 palm, 180 back),
    ``elevation`` looks down (90 from above, -90 from below); degrees. ``origin`` is what lies at the drawing's
    upper left corner, in millimeters right and up; ``scale`` is pixels per millimeter.
    """

    azimuth: float
    elevation: float
    origin: tuple[float, float]
    scale: float

    @property
    def axes(self) -> Array:
        """Right, up and toward the viewer as rows, (3, 3)."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        right = (math.cos(a), 0.0, -math.sin(a))
        up = (-math.sin(e) * math.sin(a), math.cos(e), -math.sin(e) * math.cos(a))
        toward = (math.cos(e) * math.sin(a), math.sin(e), math.cos(e) * math.cos(a))
        return np.array([right, up, toward])

    @classmethod
    def framing(
        cls, places: Array, azimuth: float, elevation: float, scale: float, margins: Margins
    ) -> tuple["Camera", tuple[int, int]]:
        """Return a camera that shows all places (n, 3), and the drawing's width and height."""
        left, right, top, bottom = margins
        seen = places @ cls(azimuth, elevation, (0, 0), scale).axes[:2].T
        low, high = seen.min(axis=0), seen.max(axis=0)
        size = np.ceil((high - low) * scale + (left + right, top + bottom)).astype(int)
        origin = (float(low[0] - left / scale), float(high[1] + top / scale))
        return cls(azimuth, elevation, origin, scale), (int(size[0]), int(size[1]))

    def pixels(self, places: Array) -> Array:
        """Return places (..., 3) in millimeters as pixels (..., 2), x right and y down."""
        seen = places @ self.axes[:2].T
        return np.asarray((seen - np.array(self.origin)) * (self.scale, -self.scale))

    def facing(self, normals: Array) -> Array:
        """Return how far normals (..., 3) face the viewer: 1 toward, 0 the outline, -1 away."""
        return np.asarray(normals @ self.axes[2])
