"""A week of moving and gentle stretches to plan and print. It is for health; nobody knows whether it cuts cramps."""

from html import escape

import ipywidgets as widgets

from course_lib import facts
from course_lib.facts.care import Stretch
from course_lib.rules.numbers import parse_number
from course_lib.tools.kit.card import CLOT_FIRST, alert, card
from course_lib.tools.kit.fields import field, tick
from course_lib.tools.kit.tool import Tool

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_MINUTES = 180
MINUTES = f"Type the minutes a day as a whole number from 1 to {MOST_MINUTES}, for example 20."
NO_DAY = "Tick at least one day first, then choose the button."
NOT_SAVED = "Nothing is saved: when you close this page, the week is gone. Print it to keep it."
ASK_FIRST = "Ask your midwife or doctor first if you have a health or pregnancy problem."
HOLD_ON = "Standing? Hold on to a chair or the wall. Stretch gently, and stop if it hurts."
UNKNOWN = "Nobody knows yet whether exercise or stretching makes cramps rarer. Moving is good for you in other ways."

NAMES = {
    "mayo-wall": "Calf stretch at a wall",
    "hallegraeff": "Calf and hamstring stretches",
    "hamstring-gentle": "Back-of-thigh stretch",
    "foot-pumps": "Foot bends and circles",
}
"""Short names of the stretches in the facts that are not for use during a cramp, and that a source describes."""


def movements() -> tuple[str, ...]:
    """Return the kinds of moving that count toward the week's minutes; stretches are planned apart."""
    return tuple(each for each in facts.numbers()["exercise-types"].items if each != "stretching")


def how(stretch: Stretch) -> str:
    """Return how a stretch is done, with the times its source gives and what was tested."""
    said = [f"{stretch.when[0].upper()}{stretch.when[1:]}: {stretch.how}."]
    if stretch.hold_s:
        longest = f" to {stretch.hold_max_s}" if stretch.hold_max_s else ""
        times = f", {stretch.reps} times" if stretch.reps and stretch.reps > 1 else ""
        legs = ", each leg" if stretch.sides == 2 else ""
        said.append(f"Hold for {stretch.hold_s}{longest} seconds{times}{legs}.")
    tested = "Tested in pregnancy." if stretch.tested_in_pregnancy else "Not tested in pregnancy."
    return " ".join([*said, tested])


def parse_minutes(text: str) -> int:
    """Read typed minutes a day; ValueError with a sentence for anything but a whole number from 1 to 180."""
    return int(parse_number(text, low=1, high=MOST_MINUTES, ask=MINUTES, whole=True))


class WeekPlanner(Tool):
    """What to do, how long, on which days; then the week as a table, its minutes, and a card to print."""

    def __init__(self) -> None:
        self.lines: dict[str, tuple[int, frozenset[str]]] = {}
        """What is planned: its name, minutes a day (0 for a stretch), days."""
        stretches = [(f"stretch: {name}", name) for name in NAMES.values()]
        self.what = field(widgets.Dropdown, "What", options=[*((each, each) for each in movements()), *stretches])
        self.minutes = field(widgets.Text, "Minutes a day", value="20", continuous_update=False)
        self.days = {day: tick(day) for day in DAYS}
        self.add = widgets.Button(description="Put it in my week")
        self.about, self.said, self.week = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.planned = widgets.VBox()
        ticks = widgets.HBox(list(self.days.values()))
        ticks.add_class("days")
        goal = facts.numbers()["exercise-week"].says
        top = f"{CLOT_FIRST}<p>{UNKNOWN} {escape(goal)} {ASK_FIRST}</p>"
        super().__init__([
            widgets.HTML(top + _stop_signs()), self.what, self.about, self.minutes,
            widgets.HTML("<p>On which days?</p>"), ticks, self.add, self.said, self.planned, self.week,
        ], "choices", "prevention")  # fmt: skip
        self.add.on_click(lambda _: self.put())
        self.what.observe(lambda _: self._explain(), names="value")
        self._explain()
        self._tell()

    @property
    def total_minutes(self) -> int:
        """Minutes of moving in the whole week; stretches have none."""
        return sum(minutes * len(days) for minutes, days in self.lines.values())

    def put(self) -> None:
        """Put what is chosen into the week on the ticked days, or say in one sentence what is missing."""
        days = frozenset(day for day, box in self.days.items() if box.value)
        try:
            minutes = 0 if self._stretch() else parse_minutes(self.minutes.value)
        except ValueError as error:
            self.said.value = alert(str(error))
            return
        if not days:
            self.said.value = alert(NO_DAY)
            return
        self.lines[self.what.value] = (minutes, days)
        for box in self.days.values():
            box.value = False
        self.said.value = f'<p role="status">In your week: {escape(_line(self.what.value, minutes))}.</p>'
        self._tell()

    def remove(self, what: str) -> None:
        """Take something out of the week."""
        self.lines.pop(what, None)
        self._tell()

    def _stretch(self) -> Stretch | None:
        return next((facts.stretches()[key] for key, name in NAMES.items() if name == self.what.value), None)

    def _explain(self) -> None:
        stretch = self._stretch()
        self.minutes.layout.display = "none" if stretch else None
        self.about.value = f"<p>{escape(how(stretch))} {HOLD_ON}</p>" if stretch else ""

    def _tell(self) -> None:
        buttons = []
        for what in self.lines:
            buttons.append(widgets.Button(description=f"Remove {what}"))
            buttons[-1].on_click(lambda _, what=what: self.remove(what))
        self.planned.children = buttons
        goal = facts.numbers()["exercise-week"].value or 0
        more = max(0, goal - self.total_minutes)
        rest = f"{more:g} more make the usual goal" if more else "that is the usual goal or more"
        total = (
            f"<p><strong>{self.total_minutes} minutes of moving this week;</strong> {rest} ({goal:g}, moderate).</p>"
        )
        body = f"{CLOT_FIRST}{self._table()}{total}{_stop_signs()}<p>{HOLD_ON}</p>"
        shown = card("My week of moving", body, "my-week.html") if self.lines else f"<p>Your week is empty.</p>{total}"
        self.week.value = f'{shown}<p class="quiet">{NOT_SAVED}</p>'

    def _table(self) -> str:
        rows = []
        for day in DAYS:
            planned = [_line(what, minutes) for what, (minutes, days) in self.lines.items() if day in days]
            said = "<br>".join(f"☐ {escape(each)}" for each in planned) or "nothing planned"
            rows.append(f'<tr><th scope="row">{day}</th><td>{said}</td></tr>')
        head = '<tr><th scope="col">Day</th><th scope="col">What</th></tr>'
        return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"

    def __repr__(self) -> str:
        # ipywidgets cuts what is longer than 110 characters.
        said = f"Week planner: {self.total_minutes} minutes planned. Nothing is saved."
        return f"{said} One leg swollen, warm, red or sore: call now, day or night."


def week_planner() -> WeekPlanner:
    """Return the week planner for movement and stretches, with a page to print."""
    return WeekPlanner()


def _line(what: str, minutes: int) -> str:
    return f"{what}, {minutes} minutes" if minutes else what


def _stop_signs() -> str:
    stop = facts.numbers()["exercise-stop"]
    return f"<p><strong>{escape(stop.says)}</strong> {escape(', '.join(stop.items).capitalize())}.</p>"
