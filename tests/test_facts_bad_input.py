"""A slip in a data file is answered by one sentence: which file, which entry, what was expected."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from course_lib.facts import FactsError
from course_lib.facts._load import data_folder, load
from course_lib.facts.care import KeyNumber
from course_lib.facts.claim import Claim
from course_lib.facts.nutrition import Food
from course_lib.facts.point import Point
from course_lib.facts.practice import Position
from course_lib.facts.reference import Reference
from course_lib.facts.trial import Trial
from course_lib.facts.warning_sign import UrgencyLevel, WarningSign

CLAIMS = ("claims.yaml", "claims", Claim, "id")
FOODS = ("foods.yaml", "foods", Food, "id")
TRIALS = ("trials.yaml", "trials", Trial, "id")
SIGNS = ("warning_signs.yaml", "signs", WarningSign, "id")
LEVELS = ("warning_signs.yaml", "levels", UrgencyLevel, "level")
NUMBERS = ("numbers.yaml", "numbers", KeyNumber, "id")
REFERENCES = ("references.json", "references", Reference, "id")
POSITIONS = ("session.yaml", "positions", Position, "id")
POINTS = ("points.yaml", "points", Point, "code")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the course's data that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(str(data_folder()), copy)
    return copy


# What: the table, what stands in the file, what somebody wrote instead, what the error says.
SLIPS: dict[str, tuple[tuple[str, str, type[msgspec.Struct], str], str, str, str]] = {
    "a typo in a key": (
        CLAIMS, "    verdict: supported", "    verdikt: supported",
        "claims.yaml, entry 'C-INTRO-01': has a field 'verdikt' that nobody has described; expected 'verdict'",
    ),
    "a word that is not a verdict": (
        CLAIMS, "    verdict: supported", "    verdict: suported",
        ("claims.yaml, entry 'C-INTRO-01': 'verdict' is 'suported'; expected one of 'contradicted', 'not-verified', "
        "'partly-supported', 'supported', 'uncertain', 'unsupported'"),
    ),
    "a missing field": (
        CLAIMS, "    half: cramps\n", "",
        "claims.yaml, entry 'C-INTRO-01': lacks the field 'half'; expected it in every entry",
    ),
    "an id that stands twice": (
        CLAIMS, "  - id: C-INTRO-02", "  - id: C-INTRO-01",
        "claims.yaml, entry 'C-INTRO-01': this id stands twice; expected every id only once",
    ),
    "an entry without an id": (
        CLAIMS, "  - id: C-INTRO-02\n    half", "  - half",
        "claims.yaml, entry number 2 of 'claims': lacks the field 'id'; expected it in every entry",
    ),
    "an unknown reference": (
        CLAIMS, "hse-cramps", "hse-cramp",
        ("claims.yaml, entry 'C-INTRO-01': the reference 'hse-cramp' is not in references.json; "
        "expected a known id, such as 'hse-cramps'"),
    ),
    "no reference at all": (
        CLAIMS, "refs: [hse-cramps, mayo-cramps, nidirect-cramps]", "refs: []",
        ("claims.yaml, entry 'C-INTRO-01': needs a reference id in 'refs'; "
        "only a claim that is 'not-verified' may stand without"),
    ),
    "a key that stands twice": (
        CLAIMS, "    verdict: supported\n", "    verdict: supported\n    verdict: uncertain\n",
        ("claims.yaml, line 13: not well-formed YAML; the key 'verdict' stands twice; "
        "expected every key only once in a block"),
    ),
    "a tab": (
        FOODS, "    name: Banana", "\tname: Banana",
        "foods.yaml, line 263: not well-formed YAML;",
    ),
    "an open bracket": (
        FOODS, "refs: [usda-sr28]", "refs: [usda-sr28",
        "foods.yaml, line 19: not well-formed YAML;",
    ),
    "text for a number": (
        FOODS, "    magnesium_mg: 32\n", "    magnesium_mg: about 32\n",
        "foods.yaml, entry 'banana': 'magnesium_mg' is 'about 32'; expected a number, got text",
    ),
    "a number out of range": (
        FOODS, "    grams: 118", "    grams: 11800",
        "foods.yaml, entry 'banana': 'grams' is 11800; expected a number <= 500.0",
    ),
    "a negative amount": (
        FOODS, "    magnesium_mg: 32\n", "    magnesium_mg: -32\n",
        "foods.yaml, entry 'banana': 'magnesium_mg' is -32; expected a number >= 0.0",
    ),
    "food without a source": (
        FOODS, "refs: [usda-sr28]", "refs: []",
        ("foods.yaml, entry 'spinach-cooked': needs a reference id in 'refs', "
        "or 'basis: course-precaution' with a 'reason'"),
    ),
    "a section with another name": (
        FOODS, "foods:\n", "food:\n",
        "foods.yaml: expected a list of entries under 'foods:'",
    ),
    "an interval the wrong way round": (
        TRIALS, "ci: [1.35, 23.68]", "ci: [23.68, 1.35]",
        "trials.yaml, entry 'dahle1995': 'ci' is [23.68, 1.35]; expected the smaller number first",
    ),
    "an effect outside its interval": (
        TRIALS, "value: 5.66", "value: 56.6",
        "trials.yaml, entry 'dahle1995': 'value' 56.6 lies outside 'ci' [1.35, 23.68]",
    ),
    "an unknown level": (
        SIGNS, "    level: emergency now\n    note", "    level: emergency\n    note",
        ("warning_signs.yaml, entry 'breathless': 'level' is 'emergency'; expected one of "
        "'call now, day or night', 'emergency now', 'next visit', 'not asked'"),
    ),
    "levels out of order": (
        LEVELS, "    order: 3", "    order: 2",
        "warning_signs.yaml, entry 'emergency now': 'order' is 2; expected 3 for 'emergency now'",
    ),
    "a stage that leaves a position to a guess": (
        POSITIONS, "      prone: {status: avoid, says: prone on the bump}\n", "",
        ("session.yaml, entry 'mid': needs each position in 'lie' where it has weeks, and none where it has none"),
    ),
    "a position that nobody has described": (
        POSITIONS, "prone: {status: avoid, says: prone on", "on her belly: {status: avoid, says: prone on",
        ("session.yaml, entry 'mid': 'lie' has a key 'on her belly'; expected one of "
        "'prone', 'seated', 'semi-reclined', 'side-lying', 'supine'"),
    ),
    "a status of a position that there is not": (
        POSITIONS, "supine: {status: caution,", "supine: {status: with care,",
        "session.yaml, entry 'mid': 'lie.status' is 'with care'; expected one of 'allowed', 'avoid', 'caution'",
    ),
    "a number for words, in a block": (
        POSITIONS, "says: prone on the bump", "says: 3",
        "session.yaml, entry 'mid': 'lie.says' holds what does not fit; expected text, got a whole number",
    ),
    "our own caution without a reason": (
        NUMBERS, "reason: an example we chose", "reason: null",
        "numbers.yaml, entry 'example-height': 'basis: course-precaution' needs a 'reason' that says why we chose it",
    ),
    "a week past the end, deep inside": (
        POINTS, "[0, 44, allowed]", "[0, 46, allowed]",
        "points.yaml, entry 'ST36': 'statements.1.spans.1.2' is 46; expected a whole number <= 44",
    ),
    "a source without a tier": (
        REFERENCES, '"tier": "A", ', "",
        "references.json, entry 'luo2020-cochrane': 'custom' lacks the field 'tier'; expected it in every entry",
    ),
    "JSON without a comma": (
        REFERENCES, '"type": "article-journal", ', '"type": "article-journal" ',
        "references.json, line 2: not well-formed JSON;",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_gives_one_clear_sentence(folder: Path, name: str):
    (file, section, model, key), right, wrong, says = SLIPS[name]
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text, "the slip must change the file"
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        load(file, section, model, key=key, folder=folder)
    message = str(caught.value)
    # A sentence that ends in a semicolon goes on in the words of the YAML or JSON reader.
    assert message[: len(says)] == says
    assert says.endswith(";") or message == says
    assert "\n" not in message
    assert "$" not in message


def test_a_missing_file_is_named(folder: Path):
    (folder / "foods.yaml").unlink()
    with pytest.raises(FactsError, match=r"^foods.yaml: cannot be read; expected a UTF-8 text file in the data folder"):
        load("foods.yaml", "foods", Food, folder=folder)


def test_a_file_in_another_encoding_is_named(folder: Path):
    (folder / "foods.yaml").write_bytes("foods: [Gr\u00fcnkohl]".encode("latin-1"))
    with pytest.raises(FactsError, match=r"^foods.yaml: cannot be read; expected a UTF-8 text file"):
        load("foods.yaml", "foods", Food, folder=folder)


def test_an_entry_that_is_no_block_is_named(folder: Path):
    (folder / "foods.yaml").write_text("foods:\n  - banana\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"^foods.yaml, entry number 1 of 'foods': expected a block of fields"):
        load("foods.yaml", "foods", Food, folder=folder)


def test_an_empty_file_is_named(folder: Path):
    (folder / "foods.yaml").write_text("", encoding="utf-8")
    with pytest.raises(FactsError, match=r"^foods.yaml: expected a list of entries under 'foods:'"):
        load("foods.yaml", "foods", Food, folder=folder)


def test_yes_and_no_and_dates_stay_text(folder: Path):
    (folder / "foods.yaml").write_text("foods:\n  - id: no\n    name: 2024-01-02\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"^foods.yaml, entry 'no': lacks the field"):
        load("foods.yaml", "foods", Food, folder=folder)


EXPECTED_HOST = "expected a host of hosts.yaml, which says whose each is"
EXPECTED_PLAIN = "is not plain; expected https://, a host in small Latin letters, and a path"
# What somebody might write for the address of a page of the NHS, and what the error must say of it.
BAD_LINKS = {
    "https://info.5y1.org/acupuncture": EXPECTED_HOST,
    "https://www.health.gov.example.com/acupuncture": EXPECTED_HOST,
    "https://acupuncture.gov/safety": EXPECTED_HOST,
    "https://www.nhs.uk.example.com/": EXPECTED_HOST,
    "https://nhs.uk.example/": EXPECTED_HOST,
    "https://www.xn--nh-3jc.uk/": EXPECTED_HOST,
    "https://www.nhs.uk./conditions": EXPECTED_HOST,
    "https://www.nh\u0455.uk/": EXPECTED_PLAIN,
    "https://WWW.NHS.UK/conditions/": EXPECTED_PLAIN,
    "https://www.who.int@evil.example/": EXPECTED_PLAIN,
    "https://www.who.int:pass@evil.example/": EXPECTED_PLAIN,
    "https://www.nhs.uk:8443/": EXPECTED_PLAIN,
    "https://www.nhs.uk\\@evil.example/": EXPECTED_PLAIN,
    "https://evil.example\uff0fwww.nhs.uk/": EXPECTED_PLAIN,
    "//www.nhs.uk/conditions/": EXPECTED_PLAIN,
    "www.nhs.uk/conditions/": EXPECTED_PLAIN,
    "nhs.uk/conditions": EXPECTED_PLAIN,
    "javascript:alert(1)": EXPECTED_PLAIN,
    "data:text/html,x": EXPECTED_PLAIN,
    "ftp://www.nhs.uk/": EXPECTED_PLAIN,
    "": EXPECTED_PLAIN,
    " https://www.nhs.uk/": EXPECTED_PLAIN,
    "https://www.nhs.uk/a b": EXPECTED_PLAIN,
    "http://www.nhs.uk/conditions/acupuncture/": "is not secure; expected https://",
    "https://github.com/somebody/else": "leads elsewhere on 'github.com'; expected a path inside '/6830920/gmzyjc'",
    "https://github.com/6830920/gmzyjc/%2e%2E/else": "leads elsewhere on 'github.com'",
    "https://github.com/6830920/gmzyjc-else": "leads elsewhere on 'github.com'",
    "https://fujiwellness.jp/": "leads to a lay page; expected lay pages for tier D, and for tier D only",
}


def spoiled(folder: Path, **fields: object) -> str:
    """What loading says when a reference has other fields; None takes one away, "custom" only adds."""
    rows = json.loads((folder / "references.json").read_text(encoding="utf-8"))
    row = next(row for row in rows if row["id"] == "nhs-acupuncture")
    custom = fields.pop("custom", {})
    row["custom"].update(custom)
    row.update(fields)
    for field in [field for field, value in fields.items() if value is None]:
        del row[field]
    (folder / "references.json").write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        load("references.json", "references", Reference, folder=folder)
    message = str(caught.value)
    assert message.startswith("references.json, entry 'nhs-acupuncture': ")
    return message


@pytest.mark.parametrize("link", BAD_LINKS, ids=lambda link: ascii(link))
def test_a_link_leads_only_to_a_host_whose_owner_is_known(folder: Path, link: str) -> None:
    assert BAD_LINKS[link] in spoiled(folder, URL=link)


def test_a_page_of_an_official_body_is_not_of_tier_d(folder: Path) -> None:
    assert "leads to an official body or a publisher; expected" in spoiled(folder, custom={"tier": "D"})


@pytest.mark.parametrize(
    "text",
    [
        "read at https://info.5y1.org/x.",
        "see <a href='//evil.example/'>here</a>",
        "[here](javascript:alert(1))",
        "copy at www.takoda.co",
        "HTTPS://EVIL.EXAMPLE/x",
    ],
)
@pytest.mark.parametrize("field", ["note", "read", "short", "kind"])
def test_a_link_cannot_hide_in_our_own_words_about_a_source(folder: Path, field: str, text: str) -> None:
    assert "the link '" in spoiled(folder, custom={field: text})


@pytest.mark.parametrize("field", ["title", "publisher", "container-title"])
def test_a_link_cannot_hide_in_the_words_of_a_record(folder: Path, field: str) -> None:
    assert EXPECTED_HOST in spoiled(folder, **{field: "Acupuncture, https://evil.example/x"})


def test_a_link_cannot_hide_in_another_table(folder: Path) -> None:
    text = (folder / "foods.yaml").read_text(encoding="utf-8")
    (folder / "foods.yaml").write_text(text.replace("name: Banana", "name: Banana (www.shop.example)", 1), "utf-8")
    with pytest.raises(FactsError, match=r"^foods\.yaml, entry 'banana': the link 'www\.shop\.example' is not plain;"):
        load("foods.yaml", "foods", Food, folder=folder)


@pytest.mark.parametrize("publisher", [None, "", "  "])
def test_a_reference_says_whose_word_it_is(folder: Path, publisher: str | None) -> None:
    says = spoiled(folder, author=None, publisher=publisher)
    assert says.endswith("needs an 'author' or a 'publisher', so that a reader knows whose word it is")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("DOI", "https://doi.org/10.1136/acupmed-2015-010936"),
        ("DOI", "10.1136/https://evil.example"),
        ("DOI", "doi:10.1136/acupmed-2015-010936"),
        ("DOI", "10.1136/a b"),
        ("DOI", '10.1136/"onmouseover="x'),
        ("DOI", ""),
        ("PMID", "https://pubmed.ncbi.nlm.nih.gov/26362792/"),
        ("PMID", "PMID 26362792"),
        ("PMCID", "4680134"),
        ("PMCID", "PMC4680134/../../x"),
    ],
)
def test_an_identifier_stands_alone(folder: Path, field: str, value: str) -> None:
    assert f"'{field}' is {value!r}; expected it alone, such as '" in spoiled(folder, **{field: value})


def test_a_host_without_an_owner_is_refused(folder: Path) -> None:
    text = (folder / "hosts.yaml").read_text(encoding="utf-8")
    (folder / "hosts.yaml").write_text(text.replace("owner: NHS (England)", "owner: ''", 1), encoding="utf-8")
    with pytest.raises(FactsError, match=r"^hosts\.yaml, entry 'www\.nhs\.uk': 'owner' is empty; expected whose host"):
        load("references.json", "references", Reference, folder=folder)
