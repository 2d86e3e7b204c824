"""What the warning-sign check says to a reader, apart from the facts and the rule: one sentence, one place."""

from course_lib.facts import Urgency

TITLES = {
    Urgency.NOT_ASKED: "Nothing ticked",
    Urgency.NEXT_VISIT: "Mention it at your next visit",
    Urgency.CALL_NOW: "Call now, day or night",
    Urgency.EMERGENCY: "Emergency now",
}
STAGES = {"pregnant": "I am pregnant", "born": "I have given birth"}

CARD = {
    Urgency.NOT_ASKED: (),
    Urgency.NEXT_VISIT: ("{stage}", "{signs}", "It began (say when).", "I would like to talk about this at my visit."),
    Urgency.CALL_NOW: (
        "{stage}",
        "{signs}",
        "It began (say when). Since then it has become (better, worse).",
        "A list of warning signs told me to call now. What should I do?",
        "My medicines and illnesses are (name them). My phone number is (say it).",
    ),
    Urgency.EMERGENCY: (
        "I need an ambulance. I am at (say the address).",
        "{stage}",
        "{signs}",
        "It began (say when).",
        "My phone number is (say it).",
    ),
}
"""The lines of the card at each level; the gaps are filled with what was ticked, most urgent first."""

SAYS_STAGE = {
    "pregnant": "I am pregnant (say how many weeks).",
    "weeks": "I am {weeks} pregnant.",
    "born": "I was pregnant in the last year (say when).",
}

_UNIT = "Call your maternity unit, midwife or doctor now, day or night, or the emergency number."
NO_CRISIS = dict.fromkeys(Urgency, _UNIT) | {Urgency.EMERGENCY: "Call the emergency number now."}
"""Whom to call where no crisis line was verified: nobody who may act on her thoughts is sent to the maternity unit."""

TEXT = {
    "title": "Warning-sign check",
    "tick": "Tick all that is true for you now",
    "clear": "Clear all ticks",
    "see": "What to do",
    "higher": "You may always go higher than this check says. If you feel very ill, or you are afraid, call the "
    "emergency number.",
    # Groups
    "emergencies": "Is it an emergency?",
    "legs": "Legs, cramps, and dark thoughts",
    "folded": "Other signs, in pregnancy and up to a year after it",
    "unasked": "Not asked: you did not open “{folded}”. It asks about {number} more signs, such as a headache that "
    "does not go away, a fever, bleeding, or a baby that moves less.",
    # Numbers
    "numbers": "Numbers to call",
    "country": "The country you are in",
    "no_country": "choose a country",
    "emergency": "Emergency",
    "advice": "Medical advice",
    "no_advice": "No line was verified.",
    "no_crisis": "No crisis line was verified for this country.",
    "no_crisis_else": "Elsewhere no crisis line was verified.",
    "crisis": "Crisis line",
    "check_number": "Check these numbers. We read each on a stored page of its owner, and nobody checked them live.",
    "first": "Your own maternity unit",
    "more": "More about these numbers",
    "japan": "More help in Japan. None of these replaces 119.",
    # Card
    "card": "Say this when you call",
    "card_visit": "Say this at your visit",
    "stage": "Now",
    "weeks": "Weeks (if you like)",
    "print": "Print this card",
    "printed": "Review draft: not reviewed by a clinician. Printed on {date}.",
    # Why
    "why": "Why this answer",
    "why_rule": "The most urgent sign that you ticked decides. Other signs never lower it.",
    "set_it": "set this answer",
    "also": "also ticked",
    "stricter": "Stricter",
    "others": "Others say",
    "sources": "Sources",
    "doctor": "What a doctor may do next",
    "review": "Review draft: not yet reviewed by a clinician. The levels are our own reading of the sources.",
}
DOCTOR_ANCHOR = "what-a-doctor-may-do"
"""Where on the page the text stands that the last link leads to."""
