"""How bad input must be refused: a ``ValueError`` that a learner can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MACHINE_WORDS = ("traceback", "exception", "error", "literal", "could not convert", "float(", "int(", "0x", "nonetype")
WHAT_TO_DO = ("choose", "check", "enter", "give", "type", "write")


def refused(call: Callable[..., object], *args: Any, sentences: int = 1, **kwargs: Any) -> str:
    """Return the sentence with which a call is refused, after checking that it is plain and says what to do."""
    with pytest.raises(ValueError, match=r"\S\.$") as refusal:
        call(*args, **kwargs)
    text = str(refusal.value)
    assert text == " ".join(text.split()), text
    assert text.count(". ") < sentences, text
    assert 5 <= len(text.split()) <= 60, text
    assert not [word for word in MACHINE_WORDS if word in text.lower()], text
    assert any(word in text.lower() for word in WHAT_TO_DO), text
    return text
