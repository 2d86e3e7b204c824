"""Two weeks of an invented diary: what hers may look like. Drawn with the same function as her own."""

from dataclasses import dataclass
from datetime import date, datetime

from course_lib.figures.diary import WIDTH, by_day, days_drawn
from course_lib.figures.picture import Words

LAST = date(2026, 3, 14)


@dataclass(frozen=True)
class Invented:
    """A cramp that nobody had."""

    at: datetime
    severity: int
    muscle: str = "calf"
    helped: str = "stretching"


ROWS = tuple(
    Invented(datetime.combine(date(2026, 3, day), datetime.min.time().replace(hour=hour)), severity)
    for day, hour, severity in (
        (1, 3, 6), (2, 4, 7), (4, 2, 5), (5, 15, 3), (6, 3, 8), (6, 5, 4), (9, 1, 6), (11, 3, 4), (14, 4, 5),
    )
)  # fmt: skip


def render(name: str) -> str:
    """Return the drawing as SVG text."""
    return days_drawn(ROWS, LAST, 14, name)


def words(name: str) -> Words:
    """Return what stands with the drawing."""
    title = "Nine cramps in two weeks, eight of them at night (an invented diary)"
    caption = "An invented diary. Each dot is a cramp; the higher, the worse. Full dots are nights, open ones days."
    return Words(title, f"{title}. {by_day(ROWS, LAST).alt}", caption, WIDTH)
