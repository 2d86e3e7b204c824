"""CONTRIBUTING lists every room of the house with one line, which is what the room says of itself."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parents[1]


def test_every_room_is_listed_by_its_own_first_line() -> None:
    files = [*(HERE / "course_lib").rglob("*/__init__.py"), HERE / "drawing" / "__init__.py"]
    says = {file.parent.relative_to(HERE).as_posix(): _first_line(file) for file in files}
    text = re.sub(r"\n  (?=\S)", " ", (HERE / "CONTRIBUTING.md").read_text("utf-8"))
    listed = dict(re.findall(r"^- `((?:course_lib|drawing)[\w/]*)`: (.+)$", text, re.MULTILINE))
    says.pop("course_lib", None)
    assert listed == says


def _first_line(file: Path) -> str:
    return str(ast.get_docstring(ast.parse(file.read_text("utf-8")))).splitlines()[0]
