"""A visit to an acupuncturist, minute by minute: the shortest and the longest that its steps add up to."""

from itertools import accumulate, pairwise

from course_lib import facts
from course_lib.facts.practice import SessionStep
from course_lib.figures import svg
from course_lib.figures.drawings import Drawing
from course_lib.figures.palette import INK, STATUS
from drawing import board

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


def spans() -> dict[str, tuple[tuple[float, float], tuple[float, float]]]:
    """Return step -> the minutes from when to when it lasts, in the shortest and in the longest visit."""
    steps = facts.session_steps()
    visits = zip(*(step.minutes for step in steps.values()), strict=True)
    short, long = (pairwise(accumulate(minutes, initial=0.0)) for minutes in visits)
    return dict(zip(steps, zip(short, long, strict=True), strict=True))


def words(_: str) -> Drawing:
    """Return what stands with the picture."""
    steps = facts.session_steps()
    shortest, longest = (end for _, end in list(spans().values())[-1])
    total = f"Together {shortest:.0f} to {longest:.0f} minutes."
    caption = (
        f"{total} The longest is a first visit with a long talk. The time with needles in is "
        "from practices and the article; the other minutes are our own estimate."
    )
    listed = "; ".join(f"{SHORT[step.id]}, {_minutes(step)}" for step in steps.values())
    alt = f"An acupuncture visit in {len(steps)} steps. {listed}. {total}"
    least, most = steps[NEEDLES_IN].minutes
    return Drawing(f"The needles are in for {least:.0f} to {most:.0f} minutes", alt, caption, WIDTH + 40)


def _minutes(step: SessionStep) -> str:
    least, most = step.minutes
    return f"{least:.0f} to {most:.0f} min"


def render(name: str) -> str:
    """Return the picture as SVG text."""
    steps, when = facts.session_steps(), spans()
    bottom = 40 + ROW * len(steps)
    with board.board(WIDTH, bottom + 44) as (figure, axes):
        board.title(axes, words(name).title)
        ticks = {LEFT + MINUTE * minute: str(minute) for minute in range(0, 101, 20)}
        board.ruler(axes, ticks, 36, bottom + 2, "minutes from the start of the visit", below=(11, 29))
        for number, step in enumerate(steps.values()):
            y = 40.0 + ROW * number
            bold = "bold" if step.id == NEEDLES_IN else "normal"
            board.words(axes, 2, y + 10, f"{number + 1}. {SHORT[step.id]}", 12.5, fontweight=bold)
            board.words(axes, WIDTH - 2, y + 10, _minutes(step), 12, ha="right", fontweight=bold)
            color = STATUS["allowed"] if step.id == NEEDLES_IN else INK
            for line, ((start, end), depth) in enumerate(zip(when[step.id], (0.95, 0.4), strict=True)):
                x, top, wide = LEFT + MINUTE * start, y + 21 + (BAR + 2) * line, MINUTE * (end - start)
                board.bar(axes, x, top, wide, BAR, color, alpha=depth)
                if number == 0:
                    board.words(axes, x + wide + 5, top + BAR / 2, ("shortest visit", "longest visit")[line], 11)
        return svg.text(figure, name)
