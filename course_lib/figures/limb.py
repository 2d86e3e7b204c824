"""Finding a place on a limb: a level along its axis, a distance around it from an anatomical line, a straight cast."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib.figures.body import Array, Body, unit

WORDS = {
    "medial": (1, 0, 0), "lateral": (-1, 0, 0),
    "up": (0, 1, 0), "down": (0, -1, 0),
    "front": (0, 0, 1), "back": (0, 0, -1),
}  # fmt: skip
"""Directions of a right leg. On the hand +x is the thumb's side and +z the palm."""
LONGEST_EDGE = 30.0
"""Millimeters, with room to spare: a triangle that a line meets has its corners no farther from it."""


@dataclass(frozen=True)
class Limb:
    """A body with the three moves that the rules are made of."""

    body: Body

    def __getitem__(self, landmark: str) -> Array:
        return self.body.landmarks[landmark]

    @cached_property
    def _corners(self) -> tuple[Array, Array, Array]:
        """Each triangle's first corner, and from there to the second and third."""
        a, b, c = (self.body.vertices[self.body.triangles[:, k]] for k in range(3))
        return a, b - a, c - a

    @property
    def up(self) -> Array:
        """Along the axis toward the trunk."""
        return unit(self.body.axis[0] - self.body.axis[1])

    @property
    def foot(self) -> tuple[float, float]:
        """The back of the heel and the length of the foot, millimeters forward."""
        forward = self.body.vertices[:, 2][self.body.vertices[:, 1] < 60]
        return float(forward.min()), float(np.ptp(forward))

    def level(self, place: Array) -> float:
        """Millimeters along the axis, zero at the ankle or wrist joint."""
        return float((place - self.body.axis[1]) @ self.up)

    def cast(self, start: Array, direction: Array) -> Array:
        """Return where a straight line from inside the body first leaves the skin."""
        first, to_second, to_third = self._corners
        d = unit(direction)
        away = first - start
        near = (away**2).sum(axis=1) - (away @ d) ** 2 < LONGEST_EDGE**2
        a, one, two = first[near], to_second[near], to_third[near]
        p = np.cross(d, two)  # ray and triangle after Moeller and Trumbore (1997)
        scale = (one * p).sum(axis=1)
        scale = np.where(np.abs(scale) < 1e-9, np.inf, scale)
        q = np.cross(start - a, one)
        u, v, t = ((start - a) * p).sum(axis=1) / scale, (q @ d) / scale, (two * q).sum(axis=1) / scale
        hit = t[(u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6) & (t > 0)]
        return np.asarray(start + hit.min() * d)

    def at(self, level: float, toward: Array) -> Array:
        """Return the skin at a level of the axis, on the side where ``toward`` lies."""
        inside = self.body.axis[1] + level * self.up
        flat = toward - inside
        return self.cast(inside, flat - (flat @ self.up) * self.up)

    def on_line(self, level: float, line: str) -> Array:
        """Return an anatomical line's place at a level."""
        rows = self.body.lines[line]
        levels = np.array([self.level(row) for row in rows])
        order = np.argsort(levels)
        return np.array([np.interp(level, levels[order], rows[order, k]) for k in range(3)])

    def beside(self, level: float, line: str, distance: float = 0.0, word: str = "back") -> Array:
        """Return the skin at a level, ``distance`` millimeters around the limb from an anatomical line."""
        return self.around(self.at(level, self.on_line(level, line)), distance, word)

    def around(self, place: Array, distance: float, word: str) -> Array:
        """Return the skin at the level of a place on it, ``distance`` millimeters around the limb from there."""
        level = self.level(place)
        for _ in range(8):  # small steps, so that the distance is measured on the skin
            around = unit(np.cross(self.up, place - self.body.axis[1]))
            around = around if around @ np.array(WORDS[word]) > 0 else -around
            place = self.at(level, place + around * distance / 8)
        return place

    def between(self, one: Array, other: Array) -> Array:
        """Return the skin straight over the middle of two places, away from the axis."""
        middle = (one + other) / 2
        outward = unit(np.cross(self.up, other - one))
        outward = outward if outward @ (middle - self.body.axis[1]) > 0 else -outward
        return self.cast(middle - 20 * outward, outward)  # from inside: the middle of a hollow lies before the skin
