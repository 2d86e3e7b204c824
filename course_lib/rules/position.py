"""How she may lie or sit for a visit, by week. ``facts.positions()`` names each position at each stage."""

from course_lib import facts
from course_lib.facts.case import PositionName
from course_lib.facts.practice import Position
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


@typed
def position_at(week: int) -> Position:
    """Return how to lie in a completed week (0 to 44).

    Raises
    ------
    ValueError
        For a week that no stage holds.
    """
    for row in facts.positions().values():
        if row.from_week is not None and row.to_week is not None and row.from_week <= week <= row.to_week:
            return row
    raise ValueError(f"Give the weeks of pregnancy as a number from 0 to 44, not {str(week)[:20]!r}.")


@typed
def assess_position(name: str, week: int | None) -> Status:
    """Return how a position stands in a completed week; without a week (None) the strictest over all weeks.

    Raises
    ------
    ValueError
        For a position that this course does not know, or a week outside 0 to 44.
    """
    if name not in POSITIONS:
        raise ValueError(f"No position is called {name[:20]!r}; choose from {', '.join(POSITIONS)}.")
    stages = facts.positions().values() if week is None else [position_at(week)]
    return strictest(Status(row.lie[name].status) for row in stages if row.lie)
