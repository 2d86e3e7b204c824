"""The course's tables: complete, in agreement with each other, and as their sources have them."""

import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from course_lib import facts
from course_lib.facts import Urgency, citation
from course_lib.facts._load import data_folder
from course_lib.facts.checks import own_cautions, problems, span_problems, told_apart, unknown_ids
from course_lib.rules.case.attempt import Critical

CLINICAL = sorted(file.name for file in data_folder().iterdir() if file.name.endswith(".yaml"))
REVIEWED_BY_ROW = {"points.yaml", "circumstances.yaml", "questions.yaml"}


def test_the_tables_agree_with_each_other():
    assert problems() == []


@pytest.mark.parametrize(
    ("table", "count"),
    [
        (facts.claims, 154),
        (facts.references, 264),
        (facts.points, 51),
        (facts.foods, 52),
        (facts.trials, 23),
        (facts.warning_signs, 56),
        (facts.urgency_levels, 4),
        (facts.evidence, 21),
        (facts.stretches, 8),
        (facts.emergency_numbers, 9),
        (facts.session_steps, 7),
        (facts.clean_needle, 10),
        (facts.adverse_events, 11),
        (facts.body_segments, 10),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_nothing_got_lost(table, count):
    assert len(table()) == count


def test_the_ledger_is_complete():
    claims = facts.claims()
    assert Counter(claim.half for claim in claims.values()) == {"cramps": 89, "acupuncture": 65}
    assert [name for name in claims if name.startswith("A-")] == [f"A-{number:02}" for number in range(1, 66)]
    assert {claim.id for claim in claims.values() if claim.omission} == {
        "C-SYMP-07", "C-PREV-12", "C-PREV-13", "C-PREV-28", "C-REL-14", "C-CALL-03", "C-CALL-07",
    }  # fmt: skip
    assert Counter(claim.verdict for claim in claims.values() if claim.half == "cramps") == {
        "supported": 33, "partly-supported": 26, "uncertain": 19,
        "unsupported": 8, "contradicted": 2, "not-verified": 1,
    }  # fmt: skip
    assert Counter(claim.verdict for claim in claims.values() if claim.half == "acupuncture") == {
        "supported": 13, "partly-supported": 19, "uncertain": 7,
        "unsupported": 17, "contradicted": 3, "not-verified": 6,
    }  # fmt: skip
    assert {claims[f"A-{number}"].topic for number in range(23, 43)} == {"07_acupoints"}


def test_the_ledger_says_what_the_sources_say():
    claims = facts.claims()
    assert claims["A-30"].verdict == "contradicted"
    assert "all of pregnancy, to week 44" in claims["A-30"].course_statement
    assert claims["A-36"].verdict == "contradicted"
    assert claims["A-13"].verdict == "unsupported"
    assert "could not find it" in claims["A-13"].course_statement
    assert claims["C-PREV-26"].verdict == "contradicted"
    assert "some lay lists do" in claims["A-33"].course_statement
    for lost in ("A-38", "A-52"):  # what stood behind them was clinics and shops
        assert (claims[lost].verdict, claims[lost].certainty) == ("not-verified", "none")


def test_no_statement_loosens_late_in_pregnancy_or_asks_a_reader_to_press_or_needle():
    for claim in facts.claims().values():
        assert "37 weeks" not in claim.course_statement, claim.id
        assert not re.search(r"(?i)\b(press|needle) (the|this|it|here)\b", claim.course_statement), claim.id


@pytest.mark.parametrize("file", CLINICAL)
def test_no_text_speaks_of_how_it_came_about_or_in_british_spelling(file):
    text = (data_folder() / file).read_text(encoding="utf-8").replace("Health, Labour and Welfare", "")
    assert not re.findall(r"(?i)\bthe seed\b|\bTODO\b|\bAI\b model|\.\./|\bcorpus\b", text)
    own = re.sub(r"refs: \[[^\]]*\]|https?://\S+", "", text)
    british = r"(?i)\b(?:labour|oedema|minimis|centres?\b|colour|programme|caesarean|randomis|favour)\w*"
    assert not re.findall(british, own)


@pytest.mark.parametrize("file", sorted(set(CLINICAL) - REVIEWED_BY_ROW))
def test_every_table_says_that_nobody_reviewed_it_yet(file):
    assert "\nreviewed: null\n" in (data_folder() / file).read_text(encoding="utf-8")
    assert facts.reviewed(file) is None


def test_warning_signs_and_their_order():
    signs = facts.warning_signs()
    assert Counter(sign.level for sign in signs.values()) == {
        "emergency now": 24,
        "call now, day or night": 28,
        "next visit": 4,
    }
    assert signs["chest-pain"].urgency is Urgency.EMERGENCY
    assert signs["one-leg-swollen"].urgency is Urgency.CALL_NOW
    assert signs["restless-legs"].urgency is Urgency.NEXT_VISIT
    assert max(Urgency.NEXT_VISIT, Urgency.EMERGENCY, Urgency.CALL_NOW) is Urgency.EMERGENCY
    assert list(facts.urgency_levels()) == sorted(Urgency)
    assert [urgency.level for urgency in Urgency] == [row.level for row in facts.urgency_levels().values()]
    stricter = {name for name, sign in signs.items() if any(other.stricter for other in sign.elsewhere)}
    assert stricter == {
        "one-leg-swollen", "cramp-over-10-min", "dark-thoughts", "headache", "sight", "sudden-swelling",
        "pain-under-ribs", "vomiting", "fever", "baby-moves-less", "bleeding", "waters", "discharge", "very-tired",
        "dizzy", "fast-heartbeat",
    }  # fmt: skip


def test_food_and_targets():
    banana, seeds, broccoli = (facts.foods()[name] for name in ("banana", "pumpkin-seeds", "broccoli-cooked"))
    assert (banana.magnesium_mg, banana.potassium_mg, banana.grams) == (32, 422, 118)
    assert (seeds.magnesium_mg, seeds.grams) == (156, 28.35)
    assert broccoli.calcium_mg == 31
    assert facts.foods()["chia-seeds"].b6_mg is None
    us = facts.nutrient_targets()["us-pregnant-19-30"]
    assert (us.daily.magnesium_mg, us.daily.calcium_mg, us.daily.b12_ug) == (350, 1000, 2.6)
    assert us.upper_limit.magnesium_mg == 350
    assert facts.nutrient_targets()["us-not-pregnant-31-50"].daily.magnesium_mg == 320
    assert facts.nutrient_targets()["japan-18-29"].pregnancy_adds.magnesium_mg == 40
    assert tuple(facts.water_targets()["eu"].drinks_l or ()) == (1.61, 1.85)


def test_trials():
    dahle, nygaard = facts.trials()["dahle1995"], facts.trials()["nygaard2008"]
    assert (dahle.value, *(dahle.ci or ()), dahle.n_analyzed) == (5.66, 1.35, 23.68, 69)
    assert (nygaard.value, *(nygaard.ci or ()), nygaard.means) == (1.8, -1.32, 4.92, (9.5, 7.7))
    assert facts.trials()["vitb-open"].value is None
    assert facts.prevalence()["china-third"].percent == pytest.approx(100 * 673 / 1342, abs=0.06)
    assert not facts.prevalence()["lahore"].usable


def test_numbers():
    numbers = facts.numbers()
    assert numbers["bath-max"].value == 38
    assert numbers["bath-max"].basis == "course-precaution"
    assert (numbers["sleep-back-v-left"].value, *(numbers["sleep-back-v-left"].low_high or ())) == (2.63, 1.72, 4.04)
    assert tuple(numbers["clot-any"].low_high or ()) == (1.0, 1.8)
    assert facts.emergency_numbers()["JP"].emergency_number == "119"
    assert facts.emergency_numbers()["AU"].emergency_number == "000"
    assert facts.body_segments()["st35-to-st41"].cun == 16
    assert facts.body_segments()["st35-to-st41"].derived


def test_every_source_has_a_tier_and_can_be_written_out():
    for name, reference in facts.references().items():
        entry = citation.full(name)
        assert entry.endswith((".", "</a>", "?</i>")), entry
        assert "Preprint" not in entry
        assert not re.search(r"&(?!amp;|lt;|gt;|#)", entry), entry
        assert citation.short(name).startswith(reference.custom.short)


def test_citations_read_well():
    assert citation.short("who-1999-safety") == "WHO 1999"
    assert citation.short("dahle1995") == "Dahle et al. 1995"
    assert citation.short("mayo-muscle-cramp") == "Mayo Clinic (no date)"
    assert citation.full("carr-2015") == (
        "Carr, D.J. (2015) “The safety of obstetric acupuncture: forbidden points revisited”, <i>Acupunct Med</i>, "
        '33(5), pp. 413–419. Available at: <a href="https://doi.org/10.1136/acupmed-2015-010936">'
        "https://doi.org/10.1136/acupmed-2015-010936</a>."
    )
    with pytest.raises(KeyError):
        citation.full("nobody-1900")


def test_rows_and_tables_cannot_be_changed():
    with pytest.raises(TypeError):
        facts.claims()["A-01"] = facts.claims()["A-02"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        facts.claims()["A-01"].verdict = "supported"  # type: ignore[misc]
    assert facts.claims() is facts.claims()


def test_importing_facts_reads_no_file_and_no_slow_library():
    slow = ("yaml", "citeproc", "matplotlib", "numpy", "ipywidgets")
    code = f"import sys, course_lib.facts; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([(0, 13, "avoid"), (13, 44, "caution")], "two statuses"),
        ([(0, 10, "avoid"), (12, 44, "caution")], "weeks 11 to 11"),
        ([(0, 40, "avoid")], "ends before week 41"),
        ([(20, 4, "avoid")], "backward"),
    ],
)
def test_weeks_without_exactly_one_status_are_found(spans, says):
    assert any(says in problem for problem in span_problems(spans, whole=True))


def test_the_checks_can_be_run_from_a_terminal():
    done = subprocess.run([sys.executable, "-m", "course_lib.facts.checks"], capture_output=True, text=True, check=True)
    assert done.stdout == "The facts agree with each other.\n"


def test_two_sources_that_read_the_same_are_found(monkeypatch):
    rows = dict(facts.references())
    rows["twin"] = replace(rows["carr-2015"], id="twin")
    monkeypatch.setattr(facts, "references", lambda: rows)
    assert list(told_apart()) == [
        "references.json, entry 'twin': is called 'Carr 2015', as 'carr-2015' is; expected another 'short'"
    ]


def test_a_point_of_which_no_binding_source_speaks_is_our_own_caution_and_never_allowed(monkeypatch):
    rows = dict(facts.points())
    rule = replace(rows["SP1"].course_rule, basis="source", spans=((0, 13, "avoid"), (14, 44, "allowed")))
    rows["SP1"] = replace(rows["SP1"], course_rule=rule)
    monkeypatch.setattr(facts, "points", lambda: rows)
    found = list(own_cautions())
    assert len(found) == 2
    assert all("'SP1', course_rule: no source that binds speaks of it" in each for each in found)


IDS: dict[str, dict[str, Any]] = {
    "decision_options": {"trials": ("nobody-1900",)},
    "call_first": {"circumstances": ("fevr",)},
    "leg_stories": {"sign": "one-leg-swolen"},
    "flashcard_kinds": {"deck": "safty"},
    "coach_steps": {"uses": ("calf-wal",)},
    "causes": {"claims": ("C-NO-01",), "link": "C-NO-01"},
    "point_hazards": {"points": ("ST99",)},
    "circumstances": {"asked_by_signs": ("fevr",)},
    "plan_options": {"sign": "fevr"},
    "interview": {"circumstances": ("fevr",)},
    "case_sentences": {"not_for": ("fevr",)},
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_no_table_has_is_found(name, monkeypatch):
    table = facts.TABLES[name]
    row = replace(next(iter(table().values())), **IDS[name])
    monkeypatch.setattr(facts, name, lambda: {**table(), "slip": row})
    (wrong,) = {text if isinstance(text, str) else text[0] for text in IDS[name].values()}
    found = list(unknown_ids())
    assert found
    assert all(problem.startswith(f"{table.file}, entry 'slip': '{wrong}' is not in ") for problem in found)


def test_a_statement_that_tells_what_to_do_or_to_leave_alone_says_that_it_instructs():
    instructs = re.compile(
        r"(?i)\b(call|ask|tell|phone|never|avoids?|skip|unless|only accept|should only|get out)\b"
        r"|\b(medical help|checked|emergency)\b|\bdo not (take|stop|replace|wait)\b|\bstop (and|if)\b"
    )
    for claim in facts.claims().values():
        assert claim.instructs or not instructs.search(claim.course_statement), claim.id


def test_a_list_names_each_source_once():
    assert citation.named(["cdc-hearher", "nhs-sauna", "cdc-hearher", "nhs-sauna"], "; ") == "CDC; NHS on saunas"


def test_no_source_of_tier_d_fails_a_case():
    assert Critical("Wrong.", ("article", "rcog-gtg37b", "rcog-gtg37b")).refs == ("rcog-gtg37b",)
    alone = Critical("Wrong.", ("article", "cn-cnkang"))
    assert (alone.refs, alone.says) == ((), "Wrong. To fail a case for it is our own caution.")


def test_a_record_that_was_not_looked_up_again_says_so():
    # From the librarian's list: two of each, read there and not in the records.
    words = {"dahle1995": "known", "who-1999-safety": "known", "nite-lowburn": "unsure", "karli-vitd": "unsure"}
    for name, word in words.items():
        assert re.search(rf"(^|\. ){word}: ", facts.references()[name].custom.note or ""), name
    for name in ("hey-vte-2024", "carr-2015"):  # read again
        assert not re.search(r"\b(known|unsure): ", facts.references()[name].custom.note or ""), name
