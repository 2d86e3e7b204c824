"""The four options of the decision aid as HTML, and the box that stands above them: facts in, words out."""

from collections.abc import Iterable
from html import escape

from course_lib import facts
from course_lib.facts import citation
from course_lib.facts.decision import DecisionOption, OfHundredWomen
from course_lib.rules.circumstances import floor
from course_lib.rules.status import Status
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.kit.card import prescribed

_UNTESTED = {"none": "not at all, because we found no trial"}


def never_needled() -> tuple[str, ...]:
    """Return the circumstances at which no point may be needled at any time in pregnancy, as the rule has it."""
    at_term = [(name, [floor(name, point, 40) for point in facts.points().values()]) for name in facts.circumstances()]
    return tuple(name for name, floors in at_term if all(each is Status.AVOID for each in floors))


def _calls() -> tuple[str, ...]:
    return tuple(name for row in facts.call_first().values() for name in row.circumstances)


def stop() -> str:
    """Return the clot line and the circumstances at which a call comes first."""
    rows = (facts.circumstances()[name] for name in _calls())
    signs = "".join(f"<li><strong>{escape(row.label)}.</strong> {escape(row.sentence)}</li>" for row in rows)
    heading = "First: with one of these, call. None of the options fits today."
    return f'<div class="call"><p><strong>{CLOT_LINE}</strong></p><h3>{heading}</h3><ul>{signs}</ul></div>'


def option_card(option: DecisionOption) -> str:
    """Return one option: what is known, what is not, risks, what it takes, how sure we are, sources."""
    found = [facts.evidence()[name] for name in option.evidence]
    sure = [f"{row.about}: {_UNTESTED.get(row.certainty, row.certainty.replace('-', ' '))}" for row in found]
    risks = escape(option.risks)
    if option.id == "acupuncture":
        labels = (facts.circumstances()[name].label for name in never_needled() if name not in _calls())
        risks += "</p><p>No needles at all with one of these:" + items(labels)
    told = (
        ("What it is", f"<p>{escape(option.what)}</p>"),
        ("What is known", items(option.known) + "".join(map(_of_hundred, option.numbers)) + _no_difference(option)),
        ("What is not known", f"<p>{escape(option.unknown)}</p>"),
        ("Risks", f"<p>{risks}</p>"),
        ("What it takes", f"<p>{escape(option.effort)}</p>"),
        ("How sure we are that it helps", f"<p>{escape(('; '.join(sure) or 'nobody knows').capitalize())}.</p>"),
    )
    sources = citation.named(option.refs)
    told_of = "".join(f"<h5>{heading}</h5>{text}" for heading, text in told)
    told_of += prescribed(option.name + told_of)
    return f'<article><h4>{option.name}</h4>{told_of}<p class="quiet">{escape(f"Sources: {sources}.")}</p></article>'


def _of_hundred(row: OfHundredWomen) -> str:
    trial = facts.trials()[row.trial]
    bars = "".join(
        f"<p>{name}: <strong>{count} of 100</strong></p>"
        f'<div class="bar" aria-hidden="true"><i style="width:{count}%"></i></div>'
        for name, count in (("With magnesium", row.with_it), ("With a dummy tablet", row.without))
    )
    return f"<p>In one trial ({trial.country}, {trial.n_analyzed} women) so many {escape(row.says)}:</p>{bars}"


def _no_difference(option: DecisionOption) -> str:
    rows = [facts.trials()[name] for name in option.no_difference]
    places = " and ".join(str(row.country) for row in rows if not row.pooled)
    pooled = "".join(f" Put together, {row.n_trials} trials showed no clear difference." for row in rows if row.pooled)
    return f"<p>Trials from {places} did not find fewer cramps with it.{pooled}</p>" if rows else ""


def items(sentences: Iterable[str]) -> str:
    """Return a list of sentences, made safe."""
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"
