"""Stretch, acupuncture, magnesium, or wait and see: the options side by side, and a summary in the reader's own words.

In the manner of patient decision aids: it says what is known and what is not, asks what matters, and weighs nothing.
It never ranks the options and never names one as the better.
"""

from course_lib import facts
from course_lib.rules.circumstances import stops_every_point
from course_lib.rules.gestation import TERM
from course_lib.tools.choices import Choices
from course_lib.tools.kit.card import LONGEST, STAYS_HERE

UNSURE, OTHERWISE = "I am not sure yet", ("More than one of them", "None of them")
NOT_ADVICE = "This tool does not choose for you. No option is the right one for everybody."


def decision_aid() -> Choices:
    """Return the decision aid on leg cramps: four options, what matters to the reader, and her summary."""
    rows, options = facts.circumstances(), facts.decision_options()
    return Choices(
        "decision.html",
        title="The four options",
        card="My summary",
        says=f"Decision aid: {len(options)} options side by side. {NOT_ADVICE}",
        calls=[rows[name] for name in call_first()],
        no_needles=[rows[name] for name in never_needled() if name not in call_first()],
        little=[f"{name}:little" for name in facts.decision_values()],
        leanings={UNSURE: ""} | {name: name for name in (*(row.name for row in options.values()), *OTHERWISE)},
        not_advice=NOT_ADVICE,
        stays_here=STAYS_HERE,
        longest=LONGEST,
    )


def never_needled() -> tuple[str, ...]:
    """Return the circumstances at which no point may be needled at any time in pregnancy, as the rule has it."""
    return tuple(name for name in facts.circumstances() if stops_every_point(name, TERM))


def call_first() -> tuple[str, ...]:
    """Return the circumstances at which a call comes before any choice."""
    return tuple(name for row in facts.call_first().values() for name in row.circumstances)
