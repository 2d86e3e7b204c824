"""What a learner writes is hers: diary, answers, plan and training in one file of her own, with a second, checked copy.

``record()`` gives hers, from the folder that belongs to her account on this computer. In the class view nothing is
stored. A save that returns has reached both files; one that did not raises `RecordError` with a sentence for her.
"""

from course_lib.records.learner import Record, record
from course_lib.records.rows import Answer, Choice, DiaryEntry, now
from course_lib.records.training_rows import Card, CaseAttempt, Mark, Review, Run
from course_lib.records.trouble import RecordError

__all__ = [
    "Answer", "Card", "CaseAttempt", "Choice", "DiaryEntry", "Mark", "Record", "RecordError", "Review", "Run", "now",
    "record",
]  # fmt: skip
