"""Draw everything that ships, and write the sources out: ``python -m drawing`` (about half a minute)."""

import sys
from types import ModuleType

import msgspec

from course_lib import facts
from course_lib.figures.body.view import VIEWS
from course_lib.figures.drawings import FOLDER, Drawing
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
from drawing.words import written

ALL: dict[str, ModuleType] = {
    **dict.fromkeys(VIEWS, atlas),
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
    **dict.fromkeys(trials.in_evidence(), trials),
    **dict.fromkeys((calendar.PREFIX + code for code in facts.points()), calendar),
}
"""Every drawing, and the module that draws it: its ``render``, and ``words`` where they are not in ``words.yaml``."""


def drawn(name: str) -> str:
    """Return one drawing as SVG text, freshly drawn."""
    return str(ALL[name].render(name))


def described(name: str) -> Drawing:
    """Return what stands with a drawing."""
    words: Drawing = getattr(ALL[name], "words", written)(name)
    return words


def main() -> None:
    """Write every drawing and the index, the sources as they are listed, and what all of it was made from."""
    files = {FOLDER / f"{name}.svg": drawn(name) for name in ALL}
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    index = msgspec.json.format(msgspec.json.encode({name: described(name) for name in ALL}), indent=1)
    files[FOLDER / "index.json"] = index.decode() + "\n"
    for path, text in {**files, sources.FILE: sources.written()}.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    made_from.FILE.write_text(made_from.now() + "\n", encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    sys.stdout.write(f"{len(ALL)} drawings, {size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
