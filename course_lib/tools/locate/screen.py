"""What the page of the location trainer shows: plain values that go to the browser."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from course_lib.facts.marking import PASS_MARK
from course_lib.figures.body import measures as own_measures
from course_lib.figures.body.marking import Measured
from course_lib.figures.body.points import body_of, place, uncertainty
from course_lib.figures.body.spot import Spot
from course_lib.figures.body.view import VIEWS, BareView, best_view, pieces
from course_lib.records import Mark
from course_lib.tools.kit.card import NOT_REVIEWED
from course_lib.tools.kit.html import render
from course_lib.tools.locate.run import LocationRun
from course_lib.tools.locate.text import (
    ANY,
    ENDED_EARLY,
    LANGUAGES,
    NAMES,
    OWN,
    ROUNDS,
    SECONDS,
    SIDES,
    SURE,
    UNFINISHED,
    asked,
    distance,
    explained,
    full_name,
    rule,
    verdict,
)

FINE_MM, COARSE_MM = 1, 10
"""A step of the cross by an arrow key, and with Shift."""
WARNING_SECONDS = 10
"""So long before a point's time is up the page says so."""
Values = dict[str, Any]


@dataclass(frozen=True)
class Given:
    """An answer to a point: where the mark was set, and how it was measured or why it was not."""

    code: str
    mark: Spot | None = None
    found: Measured | None = None
    why_not: str = ""


@cache
def page() -> Markup:
    """Return what never changes: the page with its choices, views and words."""
    bodies = {ANY: "another body each time", **{name: name for name in own_measures.bodies()}, OWN: "my own measures"}
    return render(
        "locate/trainer.html",
        choices={
            "round": {name: says for name, (_, _, says) in ROUNDS.items()},
            "names": {name: name for name in NAMES},
            "body": bodies,
            "side": {name: name for name in SIDES},
        },
        measures=own_measures.measures(),
        views=[(name, name.replace("-", " ").capitalize()) for name in VIEWS],
        fine=FINE_MM,
        coarse=COARSE_MM,
        warns=WARNING_SECONDS,
        not_reviewed=NOT_REVIEWED,
    )


def opening(waiting: LocationRun | None) -> Values:
    """Return the first screen, which offers an interrupted exam to go on with."""
    shown = {"phase": "start", "unfinished": "", "sure": "", "message": ""}
    if waiting:
        begun, done, of = f"{waiting.run.at:%Y-%m-%d %H:%M}", len(waiting.marks), len(waiting.codes)
        shown["unfinished"] = UNFINISHED.format(begun=begun, done=done, of=of)
        shown["sure"] = sure(waiting)
    return shown


def shown(phase: str, run: LocationRun, seen: BareView, given: Given | None) -> Values:
    """Return a point that is asked for, or the answer to it, on a view."""
    learning = run.run.mode == "learn"
    values: Values = {"view": view(seen, run.run.side, guides=learning or phase == "answer"), "sure": sure(run)}
    if phase == "point":
        values["point"] = question(run, show_rule=learning)
    elif given:
        values["answer"] = {**answered(given), "last": run.finished}
        values["drawn"] = drawn_answer(seen, given, run)
    return values


def sure(run: LocationRun) -> str:
    """Return what is asked before a round is ended early: in an exam alone it has a price."""
    return SURE.format(done=len(run.marks), of=len(run.codes)) if run.is_exam else ""


def question(run: LocationRun, show_rule: bool) -> Values:
    """Return the point that is asked for."""
    names = run.run.names
    return {
        "number": run.number,
        "of": len(run.codes),
        "says": f"Point {run.number} of {len(run.codes)}",
        "point": asked(run.code, names),
        "language": LANGUAGES.get(names, ""),
        "seconds": SECONDS if run.is_exam else 0,
        "hint": render("locate/explained.html", rule=rule(run.code), pregnancy=None) if show_rule else "",
        "body": f"The {run.run.side} side. Body: {run.run.body}.",
    }


def view(shown: BareView, side: str, guides: bool) -> Values:
    """Return the picture to mark on; the left side is the right one in a mirror."""
    width, height = shown.size
    mirrored = side == "left"
    return {
        "name": shown.name,
        "title": VIEWS[shown.name].title.replace("right", side),
        "width": width,
        "height": height,
        "scale": shown.view.scale,
        "mirrored": mirrored,
        "guides": [_turned(line, width, mirrored) for line in shown.guides] if guides else [],
    }


def drawn_answer(shown: BareView, given: Given, run: LocationRun) -> Values:
    """Return where mark, point and the way between lie in a view, as far as they are seen there."""
    width, mirrored, code = shown.size[0], run.run.side == "left", given.code
    drawn: Values = {"point": [], "mark": [], "way": [], "label": code}
    if VIEWS[shown.name].body != body_of(code):
        return drawn
    places = {"point": place(code, run.morphs).place}
    if given.mark and given.found:
        places["mark"] = given.mark.on(shown.limb)
        drawn["way"] = [_turned(line, width, mirrored) for line in pieces(shown.seen_line(given.found.way))]
    for name, at in places.items():
        if shown.shows(at):
            [drawn[name]] = _turned([shown.camera.pixels(at).round(1).tolist()], width, mirrored)
    return drawn


def answered(given: Given) -> Values:
    """Return what is said to an answer."""
    code, found = given.code, given.found
    limb = "hand" if body_of(code) == "hand" else "leg or foot"
    return {
        "hit": bool(found and found.hit),
        "verdict": verdict(code, found) if found else f"Miss: {given.why_not} {code} lies on the {limb}.",
        "name": full_name(code),
        "explained": explained(code),
        "best": best_view(code),
    }


def result(run: LocationRun, saved: str) -> Values:
    """Return the end of a round: how many hits, passed or not, and every answer."""
    of, hits = len(run.codes), run.hits
    says = [f"{hits} of {of} points found, {hits * 100 // of} %."]
    if run.is_exam:
        says.append(f"{'Passed' if run.passed else 'Not passed'}: the pass mark is {PASS_MARK} %.")
    if len(run.marks) < of:
        says.append(ENDED_EARLY)
    says.append(f"Your answers are {saved}.")
    rows = [_row(run.marks[number]) for number in sorted(run.marks)]
    return {"says": " ".join(says), "rows": rows}


def _row(mark: Mark) -> Values:
    far = "no mark on its limb"
    if mark.distance_mm is not None and mark.distance_cun is not None:
        far = distance(mark.distance_mm, mark.distance_cun, uncertainty(mark.point))
    found = "hit" if mark.hit else "miss"
    return {
        "hit": mark.hit,
        "says": f"{mark.number}. {full_name(mark.point)}: {found}, {far}; {mark.seconds:.0f} s.",
        "explained": explained(mark.point),
    }


def _turned(line: list[list[float]], width: int, mirrored: bool) -> list[list[float]]:
    return [[round(width - x, 1), y] for x, y in line] if mirrored else line
