"""A link that saves text as a file wherever her browser puts files: made in the page, sent nowhere."""

from base64 import b64encode
from html import escape


def saved_file(words: str, file: str, kind: str, text: str) -> str:
    """Return a link as HTML that saves ``text`` as ``file``; ``kind`` is its media type, such as ``text/csv``."""
    address = f"data:{kind};charset=utf-8;base64,{b64encode(text.encode()).decode()}"
    return f'<a class="course-save" download="{escape(file)}" href="{address}">{escape(words)}</a>'
