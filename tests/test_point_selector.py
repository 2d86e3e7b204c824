"""The selector's table says what the rules say, cell by cell, and the tool works without a browser."""

import re
import subprocess
import sys
from datetime import date
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup

from course_lib import facts
from course_lib.facts.point import Complaint
from course_lib.rules import body_measure, gestation
from course_lib.rules.point_safety import WEEKS, assess_point, sources
from course_lib.tools.kit.page import TOOLS
from course_lib.tools.selector.point_selector import PointSelector, point_selector
from course_lib.tools.selector.table import COLUMNS, DAYS, LETTERS, selector_cards, selector_table
from course_lib.tools.selector.text import VIEWS
from tests.typed_weeks import BEYOND, NO_WEEKS, TWO_NUMBERS, WEEKS_TYPED

CARDS = {code: BeautifulSoup(card, "html.parser") for code, card in selector_cards().items()}
TODAY = date(2026, 11, 23)
STRICTNESS = "-nacx"
NO_WEEK = [*(text for text in NO_WEEKS if text.strip()), *TWO_NUMBERS, *BEYOND]


def on_a_day(**start: str) -> PointSelector:
    return PointSelector(today=lambda: TODAY, **start)


@pytest.mark.parametrize("source", sources())
def test_every_cell_is_what_the_rule_says(source: str) -> None:
    table = selector_table()
    assert list(table["points"]) == list(facts.points())
    for code, point in table["points"].items():
        lane = table["status"][source].get(code, "n" * len(COLUMNS))
        why = point["why"].get(source, [(0, 0)])
        assert len(lane) == 46
        for column, week in enumerate(COLUMNS):
            found = assess_point(code, week, source)
            assert lane[column] == LETTERS[found.status], (code, week)
            number = next(number for first, number in reversed(why) if first <= column)
            assert table["reasons"][number] == found.reason, (code, week)


@pytest.mark.parametrize("circumstance", selector_table()["circumstances"], ids=lambda each: each["id"])
def test_strictest_letter_is_what_the_rule_says_under_a_circumstance(circumstance: dict[str, Any]) -> None:
    lanes, floors = selector_table()["status"]["course"], circumstance["floors"]
    for code in facts.points():
        for column, week in enumerate(COLUMNS):
            # Where dates may be off, the page takes every week that it may be.
            off = circumstance["weeks_off"] if column else 0
            perhaps = [each for each in range(len(COLUMNS)) if abs(each - column) <= off and bool(each) == bool(column)]
            letters = "".join(lanes[code][each] + floors.get(code, floors["*"])[each] for each in perhaps)
            expected = assess_point(code, week, circumstances=[circumstance["id"]]).status
            assert max(letters, key=STRICTNESS.index) == LETTERS[expected], (code, week)


@pytest.mark.parametrize("text", WEEKS_TYPED)
def test_typed_weeks_are_read_as_the_rule_reads_them(text: str) -> None:
    tool = point_selector(weeks=text)
    weeks, days = WEEKS_TYPED[text]
    assert (tool.week, tool.message) == (weeks, "")
    assert f"week {weeks}{DAYS[days]}, " in tool.summary


@pytest.mark.parametrize("text", NO_WEEK)
def test_what_is_no_week_gets_a_sentence_and_the_strictest_status(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refusal:
        gestation.parse_weeks(text)
    tool = point_selector(weeks=text)
    assert tool.week is None
    assert tool.message == f"{refusal.value} Here the strictest status of all weeks is shown."
    assert tool.verdict("GB34") == assess_point("GB34", None)


def test_days_need_weeks_and_are_given_once() -> None:
    assert gestation.TYPE_DAYS in point_selector(weeks="20", days="9").message
    assert gestation.TYPE_WEEKS in point_selector(weeks="20+3", days="2").message
    assert gestation.TYPE_WEEKS in point_selector(days="2").message
    assert gestation.TYPE_DAYS in point_selector(weeks="20+7").message
    tool = point_selector(weeks=" 20 W 3 ")
    assert (tool.week, tool.message) == (20, "")
    assert "week 20 + 3 days, second trimester" in tool.summary


def test_opens_with_no_week_and_follows_what_is_set() -> None:
    tool = point_selector()
    assert (tool.weeks, tool.chosen, tool.source, tool.message) == ("", "", "course", "")
    assert repr(tool).startswith("Point selector: no week chosen, strictest status shown; this course's rule: 0 points")
    tool.weeks, tool.source = "8", "article"
    assert tool.verdict("SP6").status == "avoid"
    tool.weeks = "20"
    assert tool.verdict("SP6").status == "allowed"
    assert "the article's rule" in tool.summary
    assert tool.summary.endswith("44 not mentioned.")
    tool.circumstances = ["fever"]
    assert tool.verdict("SP6").status == "avoid"


def test_counts_in_the_summary_add_up() -> None:
    for source in sources():
        counts = [
            int(each)
            for each in re.findall(r"(\d+) (?:points|only|to avoid|not)", point_selector(source=source).summary)
        ]
        assert sum(counts) == len(facts.points()), source


@pytest.mark.parametrize(
    ("kind", "text", "weeks", "days"),
    [
        ("last period", "2026-07-06", "20", "0"),
        ("due date", "2027-03-01", "26", "0"),
        ("last period", "2026-11-23", "0", "0"),
    ],
)
def test_date_sets_weeks_and_days(kind: str, text: str, weeks: str, days: str) -> None:
    tool = on_a_day(date_kind=kind, date_text=text)
    assert (tool.weeks, tool.days, tool.message) == (weeks, days, "")
    assert tool.date_answer == {"asked": [kind, text], "says": ""}


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("last period", "2026-11-24", "cannot be in the future"),
        ("last period", "2025-01-01", "more than 44 weeks"),
        ("due date", "2027-12-01", "at most 40 weeks ahead"),
        ("last period", "2026-02-29", "no 2026-02-29 in the calendar"),
        ("due date", "soon", "Write the date as year-month-day"),
    ],
)
def test_impossible_date_gets_a_sentence_and_the_strictest_status(kind: str, text: str, sentence: str) -> None:
    tool = on_a_day(weeks="20")
    tool.date_kind, tool.date_text = kind, text
    assert sentence in tool.message
    assert (tool.week, tool.weeks) == (None, "")
    tool.date_text, tool.weeks = "", "20"
    assert (tool.week, tool.message) == (20, "")


def test_leg_lengths_are_judged_as_the_rule_judges_them() -> None:
    leg = selector_table()["leg"]
    lengths = ["0", "3", "3 cm", "15", "24.99", "25", "37.5", "37,5cm", "55", "55.01", "400", "4", "9999", "３８ cm"]
    every = (f"{hundredths / 100:.2f}" for hundredths in range(6000))
    for text in [*lengths, *every, "abc", "", "-30", "1e2", "0x20", "37.123", "4 m", "37.5 in", "٣٧"]:
        expected: float | str
        try:
            expected = body_measure.parse_lower_leg(text)
        except ValueError as error:
            expected = str(error)
        plain = "".join(leg["fold"].get(letter, letter) for letter in text)
        number = re.match(leg["pattern"], plain, re.ASCII | re.IGNORECASE)
        if number is None:
            assert expected == leg["ask"] == body_measure.MEASURE_IN_CM, text
            continue
        length = float(number[1].replace(",", "."))
        sentence = next(says for start, says in reversed(leg["bands"]) if length >= start)
        assert (sentence or length) == expected, text


@pytest.mark.parametrize(
    ("length", "sentence"),
    [
        (9.84, "TOO_SHORT"), (9.85, "PERHAPS_INCHES"), (21.65, "PERHAPS_INCHES"), (21.66, "TOO_SHORT"),
        (24.99, "TOO_SHORT"), (25, ""), (55, ""), (55.01, "TOO_LONG"),
    ],
)  # fmt: skip
def test_a_length_turns_where_25_and_55_cm_or_inches_do(length: float, sentence: str) -> None:
    found = next(says for least, says in reversed(body_measure.LENGTHS) if length >= least)
    assert found == (getattr(body_measure, sentence) if sentence else "")
    if sentence == "PERHAPS_INCHES":
        assert 25 <= length * 2.54 <= 55


def test_centimeters_come_with_the_share_that_the_rule_uses() -> None:
    for code, card in CARDS.items():
        found = body_measure.distance(facts.points()[code], 38.0)
        answer = card.select_one(".answer")
        assert (answer is None) == (found is None)
        assert (card.select_one("input") is None) == (found is None)
        if found and answer:
            assert float(str(answer["data-share"])) * 38.0 == pytest.approx(found.cm)
            assert "{cm} cm ({low} to {high})" in str(answer["data-says"])


def test_every_point_is_listed_once_and_drawn_where_a_drawing_shows_it() -> None:
    tool = point_selector()
    page = BeautifulSoup(tool.html, "html.parser")
    listed = [button["data-code"] for button in page.select(".list [data-code]")]
    assert sorted(listed) == sorted(facts.points())
    plates = page.select(".plate")
    drawn = {code for plate in plates for code in str(plate["data-codes"]).split()}
    assert drawn == {point.code for point in facts.points().values() if point.on_drawing}
    assert {str(plate["data-view"]) for plate in plates} == set(VIEWS)
    assert {f"calendar-{code}" for code in facts.points()} | set(VIEWS) == set(tool.drawings)


def test_every_point_can_be_found_by_a_plain_name_and_tells_everything() -> None:
    page = BeautifulSoup(point_selector().html, "html.parser")
    names = {row.button["data-code"]: str(row["data-search"]) for row in page.select("[data-search]") if row.button}
    for code, card in CARDS.items():
        assert code.lower() in names[code]
        assert re.search(r"[a-z]{3,}", names[code])
        headings = [heading.text.partition(" (")[0] for heading in card.select("section > h3")]
        assert headings == [
            "Where it is", "What the article says", "What tradition says", "What the evidence says", "Who says what",
            "WHO 2008 location", "Proportional measure", "Meridian", "Depth as printed", "Structures at risk",
            "What lies under it",
        ]  # fmt: skip
        assert all(line.text.strip() for line in card.select("section li, section > p:not(.answer)")), code
        assert len(card.select(".voices li")) == len(facts.points()[code].statements)
    assert "sanyinjiao" in names["SP6"]


def test_each_complaint_of_the_facts_can_be_chosen_and_no_other() -> None:
    page = BeautifulSoup(point_selector().html, "html.parser")
    for part, values in (("complaint", ("", *get_args(Complaint))), ("dateKind", ("last period", "due date"))):
        options = page.select(f"select[data-part={part}] option")
        assert tuple(option["value"] for option in options) == values
        assert all(option.text for option in options)
    headings = [heading.text for heading in page.select(".group h3")]
    regions = {(point.on_drawing, point.region) for point in facts.points().values()}
    assert len(headings) == len(set(headings)) == len(regions)


def test_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="does not know week; it takes weeks, days"):
        point_selector(week=8)
    for name, value in (("source", "nobody"), ("chosen", "SP99"), ("complaint", "ear")):
        with pytest.raises(ValueError, match="choose one of"):
            point_selector(**{name: value})
    with pytest.raises(ValueError, match="No circumstance is called 'flu'; choose from"):
        point_selector(circumstances=["flu"])
    assert point_selector(weeks=8, days=2).week == 8


def test_page_script_knows_no_point_no_sentence_and_no_other_machine() -> None:
    script = PointSelector._esm
    assert not re.search(r"\b(?:BL|CV|GB|GV|KI|LI|LR|PC|SP|ST)\d", script)
    assert not re.search(r"innerHTML|\beval\b|new Function|fetch\(|import\(|@import", script)
    assert set(re.findall(r"https?://[^\"'` ]+", script)) == {"http://www.w3.org/2000/svg"}
    for file in TOOLS.rglob("*.js"):
        assert len(file.read_bytes()) < 12_288, file.name


def test_opens_without_matplotlib_and_numpy() -> None:
    code = "import sys, course_lib as c; c.point_selector(); print({'numpy', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_weeks_run_from_0_to_44() -> None:
    assert (None, *WEEKS) == COLUMNS
    assert len(selector_table()["when"]) == 46


def test_weeks_from_a_last_period_are_doubtful_until_she_says_otherwise() -> None:
    from_scan = point_selector(weeks="15")
    assert from_scan.verdict("ST36").status == "allowed"
    tool = PointSelector(today=lambda: date(2026, 11, 23), date_kind="last period", date_text="2026-08-10")
    assert (tool.week, tool.circumstances) == (15, ["weeks-not-from-scan"])
    assert tool.verdict("ST36").status == "caution"
    tool.circumstances = []
    assert tool.verdict("ST36").status == "allowed"
    due = PointSelector(today=lambda: date(2026, 11, 23), date_kind="due date", date_text="2027-05-17")
    assert (due.week, due.circumstances) == (15, [])
