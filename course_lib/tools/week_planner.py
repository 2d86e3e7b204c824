"""A week of moving and gentle stretches to plan and print. It is for health; nobody knows whether it cuts cramps."""

from functools import partial

import ipywidgets as widgets

from course_lib import facts
from course_lib.rules.numbers import parse_number
from course_lib.tools.kit.card import card
from course_lib.tools.kit.fields import button, field, on_change, tick
from course_lib.tools.kit.html import alert, part
from course_lib.tools.kit.tool import Tool

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_MINUTES = 180
MINUTES = f"Type the minutes a day as a whole number from 1 to {MOST_MINUTES}, for example 20."
shown = partial(part, of="week_planner.html")
NO_DAY = "Tick at least one day first, then choose the button."


def movements() -> tuple[str, ...]:
    """Return the kinds of moving that count toward the week's minutes; stretches are planned apart."""
    return tuple(kind for kind in facts.numbers()["exercise-types"].items if kind != "stretching")


def parse_minutes(text: str) -> int:
    """Read typed minutes a day; ValueError with a sentence for anything but a whole number from 1 to 180."""
    return int(parse_number(text, low=1, high=MOST_MINUTES, ask=MINUTES, whole=True))


class WeekPlanner(Tool):
    """What to do, how long, on which days; then the week as a table, its minutes, and a card to print."""

    def __init__(self) -> None:
        self.lines: dict[str, tuple[int, frozenset[str]]] = {}
        """What is planned: its name, minutes a day (0 for a stretch), days."""
        self._stretches = {stretch.name: stretch for stretch in facts.stretches().values() if stretch.name}
        kinds = [(kind, kind) for kind in movements()]
        stretches = [(f"stretch: {name}", name) for name in self._stretches]
        self.what = field(widgets.Dropdown, "What", options=kinds + stretches)
        self.minutes = field(widgets.Text, "Minutes a day", value="20", continuous_update=False)
        self.days = {day: tick(day) for day in DAYS}
        self.about, self.said, self.week, self.planned = (*(widgets.HTML() for _ in range(3)), widgets.VBox())
        ticks = widgets.HBox(list(self.days.values()))
        ticks.add_class("days")
        asks = widgets.HTML(part("paragraph", "On which days?"))
        self.add = button("Put it in my week", self.put)
        first = (widgets.HTML(shown("first")), self.what, self.about, self.minutes, asks, ticks, self.add)
        super().__init__([*first, self.said, self.planned, self.week], "choices", "prevention")
        on_change(self._explain, self.what)
        self._explain()
        self._tell()

    @property
    def total_minutes(self) -> int:
        """Minutes of moving in the whole week; stretches have none."""
        return sum(minutes * len(days) for minutes, days in self.lines.values())

    def put(self) -> None:
        """Put what is chosen into the week on the ticked days, or say in one sentence what is missing."""
        what, days = self.what.value, frozenset(day for day, box in self.days.items() if box.value)
        try:
            minutes = 0 if what in self._stretches else parse_minutes(self.minutes.value)
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        if not days:
            self.said.value = alert(NO_DAY)
            return
        self.lines[what] = (minutes, days)
        for box in self.days.values():
            box.value = False
        self.said.value = shown("put_in", what, minutes)
        self._tell()

    def remove(self, what: str) -> None:
        """Take something out of the week."""
        self.lines.pop(what, None)
        self._tell()

    def _explain(self) -> None:
        stretch = self._stretches.get(self.what.value)
        self.minutes.layout.display = "none" if stretch else None
        self.about.value = shown("how", stretch) if stretch else ""

    def _tell(self) -> None:
        self.planned.children = [button(f"Remove {what}", partial(self.remove, what)) for what in self.lines]
        week = card("My week of moving", shown("week", self.lines, DAYS, self.total_minutes), "my-week.html")
        self.week.value = (week if self.lines else shown("empty", self.total_minutes)) + shown("not_saved")

    def __repr__(self) -> str:
        # ipywidgets cuts what is longer than 110 characters.
        said = f"Week planner: {self.total_minutes} minutes planned. Nothing is saved."
        return f"{said} One leg swollen, warm, red or sore: call now, day or night."


def week_planner() -> WeekPlanner:
    """Return the week planner for movement and stretches, with a page to print."""
    return WeekPlanner()
