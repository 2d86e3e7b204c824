"""What a learner writes is hers: diary, answers and plan in one file of her own, with a second, checked copy.

``record()`` gives hers, from the folder that belongs to her account on this computer. In the class view nothing is
stored. A save that returns has reached both files; one that did not raises `RecordError` with a sentence for her.
"""

from course_lib.records.learner import Record, record
from course_lib.records.rows import Answer, Choice, DiaryEntry, now
from course_lib.records.store import RecordError

__all__ = ["Answer", "Choice", "DiaryEntry", "Record", "RecordError", "now", "record"]
