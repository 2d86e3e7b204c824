"""Where a command writes: a path as it was typed, made whole, and how it is said on a screen."""

import argparse
import os
from pathlib import Path


def out_path(typed: str) -> Path:
    """Return the full path that somebody typed, with ``~`` for a home; no link in it is followed.

    Raises
    ------
    argparse.ArgumentTypeError
        With a sentence, for what can be no path: `argparse` prints it and ends with status 2.
    """
    problem = ""
    whole = os.path.expanduser(typed)  # noqa: PTH111  pathlib raises where there is no such home
    if not typed:
        problem = "no name was given"
    elif whole.startswith("~"):
        problem = "there is no such home on this computer"
    elif any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in whole):
        problem = "it has a letter in it that cannot be read"
    if problem:
        raise argparse.ArgumentTypeError(f"'{printable(typed)}' is no place: {problem}. Type another path.")
    return Path(os.path.abspath(whole))  # noqa: PTH100  resolve() would follow a link that somebody put there


def printable(words: str) -> str:
    """Return words that move no cursor: what cannot be printed, as in a file's name, becomes a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in words)
