"""A session plan, or its refusal, as HTML for the page and for print: what the rule gave, and what the facts add."""

from collections.abc import Iterable
from html import escape

from course_lib import facts
from course_lib.facts import Urgency
from course_lib.facts.needling_emergency import NeedlingEmergency
from course_lib.rules.medicines import PRESCRIBED_TRAINEE
from course_lib.rules.session_plan import PlannedPoint, Refusal, RefusedPoint, SessionPlan
from course_lib.rules.status import Status
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools._decision_options import items
from course_lib.tools.kit.card import CLOT_FIRST, prescribed
from course_lib.tools.selector.details import UNMEASURED, at_most, author_year

TRAINING = "Plan for training; invented patient."
NO_TRIAL = "No source we read shows that acupuncture helps leg cramps in pregnancy. Nobody has to be needled."
NOT_QUALIFIED = "This course qualifies nobody to needle."
DEPTH = (
    "Depths stand as the textbooks print them, in cun of her own body. They are no advice. The shallow end counts, the "
    "shallower book where two differ, and with blood thinners no more than 0.5 cun: our own caution. It is counted "
    f"along the needle, straight in at a right angle to the skin; at a slant no more of it goes in. {UNMEASURED}"
)
SHAPES = {Status.ALLOWED: "●", Status.CAUTION: "▲", Status.AVOID: "■"}


def plan_shown(plan: SessionPlan) -> str:
    """Return a plan in the order of the visit."""
    settle = [f"{row.label}: {says}" for row, says in zip(plan.circumstances, plan.settle, strict=True)]
    settle += [f"{_capital(sign.sign)}: she mentions it at her next visit." for sign in plan.signs]
    return "".join((
        _head(plan),
        _part("Settle first", items(settle)) if settle else "",
        _part("Say before she agrees", _boxes(row.says for row in facts.consent_points().values())),
        _part("How she may lie", _position(plan)),
        _part("Points", "".join(map(_point, plan.points)) + f"<p>{DEPTH}</p>"),
        _left_out(plan.refused),
        _folded("Clean needles", _boxes(row.item for row in facts.clean_needle().values())),
        _folded("Step by step", _steps()),
        _folded("If something goes wrong", "".join(map(emergency, facts.needling_emergencies().values()))),
        _folded("Before she goes home", _afterward()),
    ))  # fmt: skip


def refusal_shown(refusal: Refusal) -> str:
    """Return what to say instead of needling, and why."""
    return "".join((
        _head(refusal),
        f'<p class="call"><strong>“{escape(refusal.say)}”</strong></p>{prescribed(refusal.say, PRESCRIBED_TRAINEE)}',
        _part("Why", items(refusal.reasons)),
        _left_out(refusal.refused),
        _folded("Before she goes home", _afterward()),
    ))  # fmt: skip


def on_page(card: str) -> str:
    """Return a card with its long parts folded; the page that it saves keeps them open, so that they are printed."""
    return card.replace("<details open>", "<details>")


def emergency(row: NeedlingEmergency) -> str:
    """Return one thing that can go wrong: signs, first steps in order, what never to do, when to call."""
    steps = "".join(f"<li>{escape(each)}</li>" for each in row.first_steps)
    calls = "".join(f"<p><strong>{escape(each)}</strong></p>" for each in row.call_when)
    return (
        f"<h5>{escape(_capital(row.what))}</h5><p>It shows: {escape('; '.join(row.shows))}.</p>"
        f"<ol>{steps}</ol><p>Never: {escape('; '.join(row.never))}.</p>{calls}"
    )


def _head(plan: SessionPlan | Refusal) -> str:
    return (
        f"<p><strong>{TRAINING}</strong> She is {plan.age} pregnant. {NOT_QUALIFIED}</p><p>{NO_TRIAL}</p>{CLOT_FIRST}"
    )


def _part(heading: str, body: str) -> str:
    return f"<h4>{heading}</h4>{body}{prescribed(body, PRESCRIBED_TRAINEE)}"


def _folded(heading: str, body: str) -> str:
    beside = prescribed(body, PRESCRIBED_TRAINEE)
    return f'<details open><summary><h4 style="display: inline">{heading}</h4></summary>{body}{beside}</details>'


def _boxes(lines: Iterable[str]) -> str:
    """Return lines with a box to tick on paper."""
    ticks = "".join(f"<li>☐ {escape(_capital(line))}</li>" for line in lines)
    return f'<ul style="list-style: none; padding: 0">{ticks}</ul>'


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _position(plan: SessionPlan) -> str:
    row = plan.position
    ways = (("● may be used", row.allowed), ("▲ with care", row.caution), ("■ avoid", row.avoid))
    said = "".join(f"<p>{words}: {escape(', '.join(each))}.</p>" for words, each in ways if each)
    ours = f"Our own rule in part: {row.reason}." if row.reason else ""
    notes = " ".join(each for each in (row.note, ours) if each)
    return f"<p>At {escape(row.stage)}:</p>{said}<p>{escape(notes)}</p>"


def _point(planned: PlannedPoint) -> str:
    point, verdict = planned.point, planned.verdict
    anatomy = (*point.anatomy.muscles, *point.anatomy.vessels, *point.anatomy.nerves)
    lines = [
        f"Where: {point.where}",
        f"Measure: {_measure(planned)}",
        f"Under it: {', '.join(anatomy)} ({author_year(point.anatomy.source)}).",
        f"What a needle could hurt: {point.needling.hazard}.",
        *(f"Published harm: {row.hazard} ({', '.join(map(author_year, row.refs))})." for row in planned.hazards),
        f"Depth as printed: {_depths(planned)}",
    ]
    status = f"<strong>{SHAPES[verdict.status]} {verdict.status.words}.</strong> {escape(verdict.reason)}"
    return f"<h5>{point.code}, {escape(point.name.english)}</h5><p>{status}</p>{items(lines)}"


def _measure(planned: PlannedPoint) -> str:
    measure = planned.point.measure
    if measure.cun is None:
        return f"by its landmark alone: {measure.landmark}."
    share = f"{measure.cun:g} B-cun from {measure.landmark}"
    return f"{share}: {planned.distance} on her leg." if planned.distance else f"{share}."


def _depths(planned: PlannedPoint) -> str:
    depths = planned.point.needling.depths
    printed = [f"{row.cun[0]:g} to {row.cun[1]:g} cun ({author_year(row.source)})" for row in depths]
    return f"{'; '.join(printed)}. {at_most(planned.deepest_cun, planned.deepest_mm)}"


def _left_out(refused: Iterable[RefusedPoint]) -> str:
    lines = "".join(f"<p><strong>■ {row.code}, avoid.</strong> {escape(' '.join(row.why))}</p>" for row in refused)
    return _part("Points that stay out", lines) if lines else ""


def _steps() -> str:
    rows = facts.session_steps().values()
    times = [f"{_capital(row.step)}: {row.minutes.low:g} to {row.minutes.high:g} minutes" for row in rows]
    low, high = (sum(getattr(row.minutes, end) for row in rows) for end in ("low", "high"))
    lines = "".join(f"<li>{escape(each)}</li>" for each in times)
    return f"<ol>{lines}</ol><p>Together {low:g} to {high:g} minutes; the times are mostly our own estimate.</p>"


def _afterward() -> str:
    signs = facts.warning_signs().values()
    calls = (("Emergency number, now", Urgency.EMERGENCY), ("Call now, day or night", Urgency.CALL_NOW))
    told = "".join(
        f"<p><strong>{words}:</strong> {escape('; '.join(sign.sign for sign in signs if sign.urgency == level))}.</p>"
        for words, level in calls
    )
    tired = escape(facts.session_steps()["aftercare"].note or "")
    home = f"<p>She gets up slowly. {tired} The cramp diary of this course goes home with her.</p>"
    return f"<p><strong>{CLOT_LINE}</strong></p>{told}{home}"
