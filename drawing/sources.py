"""Every source as it stands in a list of sources, formatted once: reading a page needs no citation software."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from course_lib.facts._load import data_folder, read

STYLE = "harvard-cite-them-right"
"""The citation style, one of those that come with citeproc-py: "Cite them right" (Harvard)."""
FILE = Path(str(data_folder())) / "references_formatted.json"


def written() -> str:
    """Return the file of formatted sources: reference id -> its entry as HTML."""
    rows = [{field: value for field, value in row.items() if field != "custom"} for row in read("references.json")]
    style, known = CitationStylesStyle(STYLE, validate=False), CiteProcJSON(_escaped(rows))
    entries = {row["id"]: _entry(row["id"], style, known) for row in rows}
    return json.dumps(entries, ensure_ascii=False, indent=0) + "\n"


def _entry(reference_id: str, style: CitationStylesStyle, known: CiteProcJSON) -> str:
    bibliography = CitationStylesBibliography(style, known, formatter.html)
    bibliography.register(Citation([CitationItem(reference_id)]))
    (entry,) = bibliography.bibliography()
    # The style calls every article without a volume a preprint; none of these is one.
    text = str(entry).replace(" [Preprint]", "").replace("?</i>.", "?</i>").replace("..", ".")
    # Where nobody is named as its author the title comes first.
    text = re.sub(r"^(\(.*?\)) (“.*?”|<i>.*?</i>)", r"\2 \1", text)
    return re.sub(r"(https?://\S+?)(\.?)$", r'<a href="\1">\1</a>\2', text)


def _escaped(value: Any) -> Any:
    """Return the same CSL value with its text safe for HTML; citeproc puts it into the page as it is."""
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return {key: _escaped(part) for key, part in value.items()} if isinstance(value, dict) else value
