"""The shortest way over the skin from one spot to another, and its length.

The way is made straight by flipping edges (Sharp and Crane 2020, in the library potpourri3d) on the part of the skin
around both spots. A test compares its length with other code: a much finer mesh and Dijkstra's shortest path.
"""

import numpy as np
import potpourri3d

from course_lib.figures.body.limb import Limb
from course_lib.figures.body.mesh import Array, Faces
from course_lib.figures.body.spot import Spot

REACHES = (1.65, 2.5, np.inf)
"""The way is looked for where both ends together are at most so many times their straight distance away; where that
part of the skin falls apart, in a larger one. Half around a round limb is 1.57 times the straight distance."""
ROOM = 25.0
"""Millimeters more than that, for spots that lie close together."""
EDGE = 0.004
"""A spot nearer to its triangle's edge than this share is moved inward, under 0.1 mm: no triangle may vanish."""


def length(way: Array) -> float:
    """Return the length of a way (k, 3), in millimeters."""
    return float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())


def way(limb: Limb, start: Spot, end: Spot) -> Array:
    """Return the shortest way over the skin as places (k, 3), both ends included."""
    if start.triangle == end.triangle:
        return np.array([start.on(limb), end.on(limb)])
    vertices, triangles = _with_corner(*_with_corner(limb.vertices, limb.triangles, start), end)
    here, there = len(vertices) - 2, len(vertices) - 1
    away = sum(np.linalg.norm(vertices - vertices[one], axis=1) for one in (here, there))
    for reach in REACHES:
        near = away <= reach * np.linalg.norm(vertices[here] - vertices[there]) + ROOM
        part = triangles[near[triangles].all(axis=1)]
        numbers, small = np.unique(part, return_inverse=True)
        ends = np.searchsorted(numbers, [here, there])
        try:
            solver = potpourri3d.EdgeFlipGeodesicSolver(vertices[numbers], small.reshape(-1, 3))
            return np.asarray(solver.find_geodesic_path(*map(int, ends)))
        except RuntimeError:  # this part of the skin is in pieces, or hangs together by one corner only
            continue
    raise RuntimeError("The two spots lie on different pieces of skin.")


def _with_corner(vertices: Array, triangles: Faces, at: Spot) -> tuple[Array, Faces]:
    """Cut a spot's triangle in three, so that the spot, as the last vertex, is their common corner."""
    weights = np.clip(at.weights, EDGE, None)
    a, b, c = triangles[at.triangle]
    new = len(vertices)
    place = (weights / weights.sum()) @ vertices[[a, b, c]]
    cut = triangles.copy()
    cut[at.triangle] = (a, b, new)
    return np.vstack([vertices, place]), np.vstack([cut, [(b, c, new), (c, a, new)]])
