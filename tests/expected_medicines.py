"""What must be said of medicines and of limits: a second reading, from the clinical review and the sources.

Transcribed before the course's own table was written, by somebody who had read stored copies of the sources named in
each row. ``must`` and ``never`` are patterns, looked for whatever the case. ``PRESCRIBED`` is what stands beside every
medicine.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Said(NamedTuple):
    """One subject, what must be said of it, what must never be, and where that was read."""

    subject: str
    must: tuple[str, ...]
    never: tuple[str, ...]
    source: str


NEVER_SAFE = (r"\b(is|are) safe\b", r"safe to take", r"safely", r"harmless", r"no risk", r"does not harm", r"natural")

SAID = (
    Said(
        "ibuprofen-type tablets",
        (r"ibuprofen", r"naproxen", r"diclofenac", r"at no week", r"unless your doctor", "week 20", "kidney", "water"),
        (*NEVER_SAFE, r"occasional", r"second trimester"),
        "review A1; FDA 2020 (podcast page, read): avoid at 20 weeks or later, fetal kidneys, low amniotic fluid; "
        "MHRA June 2023 (page, read): prolonged use from week 20, contraindicated after 28 weeks",
    ),
    Said(
        "pain patches and gels",
        (r"patch", r"gel", r"湿布", r"ketoprofen", r"at no week", r"unless your doctor", r"late in pregnancy"),
        (*NEVER_SAFE, r"only the skin"),
        "review A1; Japan's ministry, 25 March 2014 (relayed by the City of Sammu's own page, read): all "
        "ketoprofen for the skin "
        "contraindicated late in pregnancy; four narrowed vessels, one low amniotic fluid in mid-pregnancy",
    ),
    Said(
        "aspirin that you buy",
        (r"aspirin", r"buy", r"pain", r"low-dose aspirin", r"prescribed"),
        NEVER_SAFE,
        "review A1 and D; NHS, aspirin for pain relief (read): high-dose aspirin is not recommended for pain "
        "in pregnancy; "
        "low-dose aspirin only if a doctor or midwife advises it; FDA 2020: the warning is not about 81 mg",
    ),
    Said(
        "paracetamol",
        (r"paracetamol", r"acetaminophen", r"ask", r"midwife|doctor|pharmacist", r"lowest dose", r"shortest time"),
        (*NEVER_SAFE, r"autism"),
        "review A1; EMA 2025 through the Austrian and Italian regulators' own pages (read): if needed, "
        "lowest effective dose, "
        "shortest time, as seldom as possible; women ask a health professional",
    ),
    Said(
        "fever",
        (r"fever", r"never left untreated", r"paracetamol", r"38", r"call now, day or night"),
        (r"wait", r"tomorrow", *NEVER_SAFE),
        "issue 10, Deliver 1; MHRA 2026 (read in a copy): untreated pain and fever can pose risks to the unborn child",
    ),
    Said(
        "magnesium limits",
        (r"250 mg", r"350 mg", r"European Union", r"Japan", r"food"),
        (r"the US limit .* everywhere",),
        "review B14; BfR 12 December 2017 (page, read): 250 mg a day from supplements, as the EU committee's "
        "level; Japan 2025: "
        "350 mg a day from other than ordinary food; National Academies: 350 mg from supplements and medicines",
    ),
    Said(
        "vitamin B6 limit",
        (r"B6", r"12 mg", r"nerve"),
        (r"hopeful", r"promising"),
        "review B15; EFSA 2023 (abstract, read): 12 mg a day for adults, pregnant women included; harm to nerves",
    ),
    Said(
        "licorice",
        (r"licorice", r"blood pressure", r"potassium", r"weak", r"bring on cramps"),
        NEVER_SAFE,
        "review B16; Japan's manual on serious side effects, pseudoaldosteronism (read in three relays): "
        "licorice lowers potassium; "
        "weakness, muscle pain, calf cramps",
    ),
    Said(
        "quinine",
        (r"quinine", r"do not take|never", r"harm"),
        (*NEVER_SAFE, r"small amounts? (is|are) (fine|ok)"),
        "ledger C-REL-14: Cochrane (harms, teratogenicity), AAFP; FDA 2006 and 2010 (read in copies): "
        "serious blood reactions",
    ),
)  # fmt: skip

MAGNESIUM_FROM_TABLETS_MG = {
    "US and Canada": 350, "Japan": 350, "European Union": 250, "United Kingdom": 250, None: 250,
}  # fmt: skip
"""The most a day. No limit was looked up for the United Kingdom, and without a region nobody knows: "
"the strictest holds."""
B6_MG = {"European Union": 12}

PRESCRIBED = (
    r"what you buy yourself", r"prescribed", r"low-dose aspirin", r"\bB6\b", r"vomiting", r"blood thinner",
    r"don't stop", r"\bcall\b", r"\bask\b",
)  # fmt: skip
"""What the one line must hold, for learners; the last paragraph of D."""
PRESCRIBED_FOR_TRAINEES = (
    r"prescribed", r"low-dose aspirin", r"\bB6\b", r"vomiting", r"blood thinner", r"stop", r"\bcalls?\b", r"\basks?\b",
)  # fmt: skip

NAMED = re.compile(
    r"""(?ix) aspirin | ibuprofen | naproxen | diclofenac | ketoprofen | \bNSAIDs? | 湿布 | loxoprofen
    | paracetamol | acetaminophen | tylenol
    | \b vitamins? \s B-?(1|6)\b (?=.{0,40}(tablet|mg\sa\sday|trial|hopeful)) | \bB1 \s (and|plus|\+) \s B6 | pyridoxine
    | quinine | tonic \s water
    | blood[ -]thin | thins? \s the \s blood | anticoagul | heparin | warfarin | antiplatelet | against \s platelets
    | diuretic | water \s (tablet|pill)s? | salbutamol | nifedipine
    | (potassium|calcium|iron|vitamin \s D) \s (tablet|supplement)s?
    | licorice | liquorice | shakuyaku | 芍薬 | 甘草
    """
)
MAGNESIUM = re.compile(r"(?i)(?<![a-z])magnesium|マグネシウム")
FOOD = re.compile(
    r"(?i)\bfoods?\b|\beat|seeds|nuts|banana|beans|spinach|greens|\bdiet|in the blood|serum|\bgoals?\b"
    r"|targets?|RDA|kelp"
)
TABLET = re.compile(
    r"(?i)tablet|pill|powder|supplement|capsule|spray|medicine|dummy|placebo|trial|\btak(e|es|en|ing)\b(?! up)|limit"
)


def names_a_medicine(text: str) -> bool:
    """Tell whether a block names a medicine. Magnesium is one, but not in a sentence or a table's row "
    "on food or blood."""
    if NAMED.search(text):
        return True
    pieces = re.split(r"(?<=[.!?:;])\s+|\n", text)
    return any(MAGNESIUM.search(each) and not (FOOD.search(each) and not TABLET.search(each)) for each in pieces)


UNEQUAL = re.compile(
    r"(?i)about as (often|many|much|good)|just as (often|many|much|good|well)|equally"
    r"|the same (number|amount) of cramps"
    r"|as (often|many|much) as (before|with|without|the others|those)|works? as well as"
    r"|(found|saw|showed?|made|makes|with|was) no (difference|change)|: no (change|difference)"
)
"""How a worse or an uncertain result was told as an equal one (review B19)."""
