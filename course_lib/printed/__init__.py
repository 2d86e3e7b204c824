"""What gets printed: handouts from the facts, in English and Japanese, as HTML and as PDF."""

from course_lib.printed.as_pdf import NO_FONT, PdfError, boxes, chromium, pdf
from course_lib.printed.sheet import LANGUAGES, chosen, languages, page, sections
from course_lib.printed.wording import Language

__all__ = [
    "LANGUAGES", "NO_FONT", "Language", "PdfError", "boxes", "chosen", "chromium", "languages", "page", "pdf",
    "sections",
]  # fmt: skip
