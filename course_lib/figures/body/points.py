"""Where the 27 points lie on the leg and the hand.

The B-cun come from the facts (``Point.measure``): a share of the segment between two landmarks, so they fit any body.
What a share cannot say - on which side of a bone, how far behind a tendon - stands in `point_rules`. How far each
point may be off, because its landmarks are, stands in ``points.json``.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from course_lib import facts
from course_lib.figures.body.limb import Limb, Morphs, load
from course_lib.figures.body.mesh import Array
from course_lib.figures.body.point_rules import HAND, MALLEOLUS, MIDLINE, RULES, on_sole, shift
from course_lib.figures.body.spot import carried

LINES_ON_FOOT = ("metatarsal_1", "metatarsal_2", "sole_third")


class _Table(msgspec.Struct, frozen=True):
    """What ``points.json`` holds, explained there."""

    landmarks: dict[str, str]
    beyond: dict[str, float]
    on_foot: tuple[str, ...]
    directions: dict[str, tuple[tuple[str, str, str], ...]]
    within_mm: dict[str, float]
    placed_by: dict[str, tuple[str, ...]]


TABLE = msgspec.json.decode(Path(__file__).with_suffix(".json").read_bytes(), type=_Table)


@dataclass(frozen=True)
class Placed:
    """A point on a body: its place (3,) in millimeters and the skin's outward normal (3,) there."""

    place: Array
    normal: Array


def _level(limb: Limb, code: str) -> float:
    """Return the level that the facts give a point, or not-a-number where they name a landmark alone."""
    points = facts.points()
    measure = points[code].measure
    if code == "SP9":  # WHO: 13 of the 15 from the inner ankle bone to the kneecap, as SP8's own segment says
        share = (points["SP8"].measure.segment_cun or 0) / (points["SP6"].measure.segment_cun or 1)
        return (1 - share) * limb.level(limb[MALLEOLUS]) + share * limb.level(limb["patella_apex"])
    if measure.cun is None or measure.segment_cun is None or measure.toward is None:
        return float("nan")
    named, toward = TABLE.landmarks, measure.toward
    start = _level(limb, "SP9") if measure.landmark.startswith("SP9") else limb.level(limb[named[measure.landmark]])
    if toward in TABLE.beyond:
        return start + TABLE.beyond[toward] * measure.cun * limb.b_cun
    return start + (limb.level(limb[named[toward]]) - start) * measure.cun / measure.segment_cun


@functools.lru_cache(maxsize=8)
def limb(name: str, morphs: Morphs = ()) -> Limb:
    """Return the leg or the hand, ready to place points on; ``morphs`` change the leg alone (see `limb.load`)."""
    if name != "leg":
        return load(name)
    leg = load(name, morphs)
    # The middle of the calf: crease, widest place, end of the bellies, then the tendon.
    top = [leg[key] for key in ("popliteal_crease_midpoint", "calf_widest", "gastrocnemius_tendon_junction")]
    leg.lines[MIDLINE] = np.concatenate([np.array(top), leg.lines["achilles_tendon_line"]])
    if morphs:
        neutral = limb(name)
        leg.lines.update({line: carried(neutral.lines[line], neutral, leg) for line in LINES_ON_FOOT})
    else:
        _lines_on_foot(leg)
    return leg


def limb_of(code: str, morphs: Morphs = ()) -> Limb:
    """Return the limb that a point lies on: the leg with these morphs, or the hand."""
    return limb("leg", morphs) if body_of(code) == "leg" else limb("hand")


def _lines_on_foot(leg: Limb) -> None:
    # The gap that LR3 lies in: along the first two metatarsals, from their bases to about their heads.
    for number, aside in (("1", shift(medial=11)), ("2", shift(lateral=11))):
        start, end = leg[f"metatarsal_{number}_base"], leg["web_of_toes_1_2"] + aside + shift(back=22)
        steps = [start + share * (end - start) - shift(up=15) for share in np.linspace(0, 1, 6)]
        leg.lines[f"metatarsal_{number}"] = np.array([leg.cast(step, shift(up=1)) for step in steps])
    # From the web of toes 2 and 3 to the heel; KI1 lies a third of the way along.
    leg.lines["sole_third"] = np.array([on_sole(leg, share) for share in np.linspace(0.03, 0.97, 12)])


@functools.lru_cache(maxsize=256)
def place(code: str, morphs: Morphs = ()) -> Placed:
    """Return where a point lies on the leg with these morphs, or on the hand."""
    on = limb_of(code, morphs)
    if morphs and code in TABLE.on_foot:
        at = carried(place(code).place[None], limb("leg"), on)[0]
    else:
        at = RULES[code](on, _level(on, code))
    return Placed(at, on.normals[on.nearest(at)])


@functools.cache
def placed() -> dict[str, Placed]:
    """Return code -> place and normal on the bodies as shipped, in the facts' order."""
    return {code: place(code) for code, point in facts.points().items() if point.on_drawing}


def body_of(code: str) -> str:
    """Return which body a point lies on: "leg" or "hand"."""
    return "hand" if code in HAND else "leg"


def uncertainty(code: str) -> float:
    """Return how far off a point may lie, in millimeters: the upper end of what its least sure landmark is trusted."""
    return max(TABLE.within_mm[landmark] for landmark in TABLE.placed_by[code])
