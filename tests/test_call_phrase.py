"""One phrase for a call. What sounds like "some time today" stands nowhere, in English or in Japanese."""

import json
import re
from pathlib import Path

import pytest
import yaml

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


SOFTENED = re.compile(
    r"\b(?:sudden(?:ly)?|all at once|without effort|severe|very|badly)\b[^.?!:;|,]{0,20}\bbreath"
    r"|\b(?:short(?:ness)? of breath|breathless(?:ness)?|trouble breathing)[^.?!:;|,]{0,12}"
    r"\b(?:sudden(?:ly)?|without effort)",
    re.IGNORECASE,
)
STORIES = (
    "Now you are suddenly short of breath", "now you are suddenly short of breath", "Now I am suddenly out of breath",
    "Nothing about sudden breathlessness",
)  # fmt: skip
"""Where breath may be sudden: stories that tell how it came, and what the article leaves out."""
SYMPTOM = re.compile(
    r"\b(?:cramps?|clot|swell(?:ing|s)?|swollen|sore|pain|bleed(?:s|ing)?|fluid|contractions|fever|faint|dizzy|breath|numb"
    r"|weak|water)\b",
    re.IGNORECASE,
)
TO_CALL = re.compile(
    r"(?:^|[.:;,—|>*] |\b(?:and|or|then|first|alone) )\W*(?:you )?(?:call|phone|ring)\b"
    r"(?! (?:it|them|this|out|bell|and ask))",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\bnow\b|day or night|emergency (?:number|service)|next visit|office hours|\b(?:119|999|911|112)\b", re.IGNORECASE
)
ARTICLE = re.compile(r"\*\*[AC]-[\w-]+\.\*\* [^|]*|The article says [^|]*?What this course says")
"""What the article says, beside what the course says."""
VAGUE = re.compile(r"\bget medical help\b", re.IGNORECASE)


def seen(output: dict) -> str:
    """The words of a stored output, without its tags and pictures."""
    shown = output.get("data", {})
    text = " ".join("".join(shown.get(kind, "")) for kind in ("text/html", "text/markdown", "text/plain"))
    text = re.sub(r"<style.*?</style>|data:[^\s\"')]+", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>|[\w+/=]{200,}", " ", text)


def shipped(path: Path) -> str:
    """What a reader may see of a file: of a notebook, the cells and what they show; notes on what was read are ours."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n".join("".join(cell["source"]) + " ".join(map(seen, cell.get("outputs", ()))) for cell in cells)
    if path.name == "references.json":
        return ""
    for words in MAY:
        text = text.replace(words, "")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_old_phrase_for_a_call_stands_anywhere(path: Path) -> None:
    text = " ".join(re.sub(r"\n *#+ ?", " ", shipped(path)).split())  # a phrase may run over two lines
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_call_about_breath_is_never_softened(path: Path) -> None:
    text = " ".join(shipped(path).split())
    for story in STORIES:
        text = text.replace(story, "")
    assert [each.group() for each in SOFTENED.finditer(text)] == []


@pytest.mark.parametrize(
    "words", ["Suddenly short of breath", "short of breath without effort", "Sudden trouble breathing"]
)
def test_a_softened_breath_is_found(words: str) -> None:
    assert SOFTENED.search(words)


def unleveled(text: str) -> list[str]:
    """The sentences that name a symptom and say to call, but not how soon; a level may stand in the sentence after."""
    said = re.split(r"(?<=[.?!])[\"”*]* |<br>|\n| \| ", text)
    pairs = [(each, f"{each} {after}") for each, after in zip(said, [*said[1:], ""], strict=True)]
    return [each for each, both in pairs if SYMPTOM.search(each) and TO_CALL.search(each) and not LEVEL.search(both)]


SKIPPED = ("id", "article_says", "elsewhere")


def strings(row: object) -> list[str]:
    """What a data file says in its rows, one string at a time, but for what others say."""
    if isinstance(row, dict):
        return [each for key, value in row.items() if key not in SKIPPED for each in strings(value)]
    if isinstance(row, list):
        return [each for part in row for each in strings(part)]
    return [row] if isinstance(row, str) else []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in (".yaml", ".ipynb")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_call_about_a_symptom_says_how_soon(path: Path) -> None:
    said = strings(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.suffix == ".yaml" else [shipped(path)]
    found = [each for text in said for each in unleveled(ARTICLE.sub(" ", text))]
    assert found == []
    assert not VAGUE.search(" ".join(said))


@pytest.mark.parametrize(
    "words",
    [
        "Stop and call if you get calf pain or swelling.", "Leave the sore leg alone and call.",
        "Call for a cramp that lasts long.", "If your water may have broken, call instead.",
        "Strange — and call your maternity team for bleeding.",
    ],
)  # fmt: skip
def test_a_call_without_a_level_is_found(words: str) -> None:
    assert unleveled(words) == [words]


@pytest.mark.parametrize("page", ["05_warning_signs", "09_my_plan"])
def test_dark_thoughts_are_answered_alike_on_each_page(page: str) -> None:
    text = shipped(ROOT / "notebooks" / f"{page}.ipynb")
    assert "**Call now, day or night:** your maternity unit, midwife or doctor. The" in text.replace("[The", "The")
    assert "**You may act on them?** Emergency number, now. Do not stay alone." in text
    assert not re.search(r"harming yourself[^.]*advice number", text)


def test_broken_water_is_a_call_now_wherever_epsom_salts_stand() -> None:
    for path in FILES:
        assert not re.search(r"ask first [^.]*water (?:has|may have) broken", shipped(path), re.IGNORECASE), path.name


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
