"""What the point selector says in more than one place, apart from the facts and the rules."""

VIEWS = (
    "leg-front", "leg-outer", "leg-back", "leg-inner", "foot-top", "foot-sole", "hand-back", "hand-palm",
)  # fmt: skip
"""The drawings of points, in the order of the page."""

TEXT = {
    "strictest": "Here the strictest status of all weeks is shown.",
    "summary": "{when}; {rule}: {a} points a practitioner may consider, {c} only with special care, {x} to avoid",
    "silence": "This source says nothing about this point, and silence is not a yes.",
    "fingers_unverified": " This count is a textbook convention; WHO 2008 does not print it.",
    "reading": " (usual reading, not seen in a source)",
    "also": "Also said; this course does not build on it",
}
