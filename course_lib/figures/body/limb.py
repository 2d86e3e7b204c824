"""A right leg or a right hand: its skin and landmarks, and how a place on it is found.

The data (``leg.json``, ``hand.json``) and how far to trust them: ``README.md``.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from course_lib.figures.body.mesh import Array, Faces, normals, smooth, unit

Morphs = tuple[tuple[str, float], ...]
"""Pairs of a morph's name ("calf_circumference+", "lower_leg_height-" ...) and its amount, mostly 0 to 1."""
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
    """A leg or a hand, with the moves that the rules of the points are made of.

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

    def __getitem__(self, landmark: str) -> Array:
        return self.landmarks[landmark]

    @functools.cached_property
    def triangles(self) -> Faces:
        """The quads cut in two, (2 m, 3)."""
        return self.quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)

    @functools.cached_property
    def _corners(self) -> tuple[Array, Array, Array]:
        """Each triangle's first corner, and from there to the second and third."""
        a, b, c = (self.vertices[self.triangles[:, k]] for k in range(3))
        return a, b - a, c - a

    @property
    def up(self) -> Array:
        """Along the axis toward the trunk."""
        return unit(self.axis[0] - self.axis[1])

    def nearest(self, place: Array) -> int:
        """Return the number of the vertex that lies nearest to a place."""
        return int(((self.vertices - place) ** 2).sum(axis=1).argmin())

    def level(self, place: Array) -> float:
        """Millimeters along the axis, zero at the ankle or wrist joint."""
        return float((place - self.axis[1]) @ self.up)

    def cast(self, start: Array, direction: Array) -> Array:
        """Return where a straight line from inside the body first leaves the skin.

        Raises
        ------
        ValueError
            Where the line meets no skin.
        """
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
        inside = self.axis[1] + level * self.up
        flat = toward - inside
        return self.cast(inside, flat - (flat @ self.up) * self.up)

    def on_line(self, level: float, line: str) -> Array:
        """Return an anatomical line's place at a level."""
        rows = self.lines[line]
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
            around = unit(np.cross(self.up, place - self.axis[1]))
            around = around if around @ np.array(WORDS[word]) > 0 else -around
            place = self.at(level, place + around * distance / 8)
        return place

    def between(self, one: Array, other: Array) -> Array:
        """Return the skin straight over the middle of two places, away from the axis."""
        middle = (one + other) / 2
        outward = unit(np.cross(self.up, other - one))
        outward = outward if outward @ (middle - self.axis[1]) > 0 else -outward
        return self.cast(middle - 20 * outward, outward)  # from inside: the middle of a hollow lies before the skin


def load(name: str, morphs: Morphs = ()) -> Limb:
    """Return a limb, changed by morphs where asked.

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
    neutral, known = np.array(data["vertices"]), data.get("morphs", {})
    cage = neutral.copy()
    for morph, amount in morphs:
        if morph not in known:
            raise ValueError(f'There is no morph "{morph}" of the {name}: choose from {", ".join(known) or "none"}.')
        cage[known[morph]["v"]] += amount * np.array(known[morph]["d"])
    cage[:, 1] += neutral[:, 1].min() - cage[:, 1].min()

    vertices, quads = smooth(*smooth(cage, np.array(data["quads"])))
    landmarks = {key: _on_skin(cage, row["on"]) for key, row in data["landmarks"].items()}
    moved = {key: at - _on_skin(neutral, data["landmarks"][key]["on"]) for key, at in landmarks.items()}
    around = [np.mean([moved[landmark] for landmark in joint["moves_with"]], axis=0) for joint in data["joints"]]
    axis = np.array([joint["at"] for joint in data["joints"]], float) + around
    b_cun = data.get("b_cun_mm")
    if b_cun is None:
        segment = landmarks[data["b_cun"]["from"]] - landmarks[data["b_cun"]["to"]]
        b_cun = round(float(segment @ unit(axis[0] - axis[1])) / data["b_cun"]["count"], 2)
    lines = {key: np.array([_on_skin(cage, row) for row in rows]) for key, rows in data["lines"].items()}
    return Limb(vertices, normals(vertices, quads), quads, landmarks, lines, axis, b_cun)


def morph_size(morph: str) -> float:
    """Return by how many millimeters a morph of the leg changes its measure at amount 1."""
    return float(_data("leg")["morphs"][morph]["mm_per_unit"])


@functools.cache
def _data(name: str) -> Any:
    return json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))


def _on_skin(cage: Array, row: Mapping[str, Any]) -> Array:
    """Return a weighted sum of the cage's vertices, as it stands in the file."""
    return np.asarray(np.array(row["w"]) @ cage[row["v"]])
