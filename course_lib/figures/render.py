"""Draw everything that ships: ``python -m course_lib.figures.render`` (about half a minute)."""

import json
import sys

from course_lib import facts
from course_lib.figures import atlas, calendar
from course_lib.figures.drawings import FOLDER

PREFIX = "calendar-"


def names() -> list[str]:
    """Return the names of all drawings: the views, then the calendars in the facts' order."""
    return [*atlas.VIEWS, *(PREFIX + code for code in facts.points())]


def drawn(name: str) -> str:
    """Return one drawing, freshly drawn."""
    return calendar.render(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else atlas.render(name)


def described(name: str) -> dict[str, object]:
    """Return a drawing's title, alt sentence and points."""
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
