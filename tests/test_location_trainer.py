"""The location trainer without a browser: rounds, marks, the exam's clock, going on after a restart, bad input."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup

from course_lib import facts
from course_lib.figures.body import marking, points
from course_lib.figures.body.measures import morphs
from course_lib.figures.body.points import place
from course_lib.figures.body.spot import spot
from course_lib.figures.body.view import bare_view, best_view
from course_lib.records import Record, RecordError, record
from course_lib.rules.point_safety import assess_point
from course_lib.tools.locate.location_trainer import LocationTrainer, location_trainer
from course_lib.tools.locate.text import verdict

LIMIT = 60  # seconds a point of an exam may take
BODY = "average"


class Clock:
    """Her wall clock and a stopwatch that only a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 9) + timedelta(seconds=self.seconds)

    def stopwatch(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_LIB_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tool(clock: Clock) -> LocationTrainer:
    return made(clock)


def made(clock: Clock) -> LocationTrainer:
    return LocationTrainer(now=clock.now, clock=clock.stopwatch, rng=random.Random(4))


def mark(tool: LocationTrainer, off_mm: float = 0.0) -> None:
    """Turn to the point's view and mark it, so many millimeters too far down."""
    assert tool.run is not None
    code = tool.run.code
    tool.look(best_view(code))
    view = bare_view(best_view(code), tool.run.morphs)
    x, y = view.camera.pixels(place(code, tool.run.morphs).place)
    tool.mark(view.size[0] - x if tool.run.run.side == "left" else x, y + off_mm * view.view.scale)


def not_found(tool: LocationTrainer) -> None:
    tool.pass_on()


def test_a_mark_on_the_point_is_a_hit_and_its_answer_says_all(tool: LocationTrainer) -> None:
    tool.start(body=BODY, side="right")
    assert tool.run is not None
    code = tool.run.code
    mark(tool)
    answer = tool.screen["answer"]
    assert answer["verdict"].startswith("Hit: ")
    for part in ("mm along the skin", "B-cun", "landmark uncertainty about", "Your mark lies", f"A hit on {code}"):
        assert part in answer["verdict"]
    explained = BeautifulSoup(answer["explained"], "html.parser")
    assert any("WHO 2008" in line.text for line in explained.select("p"))
    [status] = explained.select("p.status")
    found = assess_point(code, None)
    assert status["data-status"] == found.status.value
    assert status.text == f"{code}: {found.status.words}. {found.reason}"
    [kept] = record().marks()
    assert (kept.run, kept.number, kept.point, kept.hit) == (record().runs()[0].id, 1, code, True)
    assert kept.distance_mm is not None
    assert kept.distance_mm < 2.5


def test_a_mark_far_off_is_a_miss_with_distance_and_direction(tool: LocationTrainer) -> None:
    tool.start(body=BODY, side="right")
    assert tool.run is not None
    tool.run.codes = ("SP6",) * 10
    mark(tool, off_mm=25)
    assert tool.given
    assert tool.given.found
    assert tool.given.found.distance_mm == pytest.approx(25, abs=2)
    assert "25 mm too far toward the foot" in tool.screen["answer"]["verdict"]
    assert tool.screen["answer"]["verdict"].startswith("Miss: ")
    assert tool.screen["drawn"]["way"]


def test_the_left_leg_is_the_right_one_in_a_mirror(clock: Clock) -> None:
    found = []
    for side in ("right", "left"):
        tool = made(clock)
        tool.start(body=BODY, side=side)
        assert tool.run is not None
        tool.run.codes = ("ST36",) * 10
        mark(tool, off_mm=12)
        assert tool.given
        assert tool.given.found
        assert tool.screen["view"]["mirrored"] is (side == "left")
        width = tool.screen["view"]["width"]
        x = tool.screen["drawn"]["point"][0]
        drawn = round(width - x if side == "left" else x, 1)
        found.append((round(tool.given.found.distance_mm, 3), tool.given.found.error, drawn))
    assert found[0] == found[1]


def test_a_mark_on_another_limb_is_a_miss_in_words(tool: LocationTrainer) -> None:
    tool.start(body=BODY, side="right")
    assert tool.run is not None
    tool.run.codes = ("SP6",) * 10
    tool.look("hand-palm")
    tool.mark(120, 200)
    assert tool.screen["answer"]["verdict"] == "Miss: you marked the hand. SP6 lies on the leg or foot."
    assert record().marks()[0].distance_mm is None
    assert not record().marks()[0].hit


def test_learning_shows_rule_lines_and_view_before_the_mark_and_practice_none_of_them(tool: LocationTrainer) -> None:
    tool.start(round="learn", body=BODY)
    assert tool.run is not None
    assert facts.points()[tool.run.code].where in BeautifulSoup(tool.screen["point"]["hint"], "html.parser").text
    assert "In pregnancy" not in tool.screen["point"]["hint"]
    assert tool.screen["view"]["name"] == best_view(tool.run.code)
    assert "guides" in tool.screen["view"]
    tool.again()
    tool.start(round="practice", body=BODY)
    assert (tool.screen["point"]["hint"], tool.screen["view"]["guides"]) == ("", [])
    assert tool.screen["view"]["name"] == "leg-front"
    assert tool.screen["sure"] == ""  # to end it early has no price, so nothing is asked


@pytest.mark.parametrize(
    ("names", "shown", "language"),
    [
        ("code", "SP6", ""),
        ("pinyin", "Sānyīnjiāo", "zh-Latn"),
        ("characters", "三陰交 / 三阴交", "zh-Hant"),
        ("Japanese", "三陰交 (さんいんこう, San’inkō)", "ja"),
        ("English", "Three Yin Intersection", ""),
    ],
)
def test_points_are_named_as_the_trainee_chose(tool: LocationTrainer, names: str, shown: str, language: str) -> None:
    tool.start(names=names, body=BODY)
    assert tool.run is not None
    tool.run.codes = ("SP6",) * 10
    tool.look("leg-inner")
    assert (tool.screen["point"]["point"], tool.screen["point"]["language"]) == (shown, language)


def test_own_measures_change_the_body(tool: LocationTrainer) -> None:
    tool.start(body="own", own={"lower leg": "42", "calf": "31,5", "ankle": " "})
    assert tool.run is not None
    assert tool.run.run.body == "lower leg 42 cm; calf 31,5 cm"
    assert tool.run.morphs == morphs("lower leg 42 cm; calf 31.5 cm")


# -- the exam --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("round_", "of", "hits", "passed"),
    [("exam-10", 10, 7, True), ("exam-10", 10, 6, False), ("exam-25", 25, 18, True), ("exam-25", 25, 17, False)],
)
def test_the_pass_mark_is_70_percent(
    tool: LocationTrainer, monkeypatch: pytest.MonkeyPatch, round_: str, of: int, hits: int, passed: bool
) -> None:
    tool.start(round=round_, body=BODY)
    assert tool.run is not None
    assert len(set(tool.run.codes)) == of
    monkeypatch.setattr(tool.record, "save_all", lambda rows: None)  # 25 saves are the store's tests' affair
    monkeypatch.setattr(tool, "_show", lambda *_: None)
    for number in range(of):
        mark(tool) if number < hits else not_found(tool)
    assert tool.run.finished
    assert (tool.run.hits, tool.run.passed) == (hits, passed)


def test_an_exam_gives_no_answer_before_its_end_and_then_all(tool: LocationTrainer) -> None:
    tool.start(round="exam-10", body=BODY)
    for number in range(1, 11):
        assert tool.screen["phase"] == "point"
        assert tool.screen["point"]["number"] == number
        assert "answer" not in tool.screen
        assert tool.screen["sure"] == f"End the exam? {number - 1} of 10 answered; the rest counts as missed."
        mark(tool) if number > 3 else not_found(tool)
    says, rows = tool.screen["end"]["says"], tool.screen["end"]["rows"]
    assert says.startswith("7 of 10 points found, 70 %. Passed: the pass mark is 70 %.")
    assert len(rows) == len(record().marks()) == 10
    assert "no mark on its limb" in rows[0]["says"]
    assert "landmark uncertainty about" in rows[9]["says"]
    assert record().runs()[0].ended is not None


def test_the_time_of_a_point_is_up_when_the_kernels_clock_says_so(tool: LocationTrainer, clock: Clock) -> None:
    tool.start(round="exam-10", body=BODY)
    clock.seconds = LIMIT - 1
    tool.time_up()  # the page's clock runs ahead
    assert tool.screen["point"]["number"] == 1
    clock.seconds = LIMIT
    tool.time_up()
    assert tool.screen["point"]["number"] == 2
    assert "The time for point 1 was up" in tool.screen["message"]
    clock.seconds += LIMIT - 5
    mark(tool)
    clock.seconds += LIMIT + 10
    mark(tool)  # far too late
    assert [(each.hit, each.seconds) for each in record().marks()] == [(False, 60), (True, 55), (False, 70)]


def test_an_interrupted_exam_goes_on_with_nothing_lost(tool: LocationTrainer, clock: Clock) -> None:
    tool.start(round="exam-10", names="English", body="long and slim", side="left")
    assert tool.run is not None
    codes = tool.run.codes
    mark(tool)
    not_found(tool)
    clock.seconds += 50
    again = made(clock)  # a new kernel
    assert "2 of 10 points are answered and kept" in again.screen["unfinished"]
    assert "the time of the next point starts anew" in again.screen["unfinished"]
    assert again.screen["sure"] == "End the exam? 2 of 10 answered; the rest counts as missed."
    again.resume()
    assert again.run is not None
    assert again.run.codes == codes
    assert (again.run.run.side, again.run.run.body, again.run.run.names) == ("left", "long and slim", "English")
    assert again.screen["point"]["number"] == 3
    assert "starts anew" in again.screen["message"]
    clock.seconds += 55
    mark(again)
    assert [each.hit for each in record().marks()] == [True, False, True]
    for _ in range(7):
        not_found(again)
    assert again.screen["end"]["says"].startswith("2 of 10 points found, 20 %. Not passed")
    assert made(clock).screen["unfinished"] == ""


def test_an_interrupted_exam_can_be_ended_and_what_is_missing_counts_as_not_found(
    tool: LocationTrainer, clock: Clock
) -> None:
    tool.start(round="exam-10", body=BODY)
    mark(tool)
    again = made(clock)
    again.end()
    assert again.screen["end"]["says"].startswith("1 of 10 points found, 10 %. Not passed")
    assert "not answered count as not found" in again.screen["end"]["says"]
    assert len(record().marks()) == 1
    assert made(clock).screen["unfinished"] == ""


# -- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "choice",
    [
        {"round": "exam-11"}, {"names": "Latin"}, {"side": "both"}, {"body": "mine"}, {"body": ""}, {"body": "own"},
        {"body": "own", "own": {"calf": "wide"}}, {"body": "own", "own": {"calf": "300"}}, {"round": None},
    ],
)  # fmt: skip
def test_a_choice_there_is_not_gets_a_sentence_and_begins_nothing(
    tool: LocationTrainer, choice: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].+"):
        tool.start(**choice)
    tool._heard(None, {"do": "start", "with": choice}, None)
    assert tool.screen["phase"] == "start"
    assert tool.screen["message"]
    assert record().runs() == ()


@pytest.mark.parametrize("at", [(3, 3), (-500, 100), (1e9, 0), (float("nan"), 5), ("a", "b")])
def test_a_mark_beside_the_limb_is_no_answer(tool: LocationTrainer, at: tuple[Any, Any]) -> None:
    tool.start(body=BODY)
    tool._heard(None, {"do": "mark", "with": {"x": at[0], "y": at[1]}, "number": 1}, None)
    assert tool.screen["phase"] == "point"
    assert tool.screen["message"] == "That is beside the limb. Set the cross on the skin."
    assert record().marks() == ()


def test_a_message_about_a_point_that_is_past_changes_nothing(tool: LocationTrainer) -> None:
    tool.start(round="exam-10", body=BODY)
    for _ in range(2):  # a double click
        tool._heard(None, {"do": "pass_on", "number": 1}, None)
    assert len(record().marks()) == 1
    for nonsense in (None, "mark", {"do": "__init__"}, {"do": "record"}, {}):
        tool._heard(None, nonsense, None)
    assert tool.screen["point"]["number"] == 2


def test_a_file_that_cannot_be_written_loses_nothing_on_the_page(
    tool: LocationTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise RecordError("The disk is full.")

    tool.start(body=BODY)
    with monkeypatch.context() as trouble:
        trouble.setattr(Record, "save_all", full)
        mark(tool)
        assert "on this page only. The disk is full." in tool.screen["message"]
        assert tool.screen["answer"]["verdict"].startswith("Hit")
    tool.end()
    assert tool.screen["message"] == ""
    assert [each.number for each in record().marks()] == [1]  # with the next success
    assert record().runs()[0].ended is not None


def test_what_it_is_in_words() -> None:
    assert repr(location_trainer()).startswith(
        "Location trainer: 27 points on leg, foot and hand. Your answers are kept"
    )


@pytest.mark.parametrize(("code", "off", "way"), [("ST36", -200.0, "toward the foot"), ("SP6", 200.0, "up the leg")])
def test_a_mark_at_the_other_end_is_told_what_to_look_for(code: str, off: float, way: str) -> None:
    on = points.limb("leg")
    mark = spot(on, points.place(code).place + off * np.asarray(on.up))
    found = marking.measured(code, mark)
    assert found.distance_cun > 5
    said = verdict(code, found)
    assert said.startswith("Miss: ")
    assert f"on another part of the limb, far too much {way}. " in said
    assert facts.points()[code].measure.landmark in said
    assert "mm too far" not in said
    near = marking.measured(code, spot(on, points.place(code).place + 20.0 * np.asarray(on.up)))
    assert "mm too far" in verdict(code, near)
