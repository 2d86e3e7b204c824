"""The project's own files agree with each other: one list of dependencies, one index of notebooks, one version."""

import importlib.util
import re
import runpy
import tomllib
import zipfile
from pathlib import Path

import nbformat
import yaml
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from course_lib.figures.drawings import FOLDER

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def bounds(requirements: list[str]) -> dict[str, str]:
    """Bounds by canonical name; conda's "name >=1,<2" reads like pip's."""
    parsed = [Requirement(line) for line in requirements]
    return {canonicalize_name(one.name): str(one.specifier) for one in parsed}


def test_conda_installs_what_pip_installs() -> None:
    by_pip = [line for line in CONDA["dependencies"][-1]["pip"] if line != "-e ."]
    conda = bounds([*(line for line in CONDA["dependencies"] if isinstance(line, str)), *by_pip])
    assert conda.pop("pip") == ""
    nbval = [line for line in PROJECT["optional-dependencies"]["test"] if line.startswith("nbval")]
    expected = bounds([*PROJECT["dependencies"], *nbval, f"python{PROJECT['requires-python']}"])
    assert conda == expected


def test_conda_installs_the_course_itself_and_else_from_conda_forge() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]
    assert list(CONDA["dependencies"][-1]) == ["pip"]
    assert CONDA["dependencies"][-1]["pip"][-1] == "-e ."


def test_every_dependency_is_bounded_below() -> None:
    for requirements in [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]:
        for name, bound in bounds(requirements).items():
            assert ">=" in bound, name


def test_what_is_installed_holds_the_drawings_and_nothing_of_what_draws_them(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    installed = set(zipfile.ZipFile(wheel).namelist())
    version = f"leg_cramps_course-{PROJECT['version']}"
    assert {name.split("/")[0] for name in installed} == {"course_lib", f"{version}.dist-info", f"{version}.data"}
    shipped = {path.relative_to(ROOT).as_posix() for path in FOLDER.iterdir()}
    assert len(shipped) > 90
    assert shipped <= installed
    assert "course_lib/facts/data/references_formatted.json" in installed


def test_a_reader_installs_no_citation_software() -> None:
    assert "citeproc-py" in bounds(PROJECT["optional-dependencies"]["test"])
    locked = re.findall(r"(?m)^([\w.-]+)==", (ROOT / "locks" / "course.txt").read_text(encoding="utf-8"))
    assert set(bounds(PROJECT["dependencies"])) <= {canonicalize_name(name) for name in locked}
    assert not {"citeproc-py", "lxml"} & set(locked)


def test_start_asks_for_the_same_pythons() -> None:
    start = (ROOT / "start.py").read_text(encoding="utf-8")
    oldest, newest = re.findall(r"\((\d+, \d+)\)", start)[:2]
    beyond = f"3.{int(newest.split(', ')[1]) + 1}"
    assert PROJECT["requires-python"] == f">={oldest.replace(', ', '.')},<{beyond}"


def test_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]


def test_readme_and_start_list_the_commands_there_are() -> None:
    start = runpy.run_path(str(ROOT / "start.py"))  # its parts, without setting anything up
    for_a_class = start["FOR_A_CLASS"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `python3 start\.py ?(\w*)", readme) == ["", *for_a_class, "merge", "test"]
    assert re.findall(r"(?m)^python3 start\.py (\w+) ", start["__doc__"]) == ["test", "merge", *for_a_class]
    for module in for_a_class.values():
        assert importlib.util.find_spec(module), module


def test_readme_lists_the_notebooks_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\[([^\]]+)\]\((notebooks/[^)]+\.ipynb)\)", readme)
    there = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        first = nbformat.read(path, as_version=4).cells[0].source
        title = re.search(r"^# +(.+)$", first, re.MULTILINE)
        assert title, path.name
        there.append((title[1].strip(), f"notebooks/{path.name}"))
    assert listed == there


def test_readme_links_lead_somewhere() -> None:
    for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / page).read_text(encoding="utf-8")):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{page}: {target}"
