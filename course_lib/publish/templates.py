"""The room's one set of templates, and the files that lie beside them: words, styles, scripts."""

from pathlib import Path
from typing import Any

import jinja2
import msgspec

HERE = Path(__file__).parent
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined)


def read(name: str) -> str:
    """Return a file that lies beside this one."""
    return (HERE / name).read_text(encoding="utf-8")


def words(name: str) -> dict[str, Any]:
    """Return what a YAML file beside this one says."""
    text: dict[str, Any] = msgspec.yaml.decode(read(name))
    return text
