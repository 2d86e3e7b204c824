"""The cramp diary: write a cramp down, see what is there, save it elsewhere, delete it. It is hers alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import ipywidgets as widgets

from course_lib.records import DiaryEntry, RecordError, now, record
from course_lib.tools.diary.shown import call_for, call_now, exports, minutes, table
from course_lib.tools.kit.card import CLOT_FIRST, alert
from course_lib.tools.kit.card import done as say_done
from course_lib.tools.kit.fields import choice, field, tick
from course_lib.tools.kit.her_page import OPENING, HerPage
from course_lib.tools.kit.tool import Tool

MUSCLES = ("calf", "foot or toes", "back of the thigh", "front of the thigh", "somewhere else")
HELPED = (
    "stretching", "standing or walking", "rubbing", "warmth", "something else (say it in the note)",
    "nothing, it passed by itself", "I do not know",
)  # fmt: skip
HOW_BAD = [("0, no pain", 0), *((str(number), number) for number in range(1, 10)), ("10, the worst there is", 10)]
ASKED = (
    "This deletes your diary, your answers, your plan and your practice (rounds, marks, cards and cases), their second "
    "copy, and files that were set aside. Copies that you saved elsewhere stay. It cannot be undone."
)
LATE = timedelta(minutes=15)
"""A form that nobody has touched for longer asks whether its time is meant."""


class Diary(Tool):
    """A form for one cramp, and under it everything that her record holds."""

    def __init__(self, now: Callable[[], datetime] = now) -> None:
        self.record, self._page = record(), HerPage(self.show, now)
        self._entries: dict[str, DiaryEntry] = {}
        self._preset: datetime | None = None
        """What the form's day and time were set to."""
        self._asked = False
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
        self.bring = widgets.FileUpload(description="Bring in a saved copy (JSON)", accept=".json")
        self.sure = widgets.Button(description="Yes, delete everything for good", button_style="danger")
        self.keep = widgets.Button(description="No, keep it")
        self.confirm = widgets.HBox([self.sure, self.keep], layout={"display": "none"})
        clot = widgets.HTML(f"{CLOT_FIRST}<h3>Write a cramp down</h3>")
        form = (*when, *what, self.one_leg, self.call, self.save, self.said)
        heading = widgets.HTML(f"<h3>What is in your diary</h3><p>It is {self.record.where}.</p>")
        tidy = (self.list, self.bring, self.refresh, self.which, self.delete, self.delete_all, self.told, self.confirm)
        super().__init__([clot, *form, heading, *tidy, self._page], "choices", "own", "diary")
        for button, act in {
            self.save: self._save, self.refresh: self.show, self.delete: self._delete, self.sure: self._delete_all,
            self.delete_all: lambda: self._ask(True), self.keep: lambda: self._ask(False),
        }.items():  # fmt: skip
            button.on_click(lambda _, act=act: act())
        for each in (self.minutes, self.one_leg):
            each.observe(lambda _: self._warn(), names="value")
        for each in (*what, self.one_leg):
            each.observe(lambda _: self._begin(), names="value")
        self.bring.observe(lambda _: self._bring_in(), names="value")
        self._page.on_change = self._set_clock
        self.list.value = OPENING
        self._clear()
        self._page.begin()

    def show(self) -> None:
        """Read the record again: another notebook may have written to it."""
        self.said.value = self.told.value = ""
        try:
            self._entries = {entry.id: entry for entry in reversed(self.record.entries())}
            links = exports(self.record)
        except RecordError as error:
            self._entries, links = {}, ""
            self._say(f"Your diary cannot be shown. {error}")
        here = self._page.utc_offset(self._page.now())
        self.list.value = table(tuple(self._entries.values()), here) + links
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
        now = self._page.now()
        if not now - timedelta(weeks=45) < at <= now + timedelta(minutes=5):
            raise ValueError("Check the day and the time: they lie in the future, or more than 45 weeks back.")
        for asked, what in ((self.muscle, "which muscle it was"), (self.severity, "how bad it was, from 0 to 10")):
            if asked.value == "":
                raise ValueError(f"Choose {what}.")
        long = minutes(self.minutes.value)
        if self.helped.value == "":
            raise ValueError("Choose what helped.")
        if at == self._preset and now - at > LATE and not self._asked:
            self._asked = True
            raise ValueError(f"The time in the form is {at:%Y-%m-%d %H:%M}: change it, or save again to keep it.")
        return DiaryEntry(
            id=self._id, at=at, utc_offset=self._page.utc_offset(at),
            muscle=self.muscle.value, severity=self.severity.value, minutes=long,
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
        self._id, self._asked, self._begun = uuid4().hex, False, True
        self.muscle.value = self.severity.value = self.helped.value = ""
        self.minutes.value, self.note.value, self.one_leg.value = "", "", False
        self._begun, self._preset = False, self._time()
        self._set_clock()

    def _set_clock(self) -> None:
        """Put her present time into the form, unless she has set another or begun to fill it in."""
        if not self._begun and self._time() == self._preset:
            self._preset = self._page.now().replace(second=0, microsecond=0)
            self.day.value, self.clock.value = self._preset.date(), self._preset.time()

    def _begin(self) -> None:
        """Let the form start with the time at which she begins to write, not with that at which the page was opened."""
        self._set_clock()
        self._begun = True

    def _time(self) -> datetime | None:
        """Return what day and time say together, if both say anything."""
        if self.day.value is None or self.clock.value is None:
            return None
        return datetime.combine(self.day.value, self.clock.value.replace(tzinfo=None))

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

    def _bring_in(self) -> None:
        """Add what stands in a saved copy; the file itself is not kept."""
        if not self.bring.value:
            return
        exported = bytes(self.bring.value[0]["content"])
        self.bring.value = ()
        try:
            said = f"{self.record.bring_in(exported)} They are {self.record.where}."
        except (ValueError, RecordError) as error:
            said = str(error)
        self.show()
        self._say(said, self.told)

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
        return f"Diary: run this page to see yours. It is {self.record.where}."


def diary(now: Callable[[], datetime] = now) -> Diary:
    """Return her cramp diary; ``now`` is the clock of this computer, until her browser says what its own shows."""
    return Diary(now)
