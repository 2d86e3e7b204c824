"""The drawings: points where WHO puts them, markers a page can find, and shipped files that equal fresh ones."""

import base64
import io
import math
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from course_lib import facts
from course_lib.figures import drawings
from course_lib.figures.body import limb as limbs
from course_lib.figures.body.point_rules import HAND
from course_lib.figures.body.points import placed
from course_lib.figures.body.view import VIEWS
from course_lib.rules.point_safety import assess_point
from drawing import __main__ as drawing
from drawing import atlas, calendar, made_from, sources

# B-cun as the evidence tables print them, typed by hand: point -> from, to, B-cun of the segment, B-cun of the point.
OUTER, INNER = "lateral_malleolus_prominence", "medial_malleolus_prominence"
CREASE, KNEECAP = "popliteal_crease_midpoint", "patella_apex"
PRINTED = {
    "ST40": (OUTER, CREASE, 16, 8),
    "SP6": (INNER, KNEECAP, 15, 3),
    "SP9": (INNER, KNEECAP, 15, 13),
    "KI7": (INNER, KNEECAP, 15, 2),
    "KI9": (INNER, KNEECAP, 15, 5),
    "GB39": (OUTER, CREASE, 16, 3),
    "BL55": (CREASE, OUTER, 16, 2),
    "BL56": (CREASE, OUTER, 16, 5),
    "BL57": (CREASE, OUTER, 16, 8),
    "BL58": (OUTER, CREASE, 16, 7),
    "BL59": (OUTER, CREASE, 16, 3),
}
OTHERS = (
    "ST36", "GB34", "LR3", "LI4", "BL60", "BL67", "SP1", "SP2", "SP8", "SP10", "KI1", "KI2", "KI3", "LR8", "BL40",
    "PC6",
)  # fmt: skip
ON_THE_BODIES = {*PRINTED, *OTHERS}


@pytest.fixture(scope="module")
def leg() -> limbs.Limb:
    return limbs.load("leg")


def up_the_leg(leg: limbs.Limb, place: np.ndarray) -> float:
    """Where the foot of the perpendicular on the line from ankle to knee lies, by the law of cosines."""
    knee, ankle = leg.axis
    whole, to_ankle, to_knee = math.dist(knee, ankle), math.dist(place, ankle), math.dist(place, knee)
    return (to_ankle**2 + whole**2 - to_knee**2) / (2 * whole)


def test_the_27_points_of_leg_and_hand_are_placed_and_no_other() -> None:
    assert set(placed()) == ON_THE_BODIES
    assert {code for code, point in facts.points().items() if point.on_drawing} == ON_THE_BODIES


@pytest.mark.parametrize("code", PRINTED)
def test_points_lie_at_their_share_of_the_segment(leg: limbs.Limb, code: str) -> None:
    start, end, segment, cun = PRINTED[code]
    low, high = (up_the_leg(leg, leg.landmarks[name]) for name in (start, end))
    measured = (up_the_leg(leg, placed()[code].place) - low) / (high - low) * segment
    assert measured == pytest.approx(cun, abs=0.15)


def test_points_measured_from_another_point_or_beyond_the_body(leg: limbs.Limb) -> None:
    height = {code: up_the_leg(leg, placed()[code].place) for code in ("SP8", "SP9", "SP10", "ST36")}
    malleolus = up_the_leg(leg, leg.landmarks[INNER])
    assert (height["SP9"] - height["SP8"]) / (height["SP9"] - malleolus) * 13 == pytest.approx(3, abs=0.15)
    base = up_the_leg(leg, leg.landmarks["patella_superior_border"])
    assert (height["SP10"] - base) / leg.b_cun == pytest.approx(2, abs=0.15)
    below = up_the_leg(leg, leg.landmarks["ST35_eye_of_knee"]) - height["ST36"]
    assert below / leg.b_cun == pytest.approx(3, abs=0.15)
    hand = limbs.load("hand")
    wrist = hand.landmarks["wrist_crease_midpoint"]
    assert (wrist[1] - placed()["PC6"].place[1]) / hand.b_cun == pytest.approx(2, abs=0.15)


def test_points_lie_on_the_side_of_their_landmarks_that_who_names(leg: limbs.Limb) -> None:
    def where(name: str) -> np.ndarray:
        return placed()[name].place if name in placed() else leg.landmarks[name]

    for further_back in [("BL60", OUTER), ("achilles_tendon", "BL60"), ("KI3", INNER), ("achilles_tendon", "KI3")]:
        assert where(further_back[0])[2] < where(further_back[1])[2], further_back
    assert where("GB34")[2] > where("fibular_head")[2]
    assert where("GB34")[1] < where("fibular_head")[1]
    assert where("metatarsal_1_base")[0] > where("LR3")[0] > where("metatarsal_2_base")[0]
    assert where("web_of_toes_1_2")[2] > where("LR3")[2] > where("metatarsal_1_base")[2]
    for code in ("SP6", "SP8", "SP9"):  # behind the inner border of the tibia
        border = leg.lines["tibia_medial_border"]
        assert where(code)[2] < np.interp(where(code)[1], border[::-1, 1], border[::-1, 2]), code


def test_every_point_lies_on_the_skin() -> None:
    skins = {"leg": limbs.load("leg").vertices, "hand": limbs.load("hand").vertices}
    for code, point in placed().items():
        vertices = skins["hand" if code in HAND else "leg"]
        assert np.linalg.norm(vertices - point.place, axis=1).min() < 5, code


def test_landmarks_follow_a_morph_and_unknown_names_are_refused() -> None:
    wider = limbs.load("leg", (("calf_circumference+", 0.5),))
    shift = np.linalg.norm(wider.landmarks["calf_widest"] - limbs.load("leg").landmarks["calf_widest"])
    assert 3 < shift < 20
    with pytest.raises(ValueError, match=r'no morph "longer"'):
        limbs.load("leg", (("longer", 1.0),))
    with pytest.raises(ValueError, match=r'no body "arm"'):
        limbs.load("arm")


@pytest.mark.parametrize("name", VIEWS)
def test_each_visible_point_has_three_markers_and_a_label(name: str) -> None:
    root = ET.fromstring(drawings.drawing(name))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    expected = {
        f"{code}.{part}" for code in drawings.points_in(name) for part in ("allowed", "caution", "avoid", "label")
    }
    assert len(ids) == len(set(ids))
    assert set(ids) == expected
    assert root.get("width") is None
    assert "style" not in {element.tag.split("}")[-1] for element in root.iter()}, (
        "a style sheet would reach the whole page"
    )


def test_every_placed_point_is_seen_in_some_view_and_markers_keep_apart() -> None:
    seen = {name: atlas.anchors(name) for name in VIEWS}
    assert set().union(*seen.values()) == ON_THE_BODIES
    for name, spots in seen.items():
        for (one, a), (other, b) in combinations(spots.items(), 2):
            assert math.dist(a, b) >= 24, (name, one, other)


@pytest.mark.parametrize("name", VIEWS)
def test_labels_cover_no_marker_and_no_other_label(name: str) -> None:
    root = ET.fromstring(drawings.drawing(name))
    width, height = (float(number) for number in str(root.get("viewBox")).split()[2:])
    texts = [element for element in root.iter() if element.tag.endswith("text")]
    boxes = {str(t.text): (float(t.get("x", 0)), float(t.get("y", 0)) - 4, 4.2 * len(str(t.text))) for t in texts}
    for text, (x, y, half) in boxes.items():
        assert half <= x <= width - half, text
        assert 8 <= y <= height - 8, text
        for other, (a, b, wide) in boxes.items():
            assert other == text or abs(x - a) > half + wide or abs(y - b) >= 20, (text, other)
        for code, (a, b) in atlas.anchors(name).items():
            assert abs(x - a) > half + 6 or abs(y - b) > 12, (text, code)


def _parts(svg: str) -> tuple[str, np.ndarray | None]:
    """Return an SVG without its skin, and the skin's pixels."""
    found = re.search(r"data:image/webp;base64,([^\"]+)", svg)
    if not found:
        return svg, None
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("RGBA"), dtype=float)
    return svg.replace(found[1], ""), pixels


drawn_again = pytest.mark.skipif(
    made_from.unchanged() and not os.environ.get("COURSE_REDRAW"),
    reason="nothing that it is made from has changed since; COURSE_REDRAW=1 makes it again all the same",
)


@drawn_again
@pytest.mark.parametrize("name", drawing.ALL)
def test_a_shipped_drawing_equals_a_fresh_one(name: str) -> None:
    shipped, shipped_skin = _parts((drawings.FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    fresh, fresh_skin = _parts(drawing.drawn(name))
    assert shipped == fresh, f"{name} is out of date: run python -m drawing"
    assert (shipped_skin is None) == (fresh_skin is None)
    if shipped_skin is not None and fresh_skin is not None:  # another libwebp may differ in the last bits
        assert shipped_skin.shape == fresh_skin.shape
        assert np.abs(shipped_skin - fresh_skin).mean() < 1


@drawn_again
def test_the_formatted_sources_are_those_of_the_references() -> None:
    assert sources.FILE.read_text(encoding="utf-8") == sources.written(), "out of date: run python -m drawing"


def test_every_change_of_what_drawings_are_made_from_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Path(drawings.__file__).parents[1]
    assert {course / room for room in ("facts", "rules", "records", "figures")} < set(made_from.READ)
    assert drawings.FOLDER.is_relative_to(course / "figures"), "a drawing that was changed by hand counts too"
    assert made_from.FILE.is_relative_to(made_from.READ[-1])
    fact = tmp_path / "facts" / "data" / "numbers.yaml"
    fact.parent.mkdir(parents=True)
    monkeypatch.setattr(made_from, "READ", (tmp_path / "facts",))
    monkeypatch.setattr(made_from, "FILE", tmp_path / "made_from.txt")
    prints = {made_from.now()}
    for text in ("good: 37", "good: 38"):
        fact.write_text(text, encoding="utf-8")
        prints.add(made_from.now())
    fact.rename(fact.with_name("number.yaml"))
    prints.add(made_from.now())
    assert len(prints) == 4
    assert not made_from.unchanged()
    made_from.FILE.write_text(f"{made_from.now()}\n", encoding="utf-8")
    assert made_from.unchanged()
    monkeypatch.setattr(made_from, "version", lambda _: "another")
    assert not made_from.unchanged()


def test_the_index_describes_every_drawing() -> None:
    assert list(drawings.names()) == list(drawing.ALL)
    for name in drawings.names():
        assert drawings.entry(name) == drawing.described(name), name
        assert len(drawings.alt(name)) > 40


def test_the_calendar_shows_what_the_rules_say() -> None:
    for code in ("SP6", "ST36", "KI3"):
        for lane in [lane for rows in calendar.lanes(code).values() for lane in rows if lane.source != "any"]:
            for week in range(calendar.LAST_WEEK + 1):
                drawn = [run.status.value for run in lane.runs if run.first <= week <= run.last]
                assert drawn in ([assess_point(code, week, source=lane.source).status.value], [])
    assert calendar.title("SP6") == "SP6: avoid, all through pregnancy"


def test_a_picture_has_alt_text_one_marker_a_point_and_no_ids_twice() -> None:
    picture = drawings.atlas("leg-inner")
    html = picture._repr_html_()
    assert repr(picture) == picture.alt
    assert 'role="img"' in html
    assert "<figcaption>" in html
    assert '<g id="' not in html
    assert all(code in picture.alt for code in drawings.points_in("leg-inner"))
    assert drawings.calendar("SP6").alt.startswith("Calendar of pregnancy")


def test_unknown_drawings_are_refused_with_what_there_is() -> None:
    for unknown in ("leg", "calendar-XX9"):
        with pytest.raises(ValueError, match="choose leg-front"):
            drawings.drawing(unknown)


def test_drawings_are_read_without_matplotlib_or_numpy() -> None:
    code = "import sys; from course_lib.figures import drawings; drawings.atlas(); drawings.calendar('SP6');"
    code += "sys.exit(bool({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_figure_is_left_open() -> None:
    drawing.drawn("foot-sole")
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
