"""Distances on the skin against other code, what is a hit, and that the truth moves with the body."""

import math
import random

import numpy as np
import pytest
from scipy.sparse import coo_matrix, triu
from scipy.sparse.csgraph import dijkstra

from course_lib import facts
from course_lib.figures.body import surface
from course_lib.figures.body.limb import Limb, load
from course_lib.figures.body.marking import limit, measured
from course_lib.figures.body.measures import bodies, morphs
from course_lib.figures.body.points import body_of, limb, place, placed, uncertainty
from course_lib.figures.body.spot import Spot, spot
from course_lib.figures.body.view import bare_view, best_view

PAIRS = [  # near and far, over every part: from a point to a point
    ("SP6", "KI7"), ("SP6", "BL59"), ("ST36", "SP9"), ("ST36", "GB34"), ("BL57", "BL56"), ("BL40", "LR8"),
    ("KI1", "KI2"), ("SP1", "SP2"), ("BL60", "KI3"), ("LR3", "KI1"), ("LI4", "LI4"), ("PC6", "PC6"),
]  # fmt: skip
ON_HAND = {"LI4": "metacarpal_1_head", "PC6": "wrist_crease_ulnar_end"}  # the hand has two points only: to a landmark

# The upper end of "within about" in course_lib/figures/body/README.md, read by hand for points of every kind.
UNCERTAIN = {"PC6": 3, "KI1": 5, "BL60": 8, "SP10": 8, "LR3": 8, "LI4": 8, "BL67": 2, "SP6": 15, "ST36": 10, "BL40": 10}
UNCERTAIN |= {"BL57": 15, "KI2": 10, "GB34": 15, "LR8": 15, "ST40": 12}
MM_OF_HALF_CUN = {"leg": 23.35 / 2, "hand": 18 / 2}


def corner(body: Limb, near: np.ndarray) -> int:
    return int(((body.vertices - near) ** 2).sum(axis=1).argmin())


def at_corner(body: Limb, vertex: int) -> Spot:
    triangle, k = np.argwhere(body.triangles == vertex)[0]
    one, two, three = (float(k == n) for n in range(3))
    return Spot(int(triangle), (one, two, three))


def halved(vertices: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each triangle cut in four, flat."""
    sides = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    edges, inverse = np.unique(sides, axis=0, return_inverse=True)
    ab, bc, ca = inverse.reshape(3, -1) + len(vertices)
    a, b, c = triangles.T
    new = np.concatenate([np.stack(each, axis=1) for each in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    return np.concatenate([vertices, vertices[edges].mean(axis=1)]), new


def over_a_graph(body: Limb, one: int, other: int, rings: int = 8) -> float:
    """Dijkstra's shortest path on a mesh twice as fine, where each corner sees all that are at most 8 edges away."""
    ends = body.vertices[[one, other]]
    straight = math.dist(*ends)
    away = sum(np.linalg.norm(body.vertices - end, axis=1) for end in ends)
    part = body.triangles[(away < 1.8 * straight + 25)[body.triangles].all(axis=1)]
    numbers, small = np.unique(part, return_inverse=True)
    vertices, triangles = halved(body.vertices[numbers], small.reshape(-1, 3))
    size = (len(vertices), len(vertices))
    flat = (triangles.ravel(), np.roll(triangles, -1, axis=1).ravel())
    beside = coo_matrix((np.ones(triangles.size, np.int32), flat), size).tocsr()
    beside = ((beside + beside.T) > 0).astype(np.int32)
    seen = beside
    for _ in range(rings - 1):
        seen = ((seen @ beside + seen) > 0).astype(np.int32)
    seen = triu(seen, 1).tocoo()
    lengths = np.linalg.norm(vertices[seen.row] - vertices[seen.col], axis=1)
    start, end = np.searchsorted(numbers, [one, other])
    return float(dijkstra(coo_matrix((lengths, (seen.row, seen.col)), size), directed=False, indices=start)[end])


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_distance_on_the_skin_agrees_with_other_code(one: str, other: str) -> None:
    body = limb(body_of(one))
    to = body.landmarks[ON_HAND[one]] if one in ON_HAND else placed()[other].place
    start, end = corner(body, placed()[one].place), corner(body, to)
    found = surface.length(surface.way(body, at_corner(body, start), at_corner(body, end)))
    assert found == pytest.approx(over_a_graph(body, start, end), abs=1)
    assert found > math.dist(*body.vertices[[start, end]]) - 0.2


def test_the_way_goes_on_the_skin_from_point_to_mark() -> None:
    body = limb("leg")
    start, end = spot(body, placed()["SP6"].place), spot(body, placed()["ST36"].place)
    way = surface.way(body, start, end)
    assert np.allclose(way[[0, -1]], [start.on(body), end.on(body)], atol=0.1)
    assert all(np.linalg.norm(spot(body, each).on(body) - each) < 0.1 for each in way)
    assert surface.length(surface.way(body, end, start)) == pytest.approx(surface.length(way), abs=0.1)


@pytest.mark.parametrize("seed", range(4))
def test_any_two_spots_have_a_way_both_ways_the_same(seed: int) -> None:
    rng = random.Random(seed)
    body = limb(("leg", "hand")[seed % 2])
    spots = [Spot(rng.randrange(len(body.triangles)), (0.2, 0.3, 0.5)) for _ in range(2)]
    there, back = (surface.length(surface.way(body, *pair)) for pair in (spots, spots[::-1]))
    assert there == pytest.approx(back, rel=0.03, abs=0.5)
    assert there > 0.98 * math.dist(*(each.on(body) for each in spots))


def test_two_spots_of_one_triangle_lie_straight_apart() -> None:
    body = limb("leg")
    one, other = Spot(5, (1, 0, 0)), Spot(5, (0, 1, 0))
    assert surface.length(surface.way(body, one, other)) == pytest.approx(math.dist(one.on(body), other.on(body)))


@pytest.mark.parametrize("code", sorted(placed()))
def test_the_uncertainty_is_that_of_the_least_sure_landmark_and_bounds_a_hit(code: str) -> None:
    if code in UNCERTAIN:
        assert uncertainty(code) == UNCERTAIN[code]
    assert limit(code) == pytest.approx(max(MM_OF_HALF_CUN[body_of(code)], uncertainty(code)))


def beside(code: str, millimeters: float) -> Spot:
    """A spot about so far from a point, to the side, on the skin."""
    on, point = limb(body_of(code)), placed()[code]
    across = np.cross(point.normal, (0.0, 1.0, 0.0))
    return spot(on, point.place + millimeters * across / np.linalg.norm(across))


@pytest.mark.parametrize("code", ["SP6", "BL57", "PC6"])
def test_a_hit_is_a_mark_within_the_limit_and_no_other(code: str) -> None:
    near, far = measured(code, beside(code, limit(code) - 2)), measured(code, beside(code, limit(code) + 3))
    assert near.distance_mm < limit(code) < far.distance_mm
    assert (near.hit, far.hit) == (True, False)
    assert near.distance_cun == pytest.approx(near.distance_mm / (18 if code == "PC6" else 23.35))


@pytest.mark.parametrize(
    ("code", "off", "says"),
    [
        ("SP6", (0, -20, 0), "20 mm too far toward the foot"),
        ("SP6", (0, 0, 12), "too far to the front"),
        ("ST36", (12, 0, 0), "too far to the inner side"),
        ("ST36", (-12, 0, 0), "too far to the outer side"),
        ("BL57", (0, 15, 0), "too far up the leg"),
        ("LR3", (0, 0, 12), "too far toward the toes"),
        ("LR3", (-8, 0, 0), "too far to the little toe's side"),
        ("KI1", (0, 0, -12), "too far toward the heel"),
        ("KI2", (0, 8, 0), "too far toward the top of the foot"),
        ("PC6", (0, -15, 0), "too far toward the elbow"),
        ("PC6", (8, 0, 0), "too far to the thumb's side"),
        ("SP6", (0, 0, 0), "less than 1 mm off"),
    ],
)
def test_the_direction_of_an_error_is_said_in_words(code: str, off: tuple[int, int, int], says: str) -> None:
    body = limb(body_of(code))
    assert says in measured(code, spot(body, placed()[code].place + np.array(off))).error


SHOWS = {code: best_view(code) for code in placed()}


# -- the truth moves with the body -----------------------------------------------------------------------------------


def above_the_ankle_bone(code: str, measures: str) -> float:
    on = limb("leg", morphs(measures))
    bone = "medial_malleolus_prominence"
    return on.level(place(code, morphs(measures)).place) - on.level(on[bone])


def test_on_a_longer_leg_sp6_is_still_3_b_cun_up_and_so_farther_from_the_ankle() -> None:
    short, usual, long = (above_the_ankle_bone("SP6", f"lower leg {cm} cm") for cm in (33, 37.7, 44))
    assert short + 5 < usual < long - 5
    for cm, up in ((33, short), (44, long)):
        on = limb("leg", morphs(f"lower leg {cm} cm"))
        whole = on.level(on["patella_apex"]) - on.level(on["medial_malleolus_prominence"])
        assert up / whole * 15 == pytest.approx(3, abs=0.15)
        assert on.b_cun * 16 == pytest.approx(cm * 10 - 4, abs=4)  # along the axis; across it is a little longer


def test_the_joints_move_with_the_landmarks_around_them_and_the_foot_stays_on_the_floor() -> None:
    usual, long = load("leg"), load("leg", morphs("lower leg 44 cm"))
    assert usual.b_cun == 23.35  # as the maker of the mesh measured it
    knee, ankle = (long.axis - usual.axis)[:, 1]
    assert knee - ankle == pytest.approx(63, abs=3)
    assert long.vertices[:, 1].min() == pytest.approx(usual.vertices[:, 1].min(), abs=1.5)


@pytest.mark.parametrize("body", bodies()[1:])
def test_on_every_body_each_point_is_on_the_skin_and_seen_in_its_view(body: str) -> None:
    for code in placed():
        on, point = limb(body_of(code), morphs(body) if body_of(code) == "leg" else ()), place(code, morphs(body))
        assert np.linalg.norm(spot(on, point.place).on(on) - point.place) < 0.6, code
        assert bare_view(SHOWS[code], morphs(body)).shows(point.place), code


def test_the_corner_of_the_nail_stays_the_corner_of_the_nail_on_a_larger_foot() -> None:
    larger = morphs("foot 27 cm")
    neutral, grown = limb("leg"), limb("leg", larger)
    for code in ("SP1", "BL67"):
        here, there = (spot(on, place(code, m).place).triangle for on, m in ((neutral, ()), (grown, larger)))
        assert here == there, code


def test_a_pixel_leads_back_to_the_skin_that_is_seen_there_and_none_beside_it() -> None:
    view = bare_view("leg-inner", morphs("long and slim"))
    at = place("SP6", morphs("long and slim")).place
    found = view.spot(*view.camera.pixels(at))
    assert found is not None
    assert np.linalg.norm(found.on(view.limb) - at) < 1
    assert view.spot(2, 2) is None
    assert not view.shows(place("BL59", morphs("long and slim")).place)  # it lies on the other side


@pytest.mark.parametrize("body", ["", "lower leg", "lower leg 70 cm", "calf 10 cm", "nose 5 cm", "lower leg -4 cm"])
def test_a_body_that_cannot_be_drawn_gets_a_sentence(body: str) -> None:
    with pytest.raises(ValueError, match=r"^(Give a body|The drawing can show).+\.$"):
        morphs(body)


def test_every_point_on_a_drawing_can_be_measured() -> None:
    assert {code for code, point in facts.points().items() if point.on_drawing} == set(placed())
