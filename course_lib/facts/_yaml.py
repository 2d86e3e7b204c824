"""YAML with fewer surprises: only true and false are yes-or-no values, dates stay text, no key stands twice."""

import re
from typing import Any

import yaml

SURPRISES = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")

DEEPEST = 8
"""Blocks and brackets that may stand in each other in a text that is taken as it is written."""


class _Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The fast C reader where there is one."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it from the class
        first: [(tag, pattern) for tag, pattern in found if tag not in SURPRISES]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key is no plain text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key.value}' stands twice; expected every key only once in a block",
                    problem_mark=key.start_mark,
                )
            seen.add(key.value)
        pairs: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return pairs


_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


class _TextReader(_Reader):
    """Takes every value as it is written: 0120 is a telephone number, 05 a page."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML reads it from the class


def _check_plain(text: str) -> None:
    """Refuse what plain text never needs: a tag names a type that the text may not have, aliases grow without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextReader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="more than plain text", problem_mark=event.start_mark)  # type: ignore[arg-type]


def parse(text: str, *, as_written: bool = False) -> Any:
    """Return the plain contents of a YAML text; raise SyntaxError with the line where it is not well-formed.

    ``as_written`` takes numbers and dates as text, and no tag, anchor or alias.
    """
    try:
        if as_written:
            _check_plain(text)
        return yaml.load(text, Loader=_TextReader if as_written else _Reader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        if "\\t" in problem:
            problem += "; expected spaces, not a tab"
        raise SyntaxError(problem, (None, mark.line + 1 if mark else None, None, None)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # what PyYAML lets through
        raise SyntaxError("a value does not fit the tag before it (!!int, !!timestamp ...)") from error
