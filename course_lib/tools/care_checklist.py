"""A card to bring along: what a reader tells her practitioner, each line with what it means for the visit."""

from course_lib import facts
from course_lib.facts.point import LAST_WEEK
from course_lib.rules.gestation import LAST_DAY, GestationalAge, week_grammar
from course_lib.rules.medicines import PRESCRIBED, names_a_medicine
from course_lib.tools.choices import Choices
from course_lib.tools.decision_aid import call_first, never_needled
from course_lib.tools.kit.card import LONGEST, STAYS_HERE


def care_checklist() -> Choices:
    """Return a checklist that makes a card: what to tell a practitioner before a first needle."""
    rows = facts.circumstances()
    return Choices(
        "care.html",
        title="Tick what is true for you",
        card="What I tell my practitioner",
        says=f"Checklist: 0 of {len(rows)} lines ticked. {STAYS_HERE}",
        calls=call_first(),
        stops=never_needled(),
        on_medicines=[name for name, row in rows.items() if names_a_medicine(f"{row.label}. {row.sentence}")],
        PRESCRIBED=PRESCRIBED,
        grammar=week_grammar(),
        weeks=[str(GestationalAge(week)).partition(" + ")[0] for week in range(LAST_WEEK + 1)],
        days=[str(GestationalAge(0, day)).partition(" + ")[2] for day in range(LAST_DAY + 1)],
        stays_here=STAYS_HERE,
        longest=LONGEST,
    )
