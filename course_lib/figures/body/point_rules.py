"""On which side of a bone, how far behind a tendon: what a measured share cannot say, one line a point."""

from collections.abc import Callable

import numpy as np

from course_lib.figures.body.limb import WORDS, Limb
from course_lib.figures.body.mesh import Array

FINGER = 16.0
"""One finger-breadth, millimeters (the mesh's own fingers are slender: 13)."""
MIDLINE = "calf_midline"
MALLEOLUS = "medial_malleolus_prominence"


def shift(**millimeters: float) -> Array:
    """Return a shift by so many millimeters in the directions of WORDS."""
    return np.asarray(sum(np.array(WORDS[word]) * length for word, length in millimeters.items()), float)


RULES: dict[str, Callable[[Limb, float], Array]] = {
    # Rule: from the limb and the measured level (not a number where WHO names a landmark alone) to a place on the skin.
    # -- front of the leg
    # WHO: on the shin muscle, 3 below ST35 on the way to ST41; textbooks: a finger outside the ridge of the shin
    "ST36": lambda leg, level: leg.beside(level, "tibia_anterior_crest", FINGER, "lateral"),
    # WHO: 8 above the outer ankle bone, at the outer border of the shin muscle, a finger outside ST38
    "ST40": lambda leg, level: leg.beside(level, "tibia_anterior_crest", 2 * FINGER, "lateral"),
    # WHO: on the bulge of the inner thigh muscle, 2 above the inner end of the base of the kneecap
    "SP10": lambda leg, level: leg.at(level, _inner_end_of_base(leg)),
    # -- outer side
    # WHO: in the hollow in front of and below the head of the fibula
    "GB34": lambda leg, _: leg.beside(leg.level(leg["fibular_head"]) - FINGER, "fibula_line", FINGER, "front"),
    # WHO: 3 above the outer ankle bone, in front of the fibula
    "GB39": lambda leg, level: leg.beside(level, "fibula_line", 8, "front"),
    # WHO: between the outer ankle bone and the Achilles tendon
    "BL60": lambda leg, _: _behind_ankle_bone(leg, "lateral_malleolus_prominence"),
    # WHO: between fibula and Achilles tendon, level with 3 above BL60
    "BL59": lambda leg, level: leg.between(leg.on_line(level, "fibula_line"), leg.on_line(level, MIDLINE)),
    # -- back of the leg
    # WHO: the middle of the crease behind the knee; 2 and 5 below it between the bellies; where those meet the tendon
    "BL40": lambda leg, _: leg["popliteal_crease_midpoint"],
    "BL55": lambda leg, level: leg.beside(level, MIDLINE),
    "BL56": lambda leg, level: leg.beside(level, MIDLINE),
    "BL57": lambda leg, level: leg.beside(level, MIDLINE),
    # WHO: 1 B-cun outward of and below BL57, at the border of the calf muscle, level with 7 above BL60
    "BL58": lambda leg, level: leg.beside(level, MIDLINE, leg.b_cun, "lateral"),
    # -- inner side
    # WHO: at the inner end of the crease behind the bent knee, inward of the two tendons. This knee is straight:
    # bending it draws the crease's end about a centimeter forward
    "LR8": lambda leg, _: leg.around(_innermost(leg.lines["popliteal_crease"]), 10, "front"),
    # WHO: in the angle below the inner condyle, where it meets the inner border of the tibia
    "SP9": lambda leg, level: leg.beside(level, "tibia_medial_border", 3),
    # WHO: behind the inner border of the tibia, 3 below SP9; 3 above the inner ankle bone
    "SP8": lambda leg, level: leg.beside(level, "tibia_medial_border", 3),
    "SP6": lambda leg, level: leg.beside(level, "tibia_medial_border", 3),
    # WHO: between soleus and the Achilles tendon, 5 up; in front of the tendon, 2 up
    "KI9": lambda leg, level: leg.beside(level, MIDLINE, FINGER, "medial"),
    "KI7": lambda leg, level: leg.beside(level, MIDLINE, 11, "medial"),
    # WHO: between the inner ankle bone and the Achilles tendon
    "KI3": lambda leg, _: _behind_ankle_bone(leg, "medial_malleolus_prominence"),
    # -- foot
    # WHO: under the tuberosity of the navicular bone, at the edge of the sole's skin. The mesh does not show that bone:
    # by proportion it lies a little over half-way from the inner ankle bone to the base of the first metatarsal
    "KI2": lambda leg, _: leg.cast(_under_navicular(leg), shift(medial=1)),
    # WHO: between the metatarsals 1 and 2, in the hollow in front of the place where their bases meet
    "LR3": lambda leg, _: leg.cast(_between_metatarsals(leg) - shift(up=12), shift(up=1)),
    # WHO: on the big toe, in the hollow in front of its base joint, inner side
    "SP2": lambda leg, _: leg.cast(leg["web_of_toes_1_2"] + shift(medial=12, back=8, down=6), shift(medial=1)),
    # WHO: 0.1 finger-cun from the inner corner of the nail of the big toe; outer corner of the nail of the little toe
    "SP1": lambda leg, _: leg.cast(leg["tip_of_toes"] + shift(medial=2, back=15, down=3), shift(medial=0.75, up=0.65)),
    "BL67": lambda leg, _: leg.cast(
        leg["web_of_toes_1_2"] + shift(lateral=52, back=4.5, down=7), shift(lateral=0.4, up=0.9)
    ),
    # WHO: in the hollow of the bent sole; a third of the way from the web of toes 2 and 3 to the heel
    "KI1": lambda leg, _: on_sole(leg, 1 / 3),
    # -- hand
    # WHO: on the back of the hand, on the thumb side of the middle of the second metacarpal: square to the bone
    "LI4": lambda hand, _: hand.cast(
        hand["metacarpal_2_midpoint"] + shift(medial=10.5, down=3.4, front=8), shift(back=1)
    ),
    # WHO: 2 above the crease of the wrist, between the tendons of the long palmar and the radial wrist flexor
    "PC6": lambda hand, level: hand.at(level, hand["wrist_crease_midpoint"] + shift(medial=3)),
}
HAND = {"LI4", "PC6"}


def _share(limb: Limb, one: str, other: str, share: float) -> Array:
    return np.asarray((1 - share) * limb[one] + share * limb[other])


def web_2_3(leg: Limb) -> Array:
    """Return about where the margin of the web between the toes 2 and 3 lies."""
    return np.asarray(leg["web_of_toes_1_2"] + shift(lateral=17, front=3, down=7))


def on_sole(leg: Limb, share: float) -> Array:
    """Return the skin of the sole a share of the way from the web between the toes 2 and 3 to the back of the heel."""
    front = web_2_3(leg)
    back_of_heel = leg.vertices[leg.vertices[:, 1] < 60, 2].min()
    heel = np.array([front[0] + 2, front[1], back_of_heel])
    return leg.cast(front + share * (heel - front) + shift(up=8), shift(down=1))


def _under_navicular(leg: Limb) -> Array:
    across, height = leg["metatarsal_2_base"][0], leg["metatarsal_1_base"][1] / 2
    return np.array([across, height, _share(leg, MALLEOLUS, "metatarsal_1_base", 0.55)[2]])


def _between_metatarsals(leg: Limb) -> Array:
    bases = _share(leg, "metatarsal_1_base", "metatarsal_2_base", 0.5)
    return np.asarray(0.75 * bases + 0.25 * leg["web_of_toes_1_2"])


def _inner_end_of_base(leg: Limb) -> Array:
    outline = leg.lines["patella_outline"]
    return np.asarray(outline[(outline @ shift(medial=1, up=1)).argmax()])


def _innermost(line: Array) -> Array:
    return np.asarray(line[(line @ shift(medial=1)).argmax()])


def _behind_ankle_bone(leg: Limb, bone: str) -> Array:
    return leg.between(leg[bone], leg.on_line(leg.level(leg[bone]), MIDLINE))
