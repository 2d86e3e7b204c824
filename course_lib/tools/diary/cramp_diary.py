"""The cramp diary: write a cramp down, see what is there, save it elsewhere, delete it. It is hers alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import ipywidgets as widgets
from markupsafe import Markup

from course_lib.records import DiaryEntry, RecordError, now, record
from course_lib.tools.diary.shown import call_for, call_now, exports, minutes, shown, table
from course_lib.tools.kit.fields import button, choice, field, on_change, tick
from course_lib.tools.kit.her_page import HerPage
from course_lib.tools.kit.html import alert, done, part
from course_lib.tools.kit.tool import Tool

MUSCLES = ("calf", "foot or toes", "back of the thigh", "front of the thigh", "somewhere else")
HELPED = (
    "stretching", "standing or walking", "rubbing", "warmth", "something else (say it in the note)",
    "nothing, it passed by itself", "I do not know",
)  # fmt: skip
HOW_BAD = [("0, no pain", 0), *((str(number), number) for number in range(1, 10)), ("10, the worst there is", 10)]
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
        what = (self.muscle, self.severity, self.minutes, self.helped, self.note, self.one_leg)
        self.call = call_now(self.one_leg, self.minutes)
        self.said, self.list, self.told = widgets.HTML(), widgets.HTML(part("opening")), widgets.HTML()
        self.save = button("Save this cramp", self._save, button_style="primary")
        self.refresh = button("Look again", self.show)
        self.which = choice("An entry to delete", ())
        self.delete = button("Delete this entry", self._delete)
        self.delete_all = button("Delete everything", lambda: self._ask(True))
        self.bring = widgets.FileUpload(description="Bring in a saved copy (JSON)", accept=".json")
        self.sure = button("Yes, delete everything for good", self._delete_all, button_style="danger")
        self.keep = button("No, keep it", lambda: self._ask(False))
        self.confirm = widgets.HBox([self.sure, self.keep], layout={"display": "none"})
        top = widgets.HTML(part("clot_first") + part("heading", "Write a cramp down"))
        kept = widgets.HTML(part("heading", "What is in your diary", f"It is {self.record.where}."))
        tidy = (self.bring, self.refresh, self.which, self.delete, self.delete_all, self.told, self.confirm)
        form = (self.day, self.clock, *what, self.call, self.save, self.said)
        super().__init__([top, *form, kept, self.list, *tidy, self._page], "choices", "own", "diary")
        on_change(self._warn, self.minutes, self.one_leg)
        on_change(self._begin, *what)
        on_change(self._bring_in, self.bring)
        self._page.on_change = self._set_clock
        self._clear()
        self._page.begin()

    def show(self) -> None:
        """Read the record again: another notebook may have written to it."""
        self.said.value = self.told.value = ""
        try:
            self._entries = {entry.id: entry for entry in reversed(self.record.entries())}
            links = exports(self.record)
        except RecordError as error:
            self._entries, links = {}, Markup()
            self._say(f"Your diary cannot be shown. {error}")
        here = self._page.utc_offset(self._page.now())
        self.list.value = table(self._entries.values(), here) + links
        self.which.options = [("Choose", ""), *((_name(entry), entry.id) for entry in self._entries.values())]
        if news := self.record.news():
            self._say(news)

    def _entry(self) -> DiaryEntry:
        """Return what the form says, or raise a ValueError with the sentence that helps."""
        day = _given(self.day, "Choose the day of the cramp.")
        clock = _given(self.clock, "Give the time, as near as you know it.")
        at, now = datetime.combine(day, clock.replace(tzinfo=None)), self._page.now()
        if not now - timedelta(weeks=45) < at <= now + timedelta(minutes=5):
            raise ValueError("Check the day and the time: they lie in the future, or more than 45 weeks back.")
        filled_in: dict[str, Any] = {
            "muscle": _given(self.muscle, "Choose which muscle it was."),
            "severity": _given(self.severity, "Choose how bad it was, from 0 to 10."),
            "minutes": minutes(self.minutes.value),
            "helped": _given(self.helped, "Choose what helped."),
            "one_leg": self.one_leg.value,
            "note": self.note.value.strip(),
        }
        if at == self._preset and now - at > LATE and not self._asked:
            self._asked = True
            raise ValueError(f"The time in the form is {at:%Y-%m-%d %H:%M}: change it, or save again to keep it.")
        return DiaryEntry(id=self._id, at=at, utc_offset=self._page.utc_offset(at), **filled_in)

    def _save(self) -> None:
        try:
            entry = self._entry()
            self.record.save(entry)
        except ValueError as error:
            self._say(f"Not saved yet. {error}")
        except RecordError as error:
            self._say(f"Not saved: your entry is still in the form. {error}", stays=True)
        else:
            self._clear()
            self.show()
            self._say(f"Saved: {_name(entry)}. It is {self.record.where}.", well=True)
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
        if entry := self._entries.get(self.which.value):
            self._change(lambda: self.record.delete(entry), f"Deleted: {_name(entry)}.")
        else:
            self._say("Choose the entry to delete first.", self.told)

    def _ask(self, asked: bool) -> None:
        self.confirm.layout.display = None if asked else "none"
        self._say(shown("asks") if asked else "Nothing was deleted.", self.told, well=not asked)

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

    def _change(self, change: Callable[[], None], sentence: str) -> None:
        well = True
        try:
            change()
        except RecordError as error:
            well, sentence = False, str(error)
        self.show()
        self._say(sentence, self.told, well=well)

    def _say(self, text: str, place: widgets.HTML | None = None, *, well: bool = False, stays: bool = False) -> None:
        """Say it where she looks: under the form, or beside what deletes."""
        self.said.value = self.told.value = ""
        said = done(text) if well else alert(text, stays=stays)
        (place or self.said).value = said + alert(self.record.news(), stays=True)

    def __repr__(self) -> str:
        return f"Diary: run this page to see yours. It is {self.record.where}."


def diary(now: Callable[[], datetime] = now) -> Diary:
    """Return her cramp diary; ``now`` is the clock of this computer, until her browser says what its own shows."""
    return Diary(now)


def _name(entry: DiaryEntry) -> str:
    """Return what tells an entry from the others in a sentence."""
    return f"{entry.at:%Y-%m-%d %H:%M}, {entry.muscle}"


def _given(field: widgets.Widget, ask: str) -> Any:
    """Return what a field says, or raise a ValueError with this sentence where it says nothing."""
    if field.value in (None, ""):
        raise ValueError(ask)
    return field.value
