"""Draw everything that ships, and write the sources out: ``python -m drawing`` (about half a minute)."""

import json
import sys
from typing import Protocol

import msgspec

from course_lib import facts
from course_lib.figures.body.view import VIEWS
from course_lib.figures.drawings import FOLDER
from drawing import (
    atlas,
    bath,
    calendar,
    diary_example,
    legs_blank,
    made_from,
    muscle,
    pose,
    prevalence,
    session,
    side_effects,
    sources,
    trials,
    two_legs,
)
from drawing.words import Words

PREFIX = "calendar-"


class _Drawn(Protocol):
    """A module that draws."""

    def render(self, name: str) -> str: ...
    def words(self, name: str) -> Words: ...


MORE: dict[str, _Drawn] = {
    "prevalence": prevalence,
    "muscle": muscle,
    "two-legs": two_legs,
    "legs-blank": legs_blank,
    **dict.fromkeys(trials.TITLES, trials),
    "bath": bath,
    "session": session,
    "side-effects": side_effects,
    **dict.fromkeys(pose.NAMES, pose),
    "diary-example": diary_example,
    **dict.fromkeys(trials.names(), trials),
}
"""Every other drawing, and the module that draws it."""


def names() -> list[str]:
    """Return the names of all drawings: the views, the other pictures, then the calendars in the facts' order."""
    return [*VIEWS, *MORE, *(PREFIX + code for code in facts.points())]


def drawn(name: str) -> str:
    """Return one drawing, freshly drawn."""
    if name in MORE:
        return MORE[name].render(name)
    return calendar.render(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else atlas.render(name)


def described(name: str) -> dict[str, object]:
    """Return what stands with a drawing: title, alt sentence, points; caption and width where it has its own."""
    if name in MORE:
        return {**msgspec.structs.asdict(MORE[name].words(name)), "points": []}
    if name.startswith(PREFIX):
        code = name.removeprefix(PREFIX)
        return {"title": calendar.title(code), "alt": calendar.alt(code), "points": [code]}
    return {"title": VIEWS[name].title, "alt": atlas.alt(name), "points": list(atlas.anchors(name))}


def main() -> None:
    """Write every drawing and the index, the sources as they are listed, and what all of it was made from."""
    made = {f"{name}.svg": drawn(name) for name in names()}
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    index = json.dumps({name: described(name) for name in names()}, ensure_ascii=False, indent=1)
    files = {FOLDER / name: text for name, text in {**made, "index.json": index + "\n"}.items()}
    for path, text in {**files, sources.FILE: sources.written()}.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    made_from.FILE.write_text(made_from.now() + "\n", encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    sys.stdout.write(f"{len(names())} drawings, {size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
