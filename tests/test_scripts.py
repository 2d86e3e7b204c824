"""The scripts of the tools know no rule: no threshold, no sign and no point stands in one; each function is short."""

import re
from pathlib import Path

import pytest

from course_lib import facts
from course_lib.rules import point_safety
from course_lib.tools.kit.page import TOOLS, script

SCRIPTS = sorted(TOOLS.rglob("*.js"))
each_script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(TOOLS).as_posix())
LONGEST = 40
MEASURES = {
    "kit/dom.js": {"36", "60"},  # letters of an id; seconds of a minute
    "kit/awake.js": {"1000"},  # milliseconds of a second
    "kit/her_page.js": {"19", "500", "60000"},  # letters of a date; how often it asks; milliseconds of a minute
    "coach/relief_coach.js": {"250"},  # how often it looks at the clock, in milliseconds
    "coach/timer.js": {"1000"},
    "locate/location_trainer.js": {"500", "1000"},
    "locate/picture.js": {"4", "6.5", "12", "13", "14", "16", "22", "30"},  # pixels of a picture
    "selector/picture.js": {"5", "10", "12", "14", "16", "22"},  # pixels of a picture
    "selector/card.js": {"200"},  # pixels of a window
    "selector/point_selector.js": {"2000"},  # milliseconds until it says that Python does not answer
    "signs/warning_sign_check.js": {"150", "14"},  # milliseconds until Python is told; the size of letters on paper
}
"""The numbers above 2 that a script may hold: what they measure is no fact and no rule."""


BEGINS = re.compile(
    r"\s*(?:export |async |static |get )*(?:function |[#\w]+\([^;]*\) \{$|(?:const )?[#\w]+ = \(.*=> \{$)"
)


def code(path: Path) -> str:
    """A script without its comments and plain strings; what stands in a template string stays."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', re.sub(r"(?<!:)//.*", "", text))


@each_script
def test_no_number_in_a_script_is_a_rules(path: Path) -> None:
    found = {number for number in re.findall(r"(?<![\w$.#])\d+(?:\.\d+)?\b", code(path)) if float(number) > 2}
    assert found <= MEASURES.get(path.relative_to(TOOLS).as_posix(), set())


@each_script
def test_no_script_names_a_sign_a_point_or_a_source(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    names = {*facts.warning_signs(), *facts.points(), *facts.circumstances(), *facts.emergency_numbers()}
    names |= {*facts.references(), *facts.coach_steps(), *facts.medicines(), *point_safety.sources()} - {"course"}
    assert {name for name in names if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)} == set()


@each_script
def test_functions_are_short_and_lines_too(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    opened: dict[int, int] = {}
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if BEGINS.match(line) and not re.match(r"\s*(?:if|for|while|switch) \(", line):
            opened[indent] = number
        if re.match(r"\s*\}[,;]?$", line) and indent in opened:
            longest = LONGEST + 10 * (path.parent.name == "choices")
            assert number - opened.pop(indent) <= longest, f"{path.name}:{number}"
        assert len(line) <= 130 or path.parent.name == "choices", f"{path.name}:{number + 1}"


@each_script
def test_a_script_makes_no_markup_and_asks_nobody(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\b|new Function|fetch\(|import\(|@import|XMLHttpRequest|document\.write", text)
    assert set(re.findall(r"https?://[^\"'` ]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_a_widget_gets_each_module_once_after_those_that_it_imports() -> None:
    joined = script("selector/point_selector.js")
    assert joined.count("class Lookup") == joined.count("export default") == 1
    assert joined.index("const make =") < joined.index("class PointCard") < joined.index("class Selector")
    assert not re.search(r"^import |^export (?!default)", joined, re.MULTILINE)


def test_names_of_joined_modules_do_not_meet() -> None:
    for path in SCRIPTS:
        if "export default" in path.read_text(encoding="utf-8"):
            joined = script(path.relative_to(TOOLS).as_posix())
            names = re.findall(r"^(?:async )?(?:const|let|function|class) (\w+)", joined, re.MULTILINE)
            assert len(names) == len(set(names)), path.name
