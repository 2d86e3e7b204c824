"""A telephone number is printed only if it was read on its owner's own page; else the text says so."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from course_lib import facts
from course_lib.facts.care import EmergencyNumber, JapanContact
from course_lib.printed import page
from tests.pages import markdown

ROOT = Path(__file__).parents[1]
ROWS: list[EmergencyNumber | JapanContact] = [*facts.emergency_numbers().values(), *facts.japan_contacts().values()]
OWNERS = {  # typed by hand: the hosts that belong to whoever runs the line, or the emergency service of the place
    "tfd.metro.tokyo.jp", "fdma.go.jp", "hokeniryo1.metro.tokyo.lg.jp", "wmas.nhs.uk", "samaritans.org",
    "health.ny.gov",
    "europa.eu", "www2.hse.ie", "healthdirect.gov.au", "lifeline.org.au", "healthpei.ca", "canada.ca",
    "kidshealth.org.nz",
    "health.govt.nz", "vikaspedia.in",
}  # fmt: skip
NUMBER = re.compile(r"(?<![\d.,/+-])#?(?:\d[\d -]{5,}\d)(?![\d.,/%-])|#\d{4}\b")
READ = {number for row in ROWS for number in row.seen}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_number_has_its_owner_host_and_day(row: EmergencyNumber | JapanContact) -> None:
    for number, seen in row.seen.items():
        assert seen.owner, number
        assert seen.host in OWNERS, number
        assert date(2026, 1, 1) <= seen.read_at <= date(2026, 12, 31), number


def test_no_other_number_stands_in_the_text_of_the_table() -> None:
    for row in ROWS:
        fields = set(row.__struct_fields__) - {"seen", "refs", "id"}
        said = " | ".join(str(getattr(row, field)) for field in fields)
        assert {each.strip() for each in NUMBER.findall(said)} <= set(row.seen), row.id


def test_an_unread_number_is_refused() -> None:
    row = facts.emergency_numbers()["US"]
    with pytest.raises(ValueError, match="whose page it was read on"):
        EmergencyNumber(**{name: getattr(row, name) for name in row.__struct_fields__} | {"crisis_number": "12345"})


def test_numbers_that_no_owner_said_are_gone() -> None:
    shown = page("when-to-call") + page("when-to-call", "ja") + markdown("00_start_here") + markdown("05_warning_signs")
    shown += json.dumps([str(row) for row in ROWS], ensure_ascii=False)
    for number in ("1800 022 222", "1800 882 436", "03-5339-1133", "03-5285-8181", "1-833-852-6262", "0120-279-338"):
        assert number not in shown


def test_where_none_was_read_the_page_says_so_and_names_the_unit() -> None:
    for paper in (page("when-to-call"), markdown("00_start_here"), markdown("05_warning_signs")):
        assert "verified" in paper
        assert re.search(r"[Cc]all your own maternity unit, or the emergency number", paper)


def test_what_to_say_in_japan() -> None:
    paper = page("when-to-call", "ja")
    assert "救急車をお願いします。住所は…" in paper
    assert "救急です" in paper
    assert "Northern Ireland" in facts.emergency_numbers()["GB"].advice_note
