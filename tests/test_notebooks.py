"""The notebooks as files: what nbval skips in silence, and what a reader of a stored page relies on."""

import copy
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|href=\"([^\"]+)\"")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)|<img\b[^>]*>")

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def markdown(path: Path) -> str:
    """All Markdown of a notebook, without code blocks, whose # is no heading."""
    text = "\n\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def test_the_course_has_notebooks() -> None:
    assert "00_start_here" in [path.stem for path in PATHS]


@every_notebook
def test_is_valid_and_for_the_python_of_the_course(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@every_notebook
def test_was_run_once_from_top_to_bottom(path: Path) -> None:
    # nbval compares nothing where a cell has neither a count nor an output.
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert cells == [] or any(cell.outputs for cell in cells), "no output is stored"


@every_notebook
def test_stores_no_errors_warnings_or_folders_of_a_machine(path: Path) -> None:
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            said = json.dumps(output)
            assert not re.search(r"/root/|/home/|/Users/|/tmp/|[A-Z]:\\\\|0x[0-9a-f]{6,}", said), said[:300]


@every_notebook
def test_metadata_holds_nothing_that_changes_with_each_run(path: Path) -> None:
    notebook = read(path)
    assert set(notebook.metadata) <= {"kernelspec", "language_info", "title"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"jupyter", "tags", "editable", "slideshow"}, cell.source[:60]


@every_notebook
def test_code_is_one_line_and_out_of_sight(path: Path) -> None:
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) == 1, cell.source
        # JupyterLab reads the one, Voilà and book tools the other.
        assert cell.metadata.get("jupyter", {}).get("source_hidden") is True, cell.source
        assert "hide-input" in cell.metadata.get("tags", []), cell.source


@every_notebook
def test_has_one_title_and_skips_no_heading_level(path: Path) -> None:
    levels = [len(marks) for marks, _ in HEADING.findall(markdown(path))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@every_notebook
def test_every_picture_says_what_it_shows(path: Path) -> None:
    stored = [
        "".join(output.get("data", {}).get("text/html", "")) for cell in code_cells(path) for output in cell.outputs
    ]
    for found in PICTURE.finditer("\n".join([markdown(path), *stored])):
        alt = found[1] if found[2] else "".join(re.findall(r"\balt=\"([^\"]*)\"", found[0]))
        assert len(alt) > 10, found[0][:200]
    for cell in code_cells(path):
        for output in cell.outputs:
            # Neither JupyterLab nor Voilà can give these an alt text: show a figure as HTML instead.
            assert not {"image/png", "image/jpeg", "image/svg+xml"} & set(output.get("data", {})), cell.source


def anchors(path: Path) -> set[str]:
    """What can be linked to: headings in JupyterLab's way (spaces to hyphens), and ids written by hand."""
    text = markdown(path)
    return {title.replace(" ", "-") for _, title in HEADING.findall(text)} | set(
        re.findall(r"\b(?:id|name)=\"([^\"]+)\"", text)
    )


@every_notebook
def test_links_lead_somewhere(path: Path) -> None:
    text = markdown(path)
    targets = [first or second for first, second in LINK.findall(text)]
    targets += [source for _, source in PICTURE.findall(text) if source]
    for target in targets:
        if re.match(r"https?:|mailto:|tel:|data:|attachment:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        place = (path.parent / file).resolve() if file else path
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place), target


@every_notebook
def test_loads_nothing_from_a_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|srcset)=\\?[\"']https?:|@import|cdn\.|unpkg\.com|esm\.sh|jsdelivr", text)
    assert not re.search(r"!\[[^\]]*\]\(https?:", text)


def test_nbval_passes_a_stored_output_and_fails_a_changed_one(tmp_path: Path) -> None:
    source = next(path for path in PATHS if any(cell.outputs for cell in code_cells(path)))
    notebook = read(source)
    as_stored = next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs)
    changed = copy.deepcopy(as_stored)
    changed.id = "changed"
    [output, *_] = changed.outputs
    if output.output_type == "stream":
        output.text += " and more"
    else:
        output.data["text/plain"] += " and more"
    notebook.cells = [as_stored, changed]
    nbformat.write(notebook, tmp_path / "both.ipynb")

    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=120", "-rpf"]
    command += [f"--nbval-sanitize-with={ROOT / 'tests/nbval_sanitize.cfg'}", "-p", "no:cacheprovider"]
    env = {name: text for name, text in os.environ.items() if name != "MPLBACKEND"}
    run = subprocess.run([*command, "."], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1, run.stdout[-3000:] + run.stderr[-1000:]
    told = re.findall(r"^(PASSED|FAILED) both\.ipynb::Cell (\d)", run.stdout, re.MULTILINE)
    assert told == [("PASSED", "0"), ("FAILED", "1")], run.stdout[-3000:]
