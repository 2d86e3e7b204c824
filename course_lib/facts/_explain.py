"""Turns what msgspec says about a row into a sentence about its fields. Imported only when something is wrong."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import inspect

PLAIN = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list",
    "object": "a block of fields", "null": "nothing",
}  # fmt: skip


def such_as(word: str, known: Iterable[str]) -> str:
    """Return ", such as ..." with the known word that comes nearest, or nothing."""
    near = difflib.get_close_matches(word, known, 1)
    return f", such as '{near[0]}'" if near else ""


def explain(message: str, model: type[msgspec.Struct], entry: object) -> str:
    """Turn msgspec's words and path into a sentence about fields."""
    found = re.fullmatch(r"(?s)(.*?)(?: - at `\$(.*)`)?", message)
    what, path = (found[1], found[2] or "") if found else (message, "")
    steps = re.findall(r"[^.\[\]]+", path)
    kind: inspect.Type | None = inspect.type_info(model)
    value: Any = entry
    for step in steps:
        kind = _step_into(kind, step)
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, TypeError, ValueError):
            value = None
    where = "'" + ".".join(str(int(step) + 1) if step.isdigit() else step for step in steps) + "' " if steps else ""
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", what):
        fields = [field.encode_name for field in _structs(kind)]
        near = difflib.get_close_matches(unknown[1], fields, 1) or fields
        return f"{where}has a field '{unknown[1]}' that nobody has described; expected {_listed(near)}"
    if missing := re.fullmatch(r"Object missing required field `(.*)`", what):
        return f"{where}lacks the field '{missing[1]}'; expected it in every entry"
    if what.startswith("Invalid enum value"):
        return f"{where}is {value!r}; expected {_listed(_choices(kind))}"
    what = re.sub(r"`(\w+)`", lambda word: PLAIN.get(word[1], word[1]), what.replace(" | ", "` or `"))
    if what.startswith("Expected"):
        return f"{where}is {value!r}; e{what[1:]}" if where else what[0].lower() + what[1:]
    return f"{where}{what}"


def _listed(words: list[Any]) -> str:
    return ("one of " if len(words) > 1 else "") + ", ".join(f"'{word}'" for word in words)


def _step_into(kind: inspect.Type | None, step: str) -> inspect.Type | None:
    for part in _parts(kind):
        if isinstance(part, inspect.StructType):
            for field in part.fields:
                if field.encode_name == step:
                    return field.type
        elif isinstance(part, (inspect.VarTupleType, inspect.ListType)):
            return part.item_type
        elif isinstance(part, inspect.TupleType) and step.isdigit() and int(step) < len(part.item_types):
            return part.item_types[int(step)]
    return None


def _parts(kind: inspect.Type | None) -> tuple[inspect.Type, ...]:
    if isinstance(kind, inspect.UnionType):
        return kind.types
    return (kind,) if kind else ()


def _structs(kind: inspect.Type | None) -> list[inspect.Field]:
    return [field for part in _parts(kind) if isinstance(part, inspect.StructType) for field in part.fields]


def _choices(kind: inspect.Type | None) -> list[Any]:
    found: list[Any] = []
    for part in _parts(kind):
        if isinstance(part, inspect.LiteralType):
            found.extend(part.values)
        elif isinstance(part, inspect.EnumType):
            found.extend(member.value for member in part.cls)
    return found
