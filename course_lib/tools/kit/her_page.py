"""What a tool knows of the page it is shown on: whether anybody looks at it, and the clock beside her.

What a tool shows of her record goes out only once a browser shows the tool. So a notebook that a program runs
(``nbconvert --execute``, papermill) has nothing of hers in the file it writes, neither in outputs nor in widget state.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

import anywidget
import msgspec
import traitlets
from IPython.core.getipython import get_ipython

from course_lib.records.rows import FARTHEST, OnHerWall, now
from course_lib.tools.kit.page import script

C = TypeVar("C", bound=date)


class Clock(msgspec.Struct):
    """What a browser says: her date and time, the minutes it is ahead of UTC, and the name of her zone."""

    at: OnHerWall
    utc_offset: int
    zone: str = ""


class HerPage(anywidget.AnyWidget):
    """Shows nothing; put one among a tool's parts, and call `begin` once they are wired.

    Parameters
    ----------
    show
        Shows what is hers; called once a browser shows the tool. Without a kernel there is no file to keep it out of,
        and it is called at once.
    now
        The clock of this computer, by which she goes until her browser has said what its own shows.
    """

    _esm = script("kit/her_page.js")

    heard = traitlets.Bool(read_only=True).tag(sync=True)
    """Whether Python has heard what the page says."""

    def __init__(self, show: Callable[[], None], now: Callable[[], datetime] = now) -> None:
        self._show_once, self._here, self._ahead = cache(show), checked_clock(now, datetime), timedelta(0)
        self._told: Clock | None = None
        self.on_change: Callable[[], None] = lambda: None
        """Called each time her browser has told its clock."""
        super().__init__()
        self.on_msg(self._heard)

    def begin(self) -> None:
        """Show what is hers now, or as soon as somebody looks."""
        if not in_kernel():
            self._show_once()

    def now(self) -> datetime:
        """Return the date and time that her own clock shows, to the second."""
        return self._here() + self._ahead

    def utc_offset(self, at: datetime) -> int | None:
        """Return by how many minutes her clock is ahead of UTC on a day of hers, which summer time changes."""
        if self._told is None:
            return None
        try:
            ahead = ZoneInfo(self._told.zone).utcoffset(at)
        except (KeyError, ValueError, OSError):  # a system without zones, or one that is not known there
            ahead = None
        return self._told.utc_offset if ahead is None else int(ahead.total_seconds() // 60)

    def _heard(self, _: object, content: object, __: object) -> None:
        try:
            told = msgspec.convert(content, Clock)
        except msgspec.ValidationError:
            return
        if abs(told.utc_offset) <= FARTHEST:
            self._told, self._ahead = told, told.at - self._here().replace(microsecond=0)
            self.on_change()
        self._show_once()
        self.set_trait("heard", True)

    def __repr__(self) -> str:
        return "What is yours is shown to you alone."


def checked_clock(clock: Callable[[], C], gives: type[C]) -> Callable[[], C]:
    """Return a clock that was given to a tool, or raise a ValueError with a sentence where it tells no time."""
    try:
        told: object = clock()
    except Exception:  # anything may stand here, and do anything
        told = None
    if not isinstance(told, gives):
        raise ValueError(f"Leave the clock out, or give a function that returns a {gives.__name__} when it is called.")
    return clock


def in_kernel() -> bool:
    """Whether this runs in a notebook's kernel, so that what is shown may end up in a file."""
    return hasattr(get_ipython(), "kernel")
