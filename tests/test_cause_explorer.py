"""The cause explorer without a kernel: boxes are ticked, and what is told is read."""

import html
import re
from itertools import combinations

import ipywidgets
import msgspec
import pytest

from course_lib import cause_explorer, facts
from course_lib.facts.cause import Cause, Strength
from course_lib.tools.cause_explorer import CLOT_LINE, NOBODY_KNOWS, NOTHING_TICKED, strength_sign

CAUSES = list(facts.causes().values())
FOR_VERDICT: dict[str, Strength] = {
    "unsupported": "none found", "not-verified": "none found", "contradicted": "none found", "uncertain": "a little",
    "partly-supported": "some", "supported": "strong",
}  # fmt: skip
NAMES_A_CAUSE = r"(?i)\b(is|are) (the|your|a) cause|you cramp because|your cause|caused by"


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


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
    tool = cause_explorer()
    tool.boxes[cause.id].value = True
    told = words(tool.told.value)
    for text in (cause.name, cause.speaks_for, cause.speaks_against, cause.to_do, cause.article_says or ""):
        assert words(text) in told
    assert f"{strength_sign(cause.strength)} {cause.strength}" in told
    assert "Sources: " in told
    assert words(tool.count.value) == "1 of 8 ticked. Read on below."
    others = [other for other in CAUSES if other != cause]
    assert not [other.id for other in others if other.speaks_against in told]
    tool.boxes[cause.id].value = False
    assert words(tool.count.value) == NOTHING_TICKED


def test_nothing_ticked_gives_every_idea_with_its_strength() -> None:
    tool = cause_explorer()
    for cause in CAUSES:
        assert f"{cause.name} {strength_sign(cause.strength)} {cause.strength}" in words(tool.told.value)


def test_the_ticked_stand_strongest_first_and_all_can_be_cleared() -> None:
    tool = cause_explorer()
    for box in tool.boxes.values():
        box.value = True
    assert [cause.strength for cause in tool.ticked] == ["some"] * 2 + ["a little"] * 4 + ["none found"] * 2
    tool.clear.click()
    assert tool.ticked == ()


def test_no_choice_ever_names_a_cause_and_the_clot_line_stays() -> None:
    tool = cause_explorer()
    for pair in combinations(tool.boxes.values(), 2):
        for box in pair:
            box.value = True
        assert not re.search(NAMES_A_CAUSE, words(tool.told.value))
        first = words(tool.children[0].value)
        assert CLOT_LINE in first
        assert NOBODY_KNOWS in first
        tool.clear.click()


def test_strength_is_told_by_shape_and_word() -> None:
    signs = [strength_sign(each) for each in ("none found", "a little", "some", "strong")]
    assert signs == ["□□□", "■□□", "■■□", "■■■"]


def test_it_is_made_of_plain_widgets_and_its_text_is_short() -> None:
    tool = cause_explorer()
    assert {type(part) for part in tool.children[:-1]} == {ipywidgets.HTML, ipywidgets.Checkbox, ipywidgets.Button}
    assert len({box.description for box in tool.boxes.values()}) == len(CAUSES)
    text = "Cause explorer: 8 ideas, none of them proven; 0 ticked. Nothing is stored."
    assert tool._repr_mimebundle_()["text/plain"] == text


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
