"""The handouts: each line is a row of the facts, what warns is always there, and a teacher's words stay words."""

import re
import zlib
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from course_lib import facts, handouts
from course_lib.facts import citation
from course_lib.printed import NO_FONT, boxes, chosen, chromium, page, pdf, wording
from course_lib.printed import __main__ as command
from course_lib.printed.wording import english, fingerprint
from course_lib.records.teacher import Teacher
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.handouts import NUMBER_LINE
from tests.expected_statuses import CODES, FLOOR, STRICTNESS

DAY = date(2026, 11, 23)
NAMES = ("cramp-now", "when-to-call", "prevent", "points", "diary", "teach-back")
EVERY_SECTION = tuple(f"{row.id}/{section.id}" for row in facts.handouts().values() for section in row.sections)
SCRIPT = "<script>alert(1)</script>"
ADDED = ["labels/native", *(f"labels/{name}" for name in ("teacher", "class", "clinic", "date", "note"))]
ADDED += [f"labels/certainty-{name}" for name in ("high", "moderate", "low", "very-low", "none")]
"""Words that stand on a handout only now and then."""
VOID = ("meta", "link", "br", "img", "hr", "input")


class Lines(HTMLParser):
    """Gathers every text that a reader sees, with the address that stands on it, its language, and its section."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[dict[str, str | None]] = []
        self.found: list[tuple[str, str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append({"tag": tag, **dict(attrs)})

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, text: str) -> None:
        if not text.strip() or any(each["tag"] in ("head", "svg") for each in self.open):
            return
        around = self.open[::-1]
        address = next((str(each["data-row"]) for each in around if "data-row" in each), "")
        address = address or ("own" if any("data-own" in each for each in around) else "")
        language = next((str(each["lang"]) for each in around if "lang" in each), "")
        section = next((str(each["id"]) for each in around if each["tag"] == "section" and "id" in each), "")
        self.found.append((address, language, text.strip(), section))


def lines(html: str) -> list[tuple[str, str, str, str]]:
    return Lines(html).found


def test_there_are_six():
    assert tuple(facts.handouts()) == NAMES


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_a_row_of_the_facts(name, language):
    japanese = {english(row.id): row.says for row in facts.japanese().values()}
    found = lines(page(name, language, today=DAY))
    assert len(found) > 40
    for address, spoken, text, _ in found:
        if not address:
            assert re.fullmatch(r"[(): ;·→.]+", text), f"{text!r} is no row of the facts"
        elif address.startswith("references/"):
            assert text == citation.short(address.partition("/")[2]).removesuffix(" (no date)")
        elif address == "own":
            assert text == "2026-11-23"  # the day of printing: nothing else is filled in
        else:
            assert text == (japanese[english(address)] if spoken == "ja" else english(address))


def test_an_address_finds_its_row_and_only_that():
    assert english("claims/C-REL-01") == facts.claims()["C-REL-01"].course_statement
    assert english("warning_signs/breathless") == "Short of breath, in any way"
    assert english("coach_steps/walk.says.1") == facts.coach_steps()["walk"].says[1]
    for wrong in ("claims/C-REL-99", "nothing/here", "rules/nothing"):
        with pytest.raises(KeyError):
            english(wrong)


def test_no_japanese_line_is_missing_out_of_date_or_unused():
    everything = {address for name in NAMES for address, *_ in lines(page(name, own=Teacher(numbers={"a": "1"})))}
    needed = {english(address) for address in everything if "/" in address and not address.startswith("references/")}
    same = re.compile(r"[A-Z]{2}\d+|[#\d -]+|[^\x00-\x7f]+|" + "|".join(p.name.romaji for p in facts.points().values()))
    translated = set()
    for row in facts.japanese().values():
        text = english(row.id)
        assert row.of == fingerprint(text), f"{row.id}: translate again, with of: {fingerprint(text)!r}: {text}"
        translated.add(english(row.id))
    assert {text for text in needed - translated if not same.fullmatch(text)} == set()
    filled = {english(address) for address in ADDED}
    assert translated - needed <= filled


def test_a_warning_in_japanese_has_its_english_beside_it():
    tables = ("warning_signs/", "urgency_levels/", "circumstances/", "rules/clot-line")
    for name in NAMES:
        found = lines(page(name, "ja"))
        warning = {address for address, spoken, *_ in found if spoken == "ja" and address.startswith(tables)}
        assert {address for address in warning if "warning_signs" in address}
        for place, (address, spoken, *_) in enumerate(found):
            if (
                spoken == "ja"
                and "/" in address
                and (address.startswith(tables) or re.search(r"(?i)\bcall\b|emergency|clot\b", english(address)))
            ):
                assert found[place + 1][:3] == (address, "en", english(address)), address
        assert ("labels/native", "en", english("labels/native")) in {each[:3] for each in found}


@pytest.fixture
def out_of_date(monkeypatch):
    """Every English line has changed since it was translated."""
    rows = {name: replace(row, of="00000000") for name, row in facts.japanese().items()}
    monkeypatch.setattr(facts, "japanese", lambda: rows)
    wording.japanese.cache_clear()
    yield
    wording.japanese.cache_clear()


@pytest.mark.usefixtures("out_of_date")
def test_a_line_out_of_date_in_japanese_is_printed_in_english():
    assert {spoken for address, spoken, *_ in lines(page("cramp-now", "ja")) if "/" in address} == {"en"}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_signs_draft_and_clot_line_cannot_be_unticked(name, language):
    html = page(name, language, Teacher(leave_out=(*EVERY_SECTION, *NAMES)))
    said = {text for *_, text, _ in lines(html)}
    assert {sign.sign[:1].upper() + sign.sign[1:] for sign in facts.warning_signs().values()} <= said
    assert {level.say for level in facts.urgency_levels().values() if level.order > 0} <= said
    assert CLOT_LINE in said
    draft = english("labels/draft") if language == "en" else facts.japanese()["labels/draft"].says
    assert html.count(draft) == 3  # at the top, at the end, and at the foot of each sheet
    always = {"warning-signs", "no-needles", "no-needles-either", "avoided", "pain-relief"}
    assert {section for *_, section in lines(html)} - {""} <= always


def test_the_points_are_those_of_the_evidence():
    html = page("points")
    found = re.findall(r'<td class="(\w+)" data-weeks="(\w+) (\d+) (\d+)">', html)
    shown = {(code, int(first), int(last)): status for status, code, first, last in found}
    assert all(STRICTNESS[status] >= STRICTNESS[strictest(*place)] for place, status in shown.items())
    by_code = {code: [status for place, status in shown.items() if place[0] == code] for code, *_ in shown}
    assert by_code == {
        **{code: ["caution", "allowed", "allowed"] for code in ("ST36", "GB34", "BL57")},
        "LR3": ["avoid", "caution", "caution"],
        **{code: ["avoid"] * 3 for code in ("SP6", "LI4", "BL60")},
    }
    avoided = {text for address, _, text, section in lines(html) if section == "avoided" and address.endswith(".code")}
    assert {code for code in CODES if FLOOR[code][0] == "avoid" and code != "LR3"} <= avoided
    assert not avoided & {"ST36", "GB34", "BL57", "LR3"}


def strictest(code: str, first: int, last: int) -> str:
    return max(FLOOR[code][first : last + 1], key=STRICTNESS.__getitem__)


def test_no_certainty_stands_beside_an_instruction():
    for name in NAMES:
        found = lines(page(name))
        for (_, _, text, _), after in pairwise(found):
            told = re.search(r"\b(Call|call now|Ask|Stop|Never|emergency number)\b", text)
            assert not (told and after[2].startswith("(")), text


def test_what_moves_or_rubs_a_leg_says_first_when_to_stop():
    for section in ("calf", "other-muscles"):
        told = [text for *_, text, place in lines(page("cramp-now")) if place == section]
        assert "10 minutes? Stop. Call now, day or night." in told[1]  # right after the title
    told = [text for *_, text, place in lines(page("cramp-now")) if place == "then"]
    assert "no warning sign" in told[0]
    assert "No rubbing, no warmth, no stretch." in told[1]
    cards = [text for *_, text, place in lines(page("teach-back")) if place == "cards"]
    assert CLOT_LINE in cards  # a card that was cut off takes its line along


def test_a_warning_sign_is_no_line_in_a_diary():
    told = [text for *_, text, place in lines(page("diary")) if place == "diary"]
    assert any("red or darker" in text and "STOP. Call now" in text for text in told)
    assert any("over 10: call now" in text for text in told)


def test_the_words_to_say_stand_under_the_number_that_hears_them():
    found = [(address, text) for address, _, text, place in lines(page("when-to-call")) if place == "words-to-say"]
    addresses = [address for address, _ in found]
    unit = addresses.index("labels/say-unit")
    assert addresses.index("labels/say-emergency") < unit
    for sign in facts.warning_signs().values():
        if sign.level != "next visit":
            after = addresses.index(f"warning_signs/{sign.id}.tell") > unit
            assert after == (sign.level == "call now, day or night")


def test_no_handout_tells_anybody_to_press_or_needle():
    for name in NAMES:
        for *_, text, _ in lines(page(name)):
            assert not re.search(r"(?i)\b(press|needle|massage) (the|this|it|here|your)\b", text) or "not" in text, text


def test_what_a_teacher_wrote_stays_text_and_changes_no_line():
    own = Teacher(
        teacher=SCRIPT, class_name=SCRIPT, clinic='"><img src=x onerror=alert(1)>', date="</style>" + SCRIPT,
        numbers={SCRIPT: "1 <b>2", "Night midwife": "03-1234-5678"}, notes={"cramp-now": f"{SCRIPT}\nsecond line"},
    )  # fmt: skip
    html, bare = page("cramp-now", own=own), page("cramp-now")
    assert "<script" not in html
    assert "<img" not in html
    assert {SCRIPT, f"{SCRIPT}\nsecond line", "03-1234-5678"} <= {text for *_, text, _ in lines(html)}
    without = [each for each in lines(bare) if each[0] != "own"]
    assert [each for each in lines(html) if each[0] != "own" and each in without] == without  # beside, never instead


def test_a_handout_may_be_left_out_but_not_the_one_with_the_signs():
    assert chosen(Teacher()) == NAMES
    assert chosen(Teacher(leave_out=NAMES)) == ("when-to-call",)


def test_bad_input_gets_a_sentence():
    other_paper = Teacher(paper="A5")  # type: ignore[arg-type]
    for wrong in (("no-such",), ("diary", "fr"), ("diary", "en", other_paper)):
        with pytest.raises(ValueError, match=r"choose one of .+\."):
            page(*wrong)


def test_paper_and_nothing_from_elsewhere():
    for paper in ("A4", "Letter"):
        html = page("diary", own=Teacher(paper=paper))
        assert f"@page {{ size: {paper};" in html
        assert not re.search(r'(src|href)=|url\(|https?://(?!www\.w3\.org)|@import|"//', html)


def test_the_command_writes_what_it_can(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("course_lib.printed.as_pdf.chromium", lambda: None)
    monkeypatch.setattr(command, "teacher", lambda: (Teacher(leave_out=("diary",)), ("teacher.yaml has a slip.",)))
    assert command.main(["--language", "both", "--paper", "Letter", "--out", str(tmp_path / "new")]) == 0
    out, err = capsys.readouterr()
    assert {file.name for file in (tmp_path / "new").iterdir()} == {
        f"{name}-{language}.html" for name in NAMES if name != "diary" for language in ("en", "ja")
    }
    assert "size: Letter" in (tmp_path / "new" / "points-ja.html").read_text(encoding="utf-8")
    assert out.startswith("5 handouts, paper Letter: ")
    assert err.count("No Chromium, Chrome or Edge was found") == 1
    assert "teacher.yaml has a slip." in err


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert command.main(["--out", str(tmp_path / "file")]) == 1
    assert "name another folder with --out." in capsys.readouterr().err


@pytest.mark.skipif(chromium() is None, reason="no Chromium found")
def test_the_pdf_has_the_paper_and_the_fonts(tmp_path):
    made = pdf(page("teach-back", "ja", Teacher(paper="Letter")))
    assert made.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 612 792]" in made
    assert b"/FontFile" in made


@pytest.mark.skipif(chromium() is None, reason="no Chromium found")
def test_a_letter_that_no_font_has_is_seen_in_the_pdf():
    sheet = "<!doctype html><meta charset=utf-8><p>Call <b>now</b>, &middot; day or night: {}"
    assert boxes(pdf(sheet.format("\U0010fffd")))
    assert not boxes(pdf(sheet.format("000 000")))


@pytest.fixture
def no_japanese_font(monkeypatch):
    """A PDF holds the words of its sheet; Japanese ones, and names in "points", are boxes."""

    def made(html):
        words = b"BT /F1 12 Tf <0036%b0041> Tj ET" % (b"0000" if "\u4ea4" in html or 'lang="ja">' in html else b"0012")
        return b"%PDF-1.4 stream\n" + zlib.compress(words) + b"\nendstream"

    monkeypatch.setattr(command, "pdf", made)
    monkeypatch.setattr("course_lib.tools.handouts.pdf", made)
    monkeypatch.setattr(command, "teacher", lambda: (Teacher(), ()))


@pytest.mark.usefixtures("no_japanese_font")
def test_without_a_japanese_font_no_sheet_of_boxes_is_written(tmp_path, capsys):
    assert command.main(["--language", "both", "--out", str(tmp_path)]) == 1
    written = {file.name for file in tmp_path.iterdir()}
    both = {f"{name}-{language}.html" for name in NAMES for language in ("en", "ja")}
    assert written == both | {f"{name}-en.pdf" for name in NAMES}
    assert capsys.readouterr().err == f"{NO_FONT}\n"
    assert "fonts-noto-cjk" in NO_FONT
    assert command.main(["--language", "en", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err == f"{NO_FONT}\n", "the Japanese names of points are boxes in the English one"


@pytest.mark.usefixtures("no_japanese_font")
def test_without_a_japanese_font_the_tool_offers_no_boxes(monkeypatch):
    monkeypatch.setattr("course_lib.tools.handouts.chromium", lambda: "/usr/bin/chromium")
    tool = handouts(today=lambda: DAY)
    tool.language.value = "ja"
    tool.make_pdf.click()
    assert "fonts-noto-cjk" in tool.made.value
    assert "download" not in tool.made.value
    tool.language.value = "en"
    assert tool.made.value == ""
    tool.make_pdf.click()
    assert "download" in tool.made.value
    assert "fonts-noto-cjk" not in tool.made.value


def test_the_tool_ticks_fills_in_and_says_what_is_wrong(monkeypatch):
    monkeypatch.setattr(
        "course_lib.tools.handouts.teacher", lambda: (Teacher(clinic="Clinic A", leave_out=("diary",)), ("A slip.",))
    )
    tool = handouts(today=lambda: DAY)
    assert [name for _, name in tool.which.options] == [name for name in NAMES if name != "diary"]
    assert "Clinic A" in tool.html
    assert "2026-11-23" in tool.html
    boxes = {box.description: box for box in tool.sections.children}
    assert [each for each, box in boxes.items() if box.disabled] == [
        "When to call (always on it)",
        "If it still hurts (always on it)",
    ]
    boxes["In the calf"].value = False
    assert 'id="calf"' not in tool.html
    tool.numbers.value = "no number"
    assert NUMBER_LINE in tool.wrong.value
    tool.numbers.value = f"{SCRIPT}: 119"
    assert tool.wrong.value == ""
    assert "<script" not in tool.html + tool.sheet.value + tool.links.value
    tool.note.value = "Bring water."
    tool.which.value = "points"
    assert tool.note.value == ""
    tool.which.value = "cramp-now"
    assert tool.note.value == "Bring water."
    assert 'id="calf"' not in tool.html
    assert repr(tool) == "Handouts: “A cramp right now”, 7 of 8 sections."
    tool.language.value, tool.paper.value = "ja", "Letter"
    assert 'lang="ja"' in tool.html
    assert "size: Letter" in tool.html
