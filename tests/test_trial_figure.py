"""The drawing of trials, read back from its SVG, against numbers typed by hand from the evidence tables."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from course_lib.figures import drawings
from drawing import trial_rows, trials
from drawing.trial_rows import PANELS

RIGHT, LEFT, NONE = "better →", "← better", "better side not stated"
# Row -> scale, value, 95 % interval, side; extra outcomes are .1 and .2 of their trial. In the order drawn.
PRINTED = {
    "dahle1995": ("RR", 5.66, 1.35, 23.68, RIGHT),
    "supakatisant-half": ("RR", 1.42, 1.09, 1.86, RIGHT),
    "supakatisant-pain": ("RR", 1.43, 0.99, 2.06, RIGHT),
    "pjmhs2022": ("RR", 1.73, 1.17, 2.57, RIGHT),
    "calcium-open": ("RR", 8.59, 1.19, 62.07, RIGHT),
    "calcium-v-vitc": ("RR", 1.33, 0.53, 3.38, RIGHT),
    "water-edema": ("RR", 0.43, 0.22, 0.83, NONE),
    "araujo2020": ("OR", 1.3, 0.6, 2.9, LEFT),
    "mg-meta2021.1": ("OR", 0.47, 0.14, 1.52, NONE),
    "mg-meta2021.2": ("OR", 1.82, 0.9, 3.69, NONE),
    "sodium-old": ("OR", 0.08, 0.03, 0.24, NONE),
    "nygaard2008": ("MD", 1.8, -1.32, 4.92, LEFT),
    "mg-meta2021": ("MD", -0.47, -1.14, 0.2, LEFT),
    "sebo2014": ("MD", 0.807, 0.015, 1.207, RIGHT),
    "massage-edema": ("MD", -0.11, -1.02, 0.8, LEFT),
    "hallegraeff2012": ("MD", 1.2, 0.6, 1.8, RIGHT),
    "hallegraeff2012.1": ("MD", 1.3, 0.9, 1.7, NONE),
    "coppin2005": ("MD", 1.95, -3.01, 6.9, LEFT),
    "nonpregnant-mg": ("MD", 0.01, -0.52, 0.55, LEFT),
}
NOT_PREGNANT = {"hallegraeff2012", "hallegraeff2012.1", "coppin2005", "nonpregnant-mg"}
WRITTEN = {  # no effect size was shown: what the drawing says instead
    "Calcium, Iran": "favors calcium, p = 0.02",
    "Vitamins B1 + B6": "favors vitamin B (very uncertain)",
    "Vitamin D or calcium + vitamin D, Iran": "no clear difference",
    "Stretching, Thailand": "no clear difference, p = 0.75",
    "Stretching, India": "favors stretching, p < 0.05",
    "Compression stockings, Switzerland": "favors stockings, p = 0.045",
    "Compression stockings, Brazil": "favors stockings (swelling, not cramps), p < 0.05",
}
TICKS = {"RR": (0.25, 0.5, 1, 2, 5, 10, 20, 50), "OR": (0.03, 0.1, 0.3, 1, 3), "MD": (-4, -2, 0, 2, 4, 6, 8)}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Read:
    """What the shipped drawing holds: x, y of the paths and markers of each id; text with x, y."""

    spots: dict[str, list[tuple[float, float]]]
    fills: dict[str, str]
    texts: list[tuple[str, float, float]]


@pytest.fixture(scope="module")
def drawn() -> Read:
    root = ET.fromstring((drawings.FOLDER / "trials.svg").read_text(encoding="utf-8"))
    spots: dict[str, list[tuple[float, float]]] = {}
    fills: dict[str, str] = {}
    for group in (each for each in root.iter(f"{SVG}g") if each.get("id")):
        name = str(group.get("id"))
        uses = list(group.iter(f"{SVG}use"))
        if uses:
            spots[name] = [(float(use.get("x", "nan")), float(use.get("y", "nan"))) for use in uses]
            fills[name] = str(re.findall(r"fill: (#\w+)", str(uses[0].get("style")))[0])
        else:
            path = " ".join(str(each.get("d")) for each in group.iter(f"{SVG}path"))
            spots[name] = [(float(x), float(y)) for x, y in re.findall(r"[ML] ([-\d.]+) ([-\d.]+)", path)]
    texts = [
        (str(text.text).replace("\N{MINUS SIGN}", "-"), float(text.get("x", 0)), float(text.get("y", 0)))
        for text in root.iter(f"{SVG}text")
    ]
    return Read(spots, fills, texts)


def transformed(scale: str, value: float) -> float:
    return value if scale == "MD" else math.log(value)


def expected_x(drawn: Read, scale: str, value: float) -> float:
    """Where a value must stand, from two ticks of its scale alone."""
    (low, high), at = (TICKS[scale][0], TICKS[scale][-1]), drawn.spots
    x0, x1 = at[f"{scale}.{low:g}"][0][0], at[f"{scale}.{high:g}"][0][0]
    share = (transformed(scale, value) - transformed(scale, low)) / (transformed(scale, high) - transformed(scale, low))
    return x0 + share * (x1 - x0)


@pytest.mark.parametrize("row", PRINTED)
def test_value_and_interval_stand_where_the_evidence_puts_them(drawn: Read, row: str) -> None:
    scale, value, low, high, _ = PRINTED[row]
    assert drawn.spots[f"{row}.value"][0][0] == pytest.approx(expected_x(drawn, scale, value), abs=0.05)
    ends = [x for x, _ in drawn.spots[f"{row}.interval"]]
    assert ends == pytest.approx([expected_x(drawn, scale, each) for each in (low, high)], abs=0.05)


@pytest.mark.parametrize("row", PRINTED)
def test_numbers_and_the_better_side_are_written_beside_the_interval(drawn: Read, row: str) -> None:
    _, value, low, high, side = PRINTED[row]
    y = drawn.spots[f"{row}.value"][0][1]
    above = [text for text, _, at in drawn.texts if y - 75 < at < y]
    assert f"{value:g} ({low:g} to {high:g})" in above[-6:], above
    assert [text for text, _, at in drawn.texts if text in (RIGHT, LEFT, NONE) and at < y][-1] == side
    assert (drawn.fills[f"{row}.value"] == "#ffffff") == (row in NOT_PREGNANT)


def test_every_row_is_drawn_once_and_nothing_else(drawn: Read) -> None:
    rows = [name.removesuffix(".value") for name in drawn.spots if name.endswith(".value")]
    assert sorted(rows) == sorted(PRINTED)
    assert {row.key for row in trial_rows.plotted()[-len(NOT_PREGNANT) :]} == NOT_PREGNANT, "pregnancy comes first"


def test_scales_are_logarithmic_for_ratios_and_linear_for_differences(drawn: Read) -> None:
    x = {name: spots[0][0] for name, spots in drawn.spots.items() if name.split(".")[0] in TICKS}
    for scale, ticks in TICKS.items():
        assert all(a < b for a, b in pairwise(x[f"{scale}.{tick:g}"] for tick in ticks))
        for tick in ticks:
            assert x[f"{scale}.{tick:g}"] == pytest.approx(expected_x(drawn, scale, tick), abs=0.05)
    assert x["RR.20"] - x["RR.10"] == pytest.approx(x["RR.0.5"] - x["RR.0.25"], abs=0.05)
    assert x["OR.1"] - x["OR.0.1"] == pytest.approx(x["OR.3"] - x["OR.0.3"], abs=0.05)
    assert x["MD.2"] - x["MD.0"] == pytest.approx(x["MD.8"] - x["MD.6"], abs=0.05)
    assert {panel.measures[0]: panel.null for panel in PANELS} == {"RR": 1, "OR": 1, "MD": 0}


def test_the_line_of_no_difference_stands_at_every_interval(drawn: Read) -> None:
    nulls = {"RR": "RR.1", "OR": "OR.1", "MD": "MD.0"}
    for row, (scale, *_) in PRINTED.items():
        y = drawn.spots[f"{row}.value"][0][1]
        heights = [at for _, at in drawn.spots[nulls[scale]]]
        assert any(abs(at - y) < 7.1 for at in heights), row


def test_ticks_are_labeled_with_their_numbers(drawn: Read) -> None:
    for scale, ticks in TICKS.items():
        for tick in ticks:
            x = drawn.spots[f"{scale}.{tick:g}"][0][0]
            below = max(at for _, at in drawn.spots[f"{scale}.{tick:g}"])
            assert any(text == f"{tick:g}" and abs(at - below) < 25 for text, _, at in drawn.texts), (scale, tick, x)


def test_rows_without_an_effect_size_are_written_not_drawn(drawn: Read) -> None:
    spoken = " ".join(text for text, _, _ in drawn.texts)
    for who, result in WRITTEN.items():
        assert re.search(rf"{re.escape(who)}[^=]*?Result: {re.escape(result)}\.", spoken), who
    assert len(trial_rows.without_interval()) == len(WRITTEN)


def test_old_salt_trial_carries_its_warning_and_a_value_beyond_a_scale_is_refused(drawn: Read) -> None:
    spoken = " ".join(text for text, _, _ in drawn.texts)
    assert "not advised" in spoken
    assert "more salt is not advised" in trials.words("trials").alt
    for panel in PANELS:
        with pytest.raises(ValueError, match="widen its limits"):
            panel.share(1e6)
