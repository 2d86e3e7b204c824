"""The class that runs itself: minutes add up, warning signs come first, and every card opens on what the facts say."""

import html
import re
import shutil
from pathlib import Path
from statistics import median

import pytest

from course_lib import class_cards, class_plan, facts
from course_lib.facts import FactsError
from course_lib.facts._load import data_folder, load
from course_lib.facts.checks import unknown_ids
from course_lib.facts.class_plan import ClassCard, ClassPlan
from course_lib.rules.evidence_label import evidence_label
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.class_cards import DECKS
from course_lib.tools.class_plan import CHEST_LINE
from tests.expected_urgencies import SAID
from tests.pages import PAGES, markdown, notebook, plain
from tests.refusals import refused
from tests.test_pages import NEVER_ADVISED, NEVER_AS_FACT, REFUSES
from tests.test_reading_grade import FORMULAS

PAGE = "11_teach_a_class"
PLANS = list(facts.class_plans().values())
CARDS = list(facts.class_cards().values())
every_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
every_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)


def words(markup: str) -> str:
    text = re.sub(r"<style>.*?</style>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def opened(deck: str) -> list[tuple[str, str]]:
    """The front and the back of each card as words, in order."""
    cards = re.findall(r"<details><summary>(.*?)</summary>(.*?)</details>", class_cards(deck)._repr_html_(), re.DOTALL)
    return [(words(front), words(back)) for front, back in cards]


# -- plans -----------------------------------------------------------------------------------------------------------


def test_there_are_the_four_plans_that_the_page_promises() -> None:
    assert {plan.id: plan.minutes for plan in PLANS} == {"20": 20, "45": 45, "90": 90, "half-day": 210}


@every_plan
def test_the_minutes_shown_follow_each_other_and_add_up(plan: ClassPlan) -> None:
    shown = [(int(a), int(b)) for a, b in re.findall(r">(\d+)–(\d+) min<", class_plan(plan.id)._repr_html_())]
    assert [end - start for start, end in shown] == [step.minutes for step in plan.steps]
    assert [start for start, _ in shown] == [0, *(end for _, end in shown[:-1])]
    assert shown[-1][1] == plan.minutes


@every_plan
def test_a_step_has_every_column_what_to_say_and_what_is_often_wrong(plan: ClassPlan) -> None:
    shown = words(class_plan(plan.id)._repr_html_())
    assert "Time Content Method Materials" in shown
    for step in plan.steps:
        for part in (step.content, step.method, "; ".join(step.materials), f"Say: “{step.says}”"):
            assert part in shown
        assert f"Often wrong: {step.often_wrong}" in shown


@every_plan
def test_a_step_that_tells_a_number_or_a_finding_names_its_sources(plan: ClassPlan) -> None:
    listed = set(re.findall(r'^- <a id="([^"]+)"></a>', markdown(PAGE), re.MULTILINE))
    for step in plan.steps:
        if re.search(r"half of|tested|no trial|nobody knows|within minutes", step.says, re.IGNORECASE):
            assert step.claims, step.says
        refs = {ref for claim in step.claims for ref in facts.claims()[claim].refs}
        assert refs <= listed
        assert all(f'href="#{ref}"' in class_plan(plan.id)._repr_html_() for ref in refs)


@every_plan
def test_warning_signs_come_right_after_the_welcome_and_the_line_about_a_clot_before_any_leg_moves(
    plan: ClassPlan,
) -> None:
    assert plan.steps[0].content.startswith("Welcome")
    assert plan.steps[1].content == "When to call"
    assert "up to a year after it" in plan.steps[1].says
    assert not plan.steps[0].moves_legs
    for step in plan.steps:
        told = f"{step.content} {step.method} {' '.join(step.materials)}".lower()
        assert step.moves_legs == any(each in told for each in ("stretch", "coach", "teach-back")), step.content
        if "coach" in told:  # its second step strokes the leg
            assert "first step only" in step.method
        if step.moves_legs:
            first = f"First, aloud: {CLOT_LINE} {CHEST_LINE} Say: “{step.says}”"
            assert first in words(class_plan(plan.id)._repr_html_())
    assert any(step.content.startswith("Say it back") for step in plan.steps)
    assert sum(step.moves_legs for step in plan.steps) == (1 if plan.id == "half-day" else 2)


@every_plan
def test_no_plan_promises_that_a_cramp_can_be_told_from_a_clot(plan: ClassPlan) -> None:
    for said in (*plan.aims, *(step.says for step in plan.steps)):
        assert not re.search("tell a cramp from|which of these is a cramp|come to me", said, re.IGNORECASE), said


@every_plan
def test_the_pages_and_handouts_that_a_plan_asks_for_are_there(plan: ClassPlan) -> None:
    titles = [handout.title for handout in facts.handouts().values()]
    for material in (each for step in plan.steps for each in step.materials):
        for number in re.findall(r"\b\d\d\b", material):
            assert any(page.startswith(number) for page in PAGES), material
        if material.startswith("Handout: "):
            asked = material.removeprefix("Handout: ")
            assert sum(title.startswith(asked) for title in titles) == 1, material


def test_all_plans_are_opened_one_by_one_by_the_time_a_teacher_has() -> None:
    titles = re.findall(r"<summary>(.*?)</summary>", class_plan()._repr_html_())
    assert titles == ["I have 20 minutes", "I have 45 minutes", "I have 90 minutes", "I have half a day, with trainees"]
    assert repr(class_plan(20)) == "Class plans. I have 20 minutes: 6 steps in 20 minutes."


@pytest.mark.parametrize("name", ["30", 0, "", "ninety", "<script>", True])
def test_an_unknown_plan_is_refused(name: object) -> None:
    assert "half-day" in refused(class_plan, name)


@pytest.mark.parametrize(
    ("file", "section", "model", "old", "new", "says"),
    [
        (
            "class_plans",
            "plans",
            ClassPlan,
            "      - minutes: 2\n",
            "      - minutes: 3\n",
            "'20': has steps of 21 minutes",
        ),
        ("class_plans", "plans", ClassPlan, "minutes: 2\n", "minutes: 0\n", "minutes"),
        (
            "class_cards",
            "cards",
            ClassCard,
            "claims: [C-SYMP-03]",
            "claims: []",
            "'myth-night': needs what it rests on",
        ),
        ("class_cards", "cards", ClassCard, "[C-SYMP-03]", "[C-SYMP-03, C-SYMP-04]", "needs a 'front'"),
        ("class_cards", "cards", ClassCard, "    other: Put", "    says: Put", "needs 'other'"),
    ],
)
def test_a_slip_in_the_data_gets_a_sentence(
    tmp_path: Path, file: str, section: str, model: type, old: str, new: str, says: str
) -> None:
    folder = Path(shutil.copytree(str(data_folder()), tmp_path / "data"))
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactsError, match=rf"{file}\.yaml, entry .*{says}"):
        load(f"{file}.yaml", section, model, folder=folder)


def test_a_number_or_sign_that_no_table_has_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    card = ClassCard(id="x", deck="questions", front="?", numbers=("clot-any", "nonsense"), signs=("no-sign",))
    monkeypatch.setattr(facts, "class_cards", lambda: {"x": card})
    assert [each.split("'")[3] for each in unknown_ids()] == ["nonsense", "no-sign"]


# -- cards -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deck", DECKS)
def test_every_card_opens_on_the_statements_of_the_facts(deck: str) -> None:
    cards = [card for card in CARDS if card.deck == deck]
    for card, (front, back) in zip(cards, opened(deck), strict=True):
        assert (card.front or facts.claims()[card.claims[0]].article_says) in front
        for statement in (
            *(facts.claims()[each].course_statement for each in card.claims),
            *(facts.numbers()[each].says for each in card.numbers),
            *(facts.warning_signs()[each].tell for each in card.signs),
            *(facts.decision_options()[each].risks for each in card.options),
        ):
            assert statement in back
            assert statement not in front
        assert "Sources: " in back
    assert repr(class_cards(f" {deck.upper()} ")) == f"Cards for a class: {deck}, {len(cards)} cards."


@pytest.mark.parametrize("deck", ["myth", "myth for trainees"])
def test_a_myth_card_keeps_its_verdict_until_it_is_opened(deck: str) -> None:
    cards = [facts.claims()[card.claims[0]] for card in CARDS if card.deck == deck]
    for claim, (front, back) in zip(cards, opened(deck), strict=True):
        assert front.endswith("Myth or evidence?")
        assert not re.search("supported|uncertain", front)
        assert back.startswith(str(evidence_label(claim)))
        sure = f"certainty {claim.certainty.replace('-', ' ')}."
        assert (sure in back) != bool(TOLD_TO_DO.search(claim.course_statement)), claim.id
    assert len({evidence_label(claim) for claim in cards}) == 3, "a deck with one kind of answer is no vote"
    if deck == "myth":  # a short class takes these
        assert len({evidence_label(claim) for claim in cards[:3]}) == 3


def test_the_role_plays_end_at_the_level_of_the_facts() -> None:
    # Typed by hand from shared/evidence/cramps-facts.yaml: the most urgent sign decides.
    call = "Call now, day or night"
    levels = [call, call, "Emergency now", call, call, "Mention it at your next visit"]
    assert [back.startswith(level) for level, (_, back) in zip(levels, opened("role play"), strict=True)] == [True] * 6
    for level, card, (_, back) in zip(levels, [card for card in CARDS if card.other], opened("role play"), strict=True):
        assert card.answer
        assert f"She answers the voice: “{card.answer}”" in back
        assert ("call" in card.answer) == (level != "Mention it at your next visit")
        assert ("emergency number" in card.answer) == (level == "Emergency now")


# By our own reading: words by which a card asks somebody to call, to ask, to stop, or to leave something alone.
TOLD_TO_DO = re.compile(
    r"\bcall\b|\bask\b|\bnever\b|\bavoids?\b|leave alone|stop and|stop if|emergency|medical help|have it checked"
    r"|only accept|only be done|do not (take|replace)|get out|skip|tell your",
    re.IGNORECASE,
)
# Of a clot in a leg, or of a leg that may hold one.
OF_A_CLOT = re.compile(r"\bclots?\b|swollen|swelling|sore all the time|sore leg|calf pain", re.IGNORECASE)


@every_card
def test_no_certainty_stands_beside_an_instruction_to_call_ask_stop_or_leave_alone(card: ClassCard) -> None:
    assert TOLD_TO_DO.search("Never rub it: call now, day or night.")
    shown = dict(zip([each.id for each in CARDS if each.deck == card.deck], opened(card.deck), strict=True))[card.id][1]
    for statement in (facts.claims()[each].course_statement for each in card.claims if card.front):
        assert (f"{statement} How sure we are" in shown) <= (not TOLD_TO_DO.search(statement)), statement


@every_card
def test_a_card_on_a_clot_sign_carries_what_to_do(card: ClassCard) -> None:
    shown = dict(zip([each.id for each in CARDS if each.deck == card.deck], opened(card.deck), strict=True))[card.id][1]
    own = " ".join(
        (
            card.front or "",
            card.says or "",
            *(facts.claims()[each].course_statement for each in card.claims),
            *(facts.numbers()[each].says for each in card.numbers),
        )
    )
    if card.deck == "myth":
        assert not OF_A_CLOT.search(own), "a warning sign is put to a vote"
    if card.moves_legs:
        assert shown.startswith(f"First, aloud: {CLOT_LINE} {CHEST_LINE}")
    elif OF_A_CLOT.search(own) and card.id not in ("call-restless", "back-face", "call-face-hands"):
        assert {"one-leg-swollen", "calf-pain-after-exercise"} & set(card.signs)
        assert "now, day or night" in shown or "emergency number" in shown
        assert "Do not massage, warm or stretch the leg." in shown
        assert CHEST_LINE in shown or "Emergency now" in shown


def test_the_cards_that_a_reader_found_weak_say_all() -> None:
    emergency = {ids[0] for _, ids, level, _ in SAID if len(ids) == 1 and level == "emergency now"}
    assert len(emergency) == 24
    assert set(facts.class_cards()["back-emergency"].signs) == emergency
    backs = {
        card.id: back for deck in DECKS for card, (_, back) in
        zip([each for each in CARDS if each.deck == deck], opened(deck), strict=True)
    }  # fmt: skip
    for card in ("ask-magnesium", "back-tablets"):
        assert "kidney disease" in backs[card]
        assert "other medicines" in backs[card]
        assert "Yes." not in backs[card]
    for card in ("ask-acupuncture-safe", "think-no-harm-found", "trainee-safe"):
        assert "84 of 1,000" in backs[card]
        assert "poorly kept" in backs[card]
    assert "leaves those points alone" in backs["ask-start-labor"]


@every_card
def test_the_sources_of_a_card_stand_in_the_list_of_the_page(card: ClassCard) -> None:
    listed = set(re.findall(r'^- <a id="([^"]+)"></a>', markdown(PAGE), re.MULTILINE))
    for table, ids in (
        (facts.claims(), card.claims),
        (facts.numbers(), card.numbers),
        (facts.warning_signs(), card.signs),
        (facts.decision_options(), card.options),
    ):
        for each in ids:
            assert set(table[each].refs) <= listed


def own_words() -> list[str]:
    """All that plans and cards say as ours; what learners often think, and what a doubter says, is not ours."""
    said = [part for plan in PLANS for part in (plan.title, plan.who, *plan.aims)]
    said += [part for plan in PLANS for step in plan.steps for part in (step.content, step.method, step.says)]
    said += [part for card in CARDS for part in (card.says, card.answer) if part]
    return said + [card.front for card in CARDS if card.front and card.deck in ("role play", "teach-back", "questions")]


def test_nothing_unproven_is_told_as_a_fact_and_nobody_is_told_to_press_a_point() -> None:
    for said in own_words():
        asked_back = said.endswith("?")  # a question that is answered by its card
        assert not any(re.search(pattern, said, re.IGNORECASE) for pattern in NEVER_AS_FACT if not asked_back), said
        if any(re.search(pattern, said, re.IGNORECASE) for pattern in NEVER_ADVISED) and not asked_back:
            assert re.search(REFUSES, said, re.IGNORECASE), said


def test_plans_and_cards_read_at_grade_8_or_below() -> None:
    text = plain("\n\n".join(own_words()))
    assert median(formula(text) for formula in FORMULAS.values()) <= 8


@pytest.mark.parametrize("deck", ["", "myths", "<script>", "questions!", None])
def test_an_unknown_deck_is_refused(deck: object) -> None:
    assert "teach-back" in refused(class_cards, deck)


# -- the page --------------------------------------------------------------------------------------------------------


def test_the_page_opens_with_the_plans_and_reads_the_line_before_the_coach() -> None:
    title, plans = notebook(PAGE).cells[:2]
    assert title.source.startswith("# ")
    assert plans.source == "from course_lib import class_plan; class_plan()"
    cells = notebook(PAGE).cells
    coach = next(n for n, cell in enumerate(cells) if "relief_coach()" in cell.source)
    assert CLOT_LINE in cells[coach - 1].source.partition("1. ")[0]
    assert [deck for deck in DECKS if not any(f'class_cards("{deck}")' in cell.source for cell in cells)] == []


def test_every_command_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`python3 start\.py (\w+)`", markdown(PAGE)))
    start = (Path(__file__).parents[1] / "start.py").read_text(encoding="utf-8")
    assert named == set(re.findall(r'^    "(\w+)": "course_lib\.', start, re.MULTILINE))
