"""What each source says of needling each point in pregnancy, read a second time.

The readings below were transcribed from the evidence and from the article by a second reader who had not
seen the course's own tables. The tests compare the course with them, so a slip in either shows.

One row is one source's words about one group of points: ``(source, codes, spans)``, each span
``(first week, last week, status)`` with both ends included. Weeks no span covers are "not stated", and so is
a row without spans: the source speaks of the point, but not of whether it may be needled.

How scopes are read: "all", "not stated" and "at no time" are weeks 0 to 44, "first trimester" 0 to 13,
"early" 0 to 15, "over three months" from week 12, "month n" from week 4(n - 1).
"""

from __future__ import annotations

ALLOWED, CAUTION, AVOID, NOT_STATED = "allowed", "caution", "avoid", "not stated"
STRICTNESS = {ALLOWED: 0, CAUTION: 1, AVOID: 2}
WEEKS = range(45)

LOWER_ABDOMEN = "ST25 ST26 ST27 ST28 ST29 ST30 CV2 CV3 CV4 CV5 CV6 CV7 KI12"
SACRAL = "BL27 BL28 BL31 BL32 BL33 BL34"
LUMBOSACRAL = SACRAL + " BL23 GV3 GV4"
LEG_AND_FOOT = (
    "ST36 SP6 GB34 BL57 LR3 BL60 BL67 SP1 SP2 SP8 SP9 SP10 KI1 KI2 KI3 KI7 KI9 ST40 GB39 LR8 BL40 BL55 BL56 BL58 BL59"
)
CODES = tuple(f"{LEG_AND_FOOT} {LOWER_ABDOMEN} {LUMBOSACRAL} LI4 PC6 GB21 ST12".split())

#: Guideline, textbook, review, point database, point list, point dataset, book extract, software data, class notes.
BINDING = frozenset(
    {
        "who-1999-safety",
        "who-2016-anc",
        "carr-2015",
        "gm-textbook",
        "point-db-en",
        "iaomai",
        "roni",
        "takoda",
        "mindbody",
        "myfertility",
    }
)

READINGS: tuple[tuple[str, str, tuple[tuple[int, int, str], ...]], ...] = (
    # The article. Below 14 weeks its plain "safe" is still its own answer; only the course is stricter there.
    ("article", "ST36 GB34 BL57", ((0, 44, ALLOWED),)),
    # "Early pregnancy" stands against "safe in the second and third trimesters", so here it is the first trimester.
    ("article", "SP6", ((0, 13, AVOID), (14, 44, ALLOWED))),
    ("article", "LR3", ((0, 44, CAUTION),)),  # "safe when used cautiously": its condition is care
    ("article", "LI4 BL60", ((0, 44, AVOID),)),
    # WHO 1999. First trimester (0 to 13) and after the third month (12 on) leave no gap for the lumbosacral region.
    ("who-1999-safety", LUMBOSACRAL, ((0, 44, AVOID),)),
    # The lower abdomen is named for the first trimester only; after that its list names other regions.
    ("who-1999-safety", LOWER_ABDOMEN, ((0, 13, AVOID),)),
    ("who-2016-anc", "PC6", ()),  # about nausea, and the point is not named: no word on needling PC6
    # A review that finds no harm never loosens and gives no yes.
    ("carr-2015", "SP6 BL60 BL67 BL27 BL28 BL31 BL32 BL33", ()),
    # Textbook. An old book it quotes with a prohibition is its own prohibition; "not suitable" is avoid.
    ("gm-textbook", "SP6 LI4 BL60 GB21 ST12 CV3 CV5", ((0, 44, AVOID),)),
    ("gm-textbook", "CV2 CV6 CV7", ((0, 44, AVOID),)),  # "abdominal points not used", from its section summary
    ("gm-textbook", "CV4 BL40", ((0, 44, CAUTION),)),  # the entry itself says caution, against that summary for CV4
    ("point-db-en", "SP6 LI4 BL60 GB21", ((0, 44, AVOID),)),
    ("point-db-en", "ST12 CV5", ((0, 44, AVOID),)),  # it passes on the classical prohibition without softening it
    ("iaomai", "SP6 LI4 BL67 GB21 ST12 CV3 CV4 CV5 CV6 CV7", ((0, 44, AVOID),)),  # a flag with no stage: all weeks
    ("roni", "GB21 KI2", ((0, 44, AVOID),)),
    ("roni", "SP2", ((0, 44, AVOID),)),  # "from the 1st month" starts at week 0
    ("roni", "SP8", ((16, 44, AVOID),)),  # "from the 5th month" starts at week 16
    ("roni", "CV2", ((0, 3, AVOID),)),  # "during the 1st month" is weeks 0 to 3
    ("roni", "KI9", ()),  # moxa to strengthen the fetus: not about needling
    # "Contraindicated at no time" under the title "points to avoid during pregnancy" means: at no time to be used.
    ("takoda", "SP6 LI4 BL60 BL67 SP1 SP2", ((0, 44, AVOID),)),
    ("takoda", f"{LUMBOSACRAL} ST25 ST26 ST27 ST28 ST29 ST30 CV2 CV6 CV7 KI12", ((0, 44, AVOID),)),  # by region
    ("takoda", "CV3 CV4 CV5", ((4, 44, AVOID),)),  # named one by one "after the 1st month": from week 4
    ("mindbody", "SP6 LI4 BL60 BL67", ((0, 44, AVOID),)),  # "unless to induce labor": avoid holds to week 44
    ("mindbody", f"{LOWER_ABDOMEN} BL31 BL32 BL33 BL34 GV4", ((0, 44, AVOID),)),
    ("mindbody", "GB21", ((0, 44, CAUTION),)),  # "careful"
    ("myfertility", "SP6 LI4", ((0, 44, AVOID),)),
    ("myfertility", "BL67 BL31 BL32", ((0, 44, AVOID),)),  # "induction points" in a list titled "forbidden points"
    ("myfertility", "GB21", ((0, 44, AVOID),)),  # "not before the second stage of labor": all of pregnancy
    # From here on: sources that do not bind.
    ("cn-textbook-rule", "SP6 LI4 BL60 BL67", ((12, 44, AVOID),)),
    ("cn-textbook-rule", LUMBOSACRAL, ((12, 44, AVOID),)),
    ("cn-textbook-rule", LOWER_ABDOMEN, ((0, 44, AVOID),)),  # lower abdomen both under and over three months
    ("cn-whuxiang", "SP6 LR3 LI4 BL60 BL67", ((0, 44, AVOID),)),  # "forbid or stimulate lightly": the stricter word
    # The title, "points forbidden in pregnancy", says what its bare list means.
    ("cn-compiled", "GB34 LI4 GB21 CV2 CV3 CV4 CV5 CV6 CV7 KI1 KI2 KI7 GV3 GV4 PC6", ((0, 44, AVOID),)),
    ("cn-cnkang", "SP6 LI4 BL60", ((0, 44, AVOID),)),  # "usually not needled"
    # Moxa for a breech baby, else "leave alone", under the title "where not to needle": never a needle.
    ("cn-cnkang", "BL67", ((0, 44, AVOID),)),
    ("cn-youlai", "SP6 LI4 BL60 BL67 ST25 BL23", ((0, 44, AVOID),)),
    (
        "jp-hothitoiki",
        "SP6 LI4 CV3 CV4 CV5 BL31 BL32 BL33 BL34 GV3 GV4",
        ((0, 44, CAUTION),),
    ),  # "no strong stimulation"
    # Breech is another complaint; what is left is "caution", its stable period undated and its scope "all".
    ("jp-hothitoiki", "BL67", ((0, 44, CAUTION),)),
    ("jp-konkyu", "SP6 LI4 GB21", ((0, 44, AVOID),)),
    ("jp-ponshin", "SP6 LR3 LI4 GB21", ((0, 15, AVOID),)),
    ("jp-ameblo", "SP6", ((0, 15, AVOID), (16, 44, CAUTION))),  # "used lightly later" is care, not a plain yes
    ("jp-ameblo", "LI4 SP10", ((0, 44, AVOID),)),
    ("dasilva-2011-rats", "SP6 LI4 BL60 BL67 GB21 ST25 CV4", ((0, 44, AVOID),)),
    ("dasilva-2011-rats", "CV5", ((0, 44, AVOID),)),  # "for female patients" covers every pregnancy
    ("dasilva-2011-rats", "SP2", ()),  # listed for moxa: not about needling
    # It reports a prohibition though its title doubts it; a doubt about harm never loosens.
    ("byz-blog-2015", "SP6 BL60 BL67 BL27 BL28 BL31 BL32 BL33", ((0, 44, AVOID),)),
)

SOURCES = tuple(dict.fromkeys(source for source, _, _ in READINGS))


def _tables() -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    for source, codes, spans in READINGS:
        for code in codes.split():
            weeks = [NOT_STATED] * len(WEEKS)
            for first, last, status in spans:
                weeks[first : last + 1] = [status] * (last + 1 - first)
            if said.setdefault((source, code), tuple(weeks)) != tuple(weeks):
                raise ValueError(f"{source} is read twice for {code}: keep one row.")
    floors = {}
    for code in CODES:
        bound = [line for (source, c), line in said.items() if c == code and source in {*BINDING, "article"}]
        floor: list[str] = []
        for week in WEEKS:
            words = {line[week] for line in bound} - {NOT_STATED}
            # Without a yes for this week at most caution, and below 14 weeks never looser than caution.
            loosest = ALLOWED if ALLOWED in words and week >= 14 else CAUTION
            if floor and floor[-1] == AVOID:  # a binding avoid holds to week 44
                loosest = AVOID
            floor.append(max({*words, loosest}, key=STRICTNESS.__getitem__))
        floors[code] = tuple(floor)
    return said, floors


#: ``SAID[source, code][week]`` is that source's own answer; ``FLOOR[code][week]`` the loosest the course may show.
SAID, FLOOR = _tables()


def said(source: str, code: str) -> tuple[str, ...]:
    """Return one source's answers for weeks 0 to 44, all "not stated" where it is silent on the point."""
    return SAID.get((source, code), (NOT_STATED,) * len(WEEKS))


#: Points some binding source or the article says yes to, in any week.
WITH_A_YES = frozenset(
    code for (source, code), line in SAID.items() if ALLOWED in line and source in {*BINDING, "article"}
)
