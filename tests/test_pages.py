"""What the pages must say, and must never say."""

import re

import pytest

from course_lib import facts
from course_lib.rules.evidence_label import evidence_label
from course_lib.rules.point_safety import assess_point
from course_lib.rules.status import Status
from tests.pages import PAGES, markdown, notebook, plain, sections

REVIEW_DRAFT = "Review draft: no obstetric clinician and no licensed acupuncturist has signed this course yet."
SHAPES = {Status.ALLOWED: "●", Status.CAUTION: "▲", Status.AVOID: "■"}
ARTICLES_POINTS = ("ST36", "SP6", "GB34", "BL57", "LR3", "LI4", "BL60")

NEVER_AS_FACT = (
    r"non-?invasive", r"acknowledges acupuncture", r"ACOG acknowledges", r"safe in the (second|2nd)",
    r"balances? (nutrients|hormones)", r"highly effective", r"root causes?", r"significantly reduce",
    r"lowers? cortisol", r"fewer risks", r"2010 study", r"proven to", r"is (perfectly |completely )?safe",
    r"(improves|boosts) (blood flow|circulation)", r"you are fine",
)  # fmt: skip
"""What the evidence does not bear. Allowed only where a page marks it as the article's words."""

NEVER_ADVISED = (
    r"\b(press|needle|massage|stimulate|rub)(ing)? (on )?(this |that |the |your |each |any |an? )?(acu)?points?\b",
    r"\b(press|needle|massage|stimulate|rub)(ing)? (on )?[A-Z]{2}\d\d?\b",
    r"(?<!\ba )(?<!\bcan )\b(press|needle|stimulate) (on )?(this|that|the(?! ▶)|your|each|it|yourself|herself)\b",
    r"\bpress (and hold|firmly|gently)",
)
REFUSES = r"\b(not|never|nobody|no one|no|nor|must first|without|instead|avoid)\b"


def own_words(page: str) -> str:
    """A page without what it marks as the article's, and without the ledger's own sentences, which deny it."""
    without_quotations = re.sub(r"^> \*\*The article says:\*\*.*$", "", markdown(page), flags=re.MULTILINE)
    for claim in facts.claims().values():
        without_quotations = without_quotations.replace(claim.course_statement, "")
    return re.sub(r"^\| \*\*[AC]-[A-Z0-9-]+\.\*\* .*? \| ", "| ", without_quotations, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_the_review_draft_line_stands_in_the_first_cell(page: str) -> None:
    assert REVIEW_DRAFT in notebook(page).cells[0].source


@pytest.mark.parametrize("page", PAGES)
def test_nothing_unsupported_is_said_as_a_fact(page: str) -> None:
    text = plain(own_words(page))
    assert [match[0] for pattern in NEVER_AS_FACT for match in re.finditer(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_told_to_press_or_needle_a_point(page: str) -> None:
    sentences = re.split(r"(?<=[.?!:])\s+", plain(own_words(page)))
    advised = [each for each in sentences if any(re.search(pattern, each, re.IGNORECASE) for pattern in NEVER_ADVISED)]
    assert [each for each in advised if not re.search(REFUSES, each, re.IGNORECASE)] == []


@pytest.mark.parametrize("page", PAGES)
def test_other_scripts_never_stand_without_english(page: str) -> None:
    for line in markdown(page).splitlines():
        if re.search(r"[぀-ヿ㐀-鿿가-힯]", line):
            assert len(re.findall(r"[A-Za-z]{3,}", line)) >= 3, line


@pytest.mark.parametrize("page", PAGES)
def test_every_entry_of_the_ledger_stands_on_the_page_of_its_topic(page: str) -> None:
    rows = re.findall(r"^\| \*\*([AC]-[A-Z0-9-]+)\.\*\* (.*?) \| \*\*(.*?)\*\*(.*) \|$", markdown(page), re.MULTILINE)
    told = {claim: (article, label, found) for claim, article, label, found in rows}
    assert list(told) == [claim.id for claim in facts.claims().values() if claim.topic == page]
    for claim, (article, label, found) in told.items():
        entry = facts.claims()[claim]
        assert article == entry.article_says
        assert label == str(evidence_label(entry))
        assert entry.course_statement in found
        assert f"*Certainty: {entry.certainty.replace('-', ' ')}.*" in found
        assert re.findall(r"\]\(#([^)]+)\)", found) == list(entry.refs)


def test_07_has_all_twenty_of_its_entries() -> None:
    claims = [f"A-{number}" for number in range(23, 43)]
    assert [claim.id for claim in facts.claims().values() if claim.topic == "07_acupoints"] == claims


@pytest.mark.parametrize("page", PAGES)
def test_every_link_inside_a_page_has_its_goal(page: str) -> None:
    goals = re.findall(r'<a id="([^"]+)"></a>', markdown(page))
    assert len(goals) == len(set(goals))
    assert set(re.findall(r"\]\(#([^)]+)\)", markdown(page))) <= set(goals)
    sources = set(re.findall(r'^- <a id="([^"]+)"></a>', dict(sections(page))["Sources"], re.MULTILINE))
    assert sources <= set(facts.references())


@pytest.mark.parametrize("code", ARTICLES_POINTS)
def test_07_says_the_status_that_the_rule_gives(code: str) -> None:
    (section,) = re.findall(rf"^### {code},.*?(?=^##)", markdown("07_acupoints"), re.MULTILINE | re.DOTALL)
    runs: list[tuple[int, int, Status]] = []
    for week in range(45):
        status = assess_point(code, week).status
        first = runs.pop()[0] if runs and runs[-1][2] == status else week
        runs.append((first, week, status))
    for first, last, status in runs:
        when = f"Weeks {first} to {last}" if last < 44 else f"From week {first}" if first else "All through pregnancy"
        assert f"{SHAPES[status]} {when}: {status.words}." in section
    assert section.count("**May it be needled?**") == section.count("> **The article says:**") == 1
    assert sum(section.count(shape) for shape in SHAPES.values()) == len(runs)


def test_07_puts_the_selector_right_under_the_title() -> None:
    title, selector = notebook("07_acupoints").cells[:2]
    assert title.source.startswith("# ")
    assert selector.source == "from course_lib import point_selector; point_selector()"


def test_10_opens_with_the_button_and_the_five_emergencies_in_the_words_of_the_facts() -> None:
    title, button = notebook("10_practice_clinic").cells[:2]
    assert title.source.startswith("# ")
    assert button.source == "from course_lib import location_trainer; location_trainer()"
    first_aim = re.search(r"^- (.+)$", title.source, re.MULTILINE)
    assert first_aim
    assert re.search(r"^\*\*First, the safety lesson.*Before you use the button.*\(#first\)", first_aim[1])
    heading, lesson = list(sections("10_practice_clinic"))[1]
    assert heading == "First: when something goes wrong"
    assert "before you practice" in lesson
    assert "Learn this before anything else" not in markdown("10_practice_clinic"), "the button stands above it"
    parts = re.split(r"^### \d\. ", lesson, flags=re.MULTILINE)[1:]
    for part, row in zip(parts, facts.needling_emergencies().values(), strict=True):
        assert f"**It shows:** {'; '.join(row.shows)}." in part
        assert tuple(re.findall(r"^\d\. (.+)$", part, re.MULTILINE)) == row.first_steps
        assert f"**Never:** {'; '.join(row.never)}." in part
        assert tuple(each.replace("**", "") for each in re.findall(r"^- (.+)$", part, re.MULTILINE)) == row.call_when
        assert re.findall(r"\]\(#([^)]+)\)", part) == list(row.refs)


def test_00_has_the_warning_signs_first_each_in_the_words_of_the_facts() -> None:
    page = list(sections("00_start_here"))
    heading, box = page[1]
    assert heading == "First: is this an emergency?"
    now, call = box.split("**Call your maternity unit, midwife, or doctor now, day or night:**")
    call, folded = call.split("<details>")
    for sign in facts.warning_signs().values():
        line = f"\n- {sign.sign}\n"
        assert (line in now) == (sign.level == "emergency now")
        assert (line in call) == (sign.level == "call now, day or night" and not sign.may_fold)
        assert (line in folded) == (sign.level == "call now, day or night" and sign.may_fold)
    assert "Do not massage, warm or stretch it. Call now, day or night." in folded.partition("</details>")[2]


def test_00_has_the_emergency_numbers_of_the_facts() -> None:
    for row in facts.emergency_numbers().values():
        lines = (row.emergency_number, row.advice_number or "none verified", row.crisis_number or "none verified")
        assert f"| {row.country} | {' | '.join(lines)} |" in markdown("00_start_here")


def test_00_names_three_doors() -> None:
    doors = re.findall(r"^### (.+)$", dict(sections("00_start_here"))["Three doors"], re.MULTILINE)
    assert doors == ["For me", "For my class", "For my training"]


def test_the_worked_example_of_07_comes_out() -> None:
    from course_lib.rules.body_measure import LOWER_LEG_CUN, distance

    shank = next(each for each in facts.stature_fractions().values() if "shank" in each.id)
    leg = round(160 * shank.fraction, 1)
    st36 = distance(facts.points()["ST36"], leg)
    assert st36 is not None
    said = plain(markdown("07_acupoints"))
    assert f"about {leg} cm" in said
    assert f"{leg} ÷ {LOWER_LEG_CUN} = about {leg / LOWER_LEG_CUN:.2f} cm" in said
    assert f"about {st36.cm:.1f} cm, from {st36.low_cm:.1f} to {st36.high_cm:.1f}" in said
    assert f"160 ÷ 75 = about {160 / 75:.2f} cm. Three of those make {3 * 160 / 75:.1f} cm" in said
