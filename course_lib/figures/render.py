"""Draw everything that ships: ``python -m course_lib.figures.render`` (about half a minute)."""

import json
import sys
from dataclasses import asdict
from typing import Protocol

from course_lib import facts
from course_lib.figures import (
    atlas,
    bath,
    calendar,
    diary_example,
    legs_blank,
    muscle,
    pose,
    prevalence,
    session,
    side_effects,
    trials,
    two_legs,
)
from course_lib.figures.drawings import FOLDER
from course_lib.figures.picture import Words

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
    **dict.fromkeys(trials.SUBJECTS, trials),
    "bath": bath,
    "session": session,
    "side-effects": side_effects,
    **dict.fromkeys(pose.WORDS, pose),
    "diary-example": diary_example,
}
"""Every other drawing, and the module that draws it."""


def names() -> list[str]:
    """Return the names of all drawings: the views, the other pictures, then the calendars in the facts' order."""
    return [*atlas.VIEWS, *MORE, *(PREFIX + code for code in facts.points())]


def drawn(name: str) -> str:
    """Return one drawing, freshly drawn."""
    if name in MORE:
        return MORE[name].render(name)
    return calendar.render(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else atlas.render(name)


def described(name: str) -> dict[str, object]:
    """Return what stands with a drawing: title, alt sentence, points; caption and width where it has its own."""
    if name in MORE:
        return {**asdict(MORE[name].words(name)), "points": []}
    if name.startswith(PREFIX):
        code = name.removeprefix(PREFIX)
        return {"title": calendar.title(code), "alt": calendar.alt(code), "points": [code]}
    return {"title": atlas.VIEWS[name].title, "alt": atlas.alt(name), "points": list(atlas.anchors(name))}


def main() -> None:
    """Write every drawing and the index."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for name in names():
        (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8", newline="\n")
    index = json.dumps({name: described(name) for name in names()}, ensure_ascii=False, indent=1)
    (FOLDER / "index.json").write_text(index + "\n", encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    sys.stdout.write(f"{len(names())} drawings, {size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
