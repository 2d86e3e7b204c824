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

#: Guideline, professional body, textbook, review, point manual. A professional body binds by name: AACP 2012.
BINDING = frozenset(
    {
        "who-1999-safety",
        "who-2016-anc",
        "aacp-2012",
        "carr-2015",
        "gm-textbook",
        "point-db-en",
    }
)
#: Bodies whose word will bind as soon as it has been read: JSAM 2025 (its pages on pregnancy have not been).
BINDING_BODIES = frozenset({"aacp-2012", "jsam-2025"})

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
    # AACP, erratum to page 11 of the 2012 guidelines: points to avoid in pregnancy, with no stage named.
    ("aacp-2012", "LI4 SP6 BL60 BL67 BL31 BL32 BL33 BL34", ((0, 44, AVOID),)),
    # From here on: sources that do not bind, two physicians' pages.
    ("cn-cnkang", "SP6 LI4 BL60", ((0, 44, AVOID),)),  # "usually not needled"
    # Moxa for a breech baby, else "leave alone", under the title "where not to needle": never a needle.
    ("cn-cnkang", "BL67", ((0, 44, AVOID),)),
    ("cn-youlai", "SP6 LI4 BL60 BL67 ST25 BL23", ((0, 44, AVOID),)),
)

#: Points whose only lists were web pages that nobody should have to trust, and the status each keeps as the course's
#: own caution: what the course showed before those pages went. (code, spans), read as above.
OWN_CAUTION: tuple[tuple[str, tuple[tuple[int, int, str], ...]], ...] = (
    ("SP1 SP2 SP8 KI2", ((0, 44, AVOID),)),
    ("SP10 KI1 KI7", ((0, 13, AVOID), (14, 44, CAUTION))),
    ("LR3", ((0, 13, AVOID), (14, 44, CAUTION))),  # beside the article, which allows it with care
    ("KI9", ((0, 44, CAUTION),)),
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
