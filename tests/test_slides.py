"""The slides as a file: which cells they show, what always stands in them, and what a teacher has beside each."""

import re
from html import unescape
from pathlib import Path

import pytest

from course_lib import facts
from course_lib.publish import pages, slides
from course_lib.publish.lessons import TEXT as PAGES_TEXT
from course_lib.publish.lessons import Lesson, lessons
from course_lib.records.teacher import LESSONS, Teacher
from course_lib.rules.warning_signs import CLOT_LINE
from tests.pages import plain
from tests.test_pages import NEVER_ADVISED, NEVER_AS_FACT, REFUSES

COURSE = lessons()
every_lesson = pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.name)


def words(deck: str) -> str:
    """A deck as running text, without its scripts and styles."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", deck, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@every_lesson
def test_the_deck_of_one_lesson_has_when_to_call_and_the_draft_line(lesson: Lesson) -> None:
    deck = slides.deck([lesson], Teacher())
    always = "".join(re.findall(r'<section id="05_warning_signs-always(?:-2)?">.*?</section>', deck, re.DOTALL))
    for sign in facts.warning_signs().values():
        assert (sign.sign in words(always)) == (sign.urgency >= facts.Urgency.CALL_NOW), sign.id
    assert CLOT_LINE in words(always)
    cover = deck[deck.index('<section id="cover">') : deck.index('<section id="05_warning_signs-always">')]
    assert "Review draft: no obstetric clinician" in cover
    assert deck.count("Review draft") == deck.count("<section id=") + 1, "the cover says it twice"


@every_lesson
def test_each_slide_has_words_or_a_picture_and_no_code(lesson: Lesson) -> None:
    shown = [slide for stack in slides.stacks(lesson) for slide in stack]
    assert 5 <= len(shown) <= 35
    for slide in shown:
        assert slide.words or slide.shown or slide.question, slide.id
        assert not re.search(
            r"import |class=\"highlight|run the page first|Run All Cells", " ".join(slide.words + slide.shown)
        )
    assert shown[0].id == f"{lesson.name}/title"
    assert not {"evidence", "sources", "trainee"} & {slide.id.partition("/")[2] for slide in shown}


@every_lesson
def test_a_teacher_has_something_to_say_to_every_slide_on_the_main_way(lesson: Lesson) -> None:
    for first, *_ in slides.stacks(lesson):
        assert first.note, first.id
        assert first.note.often_wrong, first.id


def test_every_note_belongs_to_a_slide() -> None:
    ids = {slide.id for lesson in COURSE for stack in slides.stacks(lesson) for slide in stack}
    cells = {each.partition("/")[2] for each in ids}
    assert set(facts.slide_notes()) - ids - cells == {"05_warning_signs/always"}


def test_no_note_says_what_the_pages_must_not_say() -> None:
    said = " ".join(f"{note.says} {note.often_wrong}" for note in facts.slide_notes().values())
    for quoted in ("non-invasive",):  # what learners repeat
        said = said.replace(f'"{quoted}"', "")
    assert [found[0] for each in NEVER_AS_FACT for found in re.finditer(each, said, re.IGNORECASE)] == []
    for sentence in re.split(r"(?<=[.?!])\s+", plain(said)):
        if any(re.search(each, sentence, re.IGNORECASE) for each in NEVER_ADVISED):
            assert re.search(REFUSES, sentence, re.IGNORECASE), sentence


def test_links_lead_to_slides_of_the_deck_and_sources_go_to_the_notes() -> None:
    whole, one = slides.deck(COURSE, Teacher()), slides.deck(COURSE[3:4], Teacher())
    for deck in (text.partition("<script>")[0] for text in (whole, one)):
        assert ".ipynb" not in deck
        goals = set(re.findall(r'<section id="([^"]+)"', deck))
        assert set(re.findall(r'<a href="#/([^"]+)"', deck)) <= goals
        assert not re.search(r'<a href="(?!#/)', deck)
    assert whole.count("<section id=") > 200
    assert "Sources on this slide: nidirect, HSE 2018" in words(whole)


def test_all_of_it_is_in_the_file() -> None:
    deck = slides.deck(COURSE, Teacher())
    assert not re.search(
        r"""(?:src|srcset)=["'](?!data:)|@import|url\((?!["']?(?:data:|#))|<link\b""", deck.split("<script>")[0]
    )
    assert len(deck.encode()) < 2_000_000


def test_her_numbers_stand_beside_the_signs_never_instead(tmp_path: Path) -> None:
    own = Teacher(teacher="Ana Ruiz", numbers={"Ward": "0120 555 019"}, notes={"04_relief": "Bring a towel."})
    deck = slides.deck(COURSE[4:5], own)
    always = "".join(re.findall(r'<section id="05_warning_signs-always(?:-2)?">.*?</section>', deck, re.DOTALL))
    assert "Call the emergency number now:" in words(always)
    assert "Ward: 0120 555 019" in words(always)
    assert "From your teacher Bring a towel." in words(deck)


def test_what_is_said_is_words_and_no_part_of_the_program() -> None:
    """In a template `text.keys` is Python's own method of a dictionary, not the line of that name."""
    own = Teacher(teacher="Ana", numbers={"Ward": "1"}, notes=dict.fromkeys(LESSONS, "A note."))
    told = slides.deck(COURSE, own) + "".join(html for _, html in pages.pages(own))
    assert "built-in method" not in told
    assert not re.search(r"bound method| object at 0x", told)
    for text in (slides.TEXT, PAGES_TEXT):
        assert not [name for name in text if hasattr(dict, name)]


def test_a_wrong_wish_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert slides.main(["--lesson", "77", "--out", str(tmp_path / "a.html")]) == 1
    assert capsys.readouterr().err.startswith("There is no lesson '77'; choose one of 00, 01,")
    assert slides.main(["--lesson", "", "--out", str(tmp_path / "a.html")]) == 1
    assert capsys.readouterr().err.startswith("There is no lesson ''; choose one of 00, 01,")
    assert not (tmp_path / "a.html").exists()
    assert slides.main(["--lesson", "5", "--out", str(tmp_path)]) == 1
    assert "name a file with --out" in capsys.readouterr().err
