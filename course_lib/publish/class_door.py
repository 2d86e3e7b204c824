"""How many connections the class view takes, from whom, and how long it waits for what they want."""

from collections import Counter
from typing import Any

from tornado import httputil
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

from course_lib.publish.class_guard import Guard

CONNECTIONS, FROM_ONE = 1024, 256
"""So many connections in all, and from one address. No more than 128 come before one is read, so none is cut unread."""


class Door(HTTPServer):
    """Takes connections. Where they are too many, one that has said nothing for longest makes room."""

    def initialize(self, guard: Guard, **limits: Any) -> None:  # type: ignore[override]
        """Begin with nobody."""
        self.guard, self.here = guard, Counter[str]()
        super().initialize(guard, **limits)

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Let a connection in, or close it."""
        who = str(address[0])
        full = self.here.total() >= CONNECTIONS
        if full or self.here[who] >= FROM_ONE:
            longest = next((line for line, whose in self.guard.waiting.items() if full or whose == who), stream)
            self.guard.waiting.pop(longest, None)
            longest.close()
            if longest is stream:
                return
        self.here[who] += 1
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: httputil.HTTPConnection) -> httputil.HTTPMessageDelegate:
        """Begin to wait for what a connection wants."""
        self.guard.waiting[request_conn.stream] = request_conn.context.address[0]  # type: ignore[attr-defined]
        return super().start_request(server_conn, request_conn)

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        who = server_conn.context.address[0]  # type: ignore[attr-defined]
        self.here[who] -= 1
        if not self.here[who]:
            del self.here[who]
        self.guard.waiting.pop(server_conn.stream, None)  # type: ignore[attr-defined]
        super().on_close(server_conn)
