"""The pages that open from disk: whole, linked, safe to open, and true to the notebooks and the facts."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbformat import NotebookNode

from course_lib import facts
from course_lib.facts.claim import Claim
from course_lib.publish import page_tools, pages
from course_lib.publish.lessons import TEXT, Lesson, lessons
from course_lib.records.teacher import Teacher
from course_lib.rules.warning_signs import CLOT_LINE

CHOICES = ("quiz", "cause_explorer", "cramp_or_not", "decision_aid", "care_checklist")


class Read(HTMLParser):
    """The elements of a page with their attributes, and its visible words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self._unseen = False
        self.feed(html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._unseen = tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._unseen else data

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    pages.write(out, Teacher())
    return out


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Read]:
    return {file.name: Read(file.read_text(encoding="utf-8")) for file in folder.glob("*.html")}


def test_every_notebook_is_a_page_and_the_list_names_them_all(read: dict[str, Read]) -> None:
    assert set(read) == {"index.html", "evidence.html"} | {f"{each.name}.html" for each in lessons()}
    for page in read.values():
        listed = [address for address in page.all("href") if address in read]
        assert set(read) - {"index.html"} <= set(listed)


def test_every_link_leads_to_a_page_and_a_place_that_is_there(read: dict[str, Read], folder: Path) -> None:
    for name, page in read.items():
        for address in page.all("href"):
            if re.match("(https?|tel|data):", address):
                continue
            to, _, place = address.partition("#")
            if to.startswith("print/"):
                assert (folder / to).is_file(), address
                continue
            assert to in ("", *read), f"{name}: {address}"
            assert not place or place in read[to or name].all("id"), f"{name}: {address}"


def test_an_id_stands_once(read: dict[str, Read]) -> None:
    for name, page in read.items():
        assert [each for each, times in Counter(page.all("id")).items() if times > 1] == [], name


def test_no_page_asks_for_anything_from_elsewhere(read: dict[str, Read], folder: Path) -> None:
    for name, page in read.items():
        policy = next(attributes["content"] for _, attributes in page.elements if "http-equiv" in attributes)
        assert policy.startswith("default-src 'none'; ")
        assert "http" not in policy
        assert all(address.startswith("data:") for address in page.all("src")), name
        assert all(
            tag == "a" for tag, attributes in page.elements if "href" in attributes and tag not in ("use", "image")
        )
        assert not re.search(r"@import|url\(\s*['\"]?(?!#|data:)", (folder / name).read_text(encoding="utf-8")), name


def test_no_code_and_no_word_about_running_it_is_shown(read: dict[str, Read]) -> None:
    for name, page in read.items():
        for word in ("course_lib", "Run All Cells", "run the page", "Kernel menu", ".ipynb"):
            assert word not in page.words, f"{name}: {word}"
    assert "for each story" in read["01_what_is_a_cramp.html"].words.lower()  # what stood beside such a sentence stays


def test_no_page_promises_that_a_form_warns_which_is_not_there(read: dict[str, Read]) -> None:
    words = read["09_my_plan.html"].words
    assert "So does one leg that is swollen, warm, red or" in words
    for word in ("The form", "as soon as you type", "Press Save", "Saved", "Look again"):
        assert word not in words


def test_every_page_says_that_it_is_a_draft_and_when_to_call(read: dict[str, Read]) -> None:
    for name, page in read.items():
        assert "Review draft: no obstetric clinician and no licensed acupuncturist has signed" in page.words, name
        assert CLOT_LINE in page.words, name
        assert "Short of breath or chest pain, with or without a sore leg: emergency number, now." in page.words
        assert "Nothing you type or tick here is stored" in page.words, name


def test_every_picture_is_said_in_words(read: dict[str, Read], folder: Path) -> None:
    pictures = 0
    for file in folder.glob("[0-9]*.html"):
        for figure in re.findall(
            '<figure class="course-picture".*?</figure>', file.read_text(encoding="utf-8"), re.DOTALL
        ):
            assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', figure), file.name
            pictures += 1
    stored = sum("course-picture" in page_tools.stored_html(cell) for each in lessons() for cell in _code(each))
    assert pictures >= stored - 1  # the one that only shows whether a notebook runs is left out


def test_each_tool_works_or_says_what_it_does_and_how_to_get_it(folder: Path) -> None:
    for each in lessons():
        html = (folder / f"{each.name}.html").read_text(encoding="utf-8")
        for cell in _code(each):
            if page_tools.stored_html(cell):
                continue
            name, _ = page_tools.tool_call(cell.source)
            if name in TEXT["tools"]:
                assert TEXT["tools"][name] in html.replace("&#39;", "'")
                assert 'href="index.html#whole-course"' in html
            else:
                assert name in (*CHOICES, "point_selector", "relief_coach", "warning_sign_check")


def test_every_answer_gets_the_feedback_of_the_facts(folder: Path) -> None:
    """Counted over the course: 11 topics, each option with its own fold where no script runs."""
    told = 0
    for each in lessons():
        words = _spoken((folder / f"{each.name}.html").read_text(encoding="utf-8"))
        for question in facts.questions().values():
            if question.topic == each.name:
                assert question.asks in words
                for option in question.options:
                    assert f"{'✓ Right.' if option.right else '✕ Not this one.'} {option.feedback}" in words
                    told += 1
    assert told == sum(len(each.options) for each in facts.questions().values())


def test_the_evidence_page_has_every_claim_with_what_the_course_says(read: dict[str, Read]) -> None:
    words = read["evidence.html"].words
    missing = [claim.id for claim in facts.claims().values() if not _shown(claim, words)]
    assert missing == []


def test_what_a_teacher_wrote_is_shown_as_text_and_what_she_left_out_is_gone(tmp_path: Path) -> None:
    own = Teacher(
        teacher="A & <b>",
        numbers={"Maternity unit": "03-1234-5678"},
        notes={"04_relief": "We try <script>alert(1)</script> this."},
        leave_out=("02_causes", "points"),
        language="both",
    )
    (tmp_path / "print").mkdir()
    for from_an_earlier_time in ("02_causes.html", "print/points-en.html"):
        (tmp_path / from_an_earlier_time).touch()
    pages.write(tmp_path, own)
    assert not (tmp_path / "02_causes.html").exists()
    written = sorted(tmp_path.glob("*.html"))
    assert len(written) == len(lessons()) + 1
    for file in written:
        html = file.read_text(encoding="utf-8")
        assert "02_causes" not in html
        assert "<b>" not in html.split("<main")[1].split("<h1")[0]
        assert "A &amp; &lt;b&gt;" in html
        assert "03-1234-5678" in html
    printed = {file.name for file in (tmp_path / "print").iterdir()}
    assert {"diary-en.html", "diary-ja.html", "when-to-call-en.html", "when-to-call-ja.html"} <= printed
    assert not any(name.startswith("points") for name in printed)
    relief = (tmp_path / "04_relief.html").read_text(encoding="utf-8")
    assert "We try &lt;script&gt;alert(1)" in relief
    assert "why do legs cramp" in (tmp_path / "00_start_here.html").read_text(
        encoding="utf-8"
    )  # the words without a link


def test_the_command_says_where_the_pages_are_and_a_bad_folder_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "taken"
    file.touch()
    assert pages.main(["--out", str(file)]) == 1
    assert "name another folder with --out" in capsys.readouterr().err


def test_a_cell_that_is_more_than_a_call_is_refused() -> None:
    with pytest.raises(ValueError, match="one plain call"):
        page_tools.tool_call("quiz = 3")


def _code(lesson: Lesson) -> Iterator[NotebookNode]:
    left_out = TEXT["left_out"].get(lesson.name, ())
    return (cell for cell in lesson.notebook.cells if cell.cell_type == "code" and cell.id not in left_out)


def _spoken(html: str) -> str:
    return Read(html).words


def _shown(claim: Claim, words: str) -> bool:
    said = (claim.id, claim.course_statement, claim.article_says)
    return all(" ".join(each.split()) in words for each in said)
