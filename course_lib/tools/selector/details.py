"""What the point selector tells of one point: names, place, who says what, and more for trainees."""

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from course_lib import facts
from course_lib.facts.point import Point
from course_lib.rules import body_measure, point_safety
from course_lib.rules.body_measure import deepest
from course_lib.tools.selector.text import TEXT

UNMEASURED = (
    f"With no measured leg the millimeters are those of the shortest lower leg: {body_measure.SHORTEST_CM:g} cm."
)


def details(point: Point) -> dict[str, Any]:
    """Return one point as plain JSON values; a section is a title with its lines."""
    return {
        "code": point.code,
        "title": point.name.english,
        "search": search_text(point),
        "names": _names(point),
        "complaints": list(point.complaints),
        "where": _section("Where it is", _where(point)),
        "share": _share(point),
        "sections": [
            _section("What the article says", _article(point)),
            _section("What tradition says", (f"{each.says} ({author_year(each.source)})" for each in point.tradition)),
            _section("What the evidence says", [point.evidence.says + _cited(point.evidence.refs)]),
        ],
        "voices": [
            {
                "source": each.source,
                "who": author_year(each.source),
                "says": f"“{each.says}” ({each.scope})" + (f". {each.note}" if each.note else ""),
                "binding": point_safety.binds(each.source),
            }
            for each in point.statements
        ],
        "trainee": _trainee(point),
    }


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


def _section(title: str, lines: Iterable[str]) -> dict[str, Any]:
    return {"title": title, "lines": list(lines) or [TEXT["nothing_known"]]}


def _names(point: Point) -> list[tuple[str, str, str]]:
    names = point.name
    return [
        ("zh-Latn-pinyin", "Pinyin", names.pinyin),
        ("zh-Hant", "Chinese, traditional", names.traditional),
        ("zh-Hans", "simplified", names.simplified),
        ("ja", "Japanese", f"{names.kanji} {names.kana}"),
        ("ja-Latn", "", names.romaji + ("" if names.japanese_verified else TEXT["reading"])),
        ("ko", "Korean", names.korean + ("" if names.korean_verified else TEXT["reading"])),
    ]


def _where(point: Point) -> Iterable[str]:
    yield point.where
    if point.finger_widths:
        unsure = "" if point.finger_widths.verified else TEXT["fingers_unverified"]
        yield f"In finger-widths: {point.finger_widths.text}.{unsure}"


def _share(point: Point) -> dict[str, Any] | None:
    share = body_measure.share_of_lower_leg(point)
    if share is None:
        return None
    toward = f" toward the {point.measure.toward}" if point.measure.toward else ""
    return {"of_leg": share, "says": TEXT["leg_answer"].format(path=f"{point.measure.landmark}{toward}")}


def _article(point: Point) -> Iterable[str]:
    if point.article is None:
        return
    yield f"“{point.article.says}”"
    yield f"Does WHO 2008 agree? {point.article.agrees.capitalize()}. {point.article.difference}"


def _cited(refs: tuple[str, ...]) -> str:
    return f" ({'; '.join(map(author_year, refs))})" if refs else ""


def _trainee(point: Point) -> list[dict[str, Any]]:
    measure, anatomy, cun = point.measure, point.anatomy, deepest(point, ())
    beneath = {"Muscles": anatomy.muscles, "Vessels": anatomy.vessels, "Nerves": anatomy.nerves}
    place = f"By its landmark: {measure.landmark}"
    if measure.cun is not None and measure.segment_cun is not None:
        place = f"{measure.cun:g} of {measure.segment_cun:g} B-cun from {measure.landmark} to {measure.toward}"
    return [
        _section("WHO 2008 location", [point.who_location]),
        _section(
            "Proportional measure",
            [place, *(line for line in (measure.line, measure.side, measure.note) if line)],
        ),
        _section("Meridian", [point.meridian]),
        _section(
            "Depth as printed",
            [
                *(f"{author_year(row.source)}: {row.cun[0]:g} to {row.cun[1]:g} cun" for row in point.needling.depths),
                f"{at_most(cun, body_measure.millimeters(cun, None))} {UNMEASURED}",
            ],
        ),
        _section("Structures at risk", [point.needling.hazard]),
        _section(
            f"What lies under it ({author_year(anatomy.source)})",
            [f"{kind}: {', '.join(parts)}" for kind, parts in beneath.items() if parts],
        ),
    ]
