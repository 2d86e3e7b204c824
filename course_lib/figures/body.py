"""The bodies that the points are drawn on: a right leg and a right hand as smooth meshes with landmarks.

The data (``body/leg.json``, ``body/hand.json``) and how far to trust them: ``body/README.md``.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Faces = NDArray[np.int64]


def unit(vectors: Array) -> Array:
    """Return the vectors (..., 3) at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))


@dataclass(frozen=True)
class Body:
    """A leg or a hand.

    Attributes
    ----------
    vertices, normals
        The smooth skin, both (n, 3); millimeters. Leg: x to the person's left, y up from the floor, z forward.
        Hand: fingers along +y from the wrist joint, palm to +z, thumb to +x.
    quads
        Faces of the skin, (m, 4) vertex numbers.
    landmarks
        Name to a place (3,) on the skin.
    lines
        Name to a line (k, 3) on the skin.
    axis
        Two places (2, 3): the centers of knee and ankle, or two places along the forearm;
        the nearer to the trunk comes first.
    b_cun
        One B-cun of this body, in millimeters.
    """

    vertices: Array
    normals: Array
    quads: Faces
    landmarks: Mapping[str, Array]
    lines: dict[str, Array]
    axis: Array
    b_cun: float

    @property
    def triangles(self) -> Faces:
        """The quads cut in two, (2 m, 3)."""
        return self.quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


_FOREARM = ((0, -90, 0), (0, 0, 0))


def smooth(vertices: Array, quads: Faces) -> tuple[Array, Faces]:
    """Subdivide a mesh of quads once after Catmull and Clark (1978); open rims stay rims."""
    n, m = len(vertices), len(quads)
    sides = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, side_edge, shared = np.unique(sides, axis=0, return_inverse=True, return_counts=True)
    side_edge = side_edge.reshape(-1)

    def gather(to: Faces, what: Array, size: int) -> Array:
        return np.stack([np.bincount(to, what[:, k], size) for k in range(3)], axis=1)

    face_points, middles = vertices[quads].mean(axis=1), vertices[edges].mean(axis=1)
    beside = gather(side_edge, np.repeat(face_points, 4, axis=0), len(edges))
    edge_points = np.where(shared[:, None] == 2, 0.5 * middles + 0.25 * beside, middles)

    valence = np.maximum(np.bincount(quads.ravel(), minlength=n), 1)[:, None]
    faces_around = gather(quads.ravel(), np.repeat(face_points, 4, axis=0), n) / valence
    edges_around = gather(edges.ravel(), np.repeat(middles, 2, axis=0), n) / valence
    moved = (faces_around + 2 * edges_around + (valence - 3) * vertices) / valence
    rim_edges = edges[shared == 1]
    rim = np.unique(rim_edges)
    both_ways = np.concatenate([rim_edges, rim_edges[:, ::-1]])
    moved[rim] = (0.75 * vertices + 0.125 * gather(both_ways[:, 0], vertices[both_ways[:, 1]], n))[rim]

    edge, face = side_edge.reshape(m, 4) + n + m, np.arange(m) + n
    corners = [np.stack([quads[:, k], edge[:, k], face, edge[:, k - 1]], axis=1) for k in range(4)]
    return np.concatenate([moved, face_points, edge_points]), np.stack(corners, axis=1).reshape(-1, 4)


def _normals(vertices: Array, quads: Faces) -> Array:
    """Return the outward normal at every vertex, (n, 3)."""
    diagonals = vertices[quads[:, 2:]] - vertices[quads[:, :2]]
    of_faces = np.repeat(np.cross(diagonals[:, 0], diagonals[:, 1]), 4, axis=0)
    return unit(np.stack([np.bincount(quads.ravel(), of_faces[:, k], len(vertices)) for k in range(3)], axis=1))


@functools.cache
def _data(name: str) -> dict:  # type: ignore[type-arg]  # JSON as it stands in the file
    text = (Path(__file__).parent / "body" / f"{name}.json").read_text(encoding="utf-8")
    data: dict = json.loads(text)  # type: ignore[type-arg]
    return data


def load(name: str, morphs: tuple[tuple[str, float], ...] = ()) -> Body:
    """Return a body, changed by morphs where asked.

    Parameters
    ----------
    name
        "leg" or "hand".
    morphs
        Pairs of a morph's name ("calf_circumference+", "ankle_circumference-" ...; legs only) and its amount, 0 to 1.
        ``mm_per_unit`` in the data says what amount 1 does. Landmarks and lines follow.

    Raises
    ------
    ValueError
        Where the body or the morph does not exist.
    """
    if name not in ("leg", "hand"):
        raise ValueError(f'There is no body "{name}": choose "leg" or "hand".')
    data = _data(name)
    cage, quads = np.array(data["vertices"]), np.array(data["quads"])
    for morph, amount in morphs:
        known = data.get("morphs", {})
        if morph not in known:
            raise ValueError(f'There is no morph "{morph}" of the {name}: choose from {", ".join(known) or "none"}.')
        cage[known[morph]["v"]] += amount * np.array(known[morph]["d"])

    def on_skin(row: dict) -> Array:  # type: ignore[type-arg]
        return np.asarray(np.array(row["w"]) @ cage[row["v"]])

    vertices, faces = smooth(*smooth(cage, quads))
    return Body(
        vertices=vertices,
        normals=_normals(vertices, faces),
        quads=faces,
        landmarks={key: on_skin(row["on"]) for key, row in data["landmarks"].items()},
        lines={key: np.array([on_skin(row) for row in rows]) for key, rows in data["lines"].items()},
        axis=np.array([data["joints"]["knee"], data["joints"]["ankle"]] if name == "leg" else _FOREARM, float),
        b_cun=data["b_cun_mm"],
    )
