"""The one way in which this course writes CSV: every cell quoted, and none that a spreadsheet takes for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable

FORMULA = "=+-@\u2212"
"""A cell that begins with one of these is a formula to some spreadsheet; `unicodedata` turns wide ones into them."""
ENCODING = "utf-8-sig"
"""With a byte-order mark, by which Excel knows UTF-8."""


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV; where lists are parted by semicolons, one in a quoted cell parts nothing."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def harmless(cell: object) -> object:
    """Return a cell, with an apostrophe before it where a spreadsheet would calculate it. Numbers stay as they are."""
    if not isinstance(cell, str):
        return cell
    seen = "".join(sign for sign in cell if unicodedata.category(sign)[0] not in "CZ")
    formula = unicodedata.normalize("NFKC", seen[:1]).startswith(tuple(FORMULA))
    return f"'{cell}" if formula or cell.startswith(("\t", "\r", "\n")) else cell
