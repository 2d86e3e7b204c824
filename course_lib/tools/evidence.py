"""The evidence beside a claim of the article: verdict, certainty, what we say instead, the trials, the sources.

It is a page of its own without a kernel: what is stored in a notebook can be opened, read and printed.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from markupsafe import Markup

from course_lib import facts
from course_lib.facts.claim import Claim
from course_lib.figures import drawings
from course_lib.figures.palette import DARK
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.tools.choices.page import filled

_DARK = "; ".join(f"{variable}: {color}" for variable, color in DARK.items())


@dataclass(frozen=True, repr=False)
class Evidence:
    """One claim, or the claims of a topic to open one by one."""

    title: str
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        if len(self.claims) == 1:
            return f"Evidence: {self.title}: {in_words(self.claims[0])}."
        return f"Evidence on {self.title}: {len(self.claims)} claims."

    def _repr_html_(self) -> str:
        return filled(
            "evidence.html",
            claims=self.claims,
            dark=_DARK,
            evidence_label=evidence_label,
            in_words=in_words,
            drawn=_drawn,
        )


def evidence(name: str) -> Evidence:
    """Return the evidence on one claim or on all claims of a topic.

    Parameters
    ----------
    name
        The id of a claim, for example ``"C-PREV-17"``, or the name of a page with or without its number, for
        example ``"acupuncture"``.

    Raises
    ------
    ValueError
        Where there is no such claim or topic; the sentence names some that are near.
    """
    asked = name.strip() if isinstance(name, str) else ""
    by_id, by_topic = facts.claims(), _topics()
    if asked.upper() in by_id:
        claim = by_id[asked.upper()]
        return Evidence(claim.id, (claim,))
    topic = asked.lower().lstrip("0123456789").lstrip("_")
    if topic in by_topic:
        return Evidence(topic.replace("_", " "), by_topic[topic])
    near = get_close_matches(asked[:40].upper(), by_id, n=2, cutoff=0.5)
    near += get_close_matches(topic[:40], by_topic, n=2, cutoff=0.5) or list(by_topic)
    shown = " ".join(asked[:30].split())
    called = f" called {shown!r}" if isinstance(name, str) else " of that kind"
    raise ValueError(f"There is no claim or topic{called}; choose, for example, {', '.join(near)}.")


def _topics() -> dict[str, tuple[Claim, ...]]:
    """Return topic without its number -> its claims."""
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in facts.claims().values():
        topic = claim.topic.partition("_")[2]
        found[topic] = (*found.get(topic, ()), claim)
    return found


def _drawn(claim: Claim) -> Markup:
    """Return the drawing of the claim's trials, or nothing where it has none."""
    name = f"evidence-{claim.id}"
    return Markup(drawings.picture(name)._repr_html_() if name in drawings.names() else "")
