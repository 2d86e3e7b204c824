"""The stories to sort, without a kernel; and the table on the page, which must say what the facts say."""

import json
import re

import pytest

from course_lib import cramp_or_not, facts
from course_lib.facts import Urgency
from course_lib.facts.leg_feeling import LegStory
from course_lib.tools.cramp_or_not import CHOOSE_BOTH, NOT_ABOUT_YOU, in_words, urgency
from tests.choices import shown, told, words
from tests.pages import markdown

STORIES = list(facts.leg_stories().values())
ANSWERS = (Urgency.EMERGENCY, Urgency.CALL_NOW, Urgency.NEXT_VISIT)
REASSURES = (
    r"(?i)\b(only|just) a (leg )?cramp|you are fine|nothing (serious|to worry)|harmless|no need to (call|tell)|safe"
)


def test_stories_name_feelings_and_warning_signs_that_there_are() -> None:
    assert {story.fits for story in STORIES} == set(facts.leg_feelings())
    assert {story.sign for story in STORIES if story.sign} <= set(facts.warning_signs())
    assert {urgency(story) for story in STORIES} == set(ANSWERS)


@pytest.mark.parametrize("number", range(len(STORIES)), ids=[story.id for story in STORIES])
def test_every_answer_ends_with_how_soon_to_call_and_what_is_not_ruled_out(number: int) -> None:
    story, tool = STORIES[number], cramp_or_not()
    for fits in facts.leg_feelings():
        for soon in ANSWERS:
            chosen = {"story": [str(number)], "fits": [fits], "soon": [soon.name]}
            page = shown(tool, chosen)
            assert words(page.select_one("[role=status]")).endswith(words(story.tells))
            assert words(page.select_one("[role=alert]")) == "", "not said before it is checked"
            said = told(shown(tool, chosen | {"checked": ["yes"]}).select_one("[role=alert]"))
            assert ("✓ Yes. It fits:" in said) == (fits == story.fits)
            assert ("too late" in said) == (soon < urgency(story))
            assert ("always allowed" in said) == (soon > urgency(story))
            assert in_words(urgency(story)) in said
            assert words(facts.urgency_levels()[urgency(story)].say) in said
            assert words(story.not_ruled_out) in said
            assert not re.search(REASSURES, said)
            if story.sign:
                assert words(facts.warning_signs()[story.sign].sign) in said


def test_what_was_said_to_one_choice_never_stands_beside_another() -> None:
    page = shown(cramp_or_not())
    [room] = page.select("[data-forgets]")
    assert room["data-forgets"] == "checked"
    assert (
        [field["name"] for field in room.select("select")]
        == ["fits", "soon"]
        == [field["name"] for field in page.select("select")]
    )


def story_named(name: str) -> LegStory:
    return facts.leg_stories()[name]


def test_one_sore_leg_is_a_call_now_and_breathlessness_an_emergency() -> None:
    assert urgency(story_named("chi")) == Urgency.CALL_NOW
    assert urgency(story_named("dina")) == Urgency.EMERGENCY
    assert urgency(story_named("ines")) == Urgency.EMERGENCY
    assert min(urgency(story) for story in STORIES) == Urgency.NEXT_VISIT, "no story is nothing to tell"


@pytest.mark.parametrize(("fits", "soon"), [([], []), (["cramp"], []), ([], ["CALL_NOW"])])
def test_a_button_without_both_choices_says_what_to_do(fits: list[str], soon: list[str]) -> None:
    page = shown(cramp_or_not(), {"checked": ["yes"], "fits": fits, "soon": soon})
    assert words(page.select_one("[role=alert]")) == CHOOSE_BOTH


def test_next_goes_round_with_empty_choices() -> None:
    tool = cramp_or_not()
    [following] = shown(tool).select("[data-next]")
    assert json.loads(str(following["data-sets"])) == {"fits": "", "soon": "", "checked": ""}
    [story] = shown(tool).select("[name=story]")
    assert (following["data-next"], story["value"], story["data-of"]) == ("story", "0", str(len(STORIES)))


def test_it_says_that_it_is_not_about_the_learner() -> None:
    tool = cramp_or_not()
    assert words(shown(tool)).startswith(NOT_ABOUT_YOU)
    assert words(tool.plain).startswith(NOT_ABOUT_YOU)
    text = "Cramp or something else: 9 stories to sort. They are not about you."
    assert tool._repr_mimebundle_()[0]["text/plain"] == text


def test_without_script_each_answer_is_closed_under_its_story() -> None:
    plain = cramp_or_not().plain
    answers = re.findall(r'<details name="story"><summary>(.*?)</summary>(.*?)</details>', plain, re.DOTALL)
    for number, ((tells, said), story) in enumerate(zip(answers, STORIES, strict=True), start=1):
        assert words(tells) == words(f"Story {number}. {story.tells}")
        first, rest = told(said).split(".", 1)
        assert first == in_words(urgency(story)), "how soon comes first"
        for text in (facts.urgency_levels()[urgency(story)].say, story.because, story.not_ruled_out):
            assert words(text) in rest


def test_the_table_on_the_page_is_that_of_the_facts() -> None:
    for feeling in facts.leg_feelings().values():
        told = f"{feeling.feels}<br>*When:* {feeling.comes}<br>*Eases:* {feeling.eases}"
        assert f"| **{feeling.name}** | {told} | {feeling.next_step} |" in markdown("01_what_is_a_cramp")
