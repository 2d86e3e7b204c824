"""The progress page: its drawings by their artists, its words by a record, its files by their links."""

import base64
import html
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from course_lib import facts, my_progress
from course_lib.figures import progress_counts, progress_marks
from course_lib.figures.chart import printable, wrapped
from course_lib.records import Card, CaseAttempt, Mark, RecordError, Review, Run, record
from tests.refusals import refused
from tests.work import counted

NOW = datetime(2026, 11, 23, 8, 30)
NONSENSE = ["<script>alert(1)</script>", "$x^{", "a\x00b\x1b", "🦵" * 40, "مرحبا بك", "足三里", "x" * 1_900, ""]


def mark(point: str = "SP6", distance: float | None = 5.0, days_ago: int = 0, **changes: Any) -> Mark:
    hit = distance is not None and distance <= 12
    row = {"at": NOW - timedelta(days=days_ago), "run": "r", "number": 1, "limit_mm": 12.0, "seconds": 4.0}
    return Mark(point=point, distance_mm=distance, hit=hit, **{**row, **changes})


def attempt(case: str, points: int, critical: str = "", **changes: Any) -> CaseAttempt:
    row = {"at": NOW, "decision": "treat", "out_of": 20, "rating": "pass", "passed": not critical, "done": "{}"}
    return CaseAttempt(case=case, points=points, critical=critical, **{**row, **changes})


def artists(figure: Figure, gid: str) -> list[Artist]:
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def written(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text)]


def dots(figure: Figure, gid: str) -> list[float]:
    (line,) = artists(figure, gid)
    assert isinstance(line, Line2D)
    return list(map(float, np.asarray(line.get_xdata(orig=False))))


# --- what studies found


def test_the_numbers_of_the_studies_are_those_of_their_abstracts() -> None:
    """Typed from the abstracts in literatur.tcm.ch (95 % area, 68 % area in cm²) and from those of the others."""
    abstract = {
        "PC6": (2.7, 0.7), "ST38": (41.4, 10.2), "SP6": (12.2, 3.0), "ST36": (20.7, 5.1), "LI15": (18.7, 4.6),
        "BL23": (22.4, 5.6), "BL54": (22.5, 5.6),
    }  # fmt: skip
    studies = facts.location_studies()
    doctors = studies["doctors-23-points"]
    assert {each.point: (each.area_95_cm2, each.area_68_cm2) for each in doctors.fields} == abstract
    assert doctors.people == 71
    for study, numbers in {
        "juniors-and-expert": ("48 and 56 of 100", "5 mm"),
        "physicians-forearm": ("22.3 mm", "8.4 mm", "5 to 44", "1 to 21"),
        "students-made-up-point": ("almost 13", "less than 3"),
    }.items():
        assert all(number in studies[study].found for number in numbers)


def test_a_circle_has_the_area_it_was_made_from() -> None:
    sp6 = progress_marks.point_fields()["SP6"]
    assert 3.14159 * sp6.radius_95_mm**2 == pytest.approx(1220, abs=0.1), "12.2 cm² are 1,220 mm²"
    assert (round(sp6.radius_68_mm, 1), round(sp6.radius_95_mm, 1)) == (9.8, 19.7)


def test_every_study_was_read_as_an_abstract_and_says_what_is_missing() -> None:
    for study in facts.location_studies().values():
        assert study.fields or study.not_read or re.search(r"\d (mm|square)|than \d+ with", study.found), study.id
        assert all(facts.references()[each].custom.read.startswith("abstract") for each in study.refs)


# --- marks by point


def test_every_mark_stands_at_its_distance_and_hits_are_told_by_shape_too() -> None:
    rows = [mark("SP6", 5), mark("SP6", 20), mark("BL57", 8), mark("BL57", None)]
    figure = progress_marks.points_drawn(rows)
    assert [code for code, _ in progress_marks.grouped(rows)] == ["SP6", "BL57"], "farthest first"
    assert dots(figure, "point-0.hits") == pytest.approx([5])
    assert dots(figure, "point-0.misses") == pytest.approx([20])
    assert dots(figure, "point-1.hits") == pytest.approx([8])
    assert artists(figure, "point-1.misses") == [], "a mark that was not set has no place"
    (hit,), (miss,) = artists(figure, "point-0.hits"), artists(figure, "point-0.misses")
    assert isinstance(hit, Line2D)
    assert isinstance(miss, Line2D)
    assert hit.get_marker() != miss.get_marker()
    (zone,) = artists(figure, "point-0.limit")
    assert isinstance(zone, Rectangle)
    assert zone.get_width() == pytest.approx(12)
    assert "SP6: 1 of 2 hit, median 12 mm" in written(figure)
    assert "40 mm" in written(figure), "the axis has its unit"


def test_the_study_stands_below_its_points_and_nowhere_else() -> None:
    figure = progress_marks.points_drawn([mark("SP6", 5), mark("BL57", 8)])
    lines = [line for line in artists(figure, "point-1.study") if isinstance(line, Line2D)]
    assert [float(np.asarray(line.get_xdata())[1]) for line in lines] == pytest.approx([9.8, 19.7], abs=0.05)
    assert artists(figure, "point-0.study") == []
    assert "71 doctors: 68 % in 10 mm, 95 % in 20 mm" in written(figure)
    picture = progress_marks.by_point([mark("SP6", 5), mark("BL57", 8)])
    assert "71 doctors at SP6: 68 of 100 marks in a circle of 10 mm" in picture.alt
    assert "Molsberger et al. 2012 (abstract)" in picture.caption
    other = progress_marks.by_point([mark("BL57", 8)])
    assert "could not read a study's number" in other.caption
    assert "doctors" not in other.alt + " ".join(written(progress_marks.points_drawn([mark("BL57", 8)])))


def test_the_title_says_the_finding() -> None:
    title = "Farthest off at ST36 (20 mm), closest at SP6 (5 mm)"
    assert progress_marks.by_point([mark("SP6", 5), mark("ST36", 20)]).alt.startswith(f"{title}. ")
    assert progress_marks.by_point([mark("SP6", 5)]).alt.startswith("SP6: 1 of 1 hit, median 5 mm. ")
    assert progress_marks.by_point([mark("SP6", None)]).alt.startswith("SP6: 0 of 1 hit, no mark set. ")


def test_what_lies_beyond_the_scale_is_drawn_at_its_edge_and_said() -> None:
    figure = progress_marks.points_drawn([mark("SP6", 5), mark("SP6", 300)])
    assert dots(figure, "point-0.misses") == pytest.approx([80])
    (text,) = artists(figure, "point-0.beyond")
    assert text.get_text() == "1 beyond 80 mm"  # type: ignore[attr-defined]


def test_five_thousand_marks_are_drawn_with_little_work_and_stay_readable() -> None:
    rows = [mark(f"P{number % 60}", number % 50, days_ago=number % 400) for number in range(5_000)]
    in_time = sorted(rows, key=lambda row: row.at)
    pictures, calls = counted(lambda: (progress_marks.by_point(rows), progress_marks.over_time(in_time)))
    assert calls < 2_000_000
    for picture in pictures:
        assert len(picture.svg) < 150_000
        assert len(picture.alt) < 2_500
    assert "40 more points are not drawn" in pictures[0].caption
    figure = progress_marks.points_drawn([mark("SP6", number % 30) for number in range(500)])
    assert len(dots(figure, "point-0.hits")) + len(dots(figure, "point-0.misses")) == progress_marks.MOST_MARKS


@pytest.mark.parametrize("name", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_names_stay_text_in_every_drawing(name: str) -> None:
    rows = [mark(name, 5), mark("SP6", 7)]
    tried = attempt(name[:100], 3, critical=name[:100], rating=name[:100])
    for picture in (progress_marks.by_point(rows), progress_marks.over_time(rows), progress_counts.by_case([tried])):
        shown = picture._repr_html_()
        assert "<script" not in shown
        assert "\x00" not in shown + picture.alt
    assert len(printable(name)) <= 200


def test_a_title_wraps_into_lines_of_about_the_same_length() -> None:
    lines = wrapped("5 of 15 cases seen, 1 with a critical error the last time")
    assert lines == ["5 of 15 cases seen, 1 with a", "critical error the last time"]
    assert wrapped("") == []


# --- over time


def test_each_day_has_its_share_of_hits_and_its_median() -> None:
    rows = [mark("SP6", far, day) for day, far in ((9, 20), (9, 30), (4, 5), (4, 20), (0, 5), (0, 6))]
    found = progress_marks.days(rows)
    assert [(day.marks, day.hits, day.percent, day.median_mm) for day in found] == [
        (2, 0, 0, 25), (2, 1, 50, 12.5), (2, 2, 100, 5.5),
    ]  # fmt: skip
    figure = progress_marks.time_drawn(rows)
    first, middle, last = dots(figure, "hits")
    assert (middle - first) / (last - first) == pytest.approx(5 / 9), "days stand as far apart as they were"
    assert "70 %: passes the exam" in written(figure)
    picture = progress_marks.over_time(rows)
    assert picture.alt.startswith("2 of the newest 3 marks hit, 1 of the first 3. ")
    assert "2026-11-14: 0 of 2 hit, median 25 mm" in picture.alt


def test_one_mark_one_day_and_a_long_time() -> None:
    assert progress_marks.over_time([mark()]).alt.startswith("1 of 1 hit so far. ")
    months = [mark("SP6", 5, day) for day in range(200, -1, -1)]  # from the week of May 4 to that of November 23
    assert len(progress_marks.days(months)) == 30
    assert "One dot is one week" in progress_marks.over_time(months).caption
    no_mark = progress_marks.time_drawn([mark("SP6", None)])
    assert artists(no_mark, "median") == []


# --- cards


def cards(*days: float) -> list[Card]:
    return [
        Card(id=f"c{number}", at=NOW, due=NOW + timedelta(days=day), memory="{}") for number, day in enumerate(days)
    ]


def review(card: str, days_ago: float, rating: Any = 3) -> Review:
    return Review(at=NOW - timedelta(days=days_ago), card=card, rating=rating)


def test_cards_that_came_back_are_counted_by_week() -> None:
    reviews = [
        review("a", 20, 1),
        review("a", 16, 1),
        review("b", 15),
        review("a", 3, 3),
        review("b", 2, 1),
        review("b", 1.9),
    ]
    found = progress_counts.known(reviews, NOW.date())
    assert [(bar.words, bar.number, bar.of) for bar in found] == [("the last 7 days", 1, 2), ("2 weeks before", 0, 1)]


def test_cards_are_due_now_later_today_and_on_their_days() -> None:
    rows = cards(-3, 0, 0.1, 1, 1.2, 40)
    found = progress_counts.due(rows, NOW)
    assert [bar.number for bar in found[:4]] == [2, 1, 2, 0]
    picture = progress_counts.by_card(rows, [], NOW)
    assert picture.alt.startswith("2 cards due now, none has come back yet. Due now: 2. Due later today: 1.")
    figure = progress_counts.cards_drawn(rows, [review("c0", 5), review("c0", 1)], NOW)
    assert "100 % (1 of 1)" in written(figure)
    assert [bar.get_width() for bar in artists(figure, "due-0")] == [2]  # type: ignore[attr-defined]


# --- cases


def test_cases_show_the_last_attempt_and_critical_errors_by_shape_and_word() -> None:
    first, second = list(facts.cases())[:2]
    rows = [attempt(second, 18, critical="Missed the clot"), attempt(first, 8), attempt(first, 15)]
    figure = progress_counts.cases_drawn(rows)
    (bar,) = artists(figure, "case-0.last")
    assert isinstance(bar, Rectangle)
    assert bar.get_width() == 75, "15 of 20, the last of two"
    assert len(artists(figure, "case-0.earlier")) == 1
    assert artists(figure, "case-0.critical") == []
    assert len(artists(figure, "case-1.critical")) == 1
    assert "Critical error: Missed the clot" in written(figure)
    assert "75 % pass" in written(figure)
    picture = progress_counts.by_case(rows)
    assert picture.alt.startswith(f"2 of {len(facts.cases())} cases seen, 1 with a critical error the last time. ")
    assert f"{facts.cases()[first].title}: 75 %, pass, after 40 %" in picture.alt


def test_a_case_without_a_checklist_has_no_percent_to_divide() -> None:
    assert progress_counts.percent(attempt("x", 0, out_of=0)) == 0


def test_nothing_to_draw_is_said_in_one_sentence() -> None:
    assert "no mark to draw" in refused(progress_marks.by_point, [])
    assert "no mark to draw" in refused(progress_marks.over_time, [])
    assert "no card to draw" in refused(progress_counts.by_card, [], [], NOW)
    assert "no case to draw" in refused(progress_counts.by_case, [])


# --- the page


def clock() -> datetime:
    return NOW


def words(markup: str) -> str:
    return " ".join(
        html.unescape(re.sub(r"<svg.*?</svg>|<style.*?</style>|<[^>]+>", " ", markup, flags=re.DOTALL)).split()
    )


def practice() -> list[Any]:
    modes: tuple[Any, ...] = (("r", "exam"), ("learning", "learn"))
    runs = [
        Run(id=name, at=NOW, mode=mode, points="SP6 ST36", side="left", body="average", ended=NOW)
        for name, mode in modes
    ]
    marks = [mark("SP6", 5), mark("ST36", 20, number=2), mark("SP6", 40, run="learning")]
    return [*runs, *marks, *cards(-1, 3), review("c0", 4), review("c0", 1), attempt(next(iter(facts.cases())), 15)]


def test_the_numbers_stand_first_in_words(hers: Path) -> None:
    record().save_all(practice())
    tool = my_progress(now=clock)
    assert words(tool.words.value) == (
        "Marks: 2, of them 1 hit (50 %). Median distance 12.5 mm. "
        "Marks while learning, not counted: 1. "
        "Mock exams: 0 of 1 passed; the best had 50 % hit (70 % passes). "
        "Flashcards: 2 seen, 1 due now. Still known a day or more later: 100 %. "
        f"Simulated patients: 1 of {len(facts.cases())} seen, 1 passed. Attempts with a critical error: 0 of 1."
    )
    assert tool.figures.value.count("<figure") == 4
    assert tool.figures.value.count('role="img" aria-label="') == 4
    assert repr(tool) == ("Progress: run this page to see yours. It is kept in your own file on this computer.")


def test_look_again_shows_what_another_tool_wrote(hers: Path) -> None:
    tool = my_progress(now=clock)
    assert "Marks: none yet." in words(tool.words.value)
    assert tool.figures.value == ""
    assert not hers.exists(), "looking leaves no file"
    record().save_all(practice())
    tool.refresh.click()
    assert "Marks: 2" in words(tool.words.value)


def test_an_empty_page_loads_no_matplotlib(hers: Path) -> None:
    code = "import sys, course_lib; course_lib.my_progress(); print({'matplotlib', 'citeproc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def saved(markup: str) -> dict[str, str]:
    found = re.findall(r'download="([^"]+)" href="data:[^;]+;charset=utf-8;base64,([^"]+)"', markup)
    return {file: base64.b64decode(text).decode() for file, text in found}


def test_the_files_carry_the_name_and_the_record_does_not(hers: Path) -> None:
    record().save_all(practice())
    tool = my_progress(now=clock)
    tool.name.value = "Ada <b>Ōsaka</b>"
    tool.make.click()
    files = saved(tool.files.value)
    assert list(files) == ["training-summary.csv", "training.jsonl", "my-certificate.html", "my-record.json"]
    assert all("Ōsaka" in files[name] for name in list(files)[:3])
    assert "Ada &lt;b&gt;" in files["my-certificate.html"]
    assert files["my-record.json"] == record().to_json()
    assert "Ōsaka" not in record().to_json()


@pytest.mark.parametrize("name", ["", "   ", "x" * 500, "a\x00b"])
def test_a_bad_name_gets_one_sentence_and_what_needs_no_name_is_still_offered(hers: Path, name: str) -> None:
    tool = my_progress(now=clock)
    tool.name.value = name
    tool.make.click()
    (said,) = re.findall(r'role="alert">(.*?)</p>', tool.files.value)
    assert said.endswith((".", "again."))
    assert said.count(". ") == 0
    assert list(saved(tool.files.value)) == ["my-record.json"]


def test_a_record_that_cannot_be_read_is_one_sentence(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record().save_all(practice())
    tool = my_progress(now=clock)

    def broken(*_: object) -> None:
        raise RecordError("This could not be read: the folder is gone.")

    monkeypatch.setattr(tool.record, "marks", broken)
    monkeypatch.setattr(tool.record, "to_json", broken)
    tool.refresh.click()
    assert words(tool.words.value) == "Your progress cannot be shown. This could not be read: the folder is gone."
    assert tool.figures.value == ""
    tool.make.click()
    assert words(tool.files.value) == "This could not be read: the folder is gone."


def test_the_class_view_says_that_nothing_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    tool = my_progress(now=clock)
    shown = words(" ".join(part.value for part in tool.children if hasattr(part, "value")))
    assert "nothing is stored, so there is nothing to show after the page is closed" in shown
    assert "in the class view nothing is stored" in repr(tool)


def test_the_page_names_its_sources_and_promises_nothing(hers: Path) -> None:
    shown = words(" ".join(part.value for part in my_progress(now=clock).children if hasattr(part, "value")))
    for study in facts.location_studies().values():
        assert study.found in shown
    assert "Not reviewed by a clinician" in shown
    assert "They do not say that you are qualified" in shown
