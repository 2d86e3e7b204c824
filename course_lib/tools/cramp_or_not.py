"""Cramp or something else: short stories to sort by name and by how soon to call; it never judges a learner."""

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.leg_feeling import LegStory
from course_lib.tools.choices import Choices

CHOOSE_BOTH = "Choose a name and a time first, then press Check."
NOT_ABOUT_YOU = "The stories are made up. They cannot tell you what you have. If you are worried, call."
LEVELS = (Urgency.EMERGENCY, Urgency.CALL_NOW, Urgency.NEXT_VISIT)


def cramp_or_not() -> Choices:
    """Return nine stories to sort: what each fits best, and how soon to tell somebody. Nothing is stored."""
    stories = tuple(facts.leg_stories().values())
    return Choices(
        "stories.html",
        title="Cramp or something else?",
        says=f"Cramp or something else: {len(stories)} stories to sort. They are not about you.",
        stories=stories,
        levels=LEVELS,
        names={"Choose": ""} | {feeling.name: feeling.id for feeling in facts.leg_feelings().values()},
        times={"Choose": ""} | {in_words(level): level.name for level in LEVELS},
        urgency=urgency,
        in_words=in_words,
        choose_both=CHOOSE_BOTH,
        not_about_you=NOT_ABOUT_YOU,
    )


def urgency(story: LegStory) -> Urgency:
    """Return how soon the woman of a story should call: her warning sign's level, or else the next visit."""
    return facts.warning_signs()[story.sign].urgency if story.sign else Urgency.NEXT_VISIT


def in_words(level: Urgency) -> str:
    """Return the name of a level as an answer to choose."""
    return level.level.capitalize()
