"""Reads the data files into typed rows; a slip gives one sentence: which file, which entry, what was expected."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from course_lib.facts.host import Host, link_problem, links
from course_lib.facts.reference import Reference

R = TypeVar("R", bound=msgspec.Struct)
CITING = frozenset({"refs", "source"})
"""The fields whose text is a reference id, in every table; the source "course" is the course's own word."""


class FactsError(ValueError):
    """A data file that cannot be used as it stands; the message says where and what was expected."""


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
    known = reference_ids(folder)
    permitted = cache(lambda: hosts(folder))  # read once, and only where a link stands
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
        for reference in cited(row):
            if reference not in known and reference != "course":
                from course_lib.facts._explain import such_as

                raise FactsError(
                    f"{here}: the reference '{reference}' is not in references.json; "
                    f"expected a known id{such_as(reference, known)}"
                )
        for problem in _bad_links(row, permitted):
            raise FactsError(f"{here}: {problem}")
        rows[str(name)] = row
    return MappingProxyType(rows)


def table(file: str, section: str, model: type[R], *, key: str = "id") -> Callable[[], Mapping[str, R]]:
    """Return a function that loads one shipped table when it is first called, and keeps it; see `load`."""

    @cache
    def rows() -> Mapping[str, R]:
        return load(file, section, model, key=key)

    return rows


def reference_ids(folder: Traversable | None = None) -> frozenset[str]:
    """Return the ids in references.json."""
    return _shipped_ids() if folder is None else _ids(folder)


@cache
def _shipped_ids() -> frozenset[str]:
    return _ids(data_folder())


def _ids(folder: Traversable) -> frozenset[str]:
    entries = read("references.json", folder)
    return frozenset(str(entry.get("id")) for entry in entries if isinstance(entry, dict))


def hosts(folder: Traversable | None = None) -> Mapping[str, Host]:
    """Return the hosts that may be linked, by name."""
    return _shipped_hosts() if folder is None else load("hosts.yaml", "hosts", Host, key="host", folder=folder)


@cache
def _shipped_hosts() -> Mapping[str, Host]:
    return load("hosts.yaml", "hosts", Host, key="host", folder=data_folder())


def _bad_links(row: object, permitted: Callable[[], Mapping[str, Host]]) -> Iterator[str]:
    """Yield what is wrong with the links of a row, in whatever text they hide."""
    if isinstance(row, Host):
        return
    if isinstance(row, Reference) and row.URL is not None:
        problem = link_problem(row.URL, permitted(), lay=row.custom.tier == "D")
        yield from [problem] if problem else ()
    for text in _texts(row):
        for link in links(text):
            if problem := link_problem(link, permitted()):
                yield problem


def _texts(part: object) -> Iterator[str]:
    """Yield every text of a row, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, msgspec.Struct):
        for field in part.__struct_fields__:
            yield from _texts(getattr(part, field))
    elif isinstance(part, Mapping):
        yield from _texts((*part.keys(), *part.values()))
    elif isinstance(part, (tuple, list, frozenset)):
        for each in part:
            yield from _texts(each)


def cited(row: object) -> Iterator[str]:
    """Yield every reference id that a row names, however deep."""
    if isinstance(row, tuple):
        for part in row:
            yield from cited(part)
    elif isinstance(row, msgspec.Struct):
        for field in row.__struct_fields__:
            value = getattr(row, field)
            if field in CITING:
                yield from (value,) if isinstance(value, str) else value or ()
            elif isinstance(value, (tuple, msgspec.Struct)):
                yield from cited(value)
