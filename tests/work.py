"""How much work something is, as the number of calls that Python makes for it: the same on a busy machine."""

import sys
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def counted(do: Callable[[], Result]) -> tuple[Result, int]:
    """Return what a function returns, and how many calls it took, those into C included."""
    calls = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        result = do()
    finally:
        sys.setprofile(None)
    return result, calls
