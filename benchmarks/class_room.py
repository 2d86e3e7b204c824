"""Six minutes of a class with somebody in it who means harm: how long the list takes, and the memory.

Run it in the course's folder as ``.venv/bin/python -m benchmarks.class_room``; Linux only. It starts a class view of
its own, asks nobody else, and ends with status 1 where the list once took a second or something was left behind.
``--part 0.02`` does a fiftieth of everything, with waits as short; then the list may take as long as it likes.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.plain_line import as_frame, plain_line
from tests.tied import TIED, free_port

PORT = free_port()
LESSON = "/voila/render/07_acupoints.ipynb"
GET = f"GET {LESSON} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
V1 = "v1.kernel.websocket.jupyter.org"
FRAMES: dict[str, bytes | str] = {
    "ff x 8": b"\xff" * 8,
    "count of 2^28, new form": (2**28).to_bytes(8, "little") + bytes(4096),
    "count of 2^28, old form": struct.pack("!i", 2**28) + bytes(4096),
    "offsets that descend": struct.pack("<7Q", 6, 56, 50, 40, 30, 20, 10),
    "nested JSON": (lambda part: struct.pack("<7Q", 6, 56, 56, *(56 + len(part),) * 4) + part)(b"[" * 100_000),
    "half a megabyte of zeros": bytes(2**19 - 1),
    "text": "{",
}
GOOD: dict[str, Any] = {
    "header": {"msg_type": "comm_msg", "msg_id": "1", "session": "s", "username": "", "version": "5.3"},
    "parent_header": {},
    "metadata": {},
    "content": {"comm_id": "none", "data": {}},
}


class Watch(threading.Thread):
    """Asks for the list five times a second, each time on a new connection, and notes the seconds it took."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.what, self.took = "before", dict[str, list[float]]()

    def run(self) -> None:
        """Ask until the program ends."""
        while what := self.what:
            began = time.monotonic()
            try:
                urlopen(f"http://127.0.0.1:{PORT}/", timeout=20).read()
                seconds = time.monotonic() - began
            except OSError:
                seconds = float("inf")
            self.took.setdefault(what, []).append(seconds)
            time.sleep(0.2)


def send(content: bytes) -> socket.socket:
    """Open a connection and send this, without waiting for an answer."""
    line = socket.create_connection(("127.0.0.1", PORT), timeout=60)
    with contextlib.suppress(OSError):  # closed at once, as it should be
        line.sendall(content)
    return line


def open_and_leave(number: int) -> int:
    """Ask for a page and leave: half of them before it is there, half after, and none says so."""
    if number % 2:
        with contextlib.closing(send(GET)):
            time.sleep(1)
        return 0
    try:
        return urlopen(f"http://127.0.0.1:{PORT}{LESSON}", timeout=120).read().count(b"</html>")
    except HTTPError as error:
        return -error.code


def hold(connections: Callable[[int], socket.socket], number: int, seconds: float) -> int:
    """Hold so many connections open; return how many the class view still holds after that time."""
    lines = [connections(each) for each in range(number)]
    time.sleep(seconds)
    held = 0
    for line in lines:
        line.setblocking(False)
        try:
            while line.recv(65_536):
                pass
        except BlockingIOError:
            held += 1
        except OSError:
            pass
        line.close()
    return held


def told(line: socket.socket, content: bytes) -> str:
    """Send this ten times; return what became of the line."""
    began = time.monotonic()
    try:
        for _ in range(10):
            line.sendall(content)
            time.sleep(0.1)
        while line.recv(65_536):
            pass
    except OSError as error:
        return f"{type(error).__name__} after {time.monotonic() - began:.2f} s"
    return f"closed after {time.monotonic() - began:.2f} s"


async def frames(silence: float) -> dict[str, str]:
    """Send each frame on a line of its own to a kernel, and one after a silence; return what became of the lines."""
    page = (await asyncio.to_thread(lambda: urlopen(f"http://127.0.0.1:{PORT}{LESSON}", timeout=120).read())).decode()
    kernel = re.search(r'"kernelId": *"([\w-]+)"', page)[1]  # type: ignore[index]
    became = {}
    for name, frame in FRAMES.items():
        address = f"ws://127.0.0.1:{PORT}/api/kernels/{kernel}/channels?session_id=s"
        line = await websocket_connect(HTTPRequest(address), subprotocols=[V1])
        with contextlib.suppress(Exception):
            await line.write_message(frame, binary=isinstance(frame, bytes))
        began = time.monotonic()
        while await asyncio.wait_for(line.read_message(), 30) is not None:
            pass
        became[name] = f"closed with {line.close_code} after {time.monotonic() - began:.2f} s"
    good = serialize_msg_to_ws_v1(GOOD, "shell", lambda part: json.dumps(part).encode())
    with plain_line(PORT, kernel, "twice") as replaced, plain_line(PORT, kernel, "twice"):
        await asyncio.to_thread(replaced.recv, 4096)  # told to close, and goes on
        became["a good frame on a line that was replaced"] = await asyncio.to_thread(told, replaced, as_frame(good))
    with plain_line(PORT, kernel, "silent") as silent:
        await asyncio.sleep(silence)  # two pings without an answer, where it is long enough
        if silence > 60:
            answer = await asyncio.to_thread(told, silent, as_frame(good))
            became["a good frame on a line that answers no ping"] = answer
    try:
        await websocket_connect(HTTPRequest(address))
    except Exception as error:
        became["a line of the old form"] = f"refused: {error}"
    return became


def main() -> int:
    """Misuse a class view, and print what it did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=float, default=1, help="do only so much of it")
    part = parser.parse_args().part

    def some(number: int) -> int:
        return max(2, round(part * number))

    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(8) as people:
        env = os.environ | {"HOME": home, "COURSE_LIB_DATA": f"{home}/hers"}
        command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", f"--port={PORT}"]
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, **TIED)
        if f":{PORT}/" not in process.stdout.readline():  # type: ignore[union-attr]
            sys.exit(f"port {PORT} is taken")
        server = psutil.Process(process.pid)
        outside: set[str] = set()

        def note(what: str) -> None:
            kernels = server.children()
            for each in (server, *kernels):
                lines = (line.raddr for line in each.net_connections() if line.raddr)
                outside.update(f"{line.ip}:{line.port}" for line in lines if line.ip != "127.0.0.1")
            took = watch.took.get(watch.what, [0.0])
            megabytes = [sum(each.memory_info().rss for each in group) / 2**20 for group in ([server], kernels)]
            print(
                f"{what:44} list: {len(took):4} times, at most {max(took):.2f} s; server {megabytes[0]:4.0f} MB, "
                f"{len(kernels):2} kernels {megabytes[1]:5.0f} MB, {server.num_fds():3} files",
                flush=True,
            )

        watch = Watch()
        watch.start()
        time.sleep(3 * part)
        note("before")
        watch.what = "pages"
        got = list(people.map(open_and_leave, range(some(100))))
        note(f"{some(100)} pages opened and left")
        refused = sorted({each for each in got if each < 0})
        print(f"    of {some(100) // 2} waited for {sum(each > 0 for each in got)} came whole, others {refused}")
        watch.what = "closed"
        for line in [send(GET) for _ in range(some(40))]:
            line.close()
        time.sleep(10 * part)
        note(f"{some(40)} closed at once, {10 * part:.0f} seconds later")
        watch.what = "frames"
        for name, became in asyncio.run(frames(65 * part)).items():
            print(f"    {name}: {became}")
        note("malformed frames, and good ones too late")
        body = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {80 * 2**20}\r\n\r\n".encode() + bytes(2**20)
        watch.what = "bodies"
        held = hold(lambda _: send(body), some(20), 5 * part)
        note(f"{some(20)} unfinished bodies of 80 MB, {held} held")
        watch.what = "headers"
        for seconds in (5 * part, 20 * part):
            held = hold(lambda _: send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-"), some(900), seconds)
            note(f"{some(900)} half-sent headers, {held} held after {seconds:.0f} s")
        watch.what = "after"
        time.sleep(35 * part)
        note(f"{35 * part:.0f} seconds later")

        watch.what = ""
        watch.join()
        kernels = server.children()
        began = time.monotonic()
        process.terminate()
        process.wait(timeout=30)
        left = [each.pid for each in kernels if each.is_running()]
        print(f"SIGTERM: ended after {time.monotonic() - began:.1f} s; kernels left: {left}")
        print(f"lines to other machines: {outside}")
        files = sorted(str(each.relative_to(home)) for each in Path(home).rglob("*"))
        print(f"written into an empty home: {files}")
        most = max(max(each) for each in watch.took.values())
        print(f"the list took at most {most:.2f} s of {sum(map(len, watch.took.values()))} times")
        return int((most >= 1 and part == 1) or bool(left or outside or files))


if __name__ == "__main__":
    sys.exit(main())
