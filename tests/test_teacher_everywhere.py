"""Whatever is wrong in a teacher's file, class view, pages, handouts and slides open; what is right in it is shown."""

import html
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import ipywidgets as widgets
import pytest

import course_lib
from course_lib import facts, printed
from course_lib.printed import __main__ as handouts
from course_lib.publish import pages, slides
from course_lib.publish.lessons import lessons
from course_lib.records.teacher import Teacher, teacher
from tests.test_teacher import GOOD, SLIPS

FOLDER = b"a folder"
BROKEN: dict[str, bytes] = {
    **{slip: GOOD.replace(*SLIPS[slip][:2]).encode() for slip in (
        "an unclosed quote", "a tab", "an unknown entry", "a list for a name", "a script", "a script for a name",
        "an entry that stands twice", "the safety page", "a day there is not", "a bell",
    )},
    "1 MB": b"teacher: Ana\n" * 80_000,
    "not UTF-8": GOOD.encode("utf-16"),
    "a folder": FOLDER,
    "a script for an entry": GOOD.replace("clinic", "</ul><script>alert(1)</script>").encode(),
    "not YAML at all": b"%PDF-1.7 {{{ <script>alert(1)</script>",
}  # fmt: skip
EVIL = """<script>alert(1)</script><img src=x onerror="alert(1)">{{ 7 * 7 }}' """
"""What the file's check refuses; were it ever let through, it must come out as the text it is."""
ALL_AT_ONCE = """\
teacher: "Ana
class: Tuesday 18:30
klinic: Hill
date: 2026-02-30
local_numbers:
  Maternity unit: 0120
  Doctor: <script>alert(1)</script>
leave_out: [2, 5, when-to-call, points]
paper: A5
"""


@pytest.fixture(params=BROKEN)
def broken(request: pytest.FixtureRequest, hers: Path) -> tuple[Teacher, tuple[str, ...]]:
    """What counts of a broken file, and its sentences."""
    put(hers, BROKEN[request.param])
    own, mistakes = teacher()
    assert len(mistakes) == 1
    return own, mistakes


def put(folder: Path, content: bytes) -> None:
    path = folder / "teacher.yaml"
    folder.mkdir(exist_ok=True)
    if path.is_dir():
        path.rmdir()
    if content == FOLDER:
        path.unlink(missing_ok=True)
        path.mkdir()
    else:
        path.write_bytes(content)


def shows(page: str, own: Teacher, *, numbers: bool = True) -> None:
    """Check that a page shows what counts, and runs nothing of it."""
    local = (*own.numbers, *own.numbers.values()) if numbers else ()
    for text in filter(None, (own.teacher, own.class_name, own.clinic, *local)):
        assert text in html.unescape(page)
    assert "alert(1)</script>" not in page
    assert "<img src=x" not in page


# --- pages that open from disk


def test_the_list_of_pages_is_written_with_what_counts(broken: tuple[Teacher, tuple[str, ...]]) -> None:
    own, _ = broken
    address, page = next(pages.pages(own))
    assert address == "index.html"
    shows(page, own)
    for lesson in lessons():
        assert (f'href="{lesson.name}.html"' in page) == (lesson.name not in own.leave_out)


def test_pages_are_written_from_a_file_with_every_mistake(
    hers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(hers, ALL_AT_ONCE.encode())
    assert pages.main(["--out", str(tmp_path / "pages")]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0].split()[-1] for line in said] == ["1", "3", "4", "5", "8", "8", "9"]
    there = {path.name for path in (tmp_path / "pages").glob("*.html")}
    assert "05_warning_signs.html" in there
    assert "02_causes.html" not in there
    for name in there:
        page = (tmp_path / "pages" / name).read_text(encoding="utf-8")
        assert "Tuesday 18:30 · Maternity unit: <strong>0120</strong>" in page
        assert "alert(1)" not in page


def test_on_no_page_a_teachers_text_becomes_html(hers: Path) -> None:
    own = Teacher(
        teacher=EVIL, class_name=EVIL, clinic=EVIL, date=EVIL, numbers={EVIL: EVIL},
        notes={lesson.name: EVIL for lesson in lessons()},
    )  # fmt: skip
    for _, page in pages.pages(own):
        shows(page, own)


# --- handouts


def test_every_handout_is_printed_with_what_counts(
    broken: tuple[Teacher, tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, mistakes = broken
    monkeypatch.setattr(handouts, "pdf", lambda _: b"%PDF")
    assert handouts.main(["--language", "en", "--out", str(tmp_path / "out")]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.html")}
    assert set(written) == {f"{name}-en.html" for name in facts.handouts() if name not in own.leave_out}
    assert "when-to-call-en.html" in written
    for name, page in written.items():
        shows(page, own, numbers=name != "teach-back-en.html")  # cards for the teacher's own hands
        assert not any(sentence in html.unescape(page) for sentence in mistakes)


def test_the_handouts_tool_opens_and_says_what_is_wrong(broken: tuple[Teacher, tuple[str, ...]]) -> None:
    own, (sentence,) = broken
    tool = course_lib.handouts(today=lambda: date(2026, 12, 3))
    said = "".join(each.value for each in tool.children if isinstance(each, widgets.HTML))
    assert sentence in html.unescape(said)
    assert "<script>alert" not in said
    assert tool.own["teacher"].value == own.teacher
    shows(tool.html, own)


@pytest.mark.parametrize("name", facts.handouts())
def test_on_no_handout_a_teachers_text_becomes_html(name: str) -> None:
    own = Teacher(
        teacher=EVIL, class_name=EVIL, clinic=EVIL, date=EVIL, numbers={EVIL: EVIL},
        notes=dict.fromkeys(facts.handouts(), EVIL),
    )  # fmt: skip
    shows(printed.page(name, "en", own), own, numbers=name != "teach-back")


def test_no_leave_out_takes_a_warning_sign_off_a_handout() -> None:
    everything = tuple(f"{each.id}/{part.id}" for each in facts.handouts().values() for part in each.sections)
    own = Teacher(leave_out=(*facts.handouts(), *everything))
    assert printed.chosen(own) == ("when-to-call",)
    for name, row in facts.handouts().items():
        assert [each.id for each in printed.sections(row, own.leave_out)] == [
            each.id for each in row.sections if each.always
        ]
        for sign in facts.warning_signs():
            if "warning-signs" in {each.id for each in row.sections}:
                assert f'data-row="warning_signs/{sign}' in printed.page(name, "en", own), (name, sign)


# --- slides


def test_slides_are_written_with_what_counts(
    broken: tuple[Teacher, tuple[str, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, (sentence,) = broken
    out = tmp_path / "slides.html"
    assert slides.main(["--lesson", "05", "--out", str(out)]) == 0
    assert capsys.readouterr().err == f"{sentence}\n"
    deck = out.read_text(encoding="utf-8")
    shows(deck, own)
    assert 'id="05_warning_signs-always"' in deck


def test_on_no_slide_a_teachers_text_becomes_html() -> None:
    course = [lesson for lesson in lessons() if lesson.number in ("04", "05")]
    own = Teacher(
        teacher=EVIL, class_name=EVIL, clinic=EVIL, date=EVIL, numbers={EVIL: EVIL},
        notes={lesson.name: EVIL for lesson in course},
    )  # fmt: skip
    shows(slides.deck(course, own), own)


def test_slides_of_the_whole_course_leave_out_what_she_leaves_out(hers: Path, tmp_path: Path) -> None:
    put(hers, ALL_AT_ONCE.encode())
    out = tmp_path / "slides.html"
    assert slides.main(["--out", str(out)]) == 0
    deck = out.read_text(encoding="utf-8")
    assert 'href="#/02_causes"' not in deck
    assert 'href="#/05_warning_signs"' in deck
    assert "alert(1)" not in deck


# --- the class view


@pytest.fixture(scope="module")
def class_view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a class view, and the folder of its teacher's file."""
    folder = tmp_path_factory.mktemp("teacher")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", f"--port={port}"]
    put(folder, ALL_AT_ONCE.encode())
    with (folder / "said").open("w") as said:
        server = subprocess.Popen(command, env=os.environ | {"COURSE_LIB_DATA": str(folder)}, stdout=said, stderr=said)
    for _ in range(300):
        if "line 9" in (folder / "said").read_text() or server.poll() is not None:  # her mistakes follow the address
            break
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}/", folder
    server.terminate()
    server.wait(20)


def test_the_class_view_opens_with_every_mistake_and_says_so_in_the_terminal(class_view: tuple[str, Path]) -> None:
    said = (class_view[1] / "said").read_text()
    assert "is open at" in said
    assert "Traceback" not in said
    for line in ("line 1: a quotation mark", "line 3: there is no entry 'klinic'", "line 9: 'paper' is 'A5'"):
        assert line in said


@pytest.mark.parametrize("kind", BROKEN)
def test_the_class_views_list_names_the_mistake_and_lists_the_pages(class_view: tuple[str, Path], kind: str) -> None:
    address, folder = class_view
    put(folder, BROKEN[kind])
    own, (sentence,) = teacher(folder / "teacher.yaml")
    with urllib.request.urlopen(address) as answer:
        page = answer.read().decode()
    assert sentence in html.unescape(page)
    shows(page, own)
    for lesson in lessons():
        assert (f"{lesson.name}.ipynb" in page) == (lesson.name not in own.leave_out)


def test_a_file_put_right_counts_at_the_next_look(class_view: tuple[str, Path]) -> None:
    address, folder = class_view
    put(folder, b"teacher: Bea")
    with urllib.request.urlopen(address) as answer:
        page = answer.read().decode()
    assert "Bea" in page
    assert "teacher.yaml" not in page
