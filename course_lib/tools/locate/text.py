"""What the location trainer says, and how it names a point."""

import re
from typing import Literal

from markupsafe import Markup

from course_lib import facts
from course_lib.figures.body.marking import Measured
from course_lib.rules.point_safety import assess_point
from course_lib.tools.kit.html import render

FAR_CUN = 4.0
"""Farther off than this she has taken another landmark, and is told which one to look for."""
SECONDS = 60
"""For each point of an exam."""
ROUNDS: dict[str, tuple[Literal["learn", "practice", "exam"], int, str]] = {
    "learn": ("learn", 5, "Learn: 5 points, with rule and guide lines first"),
    "practice": ("practice", 10, "Practice: 10 points, answer after each"),
    "exam-10": ("exam", 10, f"Mock exam: 10 points, {SECONDS} seconds each"),
    "exam-25": ("exam", 25, f"Mock exam: 25 points, {SECONDS} seconds each"),
}
"""Id -> the record's mode, how many points, and what the choice is called."""
NAMES = ("code", "pinyin", "characters", "Japanese", "English")
LANGUAGES = {"pinyin": "zh-Latn", "characters": "zh-Hant", "Japanese": "ja"}
SIDES = ("either", "right", "left")
ANY, OWN = "any", "own"

BESIDE = "That is beside the limb. Set the cross on the skin."
UNFINISHED = (
    "You have an unfinished mock exam, begun {begun}: {done} of {of} points are answered and kept. "
    "If you go on, the time of the next point starts anew."
)
SURE = "End the exam? {done} of {of} answered; the rest counts as missed."
AGAIN_FROM_HERE = "The exam goes on. The time of this point starts anew."
KEPT = "Answer {number} is kept."
TIME_UP = "The time for point {number} was up. That counts as not found."
ENDED_EARLY = "You ended the round early: points that were not answered count as not found."


def asked(code: str, names: str) -> str:
    """Return a point by the chosen kind of name."""
    name = facts.points()[code].name
    return {
        "code": code,
        "pinyin": name.pinyin,
        "characters": name.traditional
        if name.traditional == name.simplified
        else f"{name.traditional} / {name.simplified}",
        "Japanese": f"{name.kanji} ({name.kana}, {name.romaji})",
        "English": name.english,
    }[names]


def full_name(code: str) -> str:
    """Return a point by all its names."""
    name = facts.points()[code].name
    return f"{code} {name.pinyin} {name.traditional} ({name.romaji}, {name.english})"


def rule(code: str) -> list[str]:
    """Return the rule that finds a point: our words, WHO's, and the measure."""
    point = facts.points()[code]
    measure = point.measure
    found = f"By its landmark alone: {measure.landmark}."
    if measure.cun is not None:
        found = (
            f"Measure {measure.cun:g} B-cun from here: {measure.landmark}. Toward: {measure.toward}; "
            f"the whole way counts {measure.segment_cun:g} B-cun."
        )
    return [point.where, f"WHO 2008: {point.who_location}", found]


def explained(code: str) -> Markup:
    """Return how to find a point, and its status in pregnancy with no week chosen, the strictest of all weeks."""
    return render("locate/explained.html", rule=rule(code), pregnancy=assess_point(code, None))


def verdict(code: str, found: Measured) -> str:
    """Say in words how near a mark is, with the landmarks' own uncertainty beside the distance."""
    lies = f"Your mark lies {found.error}."
    if found.distance_cun > FAR_CUN:  # millimeters teach nothing there
        _, way = max(re.findall(r"(\d+) mm too far (.+?)(?= and \d|$)", found.error), key=lambda part: int(part[0]))
        lies = f"Your mark lies on another part of the limb, far too much {way}. {rule(code)[-1]}"
    return (
        f"{'Hit' if found.hit else 'Miss'}: {distance(found.distance_mm, found.distance_cun, found.uncertainty_mm)}. "
        f"{lies} A hit on {code} lies within {found.limit_mm:.0f} mm."
    )


def distance(millimeters: float, cun: float, uncertainty: float) -> str:
    """Say a distance; the landmarks' uncertainty always stands beside it."""
    return f"{millimeters:.0f} mm along the skin ({cun:.1f} B-cun; landmark uncertainty about {uncertainty:.0f} mm)"
