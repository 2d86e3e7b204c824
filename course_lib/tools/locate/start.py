"""What a round of the location trainer begins with: the trainee's choices, or an exam that was interrupted."""

import random
from collections.abc import Mapping
from datetime import datetime

from course_lib import facts
from course_lib.figures.body import measures as own_measures
from course_lib.records import Mark, Record, RecordError, Run
from course_lib.tools.locate.text import ANY, NAMES, OWN, ROUNDS, SIDES


def chosen_round(choices: Mapping[str, object], own: Mapping[str, str] | None, rng: random.Random, at: datetime) -> Run:
    """Return the round with these choices ("round", "names", "side", "body"); what is left open is chosen by chance.

    Raises
    ------
    ValueError
        With a sentence for the trainee, for a choice that there is not or a measure that cannot be drawn.
    """
    for what, known in (("round", ROUNDS), ("names", NAMES), ("side", SIDES)):
        if not isinstance(choices[what], str) or choices[what] not in known:
            raise ValueError(f"No {what} is called {str(choices[what])[:20]!r}; choose one of {', '.join(known)}.")
    body = str(choices["body"])
    if body == OWN:
        body = "; ".join(f"{name} {typed.strip()} cm" for name, typed in (own or {}).items() if typed.strip())
    elif body == ANY:
        body = rng.choice(own_measures.bodies())
    own_measures.morphs(body)
    mode, count, _ = ROUNDS[str(choices["round"])]
    either = rng.choice(("right", "left"))
    left = (either if choices["side"] == "either" else choices["side"]) == "left"
    points = " ".join(rng.sample(drawn_points(), count))
    names = str(choices["names"])
    return Run(at=at, mode=mode, points=points, side="left" if left else "right", body=body, names=names)


def drawn_points() -> tuple[str, ...]:
    """Return the codes of the points that can be asked for."""
    return tuple(code for code, point in facts.points().items() if point.on_drawing)


def unfinished_exam(record: Record) -> tuple[Run, tuple[Mark, ...]] | None:
    """Return the newest exam that was begun and not ended, and its answers; none where the record cannot be read."""
    try:
        runs = [run for run in record.runs() if run.mode == "exam"]
        if not runs or runs[-1].ended is not None:
            return None
        return runs[-1], tuple(mark for mark in record.marks() if mark.run == runs[-1].id)
    except RecordError:
        return None
