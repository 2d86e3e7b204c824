"""A line to a kernel that a page's browser would not make: it answers no ping and does not close when told to."""

import base64
import socket
import struct

HANDSHAKE = (
    "GET /api/kernels/{kernel}/channels?session_id={session} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
    "Sec-WebSocket-Protocol: v1.kernel.websocket.jupyter.org\r\n\r\n"
)


def plain_line(port: int, kernel: str, session: str) -> socket.socket:
    """Return the line, open."""
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(HANDSHAKE.format(kernel=kernel, session=session, key=base64.b64encode(bytes(16)).decode()).encode())
    answer = line.recv(4096)
    if not answer.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(answer)
    return line


def as_frame(content: bytes) -> bytes:
    """Return these bytes as one binary message of a browser; the mask is of zeros."""
    return b"\x82\xfe" + struct.pack("!H", len(content)) + bytes(4) + content
