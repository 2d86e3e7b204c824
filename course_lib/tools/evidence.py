"""The evidence beside a claim of the article: verdict, certainty, what we say instead, the trials, the sources.

It is a page of its own without a kernel: what is stored in a notebook can be opened, read and printed.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from markupsafe import Markup

from course_lib import facts
from course_lib.facts.claim import Claim
from course_lib.facts.trial import Trial
from course_lib.figures.drawings import fitted
from course_lib.figures.palette import DARK
from course_lib.figures.picture import Picture
from course_lib.figures.trial_rows import KEY
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.tools.choices.page import filled

WORDS = {
    "magnesium": "magnesium", "calcium": "calcium", "vitamins B1 + B6": "vitamin b",
    "vitamin D or calcium + vitamin D": "vitamin d", "sodium chloride": "salt", "stretching": "stretch",
    "compression stockings": "stocking", "foot massage": "massage", "water immersion": "swim",
}  # fmt: skip
"""What was tried -> the word by which a claim speaks of it. A shared source is not enough: reviews hold many trials."""

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


def trials_of(claim: Claim) -> tuple[Trial, ...]:
    """Return the trials that a claim rests on: they share a source, and it speaks of what they tried."""
    said = f"{claim.article_says} {claim.course_statement}".lower()
    return tuple(
        trial
        for trial in facts.trials().values()
        if set(trial.refs) & set(claim.refs) and WORDS[trial.intervention] in said
    )


def _topics() -> dict[str, tuple[Claim, ...]]:
    """Return topic without its number -> its claims."""
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in facts.claims().values():
        topic = claim.topic.partition("_")[2]
        found[topic] = (*found.get(topic, ()), claim)
    return found


def _drawn(claim: Claim) -> Markup:
    """Return a drawing of the claim's trials, or nothing where it has none."""
    chosen = [trial.id for trial in trials_of(claim)]
    if not chosen:
        return Markup()
    from course_lib.figures import trials  # only here: most claims need no matplotlib

    svg = fitted(trials.draw(chosen, f"evidence-{claim.id}"))
    return Markup(Picture(svg, trials.alt(chosen), KEY, 440)._repr_html_())
