"""Which files are the course's lessons, and what is published of one whose outputs are gone or that is broken."""

import shutil
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from course_lib.publish import pages, slides
from course_lib.publish.lessons import NOTEBOOKS, Lesson, lessons, lost
from course_lib.records.teacher import LESSONS, Teacher

CONFLICT = '{\n<<<<<<< HEAD\n "cells": []\n=======\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the notebooks, which slides and pages take for the course's."""
    copy = tmp_path / "notebooks"
    shutil.copytree(NOTEBOOKS, copy, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for module in (slides, pages):
        monkeypatch.setattr(module, "lessons", partial(lessons, copy))
        monkeypatch.setattr(module, "lost", partial(lost, copy))
        monkeypatch.setattr(module, "teacher", lambda: (Teacher(), ()))
    return copy


def change(path: Path, code: list[NotebookNode] | None = None) -> None:
    """Clear the outputs of a notebook, or let each code cell hold an error, and add cells at its end."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.cells += code or []
    nbformat.write(notebook, path)


def test_a_copy_or_a_notebook_of_hers_is_no_lesson(folder: Path) -> None:
    (folder / ".ipynb_checkpoints").mkdir()
    for name in (
        "07_acupoints-Copy1", "05_warning_signs (1)", "Untitled", "Untitled1", "12_mine", "00_mine", "7_acupoints",
        ".ipynb_checkpoints/07_acupoints-checkpoint", "07_acupoints.sync-conflict-20260101",
    ):  # fmt: skip
        shutil.copy(folder / "07_acupoints.ipynb", folder / f"{name}.ipynb")
    found = lessons(folder)
    assert [each.name for each in found] == [path.stem for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))]
    assert len(found) == len({each.number for each in found}) == 12
    assert lost(folder) == ()


@pytest.mark.parametrize("name", LESSONS)
def test_slides_and_pages_of_a_lesson_without_outputs_are_those_with_them(folder: Path, name: str) -> None:
    own = nbformat.v4
    hers = [own.new_code_cell(source) for source in ("", "  ", "# later", "1 + 1", "%time", "import os\nos.listdir()")]
    change(folder / f"{name}.ipynb", hers)
    (stored,) = (each for each in lessons() if each.name == name)
    (cleared,) = (each for each in lessons(folder) if each.name == name)
    shown = [slide.id for stack in slides.stacks(stored) for slide in stack]
    assert [slide.id for stack in slides.stacks(cleared) for slide in stack] == shown
    assert slides.deck([cleared], Teacher()).count("<figure") == slides.deck([stored], Teacher()).count("<figure")
    body = pages.body(cleared)
    assert body.count('<div class="page-') == pages.body(stored).count('<div class="page-')
    assert "listdir" not in body


def test_a_stored_error_is_not_shown_and_stops_nothing(folder: Path) -> None:
    path = folder / "04_relief.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                nbformat.v4.new_output("error", ename="ModuleNotFoundError", evalue="No module", traceback=["Trace"])
            ]
    nbformat.write(notebook, path)
    lesson = Lesson(path)
    deck = slides.deck([lesson], Teacher())
    assert "ModuleNotFoundError" not in deck + pages.body(lesson)
    assert '<figure class="course-picture"' in deck


@pytest.mark.parametrize("broken", ["", "{}", "[]", "null", CONFLICT, '{"cells": 3, "nbformat": 4}', "\0\0\0", None])
def test_a_lesson_that_is_broken_or_gone_gets_a_sentence_and_the_others_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str | None
) -> None:
    path = folder / "02_causes.ipynb"
    path.unlink()
    if broken is not None:
        path.write_text(broken)
    assert [each.name for each in lessons(folder)] == [name for name in LESSONS if name != "02_causes"]
    now = "is missing" if broken is None else "cannot be read as a notebook"
    (sentence,) = lost(folder)
    assert sentence.startswith(f"notebooks/02_causes.ipynb {now}, so its lesson is left out: put the file")
    assert slides.main(["--lesson", "04", "--out", str(tmp_path / "deck.html")]) == 1
    assert (tmp_path / "deck.html").exists()
    assert capsys.readouterr().err == f"{sentence}\n"


def test_no_deck_is_written_without_the_warning_signs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "05_warning_signs.ipynb").unlink()
    assert slides.main(["--lesson", "04", "--out", str(tmp_path / "deck.html")]) == 1
    assert not (tmp_path / "deck.html").exists()
    assert capsys.readouterr().err.startswith("notebooks/05_warning_signs.ipynb is missing")
    assert pages.main(["--out", str(tmp_path / "pages")]) == 1
    assert (tmp_path / "pages" / "04_relief.html").exists()
