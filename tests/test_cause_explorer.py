"""The cause explorer without a kernel: boxes are ticked, and what is told is read."""

import re
from itertools import combinations

import msgspec
import pytest

from course_lib import cause_explorer, facts
from course_lib.facts.cause import Cause, Strength
from course_lib.tools.cause_explorer import CLOT_LINE, strength_sign
from tests.choices import shown, told, words

CAUSES = list(facts.causes().values())
FOR_VERDICT: dict[str, Strength] = {
    "unsupported": "none found", "not-verified": "none found", "contradicted": "none found", "uncertain": "a little",
    "partly-supported": "some", "supported": "strong",
}  # fmt: skip
NAMES_A_CAUSE = r"(?i)\b(is|are) (the|your|a) cause|you cramp because|your cause|caused by"

NOBODY_KNOWS = (
    "Nobody can tell you why your legs cramp. This shows how much speaks for each idea in general, "
    "and what you can do about it."
)
NOTHING_TICKED = "Nothing ticked yet. Here are all the ideas, one line each."


def test_there_are_the_articles_six_and_the_two_leading_ideas() -> None:
    assert [cause.named_by for cause in CAUSES] == ["article"] * 6 + ["research"] * 2
    named = " ".join(cause.name.lower() for cause in CAUSES)
    for word in ("weight", "hormones", "nutrients", "water", "inactivity", "circulation", "tired muscle", "nerves"):
        assert word in named


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_no_cause_looks_stronger_than_the_ledger_lets_it(cause: Cause) -> None:
    link = facts.claims()[cause.link]
    if cause.named_by == "article":
        assert cause.strength == FOR_VERDICT[link.verdict]
        assert cause.certainty == link.certainty
    else:
        assert "leading ideas for cramps in general" in link.course_statement
        assert cause.strength == "some"
    assert cause.strength != "strong"


def test_every_claim_on_causes_stands_behind_one_of_them() -> None:
    told = {claim for cause in CAUSES for claim in cause.claims}
    assert {claim.id for claim in facts.claims().values() if claim.topic == "02_causes"} <= told


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_sources_are_those_of_its_claims_or_of_the_leading_ideas(cause: Cause) -> None:
    known = {ref for claim in cause.claims for ref in facts.claims()[claim].refs}
    if cause.named_by == "research":
        known |= {"miller2021-eamc", "schwellnus2008"}
    assert set(cause.refs) <= known


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_a_tick_tells_for_and_against_how_strong_and_what_to_do(cause: Cause) -> None:
    page = shown(cause_explorer(), {"ticked": [cause.id]})
    assert words(page.select_one(f"label:has([value={cause.id}])")) == f"{cause.applies[0].upper()}{cause.applies[1:]}"
    [card] = page.select("article")
    said = told(card)
    for text in (cause.name, cause.speaks_for, cause.speaks_against, cause.to_do, cause.article_says or ""):
        assert words(text) in said
    assert f"{strength_sign(cause.strength)} {cause.strength}" in said
    assert "Sources: " in said
    others = [other for other in CAUSES if other != cause]
    assert not [other.id for other in others if other.speaks_against in said]
    assert "of 8 ticked. Read on below." in words(page.select_one("[role=status]"))
    assert NOTHING_TICKED not in words(page)
    assert words(shown(cause_explorer()).select_one("[role=status]")) == NOTHING_TICKED


def test_nothing_ticked_gives_every_idea_with_its_strength() -> None:
    page = words(shown(cause_explorer()))
    for cause in CAUSES:
        assert f"{cause.name} {strength_sign(cause.strength)} {cause.strength}" in page
        assert cause.speaks_against not in page


def test_the_ticked_stand_strongest_first_and_all_can_be_cleared() -> None:
    page = shown(cause_explorer(), {"ticked": [cause.id for cause in CAUSES]})
    ids = {cause.name: cause.strength for cause in CAUSES}
    ticked = [ids[str(card.strong.string)] for card in page.select("article") if card.strong]
    assert ticked == ["some"] * 2 + ["a little"] * 4 + ["none found"] * 2
    [clear] = page.select("button[data-clears]")
    assert words(clear) == "Clear all ticks"


def test_no_choice_ever_names_a_cause_and_the_clot_line_stays() -> None:
    tool = cause_explorer()
    for pair in combinations(CAUSES, 2):
        page = words(shown(tool, {"ticked": [cause.id for cause in pair]}))
        assert not re.search(NAMES_A_CAUSE, page)
        assert page.startswith(f"{CLOT_LINE} {NOBODY_KNOWS}")


def test_without_script_each_idea_stands_under_what_applies() -> None:
    plain = cause_explorer().plain
    assert words(plain).startswith(f"{CLOT_LINE} {NOBODY_KNOWS}")
    for cause in CAUSES:
        applies = f"{cause.applies[0].upper()}{cause.applies[1:]}"
        assert f"<section><h3>{applies}</h3>" in plain
        assert words(f"{applies} {cause.name} Evidence") in words(plain)
        assert cause.speaks_against in words(plain)
    assert "<input" not in plain


def test_strength_is_told_by_shape_and_word() -> None:
    signs = [strength_sign(each) for each in ("none found", "a little", "some", "strong")]
    assert signs == ["□□□", "■□□", "■■□", "■■■"]


def test_its_boxes_have_names_of_their_own_and_its_text_is_short() -> None:
    tool = cause_explorer()
    assert len({words(label) for label in shown(tool).select("label")}) == len(CAUSES)
    assert tool.works_alone
    text = "Cause explorer: 8 ideas, none of them proven; 0 ticked. Nothing is stored."
    assert tool._repr_mimebundle_()[0]["text/plain"] == text == repr(tool)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"strength": "very strong"}, "strength"),
        ({"link": "C-CAUSE-99"}, "claims"),
        ({"article_says": None}, "article_says"),
        ({"refs": []}, "refs"),
        ({"proof": "x"}, "proof"),
    ],
)
def test_a_slip_in_a_cause_is_refused(change: dict[str, object], expected: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=expected):
        msgspec.convert(msgspec.to_builtins(CAUSES[0]) | change, Cause)
