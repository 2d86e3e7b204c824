"""Meshes of quads: smoothing them, and which way their skin faces."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Faces = NDArray[np.int64]


def unit(vectors: Array) -> Array:
    """Return the vectors (..., 3) at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))


def smooth(vertices: Array, quads: Faces) -> tuple[Array, Faces]:
    """Subdivide a mesh of quads once after Catmull and Clark (1978); open rims stay rims."""
    n, m = len(vertices), len(quads)
    sides = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, side_edge, shared = np.unique(sides, axis=0, return_inverse=True, return_counts=True)
    side_edge = side_edge.reshape(-1)

    face_points, middles = vertices[quads].mean(axis=1), vertices[edges].mean(axis=1)
    beside = _gather(side_edge, np.repeat(face_points, 4, axis=0), len(edges))
    edge_points = np.where(shared[:, None] == 2, 0.5 * middles + 0.25 * beside, middles)

    valence = np.maximum(np.bincount(quads.ravel(), minlength=n), 1)[:, None]
    faces_around = _gather(quads.ravel(), np.repeat(face_points, 4, axis=0), n) / valence
    edges_around = _gather(edges.ravel(), np.repeat(middles, 2, axis=0), n) / valence
    moved = (faces_around + 2 * edges_around + (valence - 3) * vertices) / valence
    rim_edges = edges[shared == 1]
    rim = np.unique(rim_edges)
    both_ways = np.concatenate([rim_edges, rim_edges[:, ::-1]])
    moved[rim] = (0.75 * vertices + 0.125 * _gather(both_ways[:, 0], vertices[both_ways[:, 1]], n))[rim]

    edge, face = side_edge.reshape(m, 4) + n + m, np.arange(m) + n
    corners = [np.stack([quads[:, k], edge[:, k], face, edge[:, k - 1]], axis=1) for k in range(4)]
    return np.concatenate([moved, face_points, edge_points]), np.stack(corners, axis=1).reshape(-1, 4)


def normals(vertices: Array, quads: Faces) -> Array:
    """Return the outward normal at every vertex, (n, 3)."""
    diagonals = vertices[quads[:, 2:]] - vertices[quads[:, :2]]
    of_faces = np.repeat(np.cross(diagonals[:, 0], diagonals[:, 1]), 4, axis=0)
    return unit(_gather(quads.ravel(), of_faces, len(vertices)))


def _gather(to: Faces, what: Array, size: int) -> Array:
    """Return the sums (size, 3) of the rows that belong to the same number."""
    return np.stack([np.bincount(to, what[:, k], size) for k in range(3)], axis=1)
