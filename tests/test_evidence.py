"""The evidence beside a claim: every entry of the ledger, its trials, and what a stored page shows without a kernel."""

import html
import re
import subprocess
import sys

import pytest

from course_lib import evidence, facts
from course_lib.rules.evidence_label import evidence_label, in_words
from drawing.trials import IN_CLAIMS, trials_of
from tests.refusals import refused


def words(markup: str) -> str:
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL))).split()
    )


def section(claim: str) -> str:
    return words(evidence(claim)._repr_html_())


@pytest.mark.parametrize("claim", facts.claims().values(), ids=lambda claim: claim.id)
def test_a_claim_shows_verdict_certainty_and_both_statements(claim) -> None:
    said = section(claim.id)
    label = evidence_label(claim)
    assert f"{claim.id}: {label}" in said
    assert f"certainty {claim.certainty.replace('-', ' ')}" in said
    assert label.shape in said
    for part in (claim.article_says, claim.course_statement, claim.note):
        assert " ".join(part.split()) in said
    markup = evidence(claim.id)._repr_html_()
    assert ("<dt>The article leaves out</dt>" in markup) == claim.omission
    assert markup.count("<li>") == len(claim.refs)


def test_sources_are_formatted_with_links() -> None:
    shown = evidence("C-PREV-17")._repr_html_()
    assert "Hallegraeff" in shown
    assert 'href="https://' in shown


def test_a_claim_shows_the_trials_it_speaks_of_and_no_other() -> None:
    # Typed by hand from the ledger and the table of trials.
    typed = {
        "C-PREV-17": {"thai-stretch", "indian-stretch", "hallegraeff2012", "coppin2005"},
        "C-CAUSE-05": {"dahle1995", "nygaard2008", "mg-meta2021"},
        "C-PREV-24": {"zurich-stockings", "brazil-stockings"},
        "C-REL-04": {"massage-edema"},
        "C-CAUSE-07": set(),
        "A-36": set(),
    }
    for claim, expected in typed.items():
        assert {trial.id for trial in trials_of(facts.claims()[claim])} == expected, claim
    assert set(IN_CLAIMS) == {trial.intervention for trial in facts.trials().values()}
    shown = evidence("C-CAUSE-05")._repr_html_()
    assert "5.66 (1.35 to 23.68)" in shown
    assert 'role="img"' in shown
    assert "Magnesium, Sweden, 69 women: never any cramps after treatment" in shown
    assert "Trials" not in section("C-CAUSE-07")


@pytest.mark.parametrize("topic", sorted({claim.topic for claim in facts.claims().values()}))
def test_a_topic_lists_all_its_claims_to_open_with_the_keyboard(topic: str) -> None:
    shown = evidence(topic)
    claims = [claim for claim in facts.claims().values() if claim.topic == topic]
    assert list(shown.claims) == claims
    assert repr(evidence(topic.partition("_")[2])) == repr(shown)
    markup = shown._repr_html_()
    assert markup.count("<details><summary>") == len(claims)
    assert "<script" not in markup


def test_its_text_is_short_and_the_same_each_time() -> None:
    assert repr(evidence("A-36")) == f"Evidence: A-36: {in_words(facts.claims()['A-36'])}."
    assert repr(evidence("a-36")) == repr(evidence(" A-36 "))
    count = len([claim for claim in facts.claims().values() if claim.topic == "06_acupuncture"])
    assert repr(evidence("acupuncture")) == f"Evidence on acupuncture: {count} claims."
    assert evidence("C-PREV-12")._repr_html_() == evidence("C-PREV-12")._repr_html_()


@pytest.mark.parametrize(
    "bad", ["", "A-999", "acupunture", "<script>alert(1)</script>", "🦵", "مرحبا", "x" * 10_000, 5, None]
)
def test_a_bad_name_is_refused_with_near_ones(bad: object) -> None:
    said = refused(evidence, bad)
    assert len(said) < 250
    assert not re.search(r"x{40}", said)
    if bad == "acupunture":
        assert "acupuncture" in said


def test_evidence_needs_no_library_that_draws_or_formats() -> None:
    code = "import sys; from course_lib import evidence; evidence('A-36')._repr_html_();"
    code += "evidence('C-CAUSE-05')._repr_html_();"
    code += "sys.exit(bool({'matplotlib', 'numpy', 'citeproc', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
