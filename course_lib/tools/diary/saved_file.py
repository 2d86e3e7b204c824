"""A link that saves something as a file wherever her browser puts files: made in the page, sent nowhere."""

from base64 import b64encode
from html import escape

from course_lib.records.spreadsheet import ENCODING


def saved_file(words: str, file: str, kind: str, contents: str | bytes) -> str:
    """Return a link as HTML that saves text or bytes as ``file``; ``kind`` is its media type, such as ``text/csv``."""
    if isinstance(contents, str):
        encoding = ENCODING if kind == "text/csv" else "utf-8"
        kind, contents = f"{kind};charset=utf-8", contents.encode(encoding)
    address = f"data:{kind};base64,{b64encode(contents).decode()}"
    return f'<a class="course-save" download="{escape(file)}" href="{address}">{escape(words)}</a>'
