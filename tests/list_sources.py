"""Write the list of sources at the end of each page anew: each source cited on the page, in the form of its record.

    .venv/bin/python tests/list_sources.py

What is listed and not cited in the page's own text stays where a tool or a question of the page may cite it; what the
tables behind a page's tool cite is listed there too.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from course_lib import facts
from course_lib.facts import citation

SHOWN = {
    "00_start_here": (facts.warning_signs, facts.emergency_numbers),
    "05_warning_signs": (facts.warning_signs, facts.emergency_numbers),
    "11_teach_a_class": (facts.class_cards, facts.class_plans),
}
"""The tables that a page's tools show."""
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CITED = re.compile(r"\]\(#([\w.-]+)\)")
LISTED = re.compile(r'^- <a id="([^"]+)"></a>.*$', re.MULTILINE)
OTHER_SCRIPT = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


def entry(reference_id: str) -> str:
    """Return one line of a list: the formatted record, a link that names its host, tier and kind."""
    custom, text, link = facts.references()[reference_id].custom, citation.full(reference_id), ""
    if found := re.search(r' ?Available at: <a href="([^"]+)">[^<]*</a>(.*)$', text):
        text, address = text[: found.start()], html.unescape(found[1])
        host = str(urlsplit(address).hostname).removeprefix("www.")
        name = f"doi {address.removeprefix('https://doi.org/')}" if host == "doi.org" else host
        link = f" [{name}]({address.replace('(', '%28').replace(')', '%29')})."
    text = text.replace("<i>", "*").replace("</i>", "*").strip()
    text += "" if re.search(r"[.?!]\*?$", text) else "."
    kind = custom.kind
    if OTHER_SCRIPT.search(facts.references()[reference_id].title) and not re.search("in (Japanese|Chinese)", kind):
        kind += ", in Japanese"
    return f'- <a id="{reference_id}"></a>{text}{link} ({custom.tier}: {kind})'


def behind(row: Any) -> Iterator[str]:
    """Yield the sources of a row, and those of the rows of other tables that it names."""
    tables = {"claims": facts.claims, "numbers": facts.numbers, "signs": facts.warning_signs,
              "options": facts.decision_options}  # fmt: skip
    yield from getattr(row, "refs", ())
    for field, table in tables.items():
        for named in getattr(row, field, ()):
            yield from behind(table()[named]) if isinstance(named, str) else ()
    for step in getattr(row, "steps", ()):
        yield from behind(step)


def write_lists(path: Path) -> None:
    """Put the list of one page in order."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    pages = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    sources = next(cell for cell in pages if "".join(cell["source"]).startswith("## Sources"))
    cited = {name for cell in pages if cell is not sources for name in CITED.findall("".join(cell["source"]))}
    cited |= {name for table in SHOWN.get(path.stem, ()) for row in table().values() for name in behind(row)}
    text = "".join(sources["source"])
    known = facts.references()
    listed = {*cited, *LISTED.findall(text)} & set(known)
    wanted = sorted(listed, key=lambda name: (known[name].custom.short.casefold(), name))
    first, last = (list(LISTED.finditer(text))[number] for number in (0, -1))
    text = text[: first.start()] + "\n".join(map(entry, wanted)) + text[last.end() :]
    sources["source"] = text.splitlines(keepends=True)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for page in sorted(NOTEBOOKS.glob("*.ipynb")):
        write_lists(page)
