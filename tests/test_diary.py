"""Diary, summary and plan without a kernel: fields are filled, buttons clicked, and what is said is read."""

import html
import re
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from course_lib import diary, facts, my_plan, my_summary
from course_lib.figures.diary import by_day, counts
from course_lib.records import Choice, DiaryEntry, RecordError, record
from course_lib.tools.diary.cramp_diary import HELPED, MUSCLES, Diary
from course_lib.tools.diary.shown import call_for, minutes
from course_lib.tools.kit.awake import Awake
from course_lib.tools.kit.call_now import CallNow
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.my_plan import CALLS, MyPlan
from tests.refusals import refused

NOW = datetime(2026, 11, 23, 8, 30)
CLOT_LINE = (
    "One leg swollen, warm, red or sore all the time? Do not massage, warm or stretch it. Call now, day or night."
)
NONSENSE = ["<script>alert(1)</script>", "🦵", "مرحبا بك", "1e999", "-3", "' OR 1=1; DROP TABLE diary; --"]


def clock() -> datetime:
    return NOW


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", markup, flags=re.DOTALL)).split())


def everything(tool: ipywidgets.VBox) -> str:
    return words(" ".join(part.value for part in tool.children if isinstance(part, ipywidgets.HTML)))


def filled(tool: Diary, **changes: object) -> Diary:
    values = {"muscle": "calf", "severity": 7, "minutes": "2,5", "helped": "stretching", "note": "woke up"}
    for name, value in (values | changes).items():
        getattr(tool, name).value = value
    return tool


def cramp(day: int, hour: int = 3, **changes: Any) -> DiaryEntry:
    at = NOW - timedelta(days=day)
    row: dict[str, Any] = {"muscle": "calf", "severity": 5, "minutes": 2, "helped": "stretching"}
    return DiaryEntry(at=at.replace(hour=hour), **{**row, **changes})


# --- the diary


def test_a_cramp_is_written_down_shown_and_kept(hers: Path) -> None:
    tool = filled(diary(now=clock))
    assert (tool.day.value, tool.clock.value) == (date(2026, 11, 23), time(8, 30))
    tool.save.click()
    (entry,) = record().entries()
    assert (entry.at, entry.muscle, entry.severity, entry.minutes) == (NOW, "calf", 7, 2.5)
    assert (entry.helped, entry.note, entry.one_leg) == ("stretching", "woke up", False)
    assert words(tool.said.value) == "Saved: 2026-11-23 08:30, calf. It is kept in your own file on this computer."
    assert "2026-11-23 08:30 calf 7 of 10 2.5 stretching woke up" in words(tool.list.value)
    assert (tool.minutes.value, tool.muscle.value, tool.note.value) == ("", "", ""), "ready for the next"
    tool.save.click()
    assert words(tool.said.value).startswith("Not saved yet.")
    assert len(record().entries()) == 1


def test_the_clot_line_stands_above_the_form(hers: Path) -> None:
    for tool in (diary(), my_summary(), my_plan()):
        first = [part.value for part in tool.children[:3] if isinstance(part, ipywidgets.HTML)]
        assert CLOT_LINE in words("".join(first))


def test_every_choice_can_be_kept(hers: Path) -> None:
    tool, chosen = diary(now=clock), list(zip_longest(MUSCLES, HELPED, fillvalue="calf"))
    for muscle, helped in chosen:
        filled(tool, muscle=muscle, helped=helped).save.click()
    assert [(each.muscle, each.helped) for each in record().entries()] == chosen


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"minutes": "abc"}, "number"), ({"minutes": ""}, "number"), ({"minutes": "-3"}, "number"),
        ({"minutes": "1e9"}, "number"), ({"minutes": "9999"}, "1440"), ({"minutes": "0"}, "1440"),
        ({"minutes": "x" * 10_000}, "number"), ({"severity": ""}, "0 to 10"), ({"muscle": ""}, "muscle"),
        ({"helped": ""}, "helped"), ({"day": None}, "day"), ({"clock": None}, "time"),
        ({"day": date(2027, 1, 1)}, "future"), ({"day": date(2016, 1, 1)}, "45 weeks"),
        ({"note": "x" * 10_000}, "10,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_stays_in_the_form_with_one_sentence(
    hers: Path, changes: dict[str, object], says: str
) -> None:
    tool = filled(diary(now=clock), **changes)
    before = [getattr(tool, name).value for name in ("minutes", "note", "muscle", "severity")]
    tool.save.click()
    said = words(tool.said.value)
    assert said.startswith("Not saved yet. ")
    assert says in said
    assert said.count(". ") == 1
    assert [getattr(tool, name).value for name in ("minutes", "note", "muscle", "severity")] == before
    assert not hers.exists()


@pytest.mark.parametrize("text", NONSENSE)
def test_a_note_is_only_ever_text(hers: Path, text: str) -> None:
    tool = filled(diary(now=clock), note=text)
    tool.save.click()
    assert [each.note for each in record().entries()] == [text]
    assert text in words(tool.list.value) or "<script>" in text
    page = my_summary(now=clock).page.value
    assert "<script" not in tool.list.value + page
    assert text in words(page)


def test_an_entry_that_could_not_be_saved_stays_and_is_saved_once_later(
    hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = filled(diary(now=clock))

    def full(_: object) -> None:
        raise RecordError("This could not be saved: the disk is full. Make some room and try again.")

    with monkeypatch.context() as patch:
        patch.setattr(tool.record, "save", full)
        tool.save.click()
    said = "Not saved: your entry is still in the form. This could not be saved: the disk is full."
    assert words(tool.said.value).startswith(said)
    assert tool.note.value == "woke up"
    tool.save.click()
    assert len(record().entries()) == 1


@pytest.mark.parametrize(("typed", "number"), [("2", 2), ("0.5", 0.5), ("2,5", 2.5), (" 12 ", 12), ("３", 3)])
def test_minutes_are_read_as_people_write_them(typed: str, number: float) -> None:
    assert minutes(typed) == number


@pytest.mark.parametrize("typed", ["", "2 min", "nan", "inf", "1_0", "2.", "1,000.5", "12345"])
def test_other_minutes_are_refused(typed: str) -> None:
    assert "such as 2 or 0.5" in refused(minutes, typed)


def test_more_than_ten_minutes_or_one_leg_gets_the_call_at_once(hers: Path) -> None:
    call = facts.urgency_levels()[facts.Urgency.CALL_NOW].say
    tool = diary(now=clock)
    for long, expected in (("10", False), ("10.5", True), ("", False), ("11", True)):
        tool.minutes.value = long
        assert (call in words(tool.call.value)) == expected, long
    tool.minutes.value = "2"
    assert tool.call.value == ""
    tool.one_leg.value = True
    assert call in words(tool.call.value)
    assert "Do not massage, warm or stretch that leg." in words(tool.call.value)
    filled(tool).save.click()
    assert call in words(tool.call.value), "it stays after saving"
    assert call_for(False, 10) == ""


def test_two_open_diaries_see_each_others_entries(hers: Path) -> None:
    one, other = diary(now=clock), diary(now=clock)
    filled(one).save.click()
    assert "0 entries" in words(other.list.value)
    other.refresh.click()
    assert "woke up" in words(other.list.value)


def test_one_entry_is_deleted_and_only_the_chosen_one(hers: Path) -> None:
    record().save(cramp(1, note="first"))
    record().save(cramp(2, note="second"))
    tool = diary(now=clock)
    tool.delete.click()
    assert words(tool.told.value) == "Choose the entry to delete first."
    tool.which.value = next(key for name, key in tool.which.options if name.startswith("2026-11-22"))
    tool.delete.click()
    assert words(tool.told.value) == "Deleted: 2026-11-22 03:30, calf."
    assert [each.note for each in record().entries()] == ["second"]


def test_everything_is_deleted_with_the_second_click_and_not_before(hers: Path) -> None:
    filled(diary(now=clock)).save.click()
    tool = diary(now=clock)
    tool.delete_all.click()
    assert "cannot be undone" in words(tool.told.value)
    assert tool.confirm.layout.display is None
    tool.keep.click()
    assert len(record().entries()) == 1
    tool.delete_all.click()
    tool.sure.click()
    assert record().entries() == ()
    assert "0 entries" in words(tool.list.value)


def test_everything_can_be_taken_along(hers: Path) -> None:
    filled(diary(now=clock)).save.click()
    links = re.findall(r'download="([^"]+)" href="data:', diary(now=clock).list.value)
    assert links == ["my-record.json", "my-diary.csv", "my-answers.csv", "my-plan.csv"]


def test_damage_is_said_once_on_the_screen(hers: Path) -> None:
    filled(diary(now=clock)).save.click()
    (hers / "record.sqlite").write_bytes(b"")
    assert "put back from its second copy" in words(diary(now=clock).said.value)
    assert words(diary(now=clock).said.value) == ""


def test_the_class_view_says_that_nothing_is_stored(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LIB_CLASS", "1")
    tool = filled(diary(now=clock))
    tool.save.click()
    assert "in the class view nothing is stored" in everything(tool)
    assert not hers.exists()
    record().delete_everything()


def test_its_words_are_short_and_the_same_for_everybody(hers: Path) -> None:
    kept = "kept in your own file on this computer."
    before = [repr(tool()) for tool in (diary, my_summary, my_plan)]
    assert before == [
        f"Diary: run this page to see yours. It is {kept}",
        f"What your diary shows: run this page to see it. It is {kept}",
        f"My plan: run this page to see yours. It is {kept}",
    ]
    record().save(cramp(0))
    record().save_plan([Choice(at=NOW, part="try", says="x")])
    assert [repr(tool()) for tool in (diary, my_summary, my_plan)] == before, "no count of hers is in a stored output"
    assert max(map(len, before)) <= 110, "ipywidgets cuts what is longer"


# --- whose clock


class Clock:
    """The clock of the computer that Python runs on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def told(tool: Any, at: str, utc_offset: int, zone: str = "") -> None:
    """Let her browser say what its clock shows."""
    tool._page._handle_custom_msg({"at": at, "utc_offset": utc_offset, "zone": zone}, [])


def test_a_form_opened_at_night_and_filled_in_the_morning_has_the_mornings_time(hers: Path) -> None:
    here = Clock(datetime(2026, 11, 22, 23, 50))
    tool = diary(now=here)
    here.at = datetime(2026, 11, 23, 8)
    filled(tool).save.click()
    assert record().entries()[0].at == datetime(2026, 11, 23, 8)
    assert (tool.day.value, tool.clock.value) == (date(2026, 11, 23), time(8))


def test_a_form_filled_at_night_and_saved_in_the_morning_asks_once_whether_its_time_is_meant(hers: Path) -> None:
    here = Clock(datetime(2026, 11, 22, 23, 50))
    tool = filled(diary(now=here))
    here.at = datetime(2026, 11, 23, 8)
    tool.save.click()
    assert "2026-11-22 23:50: change it, or save again to keep it" in words(tool.said.value)
    assert record().entries() == ()
    tool.save.click()
    assert [each.at for each in record().entries()] == [datetime(2026, 11, 22, 23, 50)]


def test_a_time_that_she_set_is_kept_whatever_the_clock_says_later(hers: Path) -> None:
    here = Clock(datetime(2026, 11, 22, 23, 50))
    tool = diary(now=here)
    tool.clock.value = time(23, 20)
    here.at = datetime(2026, 11, 23, 8)
    told(tool, "2026-11-23T08:00:00", 0)
    filled(tool).save.click()
    assert [each.at for each in record().entries()] == [datetime(2026, 11, 22, 23, 20)]


def test_her_browsers_clock_and_zone_count_and_not_the_servers(hers: Path) -> None:
    tool = diary(now=Clock(datetime(2026, 11, 23, 19, 30)))  # a server in UTC
    told(tool, "2026-11-24T08:30:00", 13 * 60, "Pacific/Auckland")
    assert (tool.day.value, tool.clock.value) == (date(2026, 11, 24), time(8, 30))
    filled(tool).save.click()
    tool.day.value = date(2026, 8, 1)  # winter there: one hour less
    filled(tool).save.click()
    winter, summer = record().entries()
    assert (summer.at, summer.utc_offset) == (datetime(2026, 11, 24, 8, 30), 780)
    assert winter.utc_offset in (720, 780), "780 on a system without zones"
    filled(tool, day=date(2026, 11, 24), clock=time(9)).save.click()
    assert "future" in words(tool.said.value)
    for nonsense in ({"at": "x"}, "x", None, {"at": "2026-11-24T08:30:00", "utc_offset": 10**9}):
        tool._page._handle_custom_msg(nonsense, [])
    assert tool._page.now() == datetime(2026, 11, 24, 8, 30)


def test_after_a_flight_west_an_urgent_entry_is_still_in_the_summary_and_in_its_place(hers: Path) -> None:
    tool = diary(now=Clock(datetime(2026, 11, 23, 12)))
    told(tool, "2026-11-24T01:00:00", 780, "Pacific/Auckland")
    filled(tool, one_leg=True, note="before the flight").save.click()
    landed = Clock(datetime(2026, 11, 24, 0))
    tool = diary(now=landed)
    told(tool, "2026-11-23T16:00:00", -480, "America/Los_Angeles")
    filled(tool, note="after it").save.click()
    assert [each.note for each in record().entries()] == ["before the flight", "after it"]
    assert "2026-11-24 01:00 (UTC+13:00)" in words(tool.list.value)
    summary = my_summary(now=landed)
    told(summary, "2026-11-23T16:00:00", -480)
    said = words(summary.page.value)
    assert "Needs a call: written down on 2026-11-24 01:00." in said
    assert "2 cramps" in said


# --- brought in


def uploaded(tool: Diary, contents: bytes) -> str:
    file = {"name": "my-record.json", "type": "", "size": len(contents), "content": memoryview(contents)}
    tool.bring.value = ({**file, "last_modified": NOW},)
    assert tool.bring.value == (), "the file itself is not kept"
    return words(tool.told.value)


def test_a_saved_copy_is_brought_in_by_one_step(hers: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    filled(diary(now=clock)).save.click()
    saved = record().to_json().encode()
    monkeypatch.setenv("COURSE_LIB_DATA", str(tmp_path / "another computer"))
    tool = diary(now=clock)
    assert uploaded(tool, saved).startswith("Brought in: 1 new and 0 newer rows; 0 stayed as they were here.")
    assert "woke up" in words(tool.list.value)
    assert "0 new and 0 newer rows; 1 stayed" in uploaded(tool, saved)
    assert "nothing was brought in" in uploaded(tool, b"\x89PNG")
    assert len(record().entries()) == 1


# --- the summary


def test_the_page_counts_what_was_written_in_the_time_chosen(hers: Path) -> None:
    record().save(cramp(0, 3, severity=9))
    record().save(cramp(1, 15, muscle="foot or toes"))
    for day in (13, 14, 27, 28):
        record().save(cramp(day))
    tool = my_summary(now=clock)
    said = words(tool.page.value)
    assert "3 cramps from 2026-11-10 to 2026-11-23, 2 of them at night" in said
    assert "half were 5 or less, the worst was 9" in said
    assert "calf 2, foot or toes 1" in said
    assert "Review draft" in said
    assert "It cannot tell why a leg hurts, or that a leg is all right." in said
    assert "2026-11-23. Not reviewed by a clinician." in said
    assert "Needs a call" not in said
    tool.period.value = 28
    assert "5 cramps" in words(tool.page.value)
    assert tool.figures.value.count("<figure") == 2


@pytest.mark.parametrize("changes", [{"minutes": 10.5}, {"one_leg": True}, {"minutes": 60, "one_leg": True}])
def test_what_needs_a_call_stands_first(hers: Path, changes: dict[str, Any]) -> None:
    record().save(cramp(3, **changes))
    said = words(my_summary(now=clock).page.value)
    assert "Needs a call: written down on 2026-11-20 03:30." in said
    assert said.index("Phone your maternity unit") < said.index("How bad")


def test_the_page_never_says_that_all_is_well(hers: Path) -> None:
    record().save(cramp(3))
    said = words(my_summary(now=clock).page.value).lower()
    assert not re.search(r"you are fine|nothing to worry|no (danger|risk)|harmless|normal|reassur|is safe", said)


def test_figures_say_in_words_what_they_show() -> None:
    rows = [cramp(0, 3, severity=9), cramp(0, 15), cramp(40)]
    picture = by_day(rows, NOW.date())
    assert picture.alt.startswith("2 cramps written down, on 1 of 14 days. How bad, from 0 to 10: 11-23 03:30 9 of 10;")
    assert by_day([], NOW.date()).alt == "0 cramps written down, on 0 of 14 days."
    assert counts(rows, "muscle").alt == "Which muscle. calf: 3."
    assert "cannot tell what made it stop" in counts(rows, "helped").caption
    assert "choose muscle or helped" in refused(counts, rows, "note")
    assert by_day(rows, NOW.date()).svg == picture.svg, "the same rows give the same drawing"


# --- the plan


def test_a_plan_is_kept_and_comes_back(hers: Path) -> None:
    tool = my_plan(now=clock)
    tool.save.click()
    assert "Tick or write something first" in words(tool.said.value)
    tool.ticks["foot-pumps"].value = tool.ticks["watch-one-leg"].value = True
    tool.calls[CALLS[0]].value = "Ward 5 <b>03 1234</b>"
    tool.country.value = next(iter(facts.emergency_numbers()))
    tool.save.click()
    again = my_plan(now=clock)
    card = words(again.card.value)
    assert again.ticks["foot-pumps"].value
    assert not again.ticks["shoes"].value
    assert "Bend, stretch, and circle my feet." in card
    assert "Phone your maternity unit" in card
    assert "Ward 5 <b>03 1234</b>" in card
    assert facts.emergency_numbers()[tool.country.value].emergency_number in card
    assert CLOT_LINE in card
    assert again.saved == 4


def test_a_plan_that_could_not_be_saved_stays(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise RecordError("This could not be saved: the disk is full.")

    tool = my_plan(now=clock)
    monkeypatch.setattr(tool.record, "save_plan", full)
    tool.ticks["drink"].value = True
    tool.save.click()
    assert words(tool.said.value).startswith("Not saved: what you chose is still on this page.")
    assert tool.ticks["drink"].value
    tool.calls[CALLS[0]].value = "x" * 10_000
    tool.save.click()
    assert "10,000 characters" in words(tool.said.value)


def test_beside_each_line_stands_what_is_known(hers: Path) -> None:
    said = everything(my_plan(now=clock))
    for row in facts.plan_options().values():
        assert all(words(facts.claims()[claim].course_statement) in said for claim in row.claims)
        assert row.sign is None or facts.urgency_levels()[facts.warning_signs()[row.sign].urgency].say in said


@pytest.mark.parametrize("make", [diary, my_summary, my_plan])
def test_they_are_made_of_plain_widgets_with_names_of_their_own(make: type[MyPlan], hers: Path) -> None:
    tool = make(now=clock)
    parts = [part for each in tool.children for part in getattr(each, "children", [each])]
    assert not any(isinstance(part, ipywidgets.Output) for part in parts)
    shown = (ipywidgets.HTML, Awake, CallNow, HerPage)
    names = [part.description for part in parts if not isinstance(part, shown)]
    assert all(names)
    assert len(names) == len(set(names))
