"""Two weeks of an invented diary: what hers may look like. Drawn with the same function as her own."""

from datetime import date, datetime

from course_lib.figures import svg
from course_lib.figures.diary import WIDTH, by_day, days_drawn
from course_lib.figures.drawings import Drawing
from course_lib.records import DiaryEntry

LAST = date(2026, 3, 14)
CRAMPS = ((1, 3, 6), (2, 4, 7), (4, 2, 5), (5, 15, 3), (6, 3, 8), (6, 5, 4), (9, 1, 6), (11, 3, 4), (14, 4, 5))
"""Day of March, hour, how bad."""
ROWS = tuple(
    DiaryEntry(at=datetime(2026, 3, day, hour), muscle="calf", severity=severity, minutes=1, helped="stretching")  # noqa: DTZ001  her own clock
    for day, hour, severity in CRAMPS
)


def render(name: str) -> str:
    """Return the drawing as SVG text."""
    return svg.text(days_drawn(ROWS, LAST, 14), name)


def words(_: str) -> Drawing:
    """Return what stands with the drawing."""
    title = "Nine cramps in two weeks, eight of them at night (an invented diary)"
    caption = "An invented diary. Each dot is a cramp; the higher, the worse. Full dots are nights, open ones days."
    return Drawing(title, f"{title}. {by_day(ROWS, LAST).alt}", caption, WIDTH)
