"""Who may ask the class view for what: under which name, from which site, with which code."""

import re
import secrets
import socket
import time
from collections import Counter
from http import HTTPStatus
from typing import Any

from tornado import httputil, web
from tornado.iostream import IOStream
from tornado.routing import Router

from course_lib.publish.templates import TEMPLATES, words

GUESSES = 10
"""So many wrong codes a minute from one address: in eight hours one of twenty thousand guesses at that pace hits."""
TEXT = words("class_view.yaml")
SAYS: dict[int, str] = TEXT["says"]
Instead = tuple[type[web.RequestHandler], dict[str, Any]] | None
"""Who answers in the place of the course, and what it is given; None where the course itself may answer."""


def new_code() -> str:
    """Return a code for a class: digits, as they are alike in every language, and none looks like another."""
    digits = f"{secrets.randbelow(10**8):08}"
    return f"{digits[:4]}-{digits[4:]}"


class Served(web.RequestHandler):
    """What every answer has in common: the headers, and errors in one sentence."""

    def set_default_headers(self) -> None:
        """Set the headers of every answer."""
        super().set_default_headers()
        for name, text in TEXT["headers"].items():
            self.set_header(name, text)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with a sentence, and with nothing that was asked or that went wrong inside."""
        self.say(SAYS.get(status_code, HTTPStatus(status_code).phrase))

    def say(self, sentence: str) -> None:
        """Finish with a page of one sentence."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(TEMPLATES.get_template("class_sentence.html").render(sentence=sentence))


class Refused(Served):
    """The answer to a request that goes no further."""

    def initialize(self, status: int, says: str = "") -> None:
        """Take over what is to be said."""
        self.refusal = status, says or SAYS[status]

    def prepare(self) -> None:
        """Answer every method alike."""
        self.set_status(self.refusal[0])
        self.clear_cookie("class")  # that of an earlier class would count as a wrong code each time
        self.say(self.refusal[1])


class Onward(Served):
    """The way to the list: with the class's cookie where the code was right."""

    def initialize(self, code: str = "") -> None:
        """Take over the code."""
        self.code = code

    def prepare(self) -> None:
        """Send the browser on, so that the code does not stay in the address."""
        if self.code:
            self.set_cookie("class", self.code, httponly=True, samesite="Lax")
        self.set_header("Cache-Control", "no-store")
        self.redirect("/", status=303)


class Guard(Router):
    """Stands before the course's own addresses. With a code it lets nobody in who does not know it."""

    def __init__(self, app: web.Application, code: str = "") -> None:
        self.app, self.code = app, code
        self.waiting: dict[IOStream, str] = {}
        """Connections that have not yet said what they want, the oldest first, each with its address."""
        self._minute, self._wrong = 0, Counter[str]()

    def find_handler(self, request: httputil.HTTPServerRequest, **_: Any) -> httputil.HTTPMessageDelegate | None:
        """Return who answers."""
        stream = request.connection.stream  # type: ignore[union-attr]
        self.waiting.pop(stream, None)
        handler, wish = self._instead(request, stream) or (None, {})
        if handler:
            return self.app.get_handler_delegate(request, handler, wish)
        return self.app.find_handler(request)

    def _instead(self, request: httputil.HTTPServerRequest, stream: IOStream) -> Instead:
        """Return who answers where the request does not reach the course."""
        if request.host_name.strip("[]") not in self._names(stream):
            return Refused, {"status": 403, "says": TEXT["elsewhere"]}
        leaving = request.method == "POST" and request.path.startswith("/voila/api/shutdown/")
        if request.method not in ("GET", "HEAD") and not leaving:
            return Refused, {"status": 405}
        joins = self.code and re.fullmatch(r"/\d{4}-?\d{4}", request.path)
        if from_elsewhere(request.headers, request.host) and request.path != "/" and not joins:
            opened = request.headers.get("Sec-Fetch-Dest") == "document" and request.method == "GET"
            return (Onward, {}) if opened else (Refused, {"status": 403})
        return self._without_code(request, bool(joins)) if self.code else None

    def _names(self, stream: IOStream) -> set[str]:
        """Return what this computer is called by whoever reached this connection; never a name that others can make."""
        names = {"localhost", "127.0.0.1", "::1", stream.socket.getsockname()[0]}
        if self.code:
            names |= {socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
        return names

    def _without_code(self, request: httputil.HTTPServerRequest, joins: bool) -> Instead:
        minute, who = int(time.monotonic() // 60), str(request.remote_ip)
        if minute != self._minute:
            self._minute, self._wrong = minute, Counter()
        cookie = request.cookies.get("class")
        given = request.path[1:] if joins else cookie.value if cookie else ""
        if given and self._wrong[who] >= GUESSES:
            return Refused, {"status": 429}
        right = secrets.compare_digest(given.replace("-", "").encode(), self.code.replace("-", "").encode())
        if right:
            return (Onward, {"code": self.code}) if joins else None
        self._wrong[who] += bool(given)
        return Refused, {"status": 403, "says": TEXT["ask"]}


def from_elsewhere(headers: httputil.HTTPHeaders, host: str) -> bool:
    """Return whether a page of another site asks. Browsers say so; those before 2023 name that page or its site."""
    site, origin, page = (headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))
    if origin is not None and origin.partition("://")[2] != host:
        return True
    if site is None:
        return page is not None and page.partition("://")[2].partition("/")[0] != host
    return site not in ("same-origin", "none")
