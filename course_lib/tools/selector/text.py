"""What the point selector says to a reader, apart from the facts and the rules: one sentence, one place."""

from course_lib.rules.medicines import PRESCRIBED
from course_lib.rules.warning_signs import CLOT_ASKS

COMPLAINTS = {
    "": "nothing chosen",
    "calf": "calf cramps",
    "thigh": "thigh cramps",
    "foot": "foot cramps",
    "night cramps": "night cramps",
    "swelling": "swelling",
    "back": "back pain",
    "nausea": "nausea",
}
DATE_KINDS = {"last period": "first day of the last period", "due date": "due date"}
REGIONS = {
    "leg": "Leg",
    "knee": "Knee",
    "thigh": "Thigh",
    "ankle and foot": "Ankle and foot",
    "hand and wrist": "Hand and wrist",
    "abdomen": "Belly",
    "lower back": "Lower back",
    "shoulder": "Shoulder",
}
VIEWS = {
    "leg-front": "Leg, front",
    "leg-outer": "Leg, outer side",
    "leg-back": "Leg, back",
    "leg-inner": "Leg, inner side",
    "foot-top": "Foot, top",
    "foot-sole": "Foot, sole",
    "hand-back": "Hand, back",
    "hand-palm": "Hand, palm",
}
VIEW_GROUPS = {"leg": "Leg", "foot": "Foot", "hand": "Hand"}
"""In a wide place the views that begin with the same word stand side by side."""

TEXT = {
    "title": "Point selector",
    # What stands whatever is chosen
    "clot_question": CLOT_ASKS,
    "clot_answer": "Do not massage, warm, press or needle it. Call now, day or night: your midwife, doctor or "
    "maternity unit. Short of breath or chest pain with it: emergency number, now.",
    "who_banner": "WHO 1999, on all needling in pregnancy: only if it is needed, and then with great caution.",
    "licensed": "Needling is for a licensed practitioner. Nobody should press or needle these points on herself "
    "because of this page.",
    "review": "Review draft: not yet reviewed by a clinician.",
    # Controls
    "weeks": "Weeks",
    "days": "and days",
    "slider": "Move through the weeks",
    "source": "Whose rule",
    "complaint": "What tradition links to (not tested)",
    "circumstances": "What about you? It can make the answers stricter",
    "tick_all": f"Tick all that is true today. {PRESCRIBED}",
    "ticked": " · {count} ticked",
    "you_ticked": "{label}: {sentence}",
    "dates": "I know a date instead of the weeks",
    "date_kind": "The date is the",
    "date": "Date",
    "no_such_date": "Unreadable date",
    "date_needs_kernel": "Counting from a date needs a running notebook, and none has answered. Please type the weeks "
    "instead.",
    "dating": "No scan or IVF date behind these weeks? Then they can be two weeks off: tick it below.",
    "strictest": "Here the strictest status of all weeks is shown.",
    # Answers
    "summary": "{when}; {rule}: {a} points a practitioner may consider, {c} only with special care, {x} to avoid.",
    "summary_silent": "{when}; {rule}: {a} points a practitioner may consider, {c} only with special care, {x} to "
    "avoid, {n} not mentioned.",
    "foreign": "You are looking at what {source} says, not at this course's advice.",
    "foreign_point": "You are looking at what {source} says, not at this course's advice. This course says: {words}. "
    "{reason}",
    "silence": "This source says nothing about this point, and silence is not a yes.",
    # Picture and list
    "view": "Show",
    "legend": "What the shapes mean",
    "lore_word": "tradition",
    "lore_note": "Dashed ring and the word “tradition”: points that tradition links to {complaint}. It has not been "
    "tested, and it is no advice: a point to avoid stays one.",
    "list": "All points",
    "filter": "Find a point by its code or name",
    "nothing_found": "No point has this code or name. Try SP6, or part of a name.",
    # The chosen point
    "choose": "Choose a point in the picture or in the list. Then you read here where it is, what is known about it, "
    "and who disagrees.",
    "back": "Back to the points",
    "leg_label": "Length of your lower leg from the crease behind the knee to the tip of the outer ankle bone, in cm",
    "leg_answer": "About {{cm}} cm ({{low}} to {{high}}) on your leg. In a textbook's words: from the {path}.",
    "no_share": "This point is not measured along the lower leg, so the length of your leg gives no centimeters here.",
    "fingers_unverified": " This count is a textbook convention; WHO 2008 does not print it.",
    "reading": " (usual reading, not seen in a source)",
    "nothing_known": "Nothing in the sources we read.",
    "who_disagrees": "Who says what",
    "calendar": "Calendar of the sources, scrolls sideways",
    "slide": "Slide the calendar sideways to see the later weeks.",
    "own_words": "Each source in its own words ({count})",
    "binding": "These bind this course: it is never looser than they are",
    "also": "Also said; this course does not build on it",
    "trainee": "For trainees: WHO location, depth, what lies under it",
}
