"""No block that anybody can see names a medicine or its limit without the line: if it was prescribed, don't stop, call.

A block is the smallest thing that stands on a screen or a sheet by itself: a section of a page (from one heading to
the next), a slide, a question with its answers and what they rest on, one side of a card, an option, an entry of the
ledger, the result of a tool, a part of a handout. What a fold hides is a block of its own. A list of sources is none:
there a medicine stands in the title of a paper. What counts as naming is the second reading's
(``expected_medicines``), not the course's.
"""

import html
import itertools
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

import course_lib
from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.case import Case
from course_lib.printed import page
from course_lib.publish import slides
from course_lib.publish.lessons import lessons
from course_lib.rules import medicines
from course_lib.rules.case.marking import Attempt, mark
from course_lib.tools.cards import deck as _flashcard_deck
from course_lib.tools.cards import text as _flashcard_text
from course_lib.tools.cause_explorer import cause_explorer
from course_lib.tools.class_cards import DECKS, class_cards
from course_lib.tools.class_plan import class_plan
from course_lib.tools.evidence import evidence
from course_lib.tools.patient.debrief import debrief
from course_lib.tools.patient.simulated_patient import simulated_patient
from course_lib.tools.selector.table import selector_table
from course_lib.tools.signs.warning_sign_check import check_table
from tests import choices
from tests.expected_medicines import UNEQUAL, names_a_medicine
from tests.pages import PAGES, markdown, sections

JAPANESE = re.compile("マグネシウム|甘草|キニーネ|アスピリン|イブプロフェン|湿布|アセトアミノフェン|血を固まりにくく")
LINES = (medicines.PRESCRIBED, medicines.PRESCRIBED_TRAINEE)
FOR_TRAINEES = ("10_practice_clinic",)


def words(shown: str) -> str:
    """HTML as text, each paragraph and each row of a table on a line of its own."""
    shown = re.sub(r"<(style|script|svg)\b.*?</\1>|data:[^\"]+", " ", shown, flags=re.DOTALL)
    shown = re.sub(r"</t[dh]>\s*", " | ", shown)
    shown = re.sub(r"</?(?:p|li|dd|dt|h\d|br|tr|summary|article)\b[^>]*>", "\n", shown)
    return html.unescape(re.sub(r"<[^>]+>", " ", shown))


def lacks_its_line(shown: str) -> bool:
    text = " ".join(words(shown).split())
    bare = words(shown)
    for line in LINES:
        bare = " ".join(bare.split(" ")).replace(line, "")
    return names_a_medicine(bare) and not any(line in text for line in LINES)


def folds(shown: str) -> Iterator[str]:
    """The blocks of a page of HTML: each fold, and what is left when they are closed."""
    inner = re.compile(r"<details\b[^>]*>(?:(?!<details\b).)*?</details>", re.DOTALL)
    while found := inner.search(shown):
        yield found[0]
        summary = re.search(r"<summary>.*?</summary>", found[0], re.DOTALL)
        shown = shown.replace(found[0], summary[0] if summary else "")
    yield shown


def widget_text(shown: object) -> str:
    """All that a tree of widgets says, whatever is chosen in it."""
    own = (str(getattr(shown, name, "")) for name in ("value", "description", "placeholder"))
    options = getattr(shown, "options", ())
    labels = (str(each[0]) if isinstance(each, tuple) else str(each) for each in options)
    return "\n".join((*own, *labels, *map(widget_text, getattr(shown, "children", ()))))


def sections_of(page_name: str) -> Iterator[str]:
    for part in re.split(r"^(?=#{1,6} )", markdown(page_name), flags=re.MULTILINE):
        if not part.startswith("## Sources"):
            yield part


def check(blocks: Iterator[str] | list[str]) -> None:
    shown = list(blocks)
    assert shown
    assert [" ".join(words(each).split())[:300] for each in shown if lacks_its_line(each)] == []


def test_the_second_reading_tells_a_medicine_from_food() -> None:
    named = ("Take magnesium.", "Blood thinners too.", "B1 plus B6 looked hopeful", "350 mg of magnesium in tablets")
    food = ("Seeds and nuts have magnesium.", "Magnesium in the blood is often a little low.", "| Egg | 12 mg | rich |")
    assert all(map(names_a_medicine, named))
    assert not any(map(names_a_medicine, food))
    assert all(map(medicines.names_a_medicine, named))
    assert not any(map(medicines.names_a_medicine, food))


@pytest.mark.parametrize("page_name", PAGES)
def test_sections_of_pages(page_name: str) -> None:
    check(sections_of(page_name))


@pytest.mark.parametrize("page_name", PAGES)
def test_the_line_in_a_page_is_the_facts_own(page_name: str) -> None:
    said = re.findall(r"[^*\n]*(?:what you buy yourself\.|prescribed for her, such)[^*\n]*", markdown(page_name))
    assert set(said) <= set(LINES)
    for heading, body in sections(page_name):  # a learner reads the learner's line, but in what is headed for trainees
        for_trainees = page_name in FOR_TRAINEES or heading.startswith("For trainees")
        assert for_trainees or medicines.PRESCRIBED_TRAINEE not in body


def test_slides_and_their_notes() -> None:
    shown = [slide for lesson in lessons() for stack in slides.stacks(lesson) for slide in stack]
    for slide in shown:
        note = f"{slide.note.says} {slide.note.often_wrong}" if slide.note else ""
        if slide.question is None:  # what a slide shows of a question is the quiz's
            check(["".join((*slide.words, *slide.shown)) + f"<p>{note}</p>"])


def test_questions_with_their_answers() -> None:
    for topic in {each.topic.partition("_")[2] for each in facts.questions().values()}:
        tool = course_lib.quiz(topic)
        check([str(form) for form in choices.shown(tool).select("form")])
        for question in tool.questions:
            for number, _ in enumerate(question.options):
                chosen = {question.id: [str(number)], f"checked-{question.id}": ["yes"]}
                check([str(form) for form in choices.shown(tool, chosen).select("form")])
        check(re.findall("<section>.*?</section>", tool.plain, re.DOTALL))


@pytest.mark.parametrize("deck", DECKS)
def test_both_sides_of_class_cards(deck: str) -> None:
    check(folds(class_cards(deck)._repr_html_()))
    check(re.findall("</summary>(.*?)</details>", class_cards(deck)._repr_html_(), re.DOTALL))


def test_class_plans_step_by_step() -> None:
    for name in facts.class_plans():
        check(re.findall(r"<tbody.*?</tbody>", class_plan(name)._repr_html_(), re.DOTALL))


def test_flashcards_on_the_page_and_for_anki() -> None:
    cards = _flashcard_deck.flashcards().values()
    check([_flashcard_text.question(each) for each in cards])
    check([_flashcard_text.answer(each) for each in cards])
    check(_flashcard_text.anki(cards).splitlines())


def test_every_claim_and_every_topic_of_the_ledger() -> None:
    for claim in facts.claims():
        check([evidence(claim)._repr_html_()])
    for topic in {each.topic for each in facts.claims().values()}:
        check(folds(evidence(topic)._repr_html_()))


def test_causes() -> None:
    tool = cause_explorer()
    check([str(choices.shown(tool))])
    check([str(card) for card in choices.shown(tool, {"ticked": list(facts.causes())}).select("article")])
    check(re.findall("<section>.*?</section>", tool.plain, re.DOTALL))


def test_the_decision_aid_and_her_summary() -> None:
    tool = course_lib.decision_aid()
    check([str(option) for option in choices.shown(tool).select("article")])
    check([str(choices.shown(tool).select_one(".course-card"))])
    for chosen in choices.all_chosen(tool):
        check([str(choices.shown(tool, chosen).select_one(".course-card"))])
    check([tool.plain])


def test_foods_drinks_and_tablets() -> None:
    tool = course_lib.food_explorer()
    for label, _ in tool.region.options:
        tool.region.label = label
        for mg in ("", "100", "400"):
            tool.tablets.value = mg
            check([tool.before_tablets.value + tool.tablets.description + tool.tablets_said.value])
            check(["", *(each for each in folds(tool.totals.value) if "<table" not in each)])


@pytest.mark.parametrize("tool", [course_lib.my_plan, course_lib.week_planner, course_lib.relief_coach])
def test_tools_of_hers(tool: object, tmp_path: object) -> None:
    check([widget_text(tool())])  # type: ignore[operator]


def test_the_plan_line_by_line_and_as_a_card() -> None:
    tool = course_lib.my_plan()
    for box, known in itertools.pairwise(tool.children):
        if box in tool.ticks.values():
            check([f"{box.description}\n{known.value}"])
    for box in tool.ticks.values():
        box.value = True
    tool._show(tool.lines())
    check([tool.card.value])


def test_what_she_tells_her_practitioner() -> None:
    tool = course_lib.care_checklist()
    check([str(choices.shown(tool))])
    for chosen in choices.all_chosen(tool):
        check([str(choices.shown(tool, chosen).select_one(".course-card"))])
    check(
        [str(choices.shown(tool, words=text).select_one(".course-card")) for text in ("aspirin", "350 mg of magnesium")]
    )
    check(re.findall("<section>.*?</section>", tool.plain, re.DOTALL))


def test_the_selector() -> None:
    ticks = BeautifulSoup(course_lib.point_selector().html, "html.parser").select_one(".ticks")
    check([str(ticks)])
    check([each["warning"] for each in selector_table()["circumstances"]])


def test_the_warning_sign_check_says_what_not_to_take_in_the_block_of_its_answer() -> None:
    page = BeautifulSoup(course_lib.warning_sign_check().html, "html.parser")
    pain = page.select_one(".answer > .pain")  # in sight, not folded
    assert pain
    assert pain.text == medicines.FOR_PAIN
    check([pain.text])
    meanwhile = {sign["id"]: sign["meanwhile"] for sign in check_table()["signs"]}
    for row in page.select(".asked li"):
        [box] = row.select("input")
        said = [each.text for each in page.select(f'[data-of="{box["id"]}"]')]
        assert len(said) >= 3
        check([" ".join([row.text, *said, meanwhile[str(box["id"])], pain.text])])


def test_the_planner_of_a_visit() -> None:
    tool = course_lib.session_planner()
    check([widget_text(tool)])
    for case in facts.cases().values():
        if case.weeks is None:
            continue
        tool.case.value = case.id
        tool.points.value = "ST36"
        tool.write.click()
        check(folds(tool.shown.value.replace("<details open>", "<details>")))


@pytest.mark.parametrize("case", facts.cases().values(), ids=lambda case: case.id)
def test_a_simulated_patient_from_the_first_word_to_the_debrief(case: Case) -> None:
    tool = simulated_patient()
    tool.visit(case)
    for topic in tool.interview.topic.options:
        tool.interview.topic.value = topic[1] if isinstance(topic, tuple) else topic
        check([widget_text(tool.interview)])
    for name in facts.interview():
        tool.interview.ask(name)
        check([widget_text(tool.interview)])
    steps = [tool.decide, tool.plan, tool.talk.explain, *tool.talk.children[1:], *tool.advise.children[1:]]
    check([widget_text(each) for each in [*steps, *([tool.event] if tool.event else [])]])
    tool.go_on.click()
    check(folds(tool.head.value))
    for decision in ("treat", "refer", "decline"):
        attempt = Attempt(
            asked=tuple(facts.interview()),
            decision=decision,
            urgency=Urgency.NEXT_VISIT,
            words=(),
            advice=tuple(name for name, row in facts.case_sentences().items() if row.part == "advice"),
            points=(),
            depths={},
            position=None,
            consent=(),
            event_actions=(),
        )
        check(folds(debrief(case, mark(case, attempt))))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", list(facts.handouts()))
def test_handouts_part_by_part(name: str, language: str) -> None:
    shown = page(name, language)  # type: ignore[arg-type]
    line = medicines.PRESCRIBED
    for section in re.findall(r"<section.*?</section>", shown, re.DOTALL):
        if 'id="sources"' in section:
            continue
        parts = re.findall(r'<div class="card">.*?</div>', section, re.DOTALL) or [section]
        for part in parts:
            if language == "en":
                check([part])
            elif JAPANESE.search(words(part)):
                assert line in " ".join(words(part).split()), words(part)[:200]


def test_pain_relief_is_told_where_somebody_in_pain_looks() -> None:
    for name in ("03_prevention", "04_relief"):
        assert re.search(r"(?i)paracetamol", markdown(name))
        assert re.search(r"(?i)ibuprofen", markdown(name))
    asked = next(part for part in sections_of("04_relief") if part.startswith("## Can I take a painkiller?"))
    plainly = re.sub(r" \(\[.*?\)\)|[*]", "", asked)
    plainly = re.sub(r"(?: \()?\[[^\]]*\]\(#[^)]*\)(?:, |\))?", "", plainly)
    for row in ("paracetamol", "pain-tablets", "pain-patches", "aspirin", "fever"):
        for sentence in re.split(r"(?<=[.?])\s", facts.medicines()[row].says):
            core = max(re.split(r"[:(),]", sentence), key=len).strip(" .")
            assert core in plainly, core
    for handout in ("cramp-now", "when-to-call", "prevent"):
        assert re.search(r"(?i)ibuprofen", words(page(handout)))
        assert re.search(r"(?i)paracetamol", words(page(handout)))
        assert re.search(r"(?i)never left untreated", words(page(handout)))


def test_wherever_licorice_is_named_so_is_what_it_does() -> None:
    told = [*itertools.chain.from_iterable(map(sections_of, PAGES))]
    told += [claim.course_statement for claim in facts.claims().values()]
    told += [option.feedback for each in facts.questions().values() for option in each.options]
    told += [f"{row.says} {row.why}" for row in facts.case_sentences().values()]
    for text in told:
        if re.search(r"(?i)licorice|shakuyaku", text) and "friend in Tokyo" not in text:
            for effect in ("blood pressure", "potassium", "weak", "bring on cramps"):
                assert effect in text, text[:300]


def test_wherever_b6_against_cramps_is_named_so_is_its_limit() -> None:
    told = [part for name in PAGES for part in sections_of(name)]
    for text in (*told, *(claim.course_statement for claim in facts.claims().values())):
        if re.search(r"B1 (and|plus) B6", text):
            assert "12 mg" in text, text[:200]
            assert "hopeful" not in text


def test_no_worse_or_uncertain_result_is_told_as_an_equal_one() -> None:
    told = [part for name in PAGES for part in sections_of(name)]
    told += [claim.course_statement for claim in facts.claims().values()]
    told += [row.finding for row in facts.evidence().values()]
    told += [option.feedback for each in facts.questions().values() for option in each.options if option.right]
    told += [text for row in facts.decision_options().values() for text in (*row.known, row.unknown, row.risks)]
    told += [f"{row.says} {row.often_wrong}" for row in facts.slide_notes().values()]
    found = [match[0] for text in told for match in UNEQUAL.finditer(re.sub(r"> \*\*The article says:.*", "", text))]
    assert found == []
