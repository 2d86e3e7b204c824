"""What a practitioner does first when something goes wrong while the needles are in. For reading, not for doing."""

from typing import Annotated

import msgspec

from course_lib.facts._row import CitedRow

Lines = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class NeedlingEmergency(CitedRow, frozen=True, kw_only=True):
    """One thing that can go wrong: how it shows, what to do first, in order, and when to call.

    Each line of ``call_when`` begins with its level, “Emergency number, now” or “Call now, day or night”.
    """

    what: str
    shows: Lines
    first_steps: Lines
    never: Lines
    call_when: Lines
