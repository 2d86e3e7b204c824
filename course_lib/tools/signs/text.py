"""What the warning-sign check says in more than one place, apart from the facts and the rule."""

from course_lib.facts import Urgency

TITLES = {
    Urgency.NOT_ASKED: "Nothing ticked",
    Urgency.NEXT_VISIT: "Mention it at your next visit",
    Urgency.CALL_NOW: "Call now, day or night",
    Urgency.EMERGENCY: "Emergency now",
}
FOLDED = "Other signs, in pregnancy and up to a year after it"
UNASKED = (
    f"Not asked: you did not open “{FOLDED}”. It asks about {{number}} more signs, such as a headache that does not go "
    "away, a fever, bleeding, or a baby that moves less."
)
