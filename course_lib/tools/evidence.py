"""The evidence beside a claim of the article: verdict, certainty, what we say instead, the trials, the sources.

It is a page of its own without a kernel: what is stored in a notebook can be opened, read and printed.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
from pathlib import Path

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.claim import Claim
from course_lib.figures import drawings
from course_lib.figures.palette import DARK
from course_lib.rules.evidence_label import evidence_label, in_words
from course_lib.tools._card import prescribed

_DARK = "; ".join(f"{variable}: {color}" for variable, color in DARK.items())
_STYLE = Path(__file__).with_suffix(".css")


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
        style = f"{_STYLE.read_text(encoding='utf-8')} [data-jp-theme-light=false] .course-evidence {{{_DARK}}}"
        if len(self.claims) == 1:
            parts = [_section(self.claims[0])]
        else:
            parts = [
                f"<details><summary><strong>{evidence_label(claim)}</strong>: {escape(claim.article_says)}</summary>"
                f"{_section(claim)}</details>"
                for claim in self.claims
            ]
            parts.insert(0, prescribed("\n".join(claim.article_says for claim in self.claims)))
        return f'<style>{style}</style><div class="course-evidence">{"".join(parts)}</div>'


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


def _section(claim: Claim) -> str:
    """Return one claim as HTML."""
    label = evidence_label(claim)
    rest, drawn = escape(in_words(claim).removeprefix(str(label))), f"evidence-{claim.id}"
    rows = {
        "The article leaves out" if claim.omission else "The article says": escape(claim.article_says),
        "What this course says": escape(claim.course_statement),
        "What we found": escape(claim.note),
        "Trials": drawings.picture(drawn)._repr_html_() if drawn in drawings.names() else "",
        "Sources": "".join(f"<li>{citation.full(each)}</li>" for each in claim.refs),
    }
    rows["Sources"] = f"<ul>{rows['Sources']}</ul>" if claim.refs else "None found."
    listed = "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in rows.items() if said)
    verdict = f"<p>{claim.id}: <strong>{escape(str(label))}</strong>{rest}.</p>"
    beside = prescribed(listed)
    return f'<section class="{label.value.replace(" ", "-")}">{verdict}{beside}<dl>{listed}</dl></section>'
