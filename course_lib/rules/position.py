"""How she may lie or sit for a visit, by week: read from ``facts.positions()``, where unnamed is never safe."""

from course_lib import facts
from course_lib.facts.case import PositionName
from course_lib.facts.practice import Position
from course_lib.rules.session_plan import position_at
from course_lib.rules.status import Status, strictest
from course_lib.rules.typed import typed

POSITIONS: dict[PositionName, str] = {
    "side-lying": "On her side, with pillows",
    "semi-reclined": "Half lying, back up, a wedge under the right hip",
    "seated": "Sitting, leaning forward on cushions",
    "supine": "Flat on her back",
    "prone": "Face down",
}
"""The positions to choose from, in the words a trainee sees."""
_STANDS_AS = {"supine": ("supine", "flat on the back")}


@typed
def assess_position(name: str, week: int | None) -> Status:
    """Return how a position stands in a completed week; without a week (None) the strictest over all weeks.

    Raises
    ------
    ValueError
        For a position that this course does not know, or a week outside 0 to 44.
    """
    if not isinstance(name, str) or name not in POSITIONS:
        raise ValueError(f"No position is called {str(name)[:20]!r}; choose from {', '.join(POSITIONS)}.")
    if week is not None:
        return _in_stage(name, position_at(week))
    return strictest(_in_stage(name, row) for row in facts.positions().values() if row.from_week is not None)


def _in_stage(name: str, row: Position) -> Status:
    starts = _STANDS_AS.get(name, (name,))
    for status, lines in ((Status.AVOID, row.avoid), (Status.CAUTION, row.caution), (Status.ALLOWED, row.allowed)):
        if any(line.startswith(starts) for line in lines):
            return status
    return Status.CAUTION
