"""A medicine, a limit or a remedy that somebody may reach for, and what the course says of it."""

import re

from course_lib.facts._row import CitedRow


class Medicine(CitedRow, frozen=True, kw_only=True):
    """What is said of one of them to a learner; ``reason`` says which part of it is our own caution.

    ``named_by`` is a pattern of the words by which a text names it, looked for whatever the case.
    """

    says: str
    named_by: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        try:
            re.compile(self.named_by or "")
        except re.error as error:
            raise ValueError(f"'named_by' is no pattern ({error}); expected words with | between them") from error
        if re.search(r"\s\||\|\s", self.named_by or ""):
            raise ValueError("'named_by' has a blank beside a |, which a folded line leaves; expected none")
