"""What each simulated patient needs, by our own reading of the clinical review and the evidence.

Written before the marking was changed, and never read from ``cases.yaml``: the tests hold the derived key against it.
"""

EXPECTED: dict[str, tuple[str, int, str]] = {
    "calf-cramps-30-weeks": (
        "treat", 1, "She wants it, her team knows, no sign; four broken nights a week belong into the next visit."),
    "sp6-at-9-weeks": (
        "decline", 1, "9 weeks, a loss before, her team was not told: nothing before they agree, and SP6 not at all."),
    "one-leg-swollen": (
        "refer", 2, "One calf thicker, warm and sore at rest may hold a clot: call now, day or night."),
    "afraid-of-needles": (
        "treat", 0, "She wants one needle, her team knows, no sign: lying on her side, one, slowly."),
    "blood-thinner": (
        "decline", 1, "Heparin after a clot: calf closed, ST36 over the front compartment, nothing proven."),
    "low-placenta": (
        "decline", 1, "The placenta covers the way out: her lower back is closed, and her doctor was not asked."),
    "twins": (
        "decline", 1, "A pregnancy watched more closely, with no trial behind it: the doctor of the twins first."),
    "japanese-clinic": (
        "treat", 1, "She wants it, no sign; the herb from the drugstore is for her next visit, before she takes it."),
    "restless-legs": (
        "decline", 1, "No cramp but restless legs: an iron test. Asked about her mood she is safe: the next visit."),
    "headache-and-flashes": (
        "refer", 2, "Headache, flashes and a puffy face at 35 weeks may be pre-eclampsia: call now, not on Monday."),
    "past-the-due-date": (
        "decline", 1, "She came for labor, which needles were not shown to start; her team hears what she hopes for."),
    "partner-at-home": (
        "treat", 0, "Lucia wants it herself, no sign; nobody presses points at home."),
    "after-birth-breathless": (
        "refer", 3, "Six days after a cesarean, one leg thick, breathless and stinging: emergency now."),
    "swelling-not-told": (
        "refer", 2, "The left thigh is thicker and sore since Tuesday: call now, day or night."),
    "somebody-else-booked": (
        "decline", 0, "She does not want needles. That is the whole reason, and no call is needed."),
}  # fmt: skip
"""Decision, urgency (0 not asked, 1 next visit, 2 call now, 3 emergency now) and the reason, by case."""

NEEDS: dict[str, tuple[str, ...]] = {
    "calf-cramps-30-weeks": ("no-trial",),
    "sp6-at-9-weeks": ("point-left-out", "not-yet-ask-first"),
    "one-leg-swollen": ("leave-the-leg", "call-now"),
    "afraid-of-needles": ("no-trial", "one-needle-first"),
    "blood-thinner": ("calf-left-alone",),
    "low-placenta": ("not-yet-ask-first",),
    "twins": ("not-flat", "not-yet-ask-first"),
    "japanese-clinic": ("no-trial", "license-shown", "ask-about-tablets"),
    "restless-legs": ("not-a-cramp", "iron-test"),
    "headache-and-flashes": ("call-now",),
    "past-the-due-date": ("labor-not-started",),
    "partner-at-home": ("no-trial", "no-pressing"),
    "after-birth-breathless": ("emergency-number",),
    "swelling-not-told": ("call-now",),
    "somebody-else-booked": ("no-is-fine",),
}
"""What she must hear from somebody who has understood her: without it a right decision is a lucky one."""

ONLY_FOR: dict[str, tuple[str, ...]] = {
    "point-left-out": ("sp6-at-9-weeks", "low-placenta", "past-the-due-date", "partner-at-home"),
    "not-yet-ask-first": ("sp6-at-9-weeks", "blood-thinner", "low-placenta", "twins"),
    "calf-left-alone": ("blood-thinner",),
    "not-flat": ("twins",),
    "license-shown": ("japanese-clinic",),
    "not-a-cramp": ("restless-legs",),
    "iron-test": ("restless-legs",),
    "labor-not-started": ("past-the-due-date",),
    "no-pressing": ("partner-at-home",),
    "leave-the-leg": ("one-leg-swollen", "swelling-not-told", "after-birth-breathless"),
}
"""Sentences that speak of one thing: to anybody else they make no sense."""

ENOUGH_QUESTIONS = 8
"""Somebody who cannot breathe is not asked more than this."""
