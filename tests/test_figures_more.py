"""The pictures that are not of points: shipped ones equal fresh ones, numbers are the facts', alt texts say them."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from course_lib import facts, picture
from course_lib.figures import drawings
from drawing import atlas, calendar, muscle, pose, prevalence, session, side_effects, trials
from drawing.__main__ import ALL

NAMES = tuple(name for name, module in ALL.items() if module not in (atlas, calendar))
SVG = "{http://www.w3.org/2000/svg}"


def root(name: str) -> ET.Element:
    return ET.fromstring((drawings.FOLDER / f"{name}.svg").read_text(encoding="utf-8"))


def texts(name: str) -> list[str]:
    return [str(text.text) for text in root(name).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small(name: str) -> None:
    assert (drawings.FOLDER / f"{name}.svg").stat().st_size <= 40_000


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_alt_text_caption_and_ids_that_stand_once(name: str) -> None:
    shown = picture(name)
    html = shown._repr_html_()
    assert repr(shown) == shown.alt == drawings.alt(name)
    assert len(shown.alt) > 60
    assert shown.caption
    assert shown.width <= 500
    assert 'role="img"' in html
    ids = [element.get("id") for element in root(name).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert root(name).get("viewBox")
    assert "<style" not in shown.svg
    assert " width=" not in shown.svg.split(">")[0]


@pytest.mark.parametrize("name", NAMES)
def test_words_stay_within_a_picture(name: str) -> None:
    left, top, width, height = (float(number) for number in str(root(name).get("viewBox")).split())
    for text in root(name).iter(f"{SVG}text"):
        x, y, said = float(text.get("x", 0)), float(text.get("y", 0)), str(text.text)
        style = str(text.get("style"))
        size = float(re.findall(r"([\d.]+)px", style)[0])
        wide = 0.56 * size * len(said) * (1.1 if "bold" in style else 1)
        align = re.findall(r"text-anchor: (\w+)", style) or [text.get("text-anchor", "start")]
        start = x - {"start": 0, "middle": wide / 2, "end": wide}[str(align[0])]
        assert left - 2 <= start, said
        assert start + wide <= left + width + 6, said
        assert top <= y <= top + height, said


def test_picture_takes_every_name_and_refuses_others() -> None:
    assert picture("calendar-SP6").alt.startswith("Calendar")
    assert picture("leg-inner").alt == drawings.atlas("leg-inner").alt
    for bad in ("", "pose", "<script>", "🦵"):
        with pytest.raises(ValueError, match="choose leg-front"):
            picture(bad)


def test_wilson_intervals_are_those_of_the_textbook_formula() -> None:
    # Worked by hand from Wilson's formula with z = 1.96, in percent.
    typed = {"china-first": (9.5, 14.1), "china-second": (25.9, 30.5), "china-third": (47.5, 52.8)}
    for study, expected in typed.items():
        assert prevalence.interval(facts.prevalence()[study]) == pytest.approx(expected, abs=0.06)
    assert prevalence.interval(facts.prevalence()["review"]) is None
    assert prevalence.wilson(0, 10)[0] == pytest.approx(0, abs=1e-9)
    assert prevalence.wilson(10, 10)[1] == pytest.approx(100)


def test_prevalence_draws_what_was_counted_and_leaves_out_what_is_not_to_be_taught() -> None:
    spots = {}
    for group in root("prevalence").iter(f"{SVG}g"):
        if group.get("id"):
            path = " ".join(str(each.get("d")) for each in group.iter(f"{SVG}path"))
            spots[str(group.get("id"))] = [float(x) for x in re.findall(r"[ML] ([\d.]+) ", path)]

    def percent(x: float) -> float:
        return (x - prevalence.LEFT) / prevalence.PERCENT

    for study, cases, of in (("china-first", 87, 748), ("china-second", 420, 1492), ("china-third", 673, 1342)):
        bar = spots[study]
        assert (percent(min(bar)), percent(max(bar))) == pytest.approx((0, 100 * cases / of), abs=0.1)
        low, high = spots[f"{study}.interval"]
        assert percent(low) < 100 * cases / of < percent(high)
    drawn = {name for name in spots if not name.endswith(".interval")}
    assert drawn == {row.id for row in facts.prevalence().values() if row.usable} - {"china-all"}
    assert texts("prevalence")[0] == "About half have cramps late in pregnancy"
    assert "up to 30" in texts("prevalence")
    assert "50 in 100 (673 of 1,342)" in drawings.alt("prevalence")


def test_a_visit_has_its_steps_in_order_and_its_minutes() -> None:
    spans = session.spans()
    assert list(spans) == list(facts.session_steps())
    assert list(session.SHORT) == list(facts.session_steps())
    ends = [0.0, 0.0]
    for step, visits in spans.items():
        for visit, span in enumerate(visits):
            assert span[0] == ends[visit]
            assert span[1] - span[0] == list(facts.session_steps()[step].minutes)[visit]
            ends[visit] = span[1]
    assert ends == [39, 100]
    assert "The needles are in for 10 to 30 minutes" in texts("session")


def test_so_many_people_are_filled_as_the_sources_counted() -> None:
    typed = {"park-2014.0": 2, "macpherson-2005.1": 24, "macpherson-2005.2": 30, "zhao-2011.3": 4}
    groups = {str(group.get("id")): group for group in root("side-effects").iter(f"{SVG}g") if group.get("id")}
    for name, number in typed.items():
        assert len(list(groups[name].iter(f"{SVG}use"))) == number
        assert len(list(groups[f"{name}.others"].iter(f"{SVG}use"))) == 100 - number
    for study, printed in (side_effects.SERIOUS[:2], side_effects.ASKED):
        assert printed in facts.adverse_events()[study].rate
    with pytest.raises(ValueError, match="does not say"):
        _ = side_effects.Panel("park-2014", "50% any AE", "visits", "x").percent


def test_every_pose_has_its_shapes_and_the_stretches_say_where_they_are_felt() -> None:
    shapes = {pose.SHAPE.get(name, name.removeprefix("pose-")) for name in pose.NAMES}
    assert set(pose._data()["poses"]) == shapes
    for name in pose.NAMES:
        assert len(list(root(name).iter(f"{SVG}path"))) > 10
        assert (texts(name) == list(pose.HERE)) == ("stretch" in name)


def test_a_ring_lies_where_its_alt_text_says_the_stretch_is_felt() -> None:
    along = {}
    for place in ("thigh", "calf", "foot"):
        (ring, _) = root(f"pose-{place}-stretch-towel").iter(f"{SVG}circle")
        along[place] = float(str(ring.get("cx")))
        said = {"thigh": "the back of the thigh", "calf": "the calf", "foot": "the sole"}[place]
        assert f"A ring marks {said}, where" in drawings.alt(f"pose-{place}-stretch-towel")
    assert along["thigh"] + 150 < along["calf"] < along["foot"] - 150


def test_each_step_of_the_coach_shows_its_own_action() -> None:
    # Read from the drawings by eye: what has to be in a picture for the step to be shown.
    seen = {
        "stretch-calf": ("towel", "calf"), "stretch-thigh-back": ("towel", "back of the thigh"),
        "stretch-thigh-front": ("lies on a bed", "heel is near the buttock"), "stretch-foot": ("towel", "sole"),
        "stroke": ("palm", "strokes"), "warmth": ("warm pack lies around",),
        "walk": ("takes a step", "hand holds a rail"), "bath": ("bath", "37 to 38"),
    }  # fmt: skip
    assert set(seen) == set(facts.coach_steps())
    for step in facts.coach_steps().values():
        assert all(word in drawings.alt(step.drawing) for word in seen[step.id]), step.id
        assert "not drawn" not in step.caption


def test_the_cramped_muscle_is_shorter_thicker_and_of_the_same_color() -> None:
    # matplotlib writes a path of lines; the four spindles are the only filled shapes but for the arrows' heads.
    heads = [path for path in root("muscle").iter(f"{SVG}path") if muscle.MUSCLE in str(path.get("style"))]
    assert len(heads) == 4
    boxes = [np.array(re.findall(r"[ML] ([\d.]+) ([\d.]+)", str(path.get("d"))), float) for path in heads]
    (rest_wide, rest_long), (wide, short) = (np.ptp(np.concatenate(pair), axis=0) for pair in (boxes[:2], boxes[2:]))
    assert short < 0.8 * rest_long
    assert wide > 1.1 * rest_wide


def test_a_pair_of_legs_is_a_right_and_a_left_one_each_named() -> None:
    shown = root("legs-blank")
    named = ["your right leg", "your left leg"]
    assert texts("legs-blank") == ["Front", *named, "Back", *named]
    for view, right_at in zip(shown.iter(f"{SVG}g"), (-1, 1), strict=True):
        names = {str(each.text): float(str(each.get("x"))) for each in view.iter(f"{SVG}text")}
        assert names["your right leg"] * right_at > 0 > names["your left leg"] * right_at
        outlines = [str(path.get("d")) for path in view.iter(f"{SVG}path") if path.get("stroke") is None]
        right, left = (np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", each), float) for each in outlines)
        assert np.allclose(left, right * (-1, 1))


def test_drawings_of_one_subject_hold_its_trials_alone() -> None:
    for name in trials.TITLES:
        subject = name.removeprefix("trials").removeprefix("-")
        found = {trial.intervention for trial in trials.chosen(name)}
        assert found
        assert all(each.startswith(subject) for each in found)


def test_words_keep_all_their_decimals() -> None:
    assert "0.807 (0.015 to 1.207)" in texts("trials-magnesium"), "coordinates are shortened, numbers never"


def test_muscle_calls_itself_a_sketch() -> None:
    assert "sketch" in picture("muscle").caption
