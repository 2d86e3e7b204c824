"""A list as HTML, for tools whose HTML is not a template yet; it goes with the last of them."""

from collections.abc import Iterable
from html import escape


def items(sentences: Iterable[str]) -> str:
    """Return a list of sentences, made safe."""
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"
