"""What the browser loads for a tool: scripts, or style sheets, joined into one text."""

from pathlib import Path

HERE = Path(__file__).parent


def joined(*names: str) -> str:
    """Return files of this folder as one text, in the order given."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
