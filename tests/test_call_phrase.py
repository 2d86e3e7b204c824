"""One phrase for a call. What sounds like "some time today" stands nowhere, in English or in Japanese."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ("*.yaml", "*.py", "*.html", "*.js", "*.css", "*.json")
FILES = sorted(
    path
    for path in [
        ROOT / "README.md", *(ROOT / "notebooks").glob("*.ipynb"),
        *(each for kind in LIBRARY for each in (ROOT / "course_lib").rglob(kind)),
    ]
    if not {"body", "drawn", "reveal"} & set(path.parts)
)  # fmt: skip
LATER = (
    r"(?:later today|today|tonight|this week|soon|asap|as soon as possible|the same day|within \w+ (?:hours|days?))\b"
)
WHO = r"(?:doctor|midwife|maternity (?:unit|team)|assessment|be checked|it checked|be seen|is seen|sees her|somebody)"
OLD = re.compile(
    rf"\b(?:call|phone|ring)(?:s|ed|ing)? {LATER}|\ba (?:phone )?call {LATER}|\b{WHO} {LATER}"
    r"|\bat any hour\b|\bsame day, day or night\b",
    re.IGNORECASE,
)
OLD_JAPANESE = re.compile(
    r"今日(?:中|のうち|じゅう)|本日(?:中|のうち)|きょう(?:中|のうち|じゅう)|当日中|何時でも"
    r"|できるだけ早く|早めに(?:電話|受診)|後ほど|時間にかかわらず"
)
MAY = ("I will not needle today", "Acupuncture Today")


def shipped(path: Path) -> str:
    """What a reader may see of a file: of a notebook, the cells; where a source was read is our own note."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    if path.name == "references.json":
        return ""
    for words in MAY:
        text = text.replace(words, "")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_old_phrase_for_a_call_stands_anywhere(path: Path) -> None:
    text = shipped(path)
    assert [each.group() for old in (OLD, OLD_JAPANESE) for each in old.finditer(text)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Call today.", "call today, at any hour", "a doctor today", "maternity unit today", "She is seen today",
        "a call today", "Ring this week", "call soon", "Phone as soon as possible", "have it checked within 24 hours",
    ],
)  # fmt: skip
def test_the_old_phrases_are_found(words: str) -> None:
    assert OLD.search(words)


@pytest.mark.parametrize("words", ["今日のうちに電話", "今日中に", "本日中に", "きょう中に", "何時でも"])
def test_the_old_japanese_phrases_are_found(words: str) -> None:
    assert OLD_JAPANESE.search(words)


def test_soreness_never_stands_without_the_line_that_tells_it_from_a_clot() -> None:
    for path in FILES:
        if path.name in ("numbers.yaml", "references.json") or path.suffix == ".py":
            continue
        blocks = [path.read_text(encoding="utf-8")]
        if path.suffix == ".ipynb":
            blocks = ["".join(cell["source"]) for cell in json.loads(blocks[0])["cells"]]
        elif path.suffix == ".yaml":
            blocks = re.split(r"\n *- id: ", blocks[0])
        for block in blocks:
            block = re.sub(r"\s+", " ", block)
            if re.search(r"\bsore\b[^.]*\b(up to|for|within|about) a day|[Ss]oreness may linger", block):
                assert "Sore at rest, not fading, or any swelling, warmth or color" in block, (path.name, block[:80])
