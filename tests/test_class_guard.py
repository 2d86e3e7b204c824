"""Who may ask the class view for what; few servers, that end again, and one kernel."""

import asyncio
import json
import os
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock
from urllib.request import urlopen

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection import channels
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from tornado.httpclient import AsyncHTTPClient
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from voila.tornado.handler import TornadoVoilaHandler

from course_lib.publish import class_kernels
from course_lib.publish.class_guard import GUESSES, SAYS, Guard, Served, new_code
from course_lib.publish.class_kernels import FOR_ONE, FOR_THIS_COMPUTER, SEATS, Kernels, LessonPage
from course_lib.publish.class_socket import LARGEST, Line, Pace, ToolSocket, message
from tests.plain_line import as_frame, plain_line
from tests.tied import TIED

LESSON = "/voila/render/07_acupoints.ipynb"
PARTS = {"header": {"msg_type": "comm_msg"}, "parent_header": {}, "metadata": {}, "content": {"comm_id": "1"}}


def frame(parts: dict[str, Any] = PARTS, **other: Any) -> bytes:
    packed: bytes = serialize_msg_to_ws_v1(parts | other, "shell", lambda part: json.dumps(part).encode())
    return packed


def with_offsets(*offsets: int, count: int | None = None, rest: bytes = b"{}" * 40) -> bytes:
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets) if count is None else count, *offsets) + rest


def test_what_a_page_sends_is_read() -> None:
    assert message(frame()) == ("comm_msg", {"comm_id": "1"})


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff" * 8,
        b"\xff" * 4096,
        (2**28).to_bytes(8, "little") + bytes(4096),
        struct.pack("!i", 2**28) + bytes(4096),  # the old form
        bytes(LARGEST),
        frame()[:-1],
        frame() + b"x",
        frame()[:30],
        with_offsets(*[56] * 5),
        with_offsets(56, 136, 100, 90, 80, 136),
        with_offsets(56, 56, 56, 56, 56, 2**63),
        with_offsets(0, 0, 0, 0, 0, 136),
        with_offsets(*[64 * 8 + 16] * 64, count=65),
        frame(header=[]),
        frame(header={}),
        frame(header={"msg_type": 7}),
        frame(header={"msg_type": ["comm_msg"]}),
        frame(content=None),
        frame().replace(b"comm_msg", b"comm_\xff\xfeg"),
        frame().replace(b'"1"', b'"1}'),
        frame().replace(b'{"comm_id": "1"}', b"[" * 8 + b"]" * 8),
    ],
)
def test_what_is_no_message_is_refused(bad: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        message(bad)


def test_json_nested_without_end_is_refused() -> None:
    part = b"[" * 100_000
    with pytest.raises(ValueError, match="too deep"):
        message(with_offsets(56, 56, *[56 + len(part)] * 4, rest=part))


@given(st.one_of(st.binary(max_size=300), st.builds(with_offsets, *[st.integers(0, 200)] * 6)))
def test_any_bytes_are_a_message_or_refused(anything: bytes) -> None:
    try:
        kind, content = message(anything)
    except ValueError:
        return
    assert isinstance(kind, str)
    assert isinstance(content, dict)


def test_a_person_s_pace_is_allowed_and_a_flood_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("course_lib.publish.class_socket.time.monotonic", lambda: now[0])
    pace = Pace()
    for _ in range(6000):  # a minute of dragging, each message of 300 bytes
        now[0] += 1 / 60
        assert pace.allows(300)
    assert sum(pace.allows(10) for _ in range(100_000)) <= 501
    now[0] += 600
    assert sum(pace.allows(LARGEST) for _ in range(20)) < 5


def socket() -> ToolSocket:
    """Return a page's socket that is open."""
    line = ToolSocket.__new__(ToolSocket)
    line.pace, line.ws_connection, line.kernel_id, line.counted = Pace(), None, "k", False
    return line


@pytest.mark.parametrize("end", ["the server hangs up", "the page hangs up", "a frame is no message"])
def test_what_comes_after_the_end_is_not_read(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived: list[bytes] = []
    monkeypatch.setattr(KernelWebsocketHandler, "on_message", lambda _, sent: arrived.append(sent))
    line = socket()
    line.on_message(frame())
    assert len(arrived) == 1
    {"the server hangs up": line.close, "the page hangs up": line.on_close}.get(end, lambda: line.on_message(b"x"))()
    line.on_message(frame())
    assert len(arrived) == 1


def test_no_socket_has_the_old_form_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that is closed cannot say which form it agreed on; what is behind it does not ask."""
    sent: list[Any] = []
    behind = Line.__new__(Line)
    monkeypatch.setattr(channels, "deserialize_binary_message", lambda _: pytest.fail("the old form was read"))
    monkeypatch.setattr(Line, "channels", {"shell": None})
    monkeypatch.setattr(Line, "multi_kernel_manager", SimpleNamespace(allowed_message_types=[]))
    monkeypatch.setattr(Line, "session", SimpleNamespace(send_raw=lambda *what: sent.append(what)))
    behind.handle_incoming_message(frame())  # type: ignore[arg-type]
    assert len(sent) == 1
    assert ToolSocket.kernel_websocket_connection_class is Line


@pytest.mark.parametrize(
    ("kind", "content", "reaches"),
    [
        ("comm_msg", {}, True),
        ("comm_open", {"target_name": "jupyter.widget.control"}, True),
        ("comm_open", {"target_name": "jupyter.widget"}, False),
        ("execute_request", {"code": "1"}, False),
        ("shutdown_request", {}, False),
        ("debug_request", {}, False),
        ("input_reply", {}, False),
        ("complete_request", {}, False),
    ],
)
def test_only_what_tools_need_reaches_the_kernel(
    kind: str, content: dict[str, Any], reaches: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[bytes] = []
    monkeypatch.setattr(KernelWebsocketHandler, "on_message", lambda _, sent: arrived.append(sent))
    line = socket()
    line.on_message(frame(header={"msg_type": kind}, content=content))
    assert bool(arrived) == reaches


def asked(path: str = "/", method: str = "GET", who: str = "10.0.0.7", **headers: str) -> HTTPServerRequest:
    """Return a request that came to 10.0.0.1; ``fetch_site`` is Sec-Fetch-Site."""
    named = {name.replace("fetch", "Sec-Fetch").replace("_", "-"): text for name, text in headers.items()}
    stream = SimpleNamespace(socket=SimpleNamespace(getsockname=lambda: ("10.0.0.1", 8866)))
    context = SimpleNamespace(remote_ip=who, protocol="http")
    connection: Any = SimpleNamespace(stream=stream, context=context)
    all_headers = HTTPHeaders({"Host": "10.0.0.1:8866"} | named)
    return HTTPServerRequest(
        connection=connection, headers=all_headers, start_line=RequestStartLine(method, path, "HTTP/1.1")
    )


@pytest.fixture
def answer() -> Callable[..., Any]:
    """A function that says who answers a request instead of the course, and what: a status, or where it leads."""

    def ask(guard: Guard, *args: Any, **headers: str) -> Any:
        request = asked(*args, **headers)
        instead = guard._instead(request, request.connection.stream)  # type: ignore[union-attr]
        if instead is None:
            return "the course"
        return instead[1].get("status", instead[1].get("code", "/"))

    return ask


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, "the course"),
        ({"Host": "localhost:8866"}, "the course"),
        ({"Host": "127.0.0.1"}, "the course"),
        ({"Host": "[::1]:8866"}, "the course"),
        ({"Host": "evil.example"}, 403),
        ({"Host": "10.0.0.1.evil.example:8866"}, 403),
        ({"Host": "localhost.evil.example"}, 403),
        ({"Host": "192.0.2.9:8866"}, 403),
        ({"fetch_Site": "none"}, "the course"),
        ({"fetch_Site": "same-origin"}, "the course"),
        ({"fetch_Site": "cross-site", "fetch_Dest": "image"}, 403),
        ({"fetch_Site": "cross-site", "fetch_Dest": "iframe"}, 403),
        ({"fetch_Site": "same-site", "fetch_Dest": "empty"}, 403),
        ({"fetch_Site": "cross-site", "fetch_Dest": "document"}, "/"),
        ({"Referer": "http://evil.example/"}, 403),
        ({"Referer": "http://10.0.0.1:8866/"}, "the course"),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://10.0.0.1:9999"}, 403),
        ({"Origin": "http://[bad"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "10.0.0.1:8866"}, 403),
        ({"Referer": "http://[bad"}, 403),
        ({"Referer": "http://10.0.0.1:8866.evil.example/"}, 403),
        ({"Referer": "http://evil.example/http://10.0.0.1:8866/"}, 403),
    ],
)
def test_a_lesson_starts_only_for_the_course_s_own_pages(
    answer: Callable[..., Any], headers: dict[str, str], status: object
) -> None:
    app = web.Application()
    assert answer(Guard(app), LESSON, **headers) == status
    if status == 403 and "Host" not in headers:
        assert answer(Guard(app), "/", **headers) == "the course", "the list starts nothing"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_nothing_is_sent_but_that_a_page_is_left(answer: Callable[..., Any], method: str) -> None:
    guard = Guard(web.Application())
    assert answer(guard, "/api/kernels/a-b-c-d-e", method) == 405
    left = answer(guard, "/voila/api/shutdown/a-b-c-d-e", method)
    assert left == ("the course" if method == "POST" else 405)
    assert answer(guard, "/voila/api/shutdown/a", "POST", Origin="http://evil.example") in (403, 405)


def test_a_code_has_eight_digits_and_is_new_each_time() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) > 45
    assert all(re.fullmatch(r"\d{4}-\d{4}", code) for code in codes)


def test_without_the_code_there_is_one_sentence(answer: Callable[..., Any]) -> None:
    guard = Guard(web.Application(), "1234-5678")
    for path in ("/", LESSON, "/voila/static/voila.js", "/favicon.ico", "/1234-567", "/x/1234-5678"):
        assert answer(guard, path) == 403
    assert answer(guard, "/1234-5678") == "1234-5678"
    assert answer(guard, "/12345678") == "1234-5678"
    assert answer(guard, LESSON, Cookie="class=1234-5678") == "the course"
    assert answer(guard, LESSON, Cookie="class=1234-5679") == 403
    assert answer(guard, LESSON, Cookie="class=ü") == 403


def test_guesses_are_slowed_down_for_the_one_who_guesses(
    answer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [60.0]
    monkeypatch.setattr("course_lib.publish.class_guard.time.monotonic", lambda: now[0])
    guard = Guard(web.Application(), "1234-5678")
    for guess in range(GUESSES):
        assert answer(guard, f"/{guess:08}") == 403
    assert answer(guard, "/1234-5678") == 429, "the right one too, or guessing would go on"
    assert answer(guard, LESSON, Cookie="class=1234-5678") == 429
    assert answer(guard, "/1234-5678", "GET", "10.0.0.8") == "1234-5678"
    assert answer(guard, "/") == 403
    now[0] = 121.0
    assert answer(guard, "/1234-5678") == "1234-5678"


@pytest.fixture
def kernels() -> Kernels:
    return Kernels()


def open_page(kernels: Kernels, address: str) -> str:
    kernel = kernels.take_seat(address)
    kernels.seats[kernel].sockets = 1
    return kernel


@pytest.mark.parametrize(("address", "most"), [("10.0.0.7", FOR_ONE), ("127.0.0.1", FOR_THIS_COMPUTER)])
def test_one_address_has_its_share_and_what_it_left_makes_room(kernels: Kernels, address: str, most: int) -> None:
    mine = [open_page(kernels, address) for _ in range(most)]
    with pytest.raises(web.HTTPError) as refused:
        kernels.take_seat(address)
    assert refused.value.status_code == 503
    kernels.seats[mine[3]].sockets = 0
    kernels.take_seat(address)
    assert mine[3] not in kernels.seats
    assert len(kernels.seats) == most
    open_page(kernels, "10.0.0.8")


def test_when_all_is_taken_whoever_has_most_gives_one_up(kernels: Kernels) -> None:
    others = [open_page(kernels, f"10.0.1.{place // FOR_ONE}") for place in range(SEATS)]
    open_page(kernels, "10.0.2.1")
    assert len(kernels.seats) == SEATS
    assert sum(each not in kernels.seats for each in others) == 1


def test_when_each_has_one_nobody_loses_hers(kernels: Kernels) -> None:
    for place in range(SEATS):
        open_page(kernels, f"10.0.1.{place}")
    with pytest.raises(web.HTTPError):
        kernels.take_seat("10.0.2.1")
    assert len(kernels.seats) == SEATS


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM to catch")
def test_a_shared_class_says_what_that_means_and_ends_when_told(tmp_path: Path) -> None:
    """By SIGTERM; two other servers that tests have started are ended by SIGHUP, below, and by SIGINT."""
    command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", "--port=47120", "--share"]
    env = os.environ | {"COURSE_LIB_DATA": str(tmp_path / "hers"), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, **TIED) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(5)]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert re.search(r"http://127\.0\.0\.1:\d+/\d{4}-\d{4} ", said[0])
    assert re.search(r"http://[\w.:-]+:\d+/\d{4}-\d{4}$", said[1])
    for part in ("no other password", "not encrypted (plain HTTP)", "Share only in a network you"):
        assert part in " ".join(said)
    assert [each.name for each in tmp_path.iterdir()] == [], "nothing is left behind"


def test_a_line_that_was_replaced_is_not_read_and_the_new_one_is(tmp_path: Path) -> None:
    """One good frame on the old line once took 3 GB and eight seconds of everybody."""
    command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", "--port=47130"]
    env = os.environ | {"COURSE_LIB_DATA": str(tmp_path / "hers"), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, **TIED) as process:
        try:
            port = int(re.search(r":(\d+)/", process.stdout.readline())[1])  # type: ignore[index,union-attr]
            with urlopen(f"http://127.0.0.1:{port}{LESSON}", timeout=90) as page:
                kernel = re.search(r'"kernelId": *"([\w-]+)"', page.read().decode())[1]  # type: ignore[index]
            asks = {"msg_type": "kernel_info_request", "msg_id": "1", "session": "a", "username": "", "version": "5"}
            question = as_frame(frame(header=asks, content={}))
            server = psutil.Process(process.pid)
            with plain_line(port, kernel, "abc") as old, plain_line(port, kernel, "abc") as new:
                while b"\x88" not in old.recv(4096):
                    pass  # until it is told to close
                before = server.memory_info().rss
                old.sendall(question)
                with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    assert page.status == 200
                new.sendall(question)
                got = b""
                while b"kernel_info_reply" not in got:
                    more = new.recv(65_536)
                    assert more, "the new line was closed"
                    got += more
                assert server.memory_info().rss - before < 50 * 2**20
        finally:
            process.send_signal(getattr(signal, "SIGHUP", signal.SIGTERM))
        assert process.wait(timeout=20) == 0
    assert [each.name for each in tmp_path.iterdir()] == [], "nothing is left behind"


@pytest.mark.parametrize("begun", ["", "<p>the head of a page</p>"])
@pytest.mark.parametrize("state", ["starting", "idle"])
def test_a_page_whose_kernel_never_starts_ends_with_a_sentence(
    begun: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue goes on after a while; what waits for no kernel is not left waiting, and what has one is finished."""
    monkeypatch.setattr(class_kernels, "LONGEST", 0.05)
    monkeypatch.setattr(Kernels, "kernel_model", lambda *_: {"execution_state": state})
    monkeypatch.setattr(Kernels, "__contains__", lambda self, kernel: kernel in self.seats)
    monkeypatch.setattr(Kernels, "shutdown_kernel", AsyncMock())

    async def slow(page: LessonPage, _: str) -> None:
        if begun:
            page.write(begun)
            await page.flush()
        await (asyncio.sleep(0.2) if state == "idle" else asyncio.Event().wait())
        page.write("<p>the lesson</p>")

    async def ask() -> tuple[int, str, int]:
        monkeypatch.setattr(TornadoVoilaHandler, "get", slow)
        monkeypatch.setattr(LessonPage, "queue", asyncio.Semaphore(1), raising=False)
        manager = Kernels()
        without_voila = {"initialize": lambda _: None, "prepare": lambda _: None}
        handler = type("Page", (Served, LessonPage), without_voila)
        app = web.Application([("/(.*)", handler)], kernel_manager=manager)
        server = app.listen(0, "127.0.0.1")
        port = next(iter(server._sockets.values())).getsockname()[1]
        answer = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/07", raise_error=False)
        server.stop()
        return answer.code, answer.body.decode(), len(manager.seats)

    with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop running in this one
        status, said, seats = thread.submit(lambda: asyncio.run(asyncio.wait_for(ask(), 20))).result()
    assert said.startswith(begun)
    assert (SAYS[503] in said, "the lesson" in said) == (state == "starting", state == "idle")
    assert status == (503 if state == "starting" and not begun else 200)
    assert seats == (state == "idle"), "its seat is free again"
