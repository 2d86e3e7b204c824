"""A spot on the skin: a triangle and where in it, so that it can be carried to the same limb with other measures."""

from dataclasses import dataclass

import numpy as np

from course_lib.figures.body.limb import Limb
from course_lib.figures.body.mesh import Array

NEAREST = 60
"""So many triangles are looked at; the skin is fine enough that the right one is among the nearest few."""


@dataclass(frozen=True)
class Spot:
    """A triangle of the skin and the weights of its three corners."""

    triangle: int
    weights: tuple[float, float, float]

    def on(self, limb: Limb) -> Array:
        """Return the place (3,) on a limb: this one, or the same with other measures."""
        return np.asarray(np.array(self.weights) @ limb.vertices[limb.triangles[self.triangle]])


def spot(limb: Limb, place: Array) -> Spot:
    """Return the spot of the skin that lies nearest to a place on or close to it."""
    corners = limb.vertices[limb.triangles]
    near = np.argpartition(((corners.mean(axis=1) - place) ** 2).sum(axis=1), NEAREST)[:NEAREST]
    a, b, c = (corners[near, k] for k in range(3))
    one, two, to = b - a, c - a, place - a
    across = np.cross(one, two)
    size = (across * across).sum(axis=1)
    second = (np.cross(to, two) * across).sum(axis=1) / size
    third = (np.cross(one, to) * across).sum(axis=1) / size
    inside = np.clip(np.stack([1 - second - third, second, third], axis=1), 0, None)
    weights = inside / inside.sum(axis=1, keepdims=True)
    off = ((weights[:, :, None] * corners[near]).sum(axis=1) - place) ** 2
    best = int(off.sum(axis=1).argmin())
    return Spot(int(near[best]), (float(weights[best, 0]), float(weights[best, 1]), float(weights[best, 2])))


def carried(places: Array, here: Limb, there: Limb) -> Array:
    """Return places (n, 3) of one limb where the same skin lies on that limb with other measures."""
    return np.array([spot(here, place).on(there) for place in places])
