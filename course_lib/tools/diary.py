"""The cramp diary: write a cramp down, see what is there, save it elsewhere, delete it. It is hers alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import ipywidgets as widgets

from course_lib.records import DiaryEntry, RecordError, now, record
from course_lib.tools._card import CLOT_FIRST, alert
from course_lib.tools._card import done as say_done
from course_lib.tools._diary_shown import call_for, call_now, exports, minutes, style, table
from course_lib.tools._fields import choice, field, tick
from course_lib.tools._tool import Tool

MUSCLES = ("calf", "foot or toes", "back of the thigh", "front of the thigh", "somewhere else")
HELPED = (
    "stretching", "standing or walking", "rubbing", "warmth", "something else (say it in the note)",
    "nothing, it passed by itself", "I do not know",
)  # fmt: skip
HOW_BAD = [("0, no pain", 0), *((str(number), number) for number in range(1, 10)), ("10, the worst there is", 10)]
ASKED = "This deletes your diary, your answers, your plan and your practice. It cannot be undone."


class Diary(Tool):
    """A form for one cramp, and under it everything that her record holds."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._now = record(), now
        self.day = field(widgets.DatePicker, "Day")
        self.clock = field(widgets.TimePicker, "Time, about", step=60)
        self.muscle = choice("Which muscle?", MUSCLES)
        self.severity = choice("How bad was it, from 0 to 10?", HOW_BAD)
        self.minutes = field(widgets.Text, "How many minutes did it last?", placeholder="such as 2 or 0.5")
        self.helped = choice("What helped?", HELPED)
        self.note = field(widgets.Textarea, "A note, if you like")
        self.one_leg = tick("One leg is swollen, warm, red or sore all the time")
        when, what = (self.day, self.clock), (self.muscle, self.severity, self.minutes, self.helped, self.note)
        self.call = call_now(self.one_leg, self.minutes)
        self.said, self.list, self.told = (widgets.HTML() for _ in range(3))
        self.save = widgets.Button(description="Save this cramp", button_style="primary")
        self.refresh = widgets.Button(description="Look again")
        self.which = choice("An entry to delete", ())
        self.delete = widgets.Button(description="Delete this entry")
        self.delete_all = widgets.Button(description="Delete everything")
        self.sure = widgets.Button(description="Yes, delete everything for good", button_style="danger")
        self.keep = widgets.Button(description="No, keep it")
        self.confirm = widgets.HBox([self.sure, self.keep], layout={"display": "none"})
        clot = widgets.HTML(f"{CLOT_FIRST}<h3>Write a cramp down</h3>")
        form = (*when, *what, self.one_leg, self.call, self.save, self.said)
        heading = widgets.HTML(f"<h3>What is in your diary</h3><p>It is {self.record.where}.</p>")
        tidy = (self.list, self.refresh, self.which, self.delete, self.delete_all, self.told, self.confirm)
        super().__init__([style(), clot, *form, heading, *tidy], "choices", "own", "diary")
        for button, act in {
            self.save: self._save, self.refresh: self.show, self.delete: self._delete, self.sure: self._delete_all,
            self.delete_all: lambda: self._ask(True), self.keep: lambda: self._ask(False),
        }.items():  # fmt: skip
            button.on_click(lambda _, act=act: act())
        for each in (self.minutes, self.one_leg):
            each.observe(lambda _: self._warn(), names="value")
        self._clear()
        self.show()

    def show(self) -> None:
        """Read the record again: another notebook may have written to it."""
        self.said.value = self.told.value = ""
        try:
            self._entries = {entry.id: entry for entry in reversed(self.record.entries())}
            links = exports(self.record)
        except RecordError as error:
            self._entries, links = {}, ""
            self._say(f"Your diary cannot be shown. {error}")
        self.list.value = table(tuple(self._entries.values())) + links
        named = [(f"{entry.at:%Y-%m-%d %H:%M}, {entry.muscle}", entry.id) for entry in self._entries.values()]
        self.which.options = [("Choose", ""), *named]
        if news := self.record.news():
            self._say(news)

    def _entry(self) -> DiaryEntry:
        """Return what the form says, or raise a ValueError with the sentence that helps."""
        if self.day.value is None:
            raise ValueError("Choose the day of the cramp.")
        if self.clock.value is None:
            raise ValueError("Give the time, as near as you know it.")
        at = datetime.combine(self.day.value, self.clock.value.replace(tzinfo=None))
        if not self._now() - timedelta(weeks=45) < at <= self._now() + timedelta(minutes=5):
            raise ValueError("Check the day and the time: they lie in the future, or more than 45 weeks back.")
        for asked, what in ((self.muscle, "which muscle it was"), (self.severity, "how bad it was, from 0 to 10")):
            if asked.value == "":
                raise ValueError(f"Choose {what}.")
        long = minutes(self.minutes.value)
        if self.helped.value == "":
            raise ValueError("Choose what helped.")
        return DiaryEntry(
            id=self._id, at=at, muscle=self.muscle.value, severity=self.severity.value, minutes=long,
            helped=self.helped.value, one_leg=self.one_leg.value, note=self.note.value.strip(),
        )  # fmt: skip

    def _save(self) -> None:
        try:
            entry = self._entry()
            self.record.save(entry)
        except ValueError as error:
            self._say(f"Not saved yet. {error}")
            return
        except RecordError as error:
            self._say(f"Not saved: your entry is still in the form. {error}", stays=True)
            return
        self._clear()
        self.show()
        self._say(f"Saved: {entry.at:%Y-%m-%d %H:%M}, {entry.muscle}. It is {self.record.where}.", well=True)
        self.call.value = call_for(entry.one_leg, entry.minutes)

    def _clear(self) -> None:
        at, self._id = self._now(), uuid4().hex
        self.day.value, self.clock.value = at.date(), at.time().replace(second=0, microsecond=0)
        self.muscle.value = self.severity.value = self.helped.value = ""
        self.minutes.value, self.note.value, self.one_leg.value = "", "", False

    def _warn(self) -> None:
        try:
            long = minutes(self.minutes.value)
        except ValueError:
            long = 0
        self.call.value = call_for(self.one_leg.value, long)

    def _delete(self) -> None:
        entry = self._entries.get(self.which.value)
        if entry is None:
            self._say("Choose the entry to delete first.", self.told)
            return
        self._change(lambda: self.record.delete(entry), f"Deleted: {entry.at:%Y-%m-%d %H:%M}, {entry.muscle}.")

    def _ask(self, asked: bool) -> None:
        self.confirm.layout.display = None if asked else "none"
        self._say(ASKED if asked else "Nothing was deleted.", self.told, well=not asked)

    def _delete_all(self) -> None:
        self.confirm.layout.display = "none"
        self._change(self.record.delete_everything, "Everything is deleted: diary, answers, plan and practice.")

    def _change(self, change: Callable[[], None], done: str) -> None:
        well = True
        try:
            change()
        except RecordError as error:
            well, done = False, str(error)
        self.show()
        self._say(done, self.told, well=well)

    def _say(self, text: str, place: widgets.HTML | None = None, *, well: bool = False, stays: bool = False) -> None:
        """Say it where she looks: under the form, or beside what deletes."""
        self.said.value = self.told.value = ""
        news = self.record.news()
        said = say_done(text) if well else alert(text, stays=stays)
        (place or self.said).value = said + (alert(news, stays=True) if news else "")

    def __repr__(self) -> str:
        number = len(self._entries)
        return f"Diary: {number} {'entry' if number == 1 else 'entries'}. Your diary is {self.record.where}."


def diary(now: Callable[[], datetime] = now) -> Diary:
    """Return her cramp diary; ``now`` gives the date and time that the form starts with."""
    return Diary(now)
