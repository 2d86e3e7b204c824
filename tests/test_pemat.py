"""Each page's own score on the 24 items of PEMAT-P is whole, gives its reasons, and comes to nine of ten or more."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.pages import PAGES

SCORES: dict[str, Any] = msgspec.yaml.decode(Path(__file__).with_name("pemat_scores.yaml").read_bytes())
ITEMS: dict[str, dict[str, str]] = SCORES["items"]
AT_LEAST = 90


def percent(score: dict[str, Any], items: set[str]) -> float:
    """Of the items that apply, the percentage that is met."""
    met, not_met = items & set(score["met"]), items & set(score["not_met"])
    return 100 * len(met) / len(met | not_met)


def test_the_items_are_seventeen_on_understanding_and_seven_on_acting() -> None:
    assert {half: len(items) for half, items in ITEMS.items()} == {"understanding": 17, "acting": 7}


def test_every_page_has_a_score_and_no_score_is_of_a_page_that_is_not_there() -> None:
    assert tuple(SCORES["pages"]) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_every_item_is_scored_once_and_each_no_has_its_reason(page: str) -> None:
    score = SCORES["pages"][page]
    scored = [*score["met"], *score["not_met"], *score["not_applicable"]]
    assert sorted(scored) == sorted(item for items in ITEMS.values() for item in items)
    assert all(len(reason.split()) >= 4 for reason in score["not_met"].values())


@pytest.mark.parametrize("page", PAGES)
def test_nine_of_ten_items_or_more_are_met(page: str) -> None:
    score = SCORES["pages"][page]
    halves = {half: percent(score, set(items)) for half, items in ITEMS.items()}
    whole = percent(score, {item for items in ITEMS.values() for item in items})
    print(f"\n{page}: {whole:.0f}% (" + ", ".join(f"{half} {value:.0f}%" for half, value in halves.items()) + ")")
    assert whole >= AT_LEAST, score["not_met"]
