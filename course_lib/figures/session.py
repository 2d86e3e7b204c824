"""A visit to an acupuncturist, minute by minute: the shortest and the longest that its steps add up to."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course_lib import facts
from course_lib.facts.practice import SessionStep
from course_lib.figures import svg
from course_lib.figures.palette import INK, MUTED, STATUS
from course_lib.figures.picture import Words

NEEDLES_IN = "needles-in"
WIDTH, LEFT, MINUTE, ROW, BAR = 400, 10, 3.7, 50, 9
"""Pixels: the drawing, where minute 0 stands, one minute, one step, one bar."""
SHORT = {
    "arrival": "Arrive; identity and pregnancy check",
    "history": "Talk: history, warning signs, plan, consent",
    "positioning": "Find a good position, with pillows",
    "insertion": "Clean hands, skin check, needles go in",
    "needles-in": "Needles in, practitioner within call",
    "removal": "Needles out and counted; sit up slowly",
    "aftercare": "Advice, diary, rest before you leave",
}
"""Each step in a few words; the facts hold it in full."""


@dataclass(frozen=True)
class Span:
    """When a step begins and ends in one visit, in minutes."""

    start: float
    end: float


def spans() -> dict[str, tuple[Span, Span]]:
    """Return step -> when it happens in the shortest and in the longest visit."""
    found, short, long = {}, 0.0, 0.0
    for step in facts.session_steps().values():
        least, most = step.minutes
        found[step.id] = Span(short, short + least), Span(long, long + most)
        short, long = short + least, long + most
    return found


def title() -> str:
    """Return the finding."""
    least, most = facts.session_steps()[NEEDLES_IN].minutes
    return f"The needles are in for {least:.0f} to {most:.0f} minutes"


def words(name: str) -> Words:
    """Return what stands with the picture."""
    steps = [f"{SHORT[step.id]}, {_minutes(step)}" for step in facts.session_steps().values()]
    shortest, longest = list(spans().values())[-1]
    total = f"Together {shortest.end:.0f} to {longest.end:.0f} minutes."
    caption = (
        f"{total} The longest is a first visit with a long talk. The time with needles in is "
        "from practices and the article; the other minutes are our own estimate."
    )
    alt = f"An acupuncture visit in {len(steps)} steps. {'; '.join(steps)}. {total}"
    return Words(title(), alt, caption, WIDTH + 40)


def _minutes(step: SessionStep) -> str:
    least, most = step.minutes
    return f"{least:.0f} to {most:.0f} min"


def render(name: str) -> str:
    """Return the picture as SVG text."""
    steps, when = facts.session_steps(), spans()
    bottom = 40 + ROW * len(steps)
    with svg.board(WIDTH, bottom + 44) as (figure, axes):
        svg.words(axes, 2, 14, title(), 15, fontweight="bold")
        _scale(axes, 36, bottom + 2)
        for number, step in enumerate(steps.values()):
            y = 40.0 + ROW * number
            bold = "bold" if step.id == NEEDLES_IN else "normal"
            svg.words(axes, 2, y + 10, f"{number + 1}. {SHORT[step.id]}", 12.5, fontweight=bold)
            svg.words(axes, WIDTH - 2, y + 10, _minutes(step), 12, ha="right", fontweight=bold)
            color = STATUS["allowed"] if step.id == NEEDLES_IN else INK
            for line, (span, depth) in enumerate(zip(when[step.id], (0.95, 0.4), strict=True)):
                x, top, wide = LEFT + MINUTE * span.start, y + 21 + (BAR + 2) * line, MINUTE * (span.end - span.start)
                axes.add_patch(Rectangle((x, top), wide, BAR, facecolor=color, alpha=depth, linewidth=0))
                if number == 0:
                    svg.words(axes, x + wide + 5, top + BAR / 2, ("shortest visit", "longest visit")[line], 11)
        return svg.text(figure, name)


def _scale(axes: Axes, top: float, bottom: float) -> None:
    for minute in range(0, 101, 20):
        x = LEFT + MINUTE * minute
        axes.plot([x, x], [top, bottom], color=MUTED, linewidth=0.7, alpha=0.6, zorder=0)
        svg.words(axes, x, bottom + 11, str(minute), 11.5, ha="center")
    svg.words(axes, LEFT + 50 * MINUTE, bottom + 29, "minutes from the start of the visit", 11.5, ha="center")
