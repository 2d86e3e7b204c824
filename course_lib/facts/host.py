"""Where a reader may be sent: the hosts that may be linked, and what is wrong with a link."""

import re
from collections.abc import Iterator, Mapping

from course_lib.facts._row import Row

LINK = re.compile(
    r"(?i)(?:(?<![\w.+-])(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}|\b(?:javascript|vbscript|file):|\bwww\.)[^\s<>\"'“”’)\]}|]*"
)
"""What a browser or a text cell would make a link of. A DOI or the name of a site alone is none."""
PLAIN = re.compile(r"(https?)://([a-z0-9.-]+)(/[!-~]*)?")
"""A scheme, a host in small Latin letters and a path; no user, no port, nothing that only looks like a letter."""


class Host(Row, frozen=True, kw_only=True):
    """A host that may be linked; ``path`` is the owner's part of it where many share it.

    ``lay`` marks a page of no official body or publisher, which only a reference of tier D may lead to;
    ``plain_http`` one where https was not seen.
    """

    host: str
    owner: str
    path: str = "/"
    lay: bool = False
    plain_http: bool = False

    def __post_init__(self) -> None:
        if not self.owner.strip():
            raise ValueError("'owner' is empty; expected whose host it is")
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", self.host):
            raise ValueError(f"'host' is {self.host!r}; expected it as in an address, in small Latin letters, alone")


def link_problem(link: str, hosts: Mapping[str, Host], *, lay: bool | None = None) -> str | None:
    """Return what is wrong with a link and what was expected, or None where a reader may be sent there.

    Parameters
    ----------
    link
        The link as it stands in a text or in a field.
    hosts
        The hosts that may be linked.
    lay
        Whether it must, or must not, be the link of a lay page; None where either will do.
    """
    parts = PLAIN.fullmatch(link)
    if not parts:
        return f"the link '{link}' is not plain; expected https://, a host in small Latin letters, and a path"
    scheme, name, path = parts[1], parts[2], parts[3] or "/"
    host = hosts.get(name)
    if host is None:
        return f"the link '{link}' leads to '{name}'; expected a host of hosts.yaml, which says whose each is"
    part = host.path.rstrip("/")
    if part and (".." in path.lower().replace("%2e", ".") or not (path == part or path.startswith(f"{part}/"))):
        return f"the link '{link}' leads elsewhere on '{name}'; expected a path inside '{host.path}'"
    if scheme == "http" and not host.plain_http:
        return f"the link '{link}' is not secure; expected https://"
    if lay is not None and lay is not host.lay:
        whose = "a lay page" if host.lay else "an official body or a publisher"
        return f"the link '{link}' leads to {whose}; expected lay pages for tier D, and for tier D only"
    return None


def links(text: str) -> Iterator[str]:
    """Yield each link in a text, without the full stop or comma that ends a sentence."""
    if "//" in text or "\\\\" in text or ":" in text or "www." in text.lower():
        for found in LINK.finditer(text):
            yield found[0].rstrip(".,;:")
