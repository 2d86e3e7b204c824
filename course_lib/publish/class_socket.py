"""What a page may say to its kernel: messages of one form, of the few kinds that tools need, at a person's pace."""

import json
import re
import struct
import time
from collections import Counter
from itertools import pairwise
from typing import Any, ClassVar

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL = "v1.kernel.websocket.jupyter.org"
"""The only form of messages that is read; the older ones are for older pages than ours."""
NEEDED = {"comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"}
LARGEST = 2**19
PARTS = 64
SOCKETS = 4
"""So many a page: it has one, and while a phone's connection is replaced, two."""
BURST, A_SECOND = 500.0, 100.0
"""How many messages may come at once, and each second after; one counts more for each 4 KB in it."""


def message(frame: bytes) -> tuple[str, dict[str, Any]]:
    """Return a message's type and content; ValueError for what is no message.

    jupyter_server believes the number of offsets that a frame claims: eight bytes let it fill the memory.
    """
    count = int.from_bytes(frame[:8], "little")
    if not 6 <= count <= PARTS or 8 * (count + 1) > len(frame):
        raise ValueError("the offsets do not fit")
    offsets = struct.unpack_from(f"<{count}Q", frame, 8)
    if offsets[0] != 8 * (count + 1) or offsets[-1] != len(frame) or list(offsets) != sorted(offsets):
        raise ValueError("the offsets do not ascend inside the frame")
    _, *parts = (frame[start:end] for start, end in pairwise(offsets))
    try:
        header, parent, metadata, content = (json.loads(part.decode("utf-8")) for part in parts[:4])
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not all(isinstance(part, dict) for part in (header, parent, metadata, content)):
        raise ValueError("a part is no object")
    kind = header.get("msg_type")
    if not isinstance(kind, str):
        raise ValueError("no type")
    return kind, content


class Pace:
    """A bucket that empties with each message and fills with time."""

    def __init__(self) -> None:
        self._left, self._at = BURST, time.monotonic()

    def allows(self, size: int) -> bool:
        """Return whether a message of so many bytes may still come."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._at) * A_SECOND) - 1 - size / 4096
        self._at = now
        return self._left >= 0


class Line(ZMQChannelsWebsocketConnection):
    """What is behind a socket. Jupyter asks the socket for each frame's form; one that is closed no longer knows it."""

    subprotocol = PROTOCOL  # or a good frame would be read in the old form, its first four bytes as a count
    connected = False

    def connect(self) -> Any:
        """Begin to listen to the kernel."""
        self.connected = True
        return super().connect()

    def disconnect(self) -> None:  # type: ignore[override]
        """Stop. A socket that went before it was open has only its name to give back."""
        if self.connected:
            super().disconnect()  # type: ignore[no-untyped-call]
        elif self._open_sessions.get(self.session_key) is self.websocket_handler:
            del self._open_sessions[self.session_key]


class ToolSocket(VoilaKernelWebsocketHandler):
    """The line between a page's tools and its kernel."""

    opened: ClassVar = Counter[str]()
    """How many lines each kernel has."""
    kernel_websocket_connection_class = Line
    connection: Line | None = None
    counted = over = False

    async def get(self, kernel_id: str) -> None:
        """Open it for a page of ours."""
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        forms = re.split(r"\s*,\s*", self.request.headers.get("Sec-WebSocket-Protocol", ""))
        if PROTOCOL not in forms or not re.fullmatch(r"[\w-]{1,64}", self.get_argument("session_id", "")):
            raise web.HTTPError(400)
        if self.opened[kernel_id] >= SOCKETS:
            raise web.HTTPError(503)
        await super().get(kernel_id=kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Begin to listen."""
        if self.over:  # replaced, or left, before it was open
            self.close()
            return
        self.opened[kernel_id] += 1
        self.counted, self.pace = True, Pace()
        await super().open(kernel_id)

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Hang up, whoever of the server wants that. Frames that still come are not read: Tornado brings them."""
        self.over = True
        super().close(code, reason)

    def on_message(self, frame: bytes | str) -> None:
        """Pass on what the tools need; drop what they never send, and hang up on what is no message."""
        if self.over:
            return
        try:
            if not isinstance(frame, bytes) or not self.pace.allows(len(frame)):
                raise ValueError("no message, or too many")  # noqa: TRY301
            kind, content = message(frame)
        except ValueError:
            self.close(1008)
            return
        # Only the kernel makes tools; a page asks it which there are.
        if kind in NEEDED and (kind != "comm_open" or content.get("target_name") == "jupyter.widget.control"):
            super().on_message(frame)

    def on_close(self) -> None:
        """Forget it."""
        self.over = True
        if self.counted:
            self.opened[self.kernel_id] -= 1
            if not self.opened[self.kernel_id]:
                del self.opened[self.kernel_id]
        if self.connection:
            super().on_close()
