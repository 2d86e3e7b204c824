"""The stories to sort, without a kernel; and the table on the page, which must say what the facts say."""

import html
import re

import ipywidgets
import pytest

from course_lib import cramp_or_not, facts
from course_lib.facts import Urgency
from course_lib.facts.leg_feeling import LegStory
from course_lib.tools.cramp_or_not import CHOOSE_BOTH, NOT_ABOUT_YOU, in_words, urgency
from tests.pages import markdown

STORIES = list(facts.leg_stories().values())
ANSWERS = (Urgency.EMERGENCY, Urgency.CALL_NOW, Urgency.NEXT_VISIT)
REASSURES = (
    r"(?i)\b(only|just) a (leg )?cramp|you are fine|nothing (serious|to worry)|harmless|no need to (call|tell)|safe"
)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_stories_name_feelings_and_warning_signs_that_there_are() -> None:
    assert {story.fits for story in STORIES} == set(facts.leg_feelings())
    assert {story.sign for story in STORIES if story.sign} <= set(facts.warning_signs())
    assert {urgency(story) for story in STORIES} == set(ANSWERS)


@pytest.mark.parametrize("number", range(len(STORIES)), ids=[story.id for story in STORIES])
def test_every_answer_ends_with_how_soon_to_call_and_what_is_not_ruled_out(number: int) -> None:
    story = STORIES[number]
    tool = cramp_or_not()
    tool.show(number)
    assert words(story.tells) in words(tool.tells.value)
    for fits in facts.leg_feelings():
        for soon in ANSWERS:
            tool.fits.value, tool.soon.value = fits, soon
            assert tool.said.value == "", "what was said to one choice must not stand beside another"
            tool.check_button.click()
            said = words(tool.said.value)
            assert ("✓ Yes. It fits:" in said) == (fits == story.fits)
            assert ("too late" in said) == (soon < urgency(story))
            assert ("always allowed" in said) == (soon > urgency(story))
            assert in_words(urgency(story)) in said
            assert words(facts.urgency_levels()[urgency(story)].say) in said
            assert words(story.not_ruled_out) in said
            assert not re.search(REASSURES, said)
            if story.sign:
                assert words(facts.warning_signs()[story.sign].sign) in said


def story_named(name: str) -> LegStory:
    return facts.leg_stories()[name]


def test_one_sore_leg_is_a_call_now_and_breathlessness_an_emergency() -> None:
    assert urgency(story_named("chi")) == Urgency.CALL_NOW
    assert urgency(story_named("dina")) == Urgency.EMERGENCY
    assert urgency(story_named("ines")) == Urgency.EMERGENCY
    assert min(urgency(story) for story in STORIES) == Urgency.NEXT_VISIT, "no story is nothing to tell"


def test_a_button_without_both_choices_says_what_to_do() -> None:
    tool = cramp_or_not()
    for fits, soon in ((None, None), ("cramp", None), (None, Urgency.CALL_NOW)):
        tool.fits.value, tool.soon.value = fits, soon
        tool.check_button.click()
        assert words(tool.said.value) == CHOOSE_BOTH


def test_next_goes_round_with_empty_choices() -> None:
    tool = cramp_or_not()
    for number in range(1, len(STORIES) + 1):
        tool.fits.value, tool.soon.value = "cramp", Urgency.CALL_NOW
        tool.check_button.click()
        tool.next_button.click()
        assert tool.story == STORIES[number % len(STORIES)]
        assert (tool.fits.value, tool.soon.value, tool.said.value) == (None, None, "")


def test_it_is_made_of_plain_widgets_and_says_that_it_is_not_about_the_learner() -> None:
    tool = cramp_or_not()
    assert {type(part) for part in tool.children[:-1]} == {ipywidgets.HTML, ipywidgets.Dropdown, ipywidgets.HBox}
    assert NOT_ABOUT_YOU in words(tool.children[0].value)
    text = "Cramp or something else: 9 stories to sort. They are not about you."
    assert tool._repr_mimebundle_()["text/plain"] == text


def test_the_table_on_the_page_is_that_of_the_facts() -> None:
    for feeling in facts.leg_feelings().values():
        told = f"{feeling.feels}<br>*When:* {feeling.comes}<br>*Eases:* {feeling.eases}"
        assert f"| **{feeling.name}** | {told} | {feeling.next_step} |" in markdown("01_what_is_a_cramp")
