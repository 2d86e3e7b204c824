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
KEY = "key` in `"
"""How msgspec names the key of a block where others name a field."""
ANY = "..."
"""How it names some value of a block: it does not say which."""


def such_as(word: str, known: Iterable[str]) -> str:
    """Return ", such as ..." with the known word that comes nearest, or nothing."""
    near = difflib.get_close_matches(word, known, 1)
    return f", such as '{near[0]}'" if near else ""


def explain(message: str, model: type[msgspec.Struct], entry: Any) -> str:
    """Turn msgspec's words and path into a sentence about fields."""
    what, _, path = message.partition(" - at `")
    steps = re.findall(r"\.{3}|[^.\[\]`$]+", path.removeprefix(KEY))
    kinds, value = parts(inspect.type_info(model)), entry
    for step in steps:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
        value = value[int(step)] if isinstance(value, list) else value.get(step) if isinstance(value, dict) else None
    if path.startswith(KEY):
        kinds = [inner for kind in kinds for inner in _inside(kind, KEY)]
    names = [str(int(step) + 1) if step.isdigit() else step for step in steps if step != ANY]
    where = f"'{'.'.join(names)}' " if names else ""
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", what):
        fields = [field.encode_name for kind in kinds if isinstance(kind, inspect.StructType) for field in kind.fields]
        near = difflib.get_close_matches(unknown[1], fields, 1) or fields
        return f"{where}has a field '{unknown[1]}' that nobody has described; expected {_listed(near)}"
    if missing := re.fullmatch(r"Object missing required field `(.*)`", what):
        return f"{where}lacks the field '{missing[1]}'; expected it in every entry"
    if what.startswith("Invalid enum value"):
        choices = [choice for kind in kinds if isinstance(kind, inspect.LiteralType) for choice in kind.values]
        wrong = what.removeprefix("Invalid enum value ")
        return f"{where}{'has a key' if path.startswith(KEY) else 'is'} {wrong}; expected {_listed(choices)}"
    what = re.sub(r"`(\w+)`", lambda word: PLAIN.get(word[1], word[1]), what.replace(" | ", "` or `"))
    if what.startswith("Expected"):
        given = "holds what does not fit" if ANY in steps else f"is {value!r}"
        return f"{where}{given}; e{what[1:]}" if where else what[0].lower() + what[1:]
    return f"{where}{what}"


def _listed(words: list[Any]) -> str:
    return ("one of " if len(words) > 1 else "") + ", ".join(f"'{word}'" for word in words)


def parts(kind: inspect.Type) -> list[inspect.Type]:
    """Return the kinds that a field may be of, without what is only said about them."""
    if isinstance(kind, inspect.Metadata):
        return parts(kind.type)
    return list(kind.types) if isinstance(kind, inspect.UnionType) else [kind]


def _inside(kind: inspect.Type, step: str) -> list[inspect.Type]:
    match kind:
        case inspect.StructType():
            return [part for field in kind.fields if field.encode_name == step for part in parts(field.type)]
        case inspect.VarTupleType():
            return parts(kind.item_type)
        case inspect.DictType():
            return parts(kind.key_type if step == KEY else kind.value_type)
        case inspect.TupleType():
            return parts(kind.item_types[int(step)])
    return []
