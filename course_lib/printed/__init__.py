"""What gets printed: handouts from the facts, in English and Japanese, as HTML and as PDF."""

from course_lib.printed.as_pdf import PdfError, chromium, pdf
from course_lib.printed.sheet import chosen, page, sections
from course_lib.printed.wording import Language

__all__ = ["Language", "PdfError", "chosen", "chromium", "page", "pdf", "sections"]
