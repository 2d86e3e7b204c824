"""What the point selector says in more than one place, apart from the facts and the rules."""

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
VIEW_GROUPS = {"leg-front": "Leg", "foot-top": "Foot", "hand-back": "Hand"}
"""In a wide place the views that begin with the same word stand side by side, from this one on."""

TEXT = {
    "strictest": "Here the strictest status of all weeks is shown.",
    "summary": "{when}; {rule}: {a} points a practitioner may consider, {c} only with special care, {x} to avoid",
    "silence": "This source says nothing about this point, and silence is not a yes.",
    "fingers_unverified": " This count is a textbook convention; WHO 2008 does not print it.",
    "reading": " (usual reading, not seen in a source)",
    "also": "Also said; this course does not build on it",
}
