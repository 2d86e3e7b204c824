"""Who may be planned for and who may not, read from the clinical review, the evidence and the design.

Written before the rules were touched and never from the course's own tables, so that a slip in either shows. One row
is one visit on paper: how far along, which points, what is true of her and what was confirmed, and what must come of
it. ``NO`` is a refusal; a plan is given by the status of each point that stays in, and the others stay out.

Where a row says nothing else, the weeks are dated by a scan, the warning signs were asked, she agreed, her team knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ALLOWED, CAUTION = "allowed", "caution"
NO: dict[str, str] = {}
ASKED = ("signs", "consent", "team", "scan")
AGREED = (*ASKED, "agreed")


@dataclass(frozen=True)
class Visit:
    """One row; ``confirmed`` names what is confirmed by a plain yes, ``odd`` what was given instead of a yes."""

    why: str
    weeks: int
    points: str
    left: dict[str, str]
    circumstances: str = ""
    signs: str = ""
    confirmed: tuple[str, ...] = ASKED
    odd: dict[str, Any] = field(default_factory=dict)
    call: bool = False
    """Whether she must be seen now: then the refusal says so."""


def _but(*missing: str) -> tuple[str, ...]:
    return tuple(each for each in AGREED if each not in missing)


VISITS = (
    # The plain case: points with a yes of the article, in the second and third trimester.
    Visit("the article says yes to the three", 24, "ST36 GB34 BL57", dict.fromkeys(["ST36", "GB34", "BL57"], ALLOWED)),
    Visit("and until the last week", 44, "ST36 GB34 BL57", dict.fromkeys(["ST36", "GB34", "BL57"], ALLOWED)),
    Visit("14 weeks by a scan", 14, "ST36", {"ST36": ALLOWED}),
    Visit("SP6 is avoided to week 44", 24, "SP6 ST36", {"ST36": ALLOWED}),
    Visit("SP6 alone leaves nothing", 24, "SP6", NO),
    Visit("points that move strongly at term too", 41, "LI4 SP6 BL32", NO),
    Visit("LR3 only with care", 24, "LR3", {"LR3": CAUTION}),
    Visit("PC6 has no yes, so care", 24, "PC6", {"PC6": CAUTION}),
    # Below 14 weeks: told is not agreed.
    Visit("9 weeks, told but not agreed", 9, "ST36", NO),
    Visit("13 weeks, told but not agreed", 13, "ST36 BL57 GB34", NO),
    Visit("9 weeks, agreed", 9, "ST36", {"ST36": CAUTION}, confirmed=AGREED),
    Visit("9 weeks, agreed to, says the practitioner, but nobody told them", 9, "ST36", NO, confirmed=_but("team")),
    Visit("9 weeks, neither told nor agreed", 9, "ST36", NO, confirmed=("signs", "consent", "scan")),
    Visit("24 weeks, not told", 24, "ST36", {"ST36": CAUTION}, confirmed=("signs", "consent", "scan")),
    # Dates that are two weeks off turn care into "may consider": without a scan the stricter week counts.
    Visit("14 weeks without a scan may be 12", 14, "ST36", NO, confirmed=("signs", "consent", "team")),
    Visit("15 weeks without a scan, agreed", 15, "ST36", {"ST36": CAUTION}, confirmed=_but("scan")),
    Visit("16 weeks without a scan is at least 14", 16, "ST36", {"ST36": ALLOWED}, confirmed=_but("scan")),
    Visit("15 weeks without a scan: LR3 may be early still", 15, "LR3", NO, confirmed=_but("scan")),
    # What must be asked and confirmed, and yes is nothing but a yes.
    Visit("no consent", 24, "ST36", NO, confirmed=_but("consent")),
    Visit("consent is the word no", 24, "ST36", NO, confirmed=_but("consent"), odd={"consent": "no"}),
    Visit("consent is the word yes", 24, "ST36", NO, confirmed=_but("consent"), odd={"consent": "yes"}),
    Visit("consent is a 1", 24, "ST36", NO, confirmed=_but("consent"), odd={"consent": 1}),
    Visit("the signs were not asked", 24, "ST36", NO, confirmed=_but("signs")),
    Visit("signs asked is the word no", 24, "ST36", NO, confirmed=_but("signs"), odd={"signs": "no"}),
    Visit("told is the word no, 9 weeks", 9, "ST36", NO, confirmed=_but("team"), odd={"team": "no"}),
    Visit("told is the word no, 24 weeks", 24, "ST36", {"ST36": CAUTION}, confirmed=_but("team"), odd={"team": "no"}),
    Visit("agreed is the word no", 9, "ST36", NO, odd={"agreed": "no"}),
    Visit("scan is the word no", 15, "ST36", {"ST36": CAUTION}, confirmed=_but("scan"), odd={"scan": "no"}),
    Visit("she says no", 24, "ST36", NO, circumstances="refusal", confirmed=AGREED),
    # Circumstances that rule every needle out, whoever agrees.
    Visit("fever", 24, "ST36 PC6", NO, circumstances="fever", confirmed=AGREED, call=True),
    Visit("bleeding", 24, "ST36", NO, circumstances="bleeding", confirmed=AGREED, call=True),
    Visit("bleeding at 8 weeks", 8, "ST36", NO, circumstances="bleeding", confirmed=AGREED, call=True),
    Visit("preterm contractions", 31, "ST36", NO, circumstances="contractions-or-waters", confirmed=AGREED, call=True),
    Visit("a suspected clot", 26, "PC6", NO, circumstances="suspected-clot", confirmed=AGREED, call=True),
    Visit(
        "high blood pressure", 35, "ST36", NO,
        circumstances="pre-eclampsia-or-high-blood-pressure", confirmed=AGREED, call=True,
    ),
    Visit("the baby moves less", 35, "ST36", NO, circumstances="baby-moves-less", confirmed=AGREED, call=True),
    Visit("a numb or weak leg", 24, "ST36", NO, circumstances="numb-or-weak-leg", confirmed=AGREED, call=True),
    Visit("a bleeding disorder, doctor agreed", 24, "ST36", NO, circumstances="bleeding-disorder", confirmed=AGREED),
    Visit("a bleeding disorder, nobody asked", 24, "ST36", NO, circumstances="bleeding-disorder"),
    Visit("an allergy to metal", 24, "ST36", NO, circumstances="metal-allergy", confirmed=AGREED),
    # Circumstances that wait for somebody, and what stays out even then.
    Visit("a blood thinner, nobody asked", 24, "ST36", NO, circumstances="anticoagulant"),
    Visit(
        "a blood thinner, agreed", 24, "ST36 BL57 GB34", {"ST36": CAUTION, "GB34": CAUTION},
        circumstances="anticoagulant", confirmed=AGREED,
    ),
    Visit("a blood thinner, agreed, calf alone", 24, "BL57", NO, circumstances="anticoagulant", confirmed=AGREED),
    Visit("a low placenta, nobody asked", 29, "ST36", NO, circumstances="placenta-previa"),
    Visit(
        "a low placenta, agreed", 29, "ST36 LR3 BL32", {"ST36": CAUTION},
        circumstances="placenta-previa", confirmed=AGREED,
    ),
    Visit("heart, epilepsy, nobody asked", 24, "ST36", NO, circumstances="heart-epilepsy-immunity"),
    Visit(
        "heart, epilepsy, agreed", 24, "ST36", {"ST36": CAUTION},
        circumstances="heart-epilepsy-immunity", confirmed=AGREED,
    ),
    Visit("more than one baby, nobody asked", 32, "ST36", NO, circumstances="more-than-one-baby"),
    Visit(
        "more than one baby, agreed", 32, "ST36", {"ST36": CAUTION},
        circumstances="more-than-one-baby", confirmed=AGREED,
    ),
    # Circumstances that ask for care.
    Visit("diabetes, BL57", 24, "BL57", {"BL57": CAUTION}, circumstances="gestational-diabetes"),
    Visit(
        "diabetes: below the knee", 30, "BL57 ST36 GB34", {"BL57": CAUTION, "ST36": CAUTION, "GB34": CAUTION},
        circumstances="gestational-diabetes",
    ),
    Visit("an earlier loss at 10 weeks", 10, "ST36", NO, circumstances="past-miscarriage", confirmed=AGREED),
    Visit(
        "an earlier loss at 24 weeks", 24, "ST36 LR3", {"ST36": ALLOWED},
        circumstances="past-miscarriage", confirmed=AGREED,
    ),
    Visit(
        "an earlier loss at 15 weeks without a scan", 15, "ST36", NO,
        circumstances="past-miscarriage", confirmed=_but("scan"),
    ),
    Visit("veins or sore skin", 24, "ST36", {"ST36": CAUTION}, circumstances="skin-or-veins"),
    Visit("tired or hungry", 24, "ST36", {"ST36": CAUTION}, circumstances="tired-or-hungry"),
    # Signs.
    Visit("one leg swollen", 26, "ST36", NO, signs="one-leg-swollen", call=True),
    Visit("short of breath", 26, "ST36", NO, signs="breathless", call=True),
    Visit("headache and flashes", 35, "SP9 ST36", NO, signs="headache sight", call=True),
    Visit("a sign outweighs every yes", 24, "ST36", NO, signs="one-leg-swollen", confirmed=AGREED, call=True),
    Visit("restless legs are no cramp", 27, "BL57 GB34", NO, signs="restless-legs", confirmed=AGREED),
    Visit("restless legs and broken sleep", 27, "ST36", NO, signs="restless-legs cramps-break-sleep", confirmed=AGREED),
    Visit("cramps that break sleep", 30, "ST36", {"ST36": ALLOWED}, signs="cramps-break-sleep"),
)  # fmt: skip

NEVER_AGREED_AWAY = (
    "refusal", "bleeding", "contractions-or-waters", "suspected-clot", "pre-eclampsia-or-high-blood-pressure",
    "bleeding-disorder", "fever", "baby-moves-less", "numb-or-weak-leg", "metal-allergy", "restless-legs",
)  # fmt: skip
"""Circumstances that leave no point in any week, whatever was confirmed."""

SHALLOW_END = {"ST36": 1.0, "GB34": 1.0, "BL57": 0.5, "LR3": 0.5, "PC6": 0.5, "KI9": 1.0, "BL56": 0.5, "SP1": 0.1}
"""The shallow end of what the textbooks print, in cun, from the evidence on points: no deeper is planned or counts."""
