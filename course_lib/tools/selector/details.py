"""What the point selector tells of one point: names, place, who says what, and more for trainees."""

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from course_lib import facts
from course_lib.facts.point import Point
from course_lib.rules import body_measure, point_safety
from course_lib.rules.body_measure import deepest
from course_lib.tools.kit.html import render
from course_lib.tools.selector.text import TEXT

UNMEASURED = (
    f"With no measured leg the millimeters are those of the shortest lower leg: {body_measure.SHORTEST_CM:g} cm."
)


def details(point: Point) -> dict[str, Any]:
    """Return names, place and a trainee's part of one point; a section is a title with its lines."""
    names = point.name
    return {
        "title": names.english,
        "names": [
            ("zh-Latn-pinyin", "Pinyin", names.pinyin),
            ("zh-Hant", "Chinese, traditional", names.traditional),
            ("zh-Hans", "simplified", names.simplified),
            ("ja", "Japanese", f"{names.kanji} {names.kana}"),
            ("ja-Latn", "", names.romaji + ("" if names.japanese_verified else TEXT["reading"])),
            ("ko", "Korean", names.korean + ("" if names.korean_verified else TEXT["reading"])),
        ],
        "where": _section("Where it is", point.where, _fingers(point)),
        "trainee": _trainee(point),
    }


def card(point: Point) -> Markup:
    """Return the card of one point: its names, and all that is known of it."""
    binding = [each for each in point.statements if point_safety.binds(each.source)]
    return render(
        "selector/card.html",
        point=point,
        told=details(point),
        share=body_measure.share_of_lower_leg(point),
        binding=binding,
        also=[each for each in point.statements if each not in binding],
        also_said=TEXT["also"],
        tradition=[f"{each.says} ({author_year(each.source)})" for each in point.tradition],
        evidence_refs=[author_year(each) for each in point.evidence.refs],
        author_year=author_year,
    )


def at_most(cun: float, mm: float) -> str:
    """Say how deep is deep enough on paper, straight in; rounded down."""
    return f"Here no more than {cun:g} cun, {math.floor(mm)} mm, straight in."


def author_year(reference: str) -> str:
    """Return a source by its short name and its year, where it shows one; the article is just called that."""
    if reference == point_safety.ARTICLE:
        return "the article"
    source = facts.references()[reference]
    name, year = source.custom.short, str(source.year or "")
    return name if year in name else f"{name} {year}"


def search_text(point: Point) -> str:
    """Return the code and every name in lower case, without tone marks: what a learner may type to find the point."""
    names = point.name
    words = (
        point.code, names.pinyin, names.traditional, names.simplified, names.kanji, names.kana, names.romaji,
        names.korean, names.english, names.pinyin.replace("’", ""), names.romaji.replace("’", ""),
    )  # fmt: skip
    apart = unicodedata.normalize("NFD", " ".join(words).lower())
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))


def _section(title: str, *lines: str | None) -> dict[str, Any]:
    return {"title": title, "lines": list(filter(None, lines))}


def _fingers(point: Point) -> str | None:
    if point.finger_widths is None:
        return None
    unsure = "" if point.finger_widths.verified else TEXT["fingers_unverified"]
    return f"In finger-widths: {point.finger_widths.text}.{unsure}"


def _trainee(point: Point) -> list[dict[str, Any]]:
    measure, anatomy, cun = point.measure, point.anatomy, deepest(point, ())
    beneath = {"Muscles": anatomy.muscles, "Vessels": anatomy.vessels, "Nerves": anatomy.nerves}
    place = f"By its landmark: {measure.landmark}"
    if measure.cun is not None and measure.segment_cun is not None:
        place = f"{measure.cun:g} of {measure.segment_cun:g} B-cun from {measure.landmark} to {measure.toward}"
    printed = (f"{author_year(row.source)}: {row.cun[0]:g} to {row.cun[1]:g} cun" for row in point.needling.depths)
    here = f"{at_most(cun, body_measure.millimeters(cun, None))} {UNMEASURED}"
    under: Iterable[str] = (f"{kind}: {', '.join(parts)}" for kind, parts in beneath.items() if parts)
    return [
        _section("WHO 2008 location", point.who_location),
        _section("Proportional measure", place, measure.line, measure.side, measure.note),
        _section("Meridian", point.meridian),
        _section("Depth as printed", *printed, here),
        _section("Structures at risk", point.needling.hazard),
        _section(f"What lies under it ({author_year(anatomy.source)})", *under),
    ]
