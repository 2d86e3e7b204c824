"""Reads the data files into typed rows; a slip gives one sentence: which file, which entry, what was expected."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from course_lib.facts.host import Host, link_problem, links
from course_lib.facts.reference import Reference

R = TypeVar("R", bound=msgspec.Struct)
OfRows = TypeVar("OfRows", bound=msgspec.Struct, covariant=True)
CITING = frozenset({"refs", "source"})
"""The fields whose text is a reference id, in every table; the source "course" is the course's own word."""


class FactsError(ValueError):
    """A data file that cannot be used as it stands; the message says where and what was expected."""


@dataclass(frozen=True)
class Table(Generic[OfRows]):
    """A table that ships with the course. Calling it gives its rows by id: loaded once, when first asked for."""

    file: str
    section: str
    model: type[OfRows]
    key: str = "id"

    def __call__(self) -> Mapping[str, OfRows]:
        """Return the rows by id; see `load`."""
        rows: Mapping[str, OfRows] = _kept(self)
        return rows


@cache
def _kept(table: Table[Any]) -> Mapping[str, Any]:
    return load(table.file, table.section, table.model, key=table.key)


@cache
def _references(folder: Traversable) -> frozenset[str]:
    return frozenset(str(entry.get("id")) for entry in read("references.json", folder) if isinstance(entry, dict))


@cache
def _hosts(folder: Traversable) -> Mapping[str, Host]:
    return load("hosts.yaml", "hosts", Host, key="host", folder=folder)


def data_folder() -> Traversable:
    """Return the folder of data files that ships with the course."""
    return files("course_lib.facts") / "data"


def read(file: str, folder: Traversable | None = None) -> Any:
    """Return the plain contents of one YAML or JSON file.

    Raises
    ------
    FactsError
        If the file is missing or is not well-formed; the line is named.
    """
    try:
        text = ((folder or data_folder()) / file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(f"{file}: cannot be read; expected a UTF-8 text file in the data folder ({error})") from error
    try:
        if file.endswith(".json"):
            return json.loads(text)
        from course_lib.facts._yaml import parse  # here, so that importing the facts stays fast

        return parse(text)
    except json.JSONDecodeError as error:
        raise FactsError(f"{file}, line {error.lineno}: not well-formed JSON; {error.msg}") from error
    except SyntaxError as error:
        raise FactsError(f"{file}, line {error.lineno}: not well-formed YAML; {error.msg}") from error


def load(
    file: str, section: str, model: type[R], *, key: str = "id", folder: Traversable | None = None
) -> Mapping[str, R]:
    """Return one table as a read-only mapping from id to row, in the order of the file.

    Parameters
    ----------
    file, section
        The file in the data folder, and the block in it; a file that is one bare list is that block.
    model
        The struct that describes a row.
    key
        The field that names a row.
    folder
        Another data folder than the one that ships with the course.

    Raises
    ------
    FactsError
        On a missing, misspelled or unknown field, a value of the wrong kind or out of range, an id that
        stands twice, a reference that is not in references.json, and a link to a host that is not in hosts.yaml.
    """
    entries = read(file, folder)
    if isinstance(entries, dict):
        entries = entries.get(section)
    if not isinstance(entries, list):
        raise FactsError(f"{file}: expected a list of entries under '{section}:'")
    rows: dict[str, R] = {}
    for number, entry in enumerate(entries, start=1):
        name = entry.get(key) if isinstance(entry, dict) else None
        here = f"{file}, entry '{name}'" if isinstance(name, str) else f"{file}, entry number {number} of '{section}'"
        try:
            row = msgspec.convert(entry, model)
        except msgspec.ValidationError as error:
            from course_lib.facts._explain import explain  # only when something is wrong

            raise FactsError(f"{here}: {explain(str(error), model, entry)}") from error
        if name in rows:
            raise FactsError(f"{here}: this {key} stands twice; expected every {key} only once")
        for problem in _problems(row, folder or data_folder()):
            raise FactsError(f"{here}: {problem}")
        rows[str(name)] = row
    return MappingProxyType(rows)


def _problems(row: msgspec.Struct, folder: Any) -> Iterator[str]:
    """Yield each reference that is not known, and what is wrong with a link, in whatever text it hides."""
    for reference in cited(row):
        if reference != "course" and reference not in _references(folder):
            from course_lib.facts._explain import such_as

            near = such_as(reference, _references(folder))
            yield f"the reference '{reference}' is not in references.json; expected a known id{near}"
    if isinstance(row, Host):
        return
    if isinstance(row, Reference) and row.URL is not None:
        yield from filter(None, [link_problem(row.URL, _hosts(folder), lay=row.custom.tier == "D")])
    for _, text in _texts(row):
        yield from filter(None, (link_problem(link, _hosts(folder)) for link in links(text)))


def cited(row: object) -> Iterator[str]:
    """Yield every reference id that a row names, however deep."""
    return (text for field, text in _texts(row) if field in CITING)


def _texts(part: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a row, however deep, after the name of its field."""
    if isinstance(part, str):
        yield field, part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _texts(getattr(part, name), name)
    elif isinstance(part, Mapping):
        yield from _texts((*part.keys(), *part.values()), field)
    elif isinstance(part, tuple):
        for value in part:
            yield from _texts(value, field)
