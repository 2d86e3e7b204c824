"""Where a command writes: one reading of a path for slides, pages, handouts and the tutor's table."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

import pytest

from course_lib.printed import __main__ as handouts
from course_lib.publish import pages, slides
from course_lib.records import merge
from course_lib.records.out_path import out_path

COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "slides": slides.main, "pages": pages.main, "handouts": handouts.main,
    "merge": lambda more: merge.main([".", *more]),
}  # fmt: skip
WRONG = ["", "~nobody-of-this-name/x", "a\udcffb", "a\x00b", "~nobody\x1b[31m"]


def test_a_home_is_the_home_and_a_path_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert out_path("~/h") == tmp_path / "home" / "h"
    assert out_path("a/../h") == tmp_path / "h"
    assert handouts.main(["--language", "en", "--out=~/h"]) in (0, 1)
    assert (tmp_path / "home" / "h" / "points-en.html").exists()
    assert not (tmp_path / "~").exists()


def test_a_link_that_somebody_put_there_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("elsewhere")
    assert out_path(str(tmp_path / "link")) == tmp_path / "link"


@pytest.mark.parametrize("typed", WRONG)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_what_is_no_path_gets_a_sentence(
    command: Callable[[list[str]], int], typed: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArgumentTypeError, match=r"is no place: .+\. Type another path\.$"):
        out_path(typed)
    with pytest.raises(SystemExit) as stopped:
        command([f"--out={typed}"])
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert "Type another path." in said
    assert said.replace("\n", " ").isprintable()
    assert not list(tmp_path.iterdir())
