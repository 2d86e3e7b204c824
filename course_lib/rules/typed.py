"""What every public rule promises: an input of another kind gets a ValueError with a sentence, never a guess."""

import inspect
import math
import typing
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

FEW = 30
"""So many names fit into a sentence."""
_PLAIN = {str: "text", int: "a whole number", bool: "True or False", float: "a number"}


def typed(rule: Callable[P, R]) -> Callable[P, R]:
    """Make a rule refuse what its annotations do not name: yes is ``True``, a number is finite, a text is no list.

    An iterable of texts arrives as a tuple, so that one that can be read only once is read once.
    """
    hints = typing.get_type_hints(rule)
    signature = inspect.signature(rule)

    @wraps(rule)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise ValueError(f"Check how {rule.__name__} is asked: {error}.") from None
        for name, value in given.arguments.items():
            several = signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
            kind: Any = Iterable[hints[name]] if several else hints[name]  # type: ignore[valid-type]
            given.arguments[name] = _as(kind, value, name)
        return rule(*given.args, **given.kwargs)

    return checked


def _as(kind: Any, value: Any, what: str) -> Any:
    """Return a value of this kind, or raise a ValueError that names what was asked for."""
    with suppress(ValueError):
        return _fitting(kind, value)
    raise ValueError(f"Give {what} as {_in_words(kind)}.")


def _fitting(kind: Any, value: Any) -> Any:
    """Return a value of this kind, an iterable as a tuple; raise a ValueError without words where it is none."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        fits = isinstance(value, str) and value in inside
    elif origin is Iterable:
        fits = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
        value = tuple(_fitting(inside[0], part) for part in value) if fits else value
    elif origin is Mapping:
        fits = isinstance(value, Mapping)
        value = {_fitting(inside[0], key): _fitting(inside[1], part) for key, part in value.items()} if fits else value
    elif inside:  # one of several kinds
        for one in inside:
            with suppress(ValueError):
                return _fitting(one, value)
        fits = False
    elif kind is float:
        fits = type(value) in (int, float) and -math.inf < value < math.inf
    else:
        fits = type(value) is kind if kind in (bool, int) else isinstance(value, origin or kind)
    if not fits:
        raise ValueError
    return value


def _in_words(kind: Any) -> str:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return f"one of {', '.join(inside)}"
    if origin in (Iterable, Mapping):
        return f"a list, each {_in_words(inside[0])}" if origin is Iterable else "names with their numbers"
    if inside:
        return " or ".join(map(_in_words, inside))
    return "None" if kind is type(None) else _PLAIN.get(kind, getattr(kind, "__name__", "what the facts hold"))


def one_of(name: object, known: Iterable[str], what: str) -> str:
    """Return a name that is known; else raise a ValueError that lists those to choose from.

    Raises
    ------
    ValueError
        With what was asked for cut to 40 letters, whatever somebody typed.
    """
    names = list(known)
    if not isinstance(name, str) or name not in names:
        called = f" is called {name[:40]!r}" if isinstance(name, str) else " is of that kind"
        raise ValueError(f"No {what}{called}; choose from {_listed(names)}.")
    return name


def names_among(names: object, known: Iterable[str], what: str) -> tuple[str, ...]:
    """Return names that are all known, once each, in the order in which they are known.

    Raises
    ------
    ValueError
        For what is no list of names (a single text and a mapping are none), and for an unknown name.
    """
    possible = list(known)
    if isinstance(names, str | bytes | Mapping) or not isinstance(names, Iterable):
        raise ValueError(f"Give the {what}s as a list of names, from {_listed(possible)}.")
    chosen = {one_of(name, possible, what) for name in names}
    return tuple(name for name in possible if name in chosen)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")
