"""Charts with matplotlib's own axes, in the look of the course: a title that wraps, no frame, quiet lines.

matplotlib is loaded when a chart is drawn, not before; where it is missing, the chart is told in words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any, TypeVar

from course_lib.figures.palette import INK, MUTED, STATUS, themed
from course_lib.figures.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PHONE, SHOWN_WIDTH = 320, 440
"""Pixels: a chart as wide as a telephone, and at most so wide on a page."""
LINE, LETTERS = 17, 36
"""Pixels from one line of a title to the next; letters that a line holds on a telephone."""
GOOD, BAD = STATUS["allowed"], STATUS["avoid"]
LOOK: dict[Any, Any] = {
    "font.size": 11, "text.color": INK, "text.parse_math": False, "lines.markersize": 6, "axes.titlesize": 11,
    "axes.titlelocation": "left", "axes.labelsize": 11, "axes.labelcolor": INK, "axes.axisbelow": True,
    "axes.facecolor": "none", "axes.spines.left": False, "axes.spines.right": False, "axes.spines.top": False,
    "axes.spines.bottom": False, "axes.grid": True, "grid.color": MUTED, "grid.linewidth": 0.6, "grid.alpha": 0.6,
    "xtick.color": INK, "ytick.color": INK, "xtick.major.size": 0, "ytick.major.size": 0, "xtick.major.pad": 8,
}  # fmt: skip
Row = TypeVar("Row")
Key = TypeVar("Key")
FIRST_IDEOGRAPH = "\u2e80"
"""From here on the drawings' font has next to nothing."""


@contextmanager
def chart(
    title: str, *heights: float, left: float = 8, right: float = 14, gap: float = 46, below: float = 20,
    width: int = PHONE,
) -> Iterator[tuple["Figure", list["Axes"]]]:  # fmt: skip
    """Give a figure with axes one below the other, so many pixels high, under a title.

    ``gap`` is the room that each of the axes has above and below together: for its own title, and its ticks.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    from course_lib.figures import svg

    lines = wrapped(title, width * LETTERS // PHONE)
    whole = LINE * len(lines) + sum(gap + height for height in heights)
    with mpl.rc_context({**svg.SETTINGS, **LOOK}):
        figure, bottom = Figure(figsize=(width / 72, whole / 72), dpi=72), whole - LINE * len(lines) + below
        for number, line in enumerate(lines):
            figure.text(2 / width, 1 - (16 + LINE * number) / whole, line, fontsize=13.5, fontweight="bold")
        panels = []
        for height in heights:
            bottom -= gap + height
            panels.append(figure.add_axes((left / width, bottom / whole, 1 - (left + right) / width, height / whole)))
        yield figure, panels


def bars(axes: "Axes", gid: str, rows: Sequence[tuple[str, float, str]], longest: float) -> None:
    """Draw a bar for each row: its words before it, its size, and its number behind it."""
    for place, (_, size, number) in enumerate(rows):
        axes.barh(place, size, 0.62, color=GOOD, alpha=0.85, gid=f"{gid}-{place}")
        axes.annotate(number, (size, place), (6, 0), textcoords="offset points", va="center", fontweight="bold")
    axes.set(xlim=(0, longest), ylim=(max(1, len(rows)) - 0.5, -0.5), xticks=[])
    axes.set_yticks(range(len(rows)), [words for words, _, _ in rows])
    axes.grid(visible=False)


def picture(draw: Callable[[], "Figure"], name: str, sentences: Sequence[str], caption: str) -> Picture:
    """Return a drawing with what it shows in words, or the words alone where nothing can be drawn."""
    alt = f"{'. '.join(sentences)}."
    try:
        import matplotlib as mpl

        from course_lib.figures import svg

        with mpl.rc_context(LOOK):
            return Picture(themed(svg.text(draw(), name)), alt, caption, SHOWN_WIDTH)
    except ModuleNotFoundError as missing:
        needs = f"It is told and not drawn: a drawing needs {missing.name}, which is not installed here."
        return Picture("", alt, f"{alt} {caption} {needs}", SHOWN_WIDTH)


def by_key(rows: Iterable[Row], key: Callable[[Row], Key], kind: str) -> dict[Key, list[Row]]:
    """Return the rows by what they have in common, in the order in which that comes first.

    Raises
    ------
    ValueError
        Where there is no row of this kind.
    """
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    if not groups:
        raise ValueError(f"There is no {kind} to draw yet; give at least one.")
    return groups


def wrapped(text: str, letters: int = LETTERS) -> list[str]:
    """Return a title in as few lines of so many letters as it needs, about equally long."""
    text = printable(text).replace(" mm", "\u00a0mm")  # a number stays with its unit
    fewest = len(wrap(text, letters))
    return next((lines for fit in range(1, letters) if len(lines := wrap(text, fit)) == fewest), wrap(text, letters))


def printable(text: str, most: int = 200) -> str:
    """Return text that any drawing can hold: one line, no sign that its font lacks, cut where it is very long."""
    known = "".join(letter if letter.isprintable() and letter < FIRST_IDEOGRAPH else " " for letter in text)
    return shorten(known, most, placeholder=" …") if " " in known[:most] else known[:most]
