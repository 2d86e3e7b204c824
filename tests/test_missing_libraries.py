"""Without the libraries that draw and measure, every tool opens or says in one sentence what it needs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import course_lib

MISSING = ("numpy", "matplotlib", "scipy", "lxml", "PIL", "citeproc")
NEEDS_THEM = {"location_trainer"}
"""Tools that show and measure a body: they cannot open without."""
EXAMPLES = {
    "assess_point": ("SP6", 20), "calendar": ("SP6",), "picture": ("two-legs",), "evidence": ("C-CAUSE-05",),
    "quiz": ("warning_signs",), "class_cards": ("myth",),
}  # fmt: skip
SCRIPT = """
import json, sys
from datetime import datetime

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

MISSING, EXAMPLES = json.loads(sys.argv[1])
sys.meta_path.insert(0, Blocked())
import course_lib
from course_lib.records import CaseAttempt, DiaryEntry, Mark, Run, record

at = datetime(2026, 11, 23, 3, 30)
record().save_all([
    DiaryEntry(at=at, muscle="calf", severity=6, minutes=3, helped="stretching"),
    Run(id="r", at=at, mode="exam", points="SP6", side="left", body="average", ended=at),
    Mark(at=at, run="r", number=1, point="SP6", distance_mm=5.0, limit_mm=12.0, hit=True, seconds=4.0),
    CaseAttempt(at=at, case="x", points=15, critical="", decision="treat", out_of=20, rating="pass", passed=True,
                done="{}"),
])
shown = {}
for name in course_lib.__all__:
    try:
        made = getattr(course_lib, name)(*EXAMPLES.get(name, ()))
        parts = [part.value for part in getattr(made, "children", ()) if isinstance(getattr(part, "value", None), str)]
        html = made._repr_html_() if hasattr(made, "_repr_html_") else "".join(parts)
        shown[name] = ["opened", repr(made) + html]
    except ImportError as error:
        shown[name] = ["refused", str(error)]
print(json.dumps(shown))
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LIB_DATA", str(tmp_path_factory.mktemp("hers")))
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, json.dumps([MISSING, EXAMPLES])], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", course_lib.__all__)
def test_a_tool_opens_or_says_what_it_needs(shown: dict[str, tuple[str, str]], name: str) -> None:
    how, said = shown[name]
    assert (how == "refused") == (name in NEEDS_THEM), said
    if name in NEEDS_THEM:
        assert re.fullmatch(rf"{name} needs \w+, which is not installed here; python3 start\.py [a-z ]+\.", said)


@pytest.mark.parametrize("name", ["my_summary", "my_progress"])
def test_what_cannot_be_drawn_is_told(shown: dict[str, tuple[str, str]], name: str) -> None:
    told = shown[name][1]
    assert "<svg" not in told
    assert "a drawing needs matplotlib, which is not installed here." in told
    assert {"my_summary": "Which muscle", "my_progress": "SP6: 1 of 1 hit, median 5 mm"}[name] in told


def test_trials_and_sources_are_shown_without_the_libraries_that_made_them(shown: dict[str, tuple[str, str]]) -> None:
    assert 'aria-label="Magnesium, Sweden, 69 women' in shown["evidence"][1]
    assert "<li>" in shown["evidence"][1]
    assert Path(course_lib.__file__).with_name("facts").joinpath("data", "references_formatted.json").exists()
