"""The three answers about a point, in order of strictness, and the silence that is none of them."""

from collections.abc import Iterable
from enum import StrEnum

from course_lib.rules.typed import typed


class Status(StrEnum):
    """How a point stands in one week. ``NOT_STATED`` is an empty lane: no answer, never a permission."""

    NOT_STATED = "not stated"
    ALLOWED = "allowed"
    CAUTION = "caution"
    AVOID = "avoid"

    @property
    def words(self) -> str:
        """What a reader sees instead of the bare word."""
        return _WORDS[self]

    @property
    def strictness(self) -> int:
        """0 for silence, then 1 allowed, 2 caution, 3 avoid."""
        return list(Status).index(self)


_WORDS = {
    Status.NOT_STATED: "this source does not say",
    Status.ALLOWED: "a practitioner may consider",
    Status.CAUTION: "only with special care",
    Status.AVOID: "avoid",
}


@typed
def strictest(statuses: Iterable[Status]) -> Status:
    """Return the strictest of the statuses; of none, or of silence alone, ``NOT_STATED``."""
    return max(statuses, key=lambda status: status.strictness, default=Status.NOT_STATED)
