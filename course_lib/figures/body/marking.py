"""How far a mark lies from a point, in which direction, and whether it is a hit."""

from dataclasses import dataclass

import numpy as np

from course_lib.figures.body import surface
from course_lib.figures.body.limb import WORDS, Limb, Morphs
from course_lib.figures.body.mesh import Array, unit
from course_lib.figures.body.points import TABLE, body_of, limb_of, place, uncertainty
from course_lib.figures.body.spot import Spot, spot

HALF_CUN = 0.5
"""Nearer than so many B-cun is a hit, wherever the landmarks are surer than that."""
FOOT_BELOW = -12.0
"""Millimeters of level: below the ankle joint by so much, directions are those of the foot."""
FIRST_STEP = 1.5
"""Millimeters from the point at which the way's direction is read."""

STEEP = 0.9
"""Where the skin faces a direction by more than this (1 straight), that direction says nothing along the skin."""


@dataclass(frozen=True)
class Measured:
    """A mark beside the point it was meant for."""

    distance_mm: float
    """Along the skin."""
    distance_cun: float
    """In B-cun of that body."""
    uncertainty_mm: float
    """How far off the point's own landmarks may be."""
    limit_mm: float
    """A hit lies within so many millimeters: half a B-cun, or the uncertainty where that is larger."""
    error: str
    """The direction, for example "8 mm too far toward the foot and 5 mm too far to the back"."""
    way: Array
    """From the point to the mark over the skin, (k, 3)."""

    @property
    def hit(self) -> bool:
        """Whether the mark is near enough."""
        return self.distance_mm <= self.limit_mm


def limit(code: str, morphs: Morphs = ()) -> float:
    """Return within how many millimeters a mark is a hit on this body."""
    return max(HALF_CUN * limb_of(code, morphs).b_cun, uncertainty(code))


def measured(code: str, mark: Spot, morphs: Morphs = ()) -> Measured:
    """Measure a mark that lies on the same limb as the point (`placement.body_of`)."""
    limb, point = limb_of(code, morphs), place(code, morphs)
    way = surface.way(limb, spot(limb, point.place), mark)
    distance = surface.length(way)
    return Measured(
        distance_mm=distance,
        distance_cun=distance / limb.b_cun,
        uncertainty_mm=uncertainty(code),
        limit_mm=limit(code, morphs),
        error=_error(limb, code, point.normal, way, distance),
        way=way,
    )


def _error(limb: Limb, code: str, normal: Array, way: Array, distance: float) -> str:
    """Say in words how far the mark lies off in the two directions of the skin at the point."""
    gone = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
    step = np.array([np.interp(FIRST_STEP, gone, way[:, k]) for k in range(3)]) - way[0]
    off = distance * unit(step - (step @ normal) * normal)
    part = "hand" if body_of(code) == "hand" else "foot" if limb.level(way[0]) < FOOT_BELOW else "leg"
    directions = {name: np.array(vector, float) for name, vector in WORDS.items()}
    if part == "leg":
        directions["up"] = limb.up
    # A direction that goes into the skin says nothing along it, so it comes last.
    first, *more = sorted(TABLE.directions[part], key=lambda row: abs(directions[row[0]] @ normal) > STEEP)
    along = unit(directions[first[0]] - (directions[first[0]] @ normal) * normal)
    across = np.cross(normal, along)
    second = max(more, key=lambda row: float(abs(directions[row[0]] @ across)))
    across = across * np.sign(directions[second[0]] @ across)
    parts = [
        f"{abs(size):.0f} mm too far {row[1] if size > 0 else row[2]}"
        for size, row in ((float(off @ along), first), (float(off @ across), second))
        if abs(size) >= 1
    ]
    return " and ".join(parts) or "less than 1 mm off"
