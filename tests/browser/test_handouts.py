"""The handouts in a real browser: so many sheets and no more, nothing cut off, on a phone too; and the tool."""

import re
from typing import Literal

import pytest

from course_lib import facts
from course_lib.printed import page as sheet
from course_lib.records.teacher import Teacher

# Every sheet carries all the warning signs, and none is cut or left out to save paper.
SHEETS = {"cramp-now": 3, "when-to-call": 7, "prevent": 4, "points": 4, "diary": 3, "teach-back": 4}
IN_JAPANESE = {"cramp-now": 5, "when-to-call": 9, "prevent": 5, "points": 5, "diary": 4, "teach-back": 6}
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(each => !each.closest('svg')
    && (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display != 'inline'
        || each.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
    .map(each => each.outerHTML.slice(0, 90))"""
LONG = Teacher(
    teacher="Ana " * 30, clinic="x" * 200, numbers={"Night midwife": "03-1234-5678", "y" * 120: "0" * 60},
    notes=dict.fromkeys(facts.handouts(), "word " * 150 + "z" * 150),
)  # fmt: skip


@pytest.mark.parametrize("name", list(facts.handouts()))
def test_sheets_and_what_stands_on_them(page, blocked, axe_violations, name):
    language: Literal["en", "ja"]
    for language, most in (("en", SHEETS), ("ja", IN_JAPANESE)):
        page.emulate_media(media="print")
        page.set_content(sheet(name, language, Teacher(paper="Letter")))  # the shorter paper
        made = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", made)) <= most[name], language
        page.set_viewport_size({"width": 688, "height": 900})  # CSS pixels between the margins of A4, the narrower
        page.set_content(sheet(name, language, LONG))
        assert page.evaluate(CUT_OFF) == []
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page, "body") == []
    assert blocked == []
