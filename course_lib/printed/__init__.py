"""What gets printed: handouts from the facts, in English and Japanese, as HTML and as PDF."""

from course_lib.printed.as_pdf import NO_FONT, PdfError, boxes, chromium, pdf
from course_lib.printed.sheet import chosen, page, sections
from course_lib.printed.wording import Language

__all__ = ["NO_FONT", "Language", "PdfError", "boxes", "chosen", "chromium", "page", "pdf", "sections"]
