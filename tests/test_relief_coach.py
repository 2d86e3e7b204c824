"""The relief coach without a browser: what Python sends to the page, and that the facts bear it."""

import re
import subprocess
import sys
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from course_lib import facts
from course_lib.facts.care import CoachStep, Place
from course_lib.figures import drawings
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.coach.relief_coach import ReliefCoach, coach_table, coach_words, relief_coach

STEPS = facts.coach_steps()
every_place = pytest.mark.parametrize("place", get_args(Place))


def test_says_itself_in_one_stable_sentence() -> None:
    assert repr(relief_coach()) == repr(relief_coach())
    assert repr(relief_coach()).startswith("Relief coach: steps with a timer for calf, back of thigh, front of thigh")
    assert CLOT_LINE in repr(relief_coach())


def test_the_clot_line_is_the_one_of_every_page() -> None:
    line = BeautifulSoup(relief_coach().html, "html.parser").select_one(".clot")
    assert line
    assert line.text == (
        "One leg swollen, warm, red or sore all the time? Do not massage, warm or stretch it. Call now, day or night."
    )


@every_place
def test_each_place_has_a_stretch_first_and_a_bath_last(place: str) -> None:
    route = [step for step in STEPS.values() if place in step.places]
    assert [step.id.partition("-")[0] for step in route] == ["stretch", "stroke", "warmth", "walk", "bath"]
    assert [step.before_bed for step in route] == [False] * 4 + [True]


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_each_step_says_what_is_tested_and_what_is_ours(step: CoachStep) -> None:
    assert step.reason
    assert step.refs
    assert "tested" in step.tested or "studied" in step.tested
    assert step.drawing in drawings.names()
    assert set(step.uses) <= {*facts.stretches(), *facts.numbers()}


def test_standing_steps_say_first_to_hold_on_to_something() -> None:
    for step, shown in zip(STEPS.values(), coach_table()["steps"], strict=True):
        stands = re.search(r"\bstand up\b|\bget in\b", " ".join(step.says))
        assert step.standing == bool(stands), step.id
        assert shown["says"][0].startswith("Hold on to something") == step.standing


def test_the_numbers_are_those_of_the_facts() -> None:
    numbers, bath = facts.numbers(), STEPS["bath"]
    coolest, warmest, minutes = (numbers[f"bath-{name}"].value or 0 for name in ("good", "max", "minutes"))
    assert bath.seconds == minutes * 60
    assert (
        f"{coolest:.0f} to {warmest:.0f} °C ({coolest * 1.8 + 32:.1f} to {warmest * 1.8 + 32:.1f} °F)" in bath.says[0]
    )
    assert f"{minutes:.0f} minutes at the most" in bath.says[1]
    pack = numbers["heat-pack-minutes"].low_high
    assert pack is not None
    assert STEPS["warmth"].seconds == pack.low * 60
    assert coach_table()["limit_s"] == (numbers["cramp-urgent-after"].value or 0) * 60 == 600


def test_the_call_has_the_words_of_the_warning_signs() -> None:
    call, signs, levels = coach_words()["call"], facts.warning_signs(), facts.urgency_levels()
    assert call["how"] == levels[facts.Urgency.of(signs["cramp-over-10-min"].level)].say
    for sign in ("breathless", "chest-pain"):
        assert signs[sign].level == "emergency now"
        assert signs[sign].sign in call["emergency"].lower()
    assert call["emergency"].endswith(levels[facts.Urgency.EMERGENCY].say)


def test_no_step_presses_a_point_or_rubs_hard() -> None:
    for step in STEPS.values():
        words = " ".join([step.title, *step.says, step.caption, step.at_end])
        words = words.replace(facts.numbers()["soreness-or-call"].says, "").lower()
        assert not re.search(r"\b(press|needle|point [^y]|acupressure|rub|hard)\b", words.replace("point your", "")), (
            step.id
        )


def test_the_page_gets_every_drawing_and_word_and_no_rule_of_its_own() -> None:
    coach = ReliefCoach()
    page = BeautifulSoup(coach.html, "html.parser")
    assert {figure["data-drawing"] for figure in page.select("figure")} == set(coach.drawings)
    assert all(drawing["svg"].startswith("<svg ") and drawing["alt"] for drawing in coach.drawings.values())
    for number, step in enumerate(STEPS.values()):
        words = " ".join(part.text for part in page.select(f'[data-step="{number}"]'))
        for said in (step.title, *step.says, step.caption, step.tested, step.reason):
            assert str(said) in words, step.id
        assert str(step.seconds) in coach.table["times"]
    script = str(coach._esm)
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "")
    spoken = page.select_one(".spoken")
    assert spoken
    for name in re.findall(r"tell\(\"(\w+)\"", script):
        assert f"data-{name}" in spoken.attrs


@pytest.mark.parametrize(
    ("seconds", "words"), [(10, "10 seconds"), (60, "1 minute"), (300, "5 minutes"), (480, "8 minutes")]
)
def test_times_that_are_spoken_are_said_in_words(seconds: int, words: str) -> None:
    assert coach_table()["times"][str(seconds)] == words
    assert seconds in (*coach_table()["falling"], *coach_table()["rising"])


def test_a_coach_needs_no_matplotlib() -> None:
    line = "import sys, course_lib; course_lib.relief_coach(); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", line], check=False).returncode == 0
