"""A link that saves something as a file wherever her browser puts files: made in the page, sent nowhere."""

from base64 import b64encode

from markupsafe import Markup

from course_lib.records.spreadsheet import ENCODING
from course_lib.tools.kit.html import part


def saved_file(words: str, file: str, kind: str, contents: str | bytes) -> Markup:
    """Return a link as HTML that saves text or bytes as ``file``; ``kind`` is its media type, such as ``text/csv``."""
    if isinstance(contents, str):
        encoding = ENCODING if kind == "text/csv" else "utf-8"
        kind, contents = f"{kind};charset=utf-8", contents.encode(encoding)
    return part("saved_file", words, file, f"data:{kind};base64,{b64encode(contents).decode()}")
