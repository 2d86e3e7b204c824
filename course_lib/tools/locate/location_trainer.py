"""The location trainer: a point is named, the trainee marks it on a drawn body, and the tool measures how far off.

It trains anatomy. Python measures and decides, by the kernel; the browser shows the picture and moves the cross.
"""

import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime

import traitlets

from course_lib.figures.body.marking import measured
from course_lib.figures.body.points import body_of
from course_lib.figures.body.view import VIEWS, BareView, bare_view, best_view
from course_lib.records import now, record
from course_lib.tools.kit.awake import Awake
from course_lib.tools.kit.her_page import in_kernel
from course_lib.tools.kit.page import script, styles
from course_lib.tools.locate import screen as screens
from course_lib.tools.locate.run import LocationRun
from course_lib.tools.locate.start import chosen_round, drawn_points, unfinished_exam
from course_lib.tools.locate.text import AGAIN_FROM_HERE, ANY, BESIDE, KEPT, TIME_UP

FIRST_VIEW = "leg-front"


class LocationTrainer(Awake):
    """Rounds of points to locate. Everything can be done without a browser: ``start``, ``look``, ``mark``, ``go_on``.

    ``run`` is the round that is going on, ``given`` the answer that is shown.
    """

    _esm = script("locate/location_trainer.js")
    _css = styles("locate/location_trainer.css")

    html = traitlets.Unicode(read_only=True).tag(sync=True)
    """The page: words, choices and views."""
    screen = traitlets.Dict(read_only=True).tag(sync=True)
    """What is shown now: ``phase`` is start, point, answer or end."""
    picture = traitlets.Unicode(read_only=True).tag(sync=True)
    """The skin of the view, as the address of a picture."""

    def __init__(
        self,
        now: Callable[[], datetime] = now,
        clock: Callable[[], float] = time.monotonic,
        rng: random.Random | None = None,
    ) -> None:
        self.record = record()
        self.run: LocationRun | None = None
        self.given: screens.Given | None = None
        self._now, self._clock, self._rng = now, clock, rng or random.Random()
        self._view = FIRST_VIEW
        super().__init__()
        self.set_trait("html", screens.page())
        self.on_msg(self._heard)
        self.set_trait("screen", screens.opening(None))
        if not in_kernel():
            self.shown()

    def __repr__(self) -> str:
        count = len(drawn_points())
        return f"Location trainer: {count} points on leg, foot and hand. Your answers are {self.record.where}."

    def start(
        self,
        round: str = "practice",  # noqa: A002  # what it is called on the page
        names: str = "code",
        body: str = ANY,
        side: str = "either",
        own: Mapping[str, str] | None = None,
    ) -> None:
        """Begin a round; a choice that there is not, or a measure that cannot be drawn, is a ``ValueError``."""
        choices = {"round": round, "names": names, "body": body, "side": side}
        run = chosen_round(choices, own, self._rng, self._now())
        self.run = LocationRun(run, self.record, self._now, self._clock)
        self.run.begin()
        self._view = FIRST_VIEW
        self._ask()

    def resume(self) -> None:
        """Go on with the exam that was interrupted."""
        self.run = self._interrupted()
        if self.run:
            self._ask(AGAIN_FROM_HERE)

    def look(self, view: str) -> None:
        """Turn to a view."""
        if view not in VIEWS:
            raise ValueError(f"There is no view called {str(view)[:20]!r}: choose {', '.join(VIEWS)}.")
        self._view = view
        if self.run:
            self._show(self.screen["phase"])

    def mark(self, x: float, y: float) -> None:
        """Answer with a mark at a pixel of the view, counted from its upper left corner."""
        if not self._asks():
            return
        if not all(isinstance(each, (int, float)) and -1e5 < each < 1e5 for each in (x, y)):
            raise ValueError(BESIDE)
        run, view = self._round(), self._shown()
        spot = view.spot(view.size[0] - x if run.run.side == "left" else x, y)
        if spot is None:
            raise ValueError(BESIDE)
        if VIEWS[view.name].body == body_of(run.code):
            self._answer(screens.Given(run.code, spot, measured(run.code, spot, run.morphs)))
        else:
            self._answer(screens.Given(run.code, spot, None, f"you marked the {VIEWS[view.name].body}."))

    def pass_on(self) -> None:
        """Answer that the trainee does not know."""
        if self._asks():
            self._answer(screens.Given(self._round().code, why_not="you set no mark."))

    def time_up(self) -> None:
        """Hear that the page's clock ran out; the clock here decides."""
        if self._asks() and self._round().time_is_up:
            run = self._round()
            self._answer(screens.Given(run.code), TIME_UP.format(number=run.number))

    def go_on(self) -> None:
        """Ask for the next point, or show the result."""
        if self.run and self.screen["phase"] == "answer":
            self._ask()

    def end(self) -> None:
        """End the round, or the interrupted exam, and show its result."""
        self.run = self.run or self._interrupted()
        if self.run:
            self.run.end()
            self._show("end")

    def shown(self) -> None:
        """Offer an interrupted exam to go on with, once a browser shows the tool: a file that is run has none of it."""
        if self.run is None:
            self._open()

    def again(self) -> None:
        """Go back to the first screen."""
        self.run = None
        self._open()

    def _round(self) -> LocationRun:
        run: LocationRun | None = self.run  # the widget's base class carries no types
        assert run is not None
        return run

    def _asks(self) -> bool:
        return self.run is not None and self.screen["phase"] == "point"

    def _shown(self) -> BareView:
        return bare_view(self._view, self._round().morphs)

    def _interrupted(self) -> LocationRun | None:
        found = unfinished_exam(self.record)
        return LocationRun(found[0], self.record, self._now, self._clock, found[1]) if found else None

    def _open(self) -> None:
        self.set_trait("screen", screens.opening(self._interrupted()))

    def _ask(self, message: str = "") -> None:
        run = self._round()
        if run.finished:
            self.end()
            return
        self.given = None
        if run.run.mode == "learn":
            self._view = best_view(run.code)
        run.start_clock()
        self._show("point", message)

    def _answer(self, given: screens.Given, message: str = "") -> None:
        run = self._round()
        kept = run.answer(given.found)
        if run.is_exam:
            self._ask(message or KEPT.format(number=kept.number))
            return
        self.given = given
        if given.found is None:
            self._view = best_view(given.code)
        self._show("answer")

    def _show(self, phase: str, message: str = "") -> None:
        run = self._round()
        said = {"phase": phase, "message": " ".join(filter(None, (message, run.trouble)))}
        if phase == "end":
            self.set_trait("screen", {**said, "end": screens.result(run, self.record.where)})
            return
        view = self._shown()
        with self.hold_sync():
            self.set_trait("picture", view.picture)
            self.set_trait("screen", {**said, **screens.shown(phase, run, view, self.given)})

    def _heard(self, _: object, content: object, __: object) -> None:
        """Do what the page asks for; a slip gets its sentence, and what is about another point is too late."""
        if not isinstance(content, dict) or content.get("do") not in ACTIONS:
            return
        arguments = content.get("with", {})
        if content["do"] in ABOUT_A_POINT and self.run and content.get("number") != self.run.number:
            return
        try:
            getattr(self, content["do"])(**arguments)
        except (ValueError, TypeError) as error:
            self.set_trait("screen", {**self.screen, "message": str(error), "slips": self.screen.get("slips", 0) + 1})


ABOUT_A_POINT = ("mark", "pass_on", "time_up")
ACTIONS = ("shown", "start", "resume", "look", "go_on", "end", "again", *ABOUT_A_POINT)
"""What the page may ask for."""


def location_trainer() -> LocationTrainer:
    """Return the location trainer; an interrupted mock exam is offered to go on with."""
    return LocationTrainer()
