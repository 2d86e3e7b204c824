"""What may feel like a cramp, and short stories to tell them apart: the rows of ``data/leg_feelings.yaml``."""

from typing import Annotated

from course_lib.facts._row import CitedRow, NamedRow, SignId, id_in


class LegFeeling(CitedRow, frozen=True, kw_only=True):
    """One thing that a leg may do, told by what you feel, when it comes, and what eases it."""

    name: str
    feels: str
    comes: str
    eases: str
    next_step: str


class LegStory(NamedRow, frozen=True, kw_only=True):
    """What an invented woman tells, the feeling it fits best, and the warning sign in it.

    ``sign`` is the id of a warning sign, whose urgency is the answer to "how soon?"; without one it is worth a word
    at the next visit. No story is ever answered with "nothing to tell".
    """

    tells: str
    fits: Annotated[str, id_in("leg_feelings")]
    sign: SignId | None
    because: str
    not_ruled_out: str
