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
Morphs = tuple[tuple[str, float], ...]
"""Pairs of a morph's name ("calf_circumference+", "lower_leg_height-" ...) and its amount, mostly 0 to 1."""


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

    @functools.cached_property
    def triangles(self) -> Faces:
        """The quads cut in two, (2 m, 3)."""
        return self.quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


_FOREARM = ((0, -90, 0), (0, 0, 0))
_AROUND_JOINT = {
    "knee": ("patella_apex", "popliteal_crease_midpoint"),
    "ankle": ("medial_malleolus_prominence", "lateral_malleolus_prominence"),
}
"""A joint lies inside and has no skin of its own: it moves with the landmarks around it."""
_LOWER_LEG = ("popliteal_crease_midpoint", "lateral_malleolus_prominence", 16)
"""From where to where the lower leg is measured along its axis, and its B-cun (WHO 2008)."""


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


def load(name: str, morphs: Morphs = ()) -> Body:
    """Return a body, changed by morphs where asked.

    Parameters
    ----------
    name
        "leg" or "hand".
    morphs
        What to change (legs only). ``mm_per_unit`` in the data says what amount 1 does. Landmarks, lines, joints and
        the B-cun follow, and the foot stays on the floor.

    Raises
    ------
    ValueError
        Where the body or the morph does not exist.
    """
    if name not in ("leg", "hand"):
        raise ValueError(f'There is no body "{name}": choose "leg" or "hand".')
    data = _data(name)
    neutral, quads = np.array(data["vertices"]), np.array(data["quads"])
    cage = neutral.copy()
    for morph, amount in morphs:
        known = data.get("morphs", {})
        if morph not in known:
            raise ValueError(f'There is no morph "{morph}" of the {name}: choose from {", ".join(known) or "none"}.')
        cage[known[morph]["v"]] += amount * np.array(known[morph]["d"])
    cage[:, 1] += neutral[:, 1].min() - cage[:, 1].min()

    vertices, faces = smooth(*smooth(cage, quads))
    landmarks = {key: _on_skin(cage, row["on"]) for key, row in data["landmarks"].items()}
    if name == "leg":
        moved = {key: at - _on_skin(neutral, data["landmarks"][key]["on"]) for key, at in landmarks.items()}
        axis = np.array([_joint(data, moved, joint) for joint in _AROUND_JOINT])
        b_cun = _b_cun(landmarks, axis)
    else:
        axis, b_cun = np.array(_FOREARM, float), data["b_cun_mm"]
    return Body(
        vertices=vertices,
        normals=_normals(vertices, faces),
        quads=faces,
        landmarks=landmarks,
        lines={key: np.array([_on_skin(cage, row) for row in rows]) for key, rows in data["lines"].items()},
        axis=axis,
        b_cun=b_cun,
    )


def morph_size(morph: str) -> float:
    """Return by how many millimeters a morph of the leg changes its measure at amount 1."""
    return float(_data("leg")["morphs"][morph]["mm_per_unit"])


def _on_skin(cage: Array, row: dict) -> Array:  # type: ignore[type-arg]  # a weighted sum of vertices, as in the file
    return np.asarray(np.array(row["w"]) @ cage[row["v"]])


def _joint(data: dict, moved: Mapping[str, Array], joint: str) -> Array:  # type: ignore[type-arg]
    around = np.mean([moved[landmark] for landmark in _AROUND_JOINT[joint]], axis=0)
    return np.asarray(np.array(data["joints"][joint]) + around)


def _b_cun(landmarks: Mapping[str, Array], axis: Array) -> float:
    top, bottom, cun = _LOWER_LEG
    along = (landmarks[top] - landmarks[bottom]) @ unit(axis[0] - axis[1])
    return round(float(along) / cun, 2)
