"""What the browser loads for a tool: a script with all that it imports, or style sheets, each as one text."""

import re
from functools import cache
from pathlib import Path

TOOLS = Path(__file__).parents[1]
_IMPORT = re.compile(r'^import .+ from "(\..+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def script(name: str) -> str:
    """Return a module of this folder after those that it imports, each once: a widget has one script."""
    modules: dict[Path, str] = {}

    def gather(file: Path) -> None:
        source = file.read_text(encoding="utf-8")
        for imported in _IMPORT.findall(source):
            gather((file.parent / imported).resolve())
        modules.setdefault(file, _EXPORT.sub("", _IMPORT.sub("", source)))

    gather((TOOLS / name).resolve())
    return "\n".join(modules.values())


@cache
def styles(*names: str) -> str:
    """Return the look of every tool, and after it style sheets of this folder."""
    sheets = ("kit/kit.css", *names)
    return "\n".join((TOOLS / name).read_text(encoding="utf-8") for name in sheets)
