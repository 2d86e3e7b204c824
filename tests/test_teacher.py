"""A teacher's file: what is right counts, and each mistake gets one sentence that says where and what to do."""

import os
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.facts import handouts
from course_lib.publish.lessons import NOTEBOOKS
from course_lib.records import record
from course_lib.records.teacher import LARGEST, LESSONS, Teacher, main, teacher, teacher_file
from tests.refusals import MACHINE_WORDS, WHAT_TO_DO
from tests.work import counted

START = (files("course_lib.records") / "teacher_start.yaml").read_text(encoding="utf-8")
GOOD = """\
teacher: Ana Ruiz
class: Tuesday 18:30
clinic: 佐藤クリニック
date: 2026-12-03
local_numbers:
  Maternity unit: 0120
  Doctor on duty: 119
notes:
  04: |
    Bring a towel.
    Partners too.
  prevent: 5 < 6 minutes
leave_out: [8, 11_teach_a_class, points, when-to-call/japan]
language: JA
paper: letter
"""
AS_MEANT: dict[str, Any] = {
    "teacher": "Ana Ruiz", "class_name": "Tuesday 18:30", "clinic": "佐藤クリニック", "date": "2026-12-03",
    "numbers": {"Maternity unit": "0120", "Doctor on duty": "119"},
    "notes": {"04_relief": "Bring a towel.\nPartners too.", "prevent": "5 < 6 minutes"},
    "leave_out": ("08_choosing_care", "11_teach_a_class", "points", "when-to-call/japan"),
    "language": "ja", "paper": "Letter",
}  # fmt: skip


def read(folder: Path, text: str | bytes) -> tuple[Teacher, tuple[str, ...]]:
    path = folder / "teacher.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return teacher(path)


def plain(sentence: str) -> str:
    """Return a sentence after checking that a teacher can read it, in a terminal and in a browser."""
    assert re.fullmatch(r"teacher\.yaml[ ,].*\.", sentence), sentence
    assert sentence.isprintable(), sentence
    assert len(sentence) < 300, sentence
    assert not [word for word in MACHINE_WORDS if word in sentence.lower()], sentence
    assert any(word in sentence.lower() for word in (*WHAT_TO_DO, "use", "close", "put", "take", "save")), sentence
    return sentence


def test_what_she_writes_counts_as_she_writes_it(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == (Teacher(**AS_MEANT), ())
    for same in (GOOD.replace("\n", "\r\n").encode("utf-8-sig"), f"---\n# mine\n\n{GOOD}\n...\n"):
        assert read(tmp_path, same) == (Teacher(**AS_MEANT), ())


def test_a_remark_is_left_out_and_a_quoted_number_sign_is_not(tmp_path: Path) -> None:
    text = "teacher: Ana # me\nclinic: 'Room #2'\nnotes:\n  04: |\n    See #2.\n#  05: no\n"
    meant = Teacher(teacher="Ana", clinic="Room #2", notes={"04_relief": "See #2."})
    assert read(tmp_path, text) == (meant, ())


def test_no_file_or_an_empty_one_is_no_mistake(tmp_path: Path, hers: Path) -> None:
    assert teacher() == (Teacher(), ())
    assert not hers.exists()
    for nothing in ("", "\n\n", "# only this\n", "---\n", "teacher:\nleave_out: []\nnotes:\nlocal_numbers:\n"):
        assert read(tmp_path, nothing) == (Teacher(), ())


# What is written instead of what, what the sentence says, which fields do not count then.
SLIPS = {
    "an unclosed quote": ("Ana Ruiz", '"Ana Ruiz', "line 1: a quotation mark opens here", "teacher"),
    "a second colon": ("Tuesday 18:30", "Tuesday: late", "line 2: there is a second colon", "class_name"),
    "no blank after the colon": ("teacher: ", "teacher:", "line 1: a name with a colon and a space", "teacher"),
    "a Japanese colon": ("teacher: ", "teacher：", "line 1: a name with a colon and a space", "teacher"),
    "a tab": ("  Doctor", "\tDoctor", "line 7: a tab stands before the text", "numbers"),
    "a line too far left": ("  Doctor", " Doctor", "line 7: a line begins too far left", "numbers"),
    "a line too far right": ("  Doctor", "   Doctor", "line 7: there is a second colon here", "numbers"),
    "a number without its colon": ("Doctor on duty: 119", "Doctor 119", "colon is missing after a name", "numbers"),
    "a note without its colon": ("  04: |", "  04 |", "one is missing just above", "notes"),
    "an open bracket": ("japan]", "japan", "line 13: a bracket opens here", "leave_out"),
    "a name that stands twice in a block": ("Doctor on duty", "Maternity unit", "line 7: this name stands", "numbers"),
    "an entry that stands twice": ("paper: letter", "paper: letter\nteacher: Bo", "'teacher' stands twice", ""),
    "a page that stands twice": ("  prevent:", "  04_relief:", "two notes for '04_relief'", "prevent"),
    "a sign of YAML's own": ("Ana Ruiz", "@Ana", "line 1: this cannot be read; put the text", "teacher"),
    "another sign of YAML's own": ("Ana Ruiz", "*Ana*", "line 1: this cannot be read; put the text", "teacher"),
    "a tag of YAML's own": ("2026-12-03", "!!timestamp abc", "line 4: this cannot be read; put the text", "date"),
    "a number that is none": ("Ana Ruiz", "!!int abc", "line 1: this cannot be read; put the text", "teacher"),
    "a tag on a block": ("119", "!!map x", "line 7: this cannot be read; put the text", "numbers"),
    "an anchor": ("Ana Ruiz", "&a Ana", "line 1: this cannot be read; put the text", "teacher"),
    "a list of many names": ("points,", "points, " * 101, "has 104 names in it; write at most 100", "leave_out"),
    "a Python object": ("Ana Ruiz", "!!python/object/apply:os.system [ls]", "line 1: this cannot be read", "teacher"),
    "an extension that would be cut off": ("119", "119 #2", "line 7: what stands after # would not", "numbers"),
    "an unknown entry": ("clinic:", "clinick:", "no entry 'clinick'; did you mean 'clinic'?", "clinic"),
    "a capital letter": ("teacher:", "Teacher:", "no entry 'Teacher'; did you mean 'teacher'?", "teacher"),
    "an entry nothing is like": ("clinic:", "☎:", "choose one of teacher, class, clinic,", "clinic"),
    "a list for a name": ("Ana Ruiz", "[Ana, Ruiz]", "line 1: 'teacher' needs plain text", "teacher"),
    "a block for a name": ("Ana Ruiz", "{first: Ana}", "line 1: 'teacher' needs plain text", "teacher"),
    "a day there is not": ("2026-12-03", "2026-02-30", "is 2026-02-30, and there is no such day", "date"),
    "a number without a name": (
        "local_numbers:\n  Maternity unit: 0120\n  Doctor on duty: 119", "local_numbers: 119",
        "line 5: 'local_numbers' needs lines of its own", "numbers",
    ),
    "a list of numbers": (
        "  Maternity unit: 0120\n  Doctor on duty: 119", "  - Maternity unit: 0120",
        "line 5: 'local_numbers' needs lines of its own", "numbers",
    ),
    "a number without a digit": ("0120", "soon", "for 'Maternity unit' has no digit", "Maternity unit"),
    "a page there is not": ("  04: |", "  13: |", "'13', which is no page and no handout; give", "04_relief"),
    "a note for part of a handout": ("  prevent:", "  prevent/first:", "no handout; did you mean 'prevent'", "prevent"),
    "a misspelt handout": ("points,", "poinst,", "'poinst', which is no page and no handout; did you mean", "points"),
    "the safety page": ("points,", "5,", "names '05_warning_signs', and the warning signs always stay", "points"),
    "the safety handout": ("points,", "when-to-call,", "names 'when-to-call', and the warning", "points"),
    "a safety section": ("points,", "cramp-now/warning-signs,", "and the warning signs always stay", "points"),
    "pages in a block": ("[8, 11_teach_a_class, points, when-to-call/japan]", "{8: yes}", "needs a list", "leave_out"),
    "a language there is not": ("JA", "Japanese", "'language' is 'Japanese'; choose one of en, ja, both", "language"),
    "a paper there is not": ("letter", "A5", "'paper' is 'A5'; choose one of A4, Letter", "paper"),
    "a script": ("Ana Ruiz", "<script>alert(1)</script>", "'teacher' has HTML in it", "teacher"),
    "a picture in a note": ("Bring a", '<img src=x onerror="x()">', "'notes' for '04' has HTML in it", "04_relief"),
    "a script for a name": ("Doctor on duty:", "</p><script>:", "has a name that has HTML", "Doctor on duty"),
    "a name that turns the line": ("Ana Ruiz", "Ana \u202eRuiz", "has a character in it that cannot", "teacher"),
    "a bell": ("Ana Ruiz", '"Ana\\a"', "has a character in it that cannot be shown", "teacher"),
    "a raw escape": ("Ana Ruiz", "Ana\x1b[2J", "line 1: a character stands here that cannot be shown", "teacher"),
    "a name without end": ("Ana Ruiz", "x" * 999, "'teacher' has 999 characters; write at most 80", "teacher"),
    "a note without end": ("Bring a", "x" * 1001, "characters; write at most 1,000", "04_relief"),
    "a note of many lines": ("Bring a towel", "Bring\n" + "    \n" * 15 + "    towel", "than 15 lines", "04_relief"),
    "a note that would be cut on its slide": (
        "Bring a towel", "Bring\n" + "    \u3042\n" * 12 + "    " + "\u3042" * 500,
        "lines on a slide, and 20 fit", "04_relief",
    ),
    "a key of many parts": ("teacher: Ana Ruiz", "{[teacher]: Ana}", "line 1: this cannot be read", "teacher"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_a_sentence_and_the_rest_counts(tmp_path: Path, slip: str) -> None:
    was, instead, says, lost = SLIPS[slip]
    assert GOOD.count(was) == 1
    found, sentences = read(tmp_path, GOOD.replace(was, instead))
    assert says in plain(sentences[0])
    assert len(sentences) == 1
    meant: dict[str, Any] = {
        name: value.copy() if isinstance(value, dict) else value for name, value in AS_MEANT.items()
    }
    meant.pop(lost, None)
    for block in ("numbers", "notes"):
        meant.get(block, {}).pop(lost, None)
    if "leave_out" in meant:
        meant["leave_out"] = tuple(each for each in meant["leave_out"] if each != lost)
    assert found == Teacher(**meant)


TAGS = ("int", "float", "bool", "null", "binary", "timestamp", "omap", "pairs", "set", "seq", "map", "str")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("text", ["abc", "2026-13-45", "[1]", "{a: b}", "{a, b}", '"\u00e9"', "", "|\n  x"])
@pytest.mark.parametrize("where", ["teacher: !!{} {}", "date: [!!{} {}]", "local_numbers:\n  !!{} {}: 3", "!!{} {}: x"])
def test_no_tag_stops_the_course(tmp_path: Path, tag: str, text: str, where: str) -> None:
    found, sentences = read(tmp_path, f"{where.format(tag, text)}\nclinic: Hill\n")
    assert found == Teacher(clinic="Hill")
    for sentence in sentences:
        plain(sentence)
    assert sentences


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"entry{n}: x\n" for n in range(3000)),
        "leave_out: [" + ",".join(f"poin{n}" for n in range(5000)) + "]\n",
        "notes:\n" + "".join(f"  poin{n}: x\n" for n in range(3000)),
        "local_numbers:\n" + "".join(f"  poin{n}: x\n" for n in range(3000)),
    ],
)
def test_of_many_mistakes_the_first_are_said(tmp_path: Path, text: str) -> None:
    (found, sentences), calls = counted(lambda: read(tmp_path, text + "clinic: Hill\n"))
    assert calls < 2_000_000
    assert found == Teacher(clinic="Hill")
    assert 1 <= len([plain(sentence) for sentence in sentences]) <= 21


def test_of_many_numbers_the_first_count(tmp_path: Path) -> None:
    lines = "".join(f"  Doctor {n}: {n}00\n" for n in range(1, 9))
    found, (sentence,) = read(tmp_path, f"local_numbers:\n{lines}")
    assert "has 8 numbers, and the first 6 count" in plain(sentence)
    assert list(found.numbers.values()) == [f"{n}00" for n in range(1, 7)]


def test_a_folder_a_pipe_and_a_file_that_is_too_large_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "teacher.yaml").mkdir()
    assert "is a folder; put a text file" in plain(teacher(tmp_path / "teacher.yaml")[1][0])
    (tmp_path / "teacher.yaml").rmdir()
    for large in (GOOD + "# \n" * LARGEST, b"\0" * 1_000_000):
        found, (sentence,) = read(tmp_path, large)
        assert "is larger than 50,000 bytes" in plain(sentence)
        assert found == Teacher()
    (tmp_path / "teacher.yaml").unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "teacher.yaml")
        assert len(teacher(tmp_path / "teacher.yaml")[1]) == 1


@pytest.mark.parametrize("code", ["utf-16", "shift-jis", "latin-1"])
def test_another_encoding_gets_a_sentence(tmp_path: Path, code: str) -> None:
    text = GOOD.replace("佐藤クリニック", "Clínica") if code == "latin-1" else GOOD
    found, (sentence,) = read(tmp_path, text.encode(code))
    assert "choose UTF-8" in plain(sentence)
    assert found == Teacher()


def test_a_file_that_may_not_be_opened_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", closed)
    assert "cannot be opened" in plain(read(tmp_path, GOOD)[1][0])


@pytest.mark.parametrize("name", ["teacher.yml", "teacher.yaml.txt"])
def test_a_name_that_an_editor_changed_is_noticed(hers: Path, name: str) -> None:
    hers.mkdir()
    (hers / name).write_text(GOOD, encoding="utf-8")
    assert f"{name} is; give that file the name" in plain(teacher()[1][0])
    assert main([]) == 1
    assert not teacher_file().exists()


@pytest.mark.parametrize(
    "bomb",
    [
        "teacher:\n  a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"  {new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")),
        "teacher: &a [*a]\n",
        "local_numbers:\n  a: &a [x,x,x,x,x,x,x,x,x] #2\n"
        + "".join(f"  {new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")),
        "teacher:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 300)),
        "teacher: " + "[" * 20_000 + "]" * 20_000,
        "teacher: " + "[" * 20_000,
    ],
    ids=["aliases", "a ring", "aliases and a remark", "deep block", "deep", "deep and open"],
)  # fmt: skip
def test_a_bomb_does_not_go_off(tmp_path: Path, bomb: str) -> None:
    (found, (sentence,)), calls = counted(lambda: read(tmp_path, bomb + "\nclinic: Hill\n"))
    assert calls < 20_000
    assert re.search("line [0-9]+: (this cannot be read|a bracket opens|too many brackets)", plain(sentence))
    assert found == Teacher(clinic="Hill")


pieces = st.sampled_from(
    [*GOOD.splitlines(keepends=True), *"\"'[]{}:|>&*!%@`#-?,\t\n\r\0\u2028\ud83e <", "  ", "? ", "- "]
)


@given(st.one_of(st.lists(pieces).map("".join), st.text()))
def test_nothing_written_ever_stops_the_course(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "teacher.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found, sentences = teacher(path)
    assert isinstance(found, Teacher)
    for sentence in sentences:
        plain(sentence)
    assert not {"05_warning_signs", "when-to-call"} & set(found.leave_out)


def test_the_pages_she_can_name_are_those_there_are() -> None:
    assert tuple(path.stem for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))) == LESSONS


# --- the first file, and the command


def test_the_first_file_is_right_as_it_is_and_with_its_examples(tmp_path: Path) -> None:
    assert read(tmp_path, START) == (Teacher(), ())
    own, sentences = read(tmp_path, re.sub(r"(?m)^#  ", "  ", START))
    assert sentences == ()
    assert list(own.numbers.values()) == ["000 000 0000", "000"]
    assert own.notes["04_relief"].count("\n") == 1
    listed = re.search(r"Names of handouts: (.+)\.", START)
    assert listed
    assert listed[1].split(", ") == list(handouts())
    lists = re.findall(r"\[.+?\]", START)
    assert len(lists) == 2
    for each in lists:
        assert read(tmp_path, f"leave_out: {each}")[1] == ()


def test_the_command_writes_the_file_once_and_checks_it(hers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert str(teacher_file()) in capsys.readouterr().out
    assert teacher_file().read_text(encoding="utf-8") == START
    teacher_file().write_text(GOOD, encoding="utf-8")
    assert main([]) == 0
    assert "No mistake in it. Filled in: teacher, class, clinic," in capsys.readouterr().out
    teacher_file().write_text("Teacher: Ana", encoding="utf-8")
    assert main([]) == 1
    assert "did you mean 'teacher'?" in capsys.readouterr().err
    assert teacher_file().read_text(encoding="utf-8") == "Teacher: Ana", "hers is never written over"


def test_a_learner_who_deletes_everything_deletes_no_teachers_file(hers: Path) -> None:
    main([])
    record().delete_everything()
    assert teacher_file().exists()


def test_the_command_says_so_where_it_cannot_write(hers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hers.write_text("a file where her folder should be", encoding="utf-8")
    assert main([]) == 1
    assert "could not be written; check that its folder" in capsys.readouterr().err
