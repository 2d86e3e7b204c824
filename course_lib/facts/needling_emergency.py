"""What a practitioner does first when something goes wrong while the needles are in. For reading, not for doing."""

from typing import Annotated

import msgspec

from course_lib.facts._row import CitedRow

Lines = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class NeedlingEmergency(CitedRow, frozen=True, kw_only=True):
    """One thing that can go wrong: how it shows, what to do first, in order, and when to call.

    ``call_when`` holds the emergency number first, then what needs a call now, day or night.
    """

    id: str
    what: str
    shows: Lines
    first_steps: Lines
    never: Lines
    call_when: Lines
