"""Every drawn point measured a second way: from the raw landmarks, by a shortest path over a finer mesh, and by bones.

Nothing here asks `placement`, `point_rules` or the facts for a measure: B-cun are typed from WHO's text, levels come
from the cage's own numbers, ways over the skin from Dijkstra. The bones are those of another skeleton that was fitted
into this leg, read off by hand: a hint with its own limits, so they agree only within what the drawing says of itself.
"""

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from course_lib.figures.body import limb as limbs
from course_lib.figures.body.points import limb, placed, uncertainty
from tests.test_surface import corner, over_a_graph

OUTER, INNER, CREASE = "lateral_malleolus_prominence", "medial_malleolus_prominence", "popliteal_crease_midpoint"
KNEECAP, BASE, ST35 = "patella_apex", "patella_superior_border", "ST35_eye_of_knee"
WRIST = "wrist_crease_midpoint"
LOWER_LEG, INNER_LEG = (CREASE, OUTER, 16), (KNEECAP, INNER, 15)

# WHO 2008: point -> so many B-cun (down is minus) from a landmark, and the segment that says how long a B-cun is.
ALONG = {
    "ST36": (ST35, -3, LOWER_LEG), "ST40": (OUTER, 8, LOWER_LEG), "GB39": (OUTER, 3, LOWER_LEG),
    "BL55": (CREASE, -2, LOWER_LEG), "BL56": (CREASE, -5, LOWER_LEG), "BL57": (CREASE, -8, LOWER_LEG),
    "BL58": (OUTER, 7, LOWER_LEG), "BL59": (OUTER, 3, LOWER_LEG), "BL60": (OUTER, 0, LOWER_LEG),
    "BL40": (CREASE, 0, LOWER_LEG), "LR8": (CREASE, 0, LOWER_LEG), "SP10": (BASE, 2, LOWER_LEG),
    "SP6": (INNER, 3, INNER_LEG), "SP8": (INNER, 10, INNER_LEG), "SP9": (INNER, 13, INNER_LEG),
    "KI3": (INNER, 0, INNER_LEG), "KI7": (INNER, 2, INNER_LEG), "KI9": (INNER, 5, INNER_LEG),
}  # fmt: skip
LEVEL = 1.5
"""Millimeters: a level follows from the landmarks, so it is off by no more than the skin's facets."""
FOREARM = 216.0
"""Millimeters from the crease of the elbow to that of the wrist, which the file of the hand ends before: 12 B-cun."""

# What the fitted bones say: point -> what, along which axis (x to the left, y up, z forward), and where (mm).
BONES = {
    "SP6": ("inner edge of the tibia", 2, 31.5), "SP8": ("inner edge of the tibia", 2, 34.5),
    "SP9": ("corner below the inner condyle", 2, 24.8), "ST36": ("a finger outside the tibia's ridge", 0, -144.4 - 16),
    "GB39": ("front of the fibula", 2, 28.0), "GB34": ("a finger in front of the head of the fibula", 2, 17.9 + 16),
    "LR8": ("between the inner epicondyle and the back of the femur", 2, 12.6),
    "LR3": ("middle between metatarsals 1 and 2", 0, -159.5), "KI2": ("navicular tuberosity", 2, 65.5),
    "SP2": ("just in front of the base joint of the big toe", 2, 146.6 + 5),
    "SP1": ("middle of the big toe's last bone", 2, 185.3), "BL67": ("middle of the little toe's last bone", 2, 154.9),
}  # fmt: skip
BONY_MALLEOLI = {OUTER: (64.5, 19.6, "BL60"), INNER: (83.4, 35.0, "KI3")}


class Measured(NamedTuple):
    what: str
    found: float
    expected: float
    within: float


@cache
def landmark(name: str) -> np.ndarray:
    data = json.loads(Path(limbs.__file__).with_name("leg.json").read_text(encoding="utf-8"))
    row = data["landmarks"][name]["on"]
    return np.array(row["w"]) @ np.array(data["vertices"])[row["v"]]


@cache
def up() -> np.ndarray:
    knee, ankle = limbs.load("leg").axis
    return (knee - ankle) / math.dist(knee, ankle)


def cun(one: str, other: str, count: int) -> float:
    return float(abs((landmark(one) - landmark(other)) @ up())) / count


def over_skin(on: str, one: np.ndarray, other: np.ndarray) -> float:
    skin = limbs.load(on)
    return over_a_graph(skin, corner(skin, one), corner(skin, other), rings=5)


def at(line: str, height: float) -> np.ndarray:
    rows = limbs.load("leg").lines[line]
    return rows[np.abs(rows @ up() - height).argmin()]


def second_way(code: str) -> Iterator[Measured]:
    place, unsure = placed()[code].place, uncertainty(code)
    height, leg = float(place @ up()), limbs.load("leg")
    if code in ALONG:
        start, count, segment = ALONG[code]
        found = float((place - landmark(start)) @ up())
        yield Measured(f"{count} B-cun from {start}", found, count * cun(*segment), LEVEL)
    if code in BONES:
        what, axis, expected = BONES[code]
        yield Measured(what, place[axis], expected, unsure)
    if code == "ST36":
        crest = leg.lines["tibia_anterior_crest"]
        nearest = crest[np.linalg.norm(crest - place, axis=1).argmin()]
        yield Measured("a finger from the ridge", over_skin("leg", place, nearest), 16, unsure)
    if code == "ST40":
        middle = (landmark(ST35) + landmark(OUTER)) / 2
        yield Measured("or half-way from ST35 to the ankle", height, middle @ up(), unsure)
        line = np.array([-160.0, place[1], 90.0])  # the line from ST35 to ST41 lies here; ST38 on it
        yield Measured("a finger outside ST38", over_skin("leg", place, line), 16, unsure)
    if code == "BL56":
        between = (placed()["BL55"].place + placed()["BL57"].place) / 2
        yield Measured("midway between BL55 and BL57", height, between @ up(), LEVEL)
    if code == "BL58":
        inner, one = placed()["BL57"].place, cun(*LOWER_LEG)
        yield Measured("1 B-cun below BL57", (inner - place) @ up(), one, unsure)
        yield Measured("1 B-cun outside it", over_skin("leg", place, inner - one * up()), one, unsure)
    if code in ("BL60", "KI3"):
        bone = landmark(OUTER if code == "BL60" else INNER)
        ways = [over_skin("leg", place, each) for each in (bone, at("achilles_tendon_line", height))]
        yield Measured("as far from the bone as from the tendon", ways[0] - ways[1], 0, 2 * unsure)
    if code == "BL59":
        ways = [over_skin("leg", place, at(line, height)) for line in ("fibula_line", "achilles_tendon_line")]
        yield Measured("as far from the fibula as from the tendon", ways[0] - ways[1], 0, 2 * unsure)
    if code == "BL40":
        ends = [leg.lines["popliteal_crease"][k] for k in (0, -1)]
        ways = [over_skin("leg", place, end) for end in ends]
        yield Measured("as far from one end of the crease as from the other", ways[0] - ways[1], 0, 2 * unsure)
    if code == "LR8":
        end = max(leg.lines["popliteal_crease"], key=lambda row: row[0])
        yield Measured("in front of the straight knee's crease", over_skin("leg", place, end), 10, 5)
    if code == "GB34":
        head = landmark("fibular_head")
        yield Measured("a finger below the head of the fibula", (place - head) @ up(), -16, LEVEL)
    if code == "KI1":
        web, foot = np.array([-173.0, 12.0, 163.0]), leg.vertices[leg.vertices[:, 1] < 60]  # the web read off the mesh
        heel = np.array([place[0], 8.0, foot[:, 2].min() + 2])
        whole, part = over_skin("leg", web, heel), over_skin("leg", web, place)
        yield Measured("a third from the web to the heel", part, whole / 3, unsure)
        yield Measured("and straight", web[2] - place[2], (web[2] - foot[:, 2].min()) / 3, LEVEL)
    if code == "LI4":
        marks = limbs.load("hand").landmarks
        base, head = marks["metacarpal_2_base"], marks["metacarpal_2_head"]
        share = float((place - base) @ (head - base) / math.dist(head, base))
        yield Measured("level with the middle of the bone", share, math.dist(head, base) / 2, 2)
        yield Measured("the bone is as long as a woman's", math.dist(head, base), 60.6, 4)
    if code == "PC6":
        yield Measured("2 B-cun from the wrist", (limbs.load("hand").landmarks[WRIST] - place)[1], FOREARM / 6, LEVEL)


@pytest.mark.parametrize("code", sorted(placed()))
def test_a_point_lies_where_who_says_by_a_second_way(code: str) -> None:
    rows = list(second_way(code))
    assert rows, f"{code} is measured by nothing"
    for row in rows:
        assert row.found == pytest.approx(row.expected, abs=row.within), row


@pytest.mark.parametrize("bone", BONY_MALLEOLI)
def test_an_ankle_bone_lies_within_what_the_drawing_says_of_itself(bone: str) -> None:
    y, z, code = BONY_MALLEOLI[bone]
    assert math.dist(landmark(bone)[1:], (y, z)) < uncertainty(code)
    assert landmark(INNER)[1] > landmark(OUTER)[1] + 5, "the inner one lies higher"
    assert landmark(INNER)[2] > landmark(OUTER)[2] + 5, "and farther forward"
    sole = limbs.load("leg").vertices[:, 1].min()
    assert landmark(INNER)[1] - sole == pytest.approx(3 * cun(*LOWER_LEG), abs=uncertainty("KI3"))  # WHO: 3 B-cun


def test_the_guide_lines_are_those_that_the_points_are_measured_on() -> None:
    assert math.dist(*limbs.load("hand").lines["metacarpal_2_line"][[0, -1]]) == pytest.approx(60.6, abs=4)
    sole, point = limb("leg").lines["sole_third"], placed()["KI1"].place
    front, heel = sole[0, 2], sole[-1, 2]
    assert point[2] == pytest.approx(front - (front - heel) / 3, abs=3)
    assert np.linalg.norm(sole - point, axis=1).min() < 8, "the line runs through the point"
