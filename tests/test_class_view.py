"""The class view serves the course's pages and nothing else; no kernel is started here."""

import asyncio
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest
from tornado import web

from course_lib.publish import class_frame, class_pages, class_view
from course_lib.publish.lessons import NOTEBOOKS, lessons
from tests.tied import TIED

REFUSED = """
    /voila/files/ /voila/files/00_start_here.ipynb /voila/files/../pyproject.toml /voila/files/%2e%2e/start.py
    /voila/files/../hers/record.sqlite3 /voila/tree /voila/tree/.. /tree /lab /files/pyproject.toml
    /pyproject.toml /../pyproject.toml /%2e%2e/pyproject.toml //etc/passwd /etc/passwd /record.sqlite3
    /voila/render/ /voila/render/../start.py /voila/render/another.ipynb /voila/render/99_mine.ipynb
    /voila/render/%2e%2e/notebooks/05_warning_signs.ipynb /voila/render/..%2f..%2fetc%2fpasswd
    /voila/render/05_warning_signs.ipynb/..%2f.. /voila/static/../../app.py /voila/static/%2e%2e/app.py
    /voila/templates/course/static/../index.html.j2 /voila/templates/course/index.html.j2
    /voila/templates/x/y/z /voila/templates/course/static/.. /voila/templates/course/static/.
    /voila/templates/lab/static/... /voila/templates/base/static/ /voila/templates/course/static/.hidden
    /voila/static/.. /voila/static/. /voila/static/%00 /voila/labextensions/.. /voila/labextensions/.
    /voila/labextensions/%00 /voila/api/themes/.. /voila/api/themes/. /voila/api/themes/%00 /api/kernels/..
    /voila/static//etc/passwd /voila/static/ /voila/static/%2E /voila/static/./ /voila/static/..%5c
    /voila/templates/lab/static/%2e%2E /voila/templates/lab/static/..%2findex.html.j2
    /voila/labextensions/../../../pyvenv.cfg /voila/labextensions/ /voila/api/contents
    /voila/api/contents/05_warning_signs.ipynb /api/contents /api/kernels /api/sessions /api/terminals
    /terminals/1 /terminals/websocket/1 /api/status /api/me /login /metrics /voila/query/a-b-c-d-e
    /voila/execution/a-b-c-d-e /favicon.ico /05_warning_signs.ipynb
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HTTPConnection]:
    """The class view as its command starts it, with a teacher's file that has mistakes, and somebody's record near."""
    hers = tmp_path_factory.mktemp("hers")
    (hers / "record.sqlite3").write_text("private", encoding="utf-8")
    (hers / "teacher.yaml").write_text(
        'teacher: Ana & Co\nclinc: North\nlocal_numbers:\n  Ward: 0120 119 119\nnotes:\n  "05": Bring the phone.\n'
        "leave_out: ['10', '05']\nclass: <script>alert(1)</script>\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", "--port=47113"]
    env = os.environ | {"COURSE_LIB_DATA": str(hers), "JUPYTER_CONFIG_DIR": str(hers)}
    out: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, env=env, **out, **TIED) as process:
        assert process.stdout
        said = process.stdout.readline()
        port = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert port, said
        connection = HTTPConnection("127.0.0.1", int(port[1]), timeout=20)
        connection.said = [process.stdout.readline(), process.stdout.readline()]  # type: ignore[attr-defined]
        connection.process = psutil.Process(process.pid)  # type: ignore[attr-defined]
        yield connection
        connection.close()
        process.terminate()


def ask(server: HTTPConnection, path: str, method: str = "GET", host: str = "127.0.0.1") -> tuple[int, str]:
    server.request(method, path, headers={"Host": host})
    answer = server.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("path", REFUSED.split())
def test_nothing_else_is_served(server: HTTPConnection, path: str) -> None:
    status, page = ask(server, path)
    assert status in (403, 404), page[:300]
    for secret in ("[build-system]", "private", "root:x", "import os", "include-system-site", "Traceback", "{%"):
        assert secret not in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(server: HTTPConnection, method: str) -> None:
    for path in ("/", "/voila/render/05_warning_signs.ipynb", "/api/kernels", "/voila/files/x"):
        assert ask(server, path, method)[0] in (403, 404, 405)


@pytest.mark.parametrize("path", ["/", "/?theme=dark", "/no-such-page", "/voila/static/voila.js"])
def test_to_ask_only_for_the_headers_is_answered_alike(server: HTTPConnection, path: str) -> None:
    assert ask(server, path, "HEAD") == (ask(server, path)[0], "")


def test_to_ask_only_for_a_lesson_s_headers_starts_no_kernel(server: HTTPConnection) -> None:
    assert ask(server, "/voila/render/07_acupoints.ipynb", "HEAD") == (200, "")
    assert not server.process.children()  # type: ignore[attr-defined]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ANSWERS = {
    "/": 200,
    "/?theme=dark": 200,
    "/no-such-page": 404,
    "/voila/static/voila.js": 200,
    "/voila/static/nothing.js": 403,
    "/voila/labextensions/nothing.js": 404,
    "/api/kernels/00000000-0000-0000-0000-000000000000": 404,
    "/api/kernels/00000000-0000-0000-0000-000000000000/channels": 404,
    "/voila/api/themes/nothing/x.css": 404,
    "/%1b%5d0;x%07%0d%0aX:%20y": 404,
}


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_has_the_headers_and_no_word_of_the_inside(
    server: HTTPConnection, path: str, status: int
) -> None:
    for host in ("127.0.0.1", "evil.example"):
        server.request("GET", path, headers={"Host": host})
        answer = server.getresponse()
        page = answer.read().decode("utf-8", "replace")
        assert answer.status == (status if host == "127.0.0.1" else 403)
        assert dict(HEADERS.items() & dict(answer.getheaders()).items()) == HEADERS
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        if answer.status != 200:
            assert not re.search(r"Traceback|traceback|site-packages|\x1b|tornado", page)
        if not path.startswith("/voila/static"):
            assert re.match("no-store|no-cache", answer.headers["Cache-Control"])


def test_a_picture_on_another_site_starts_nothing(server: HTTPConnection) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"},
        {"Referer": "http://evil.example/"},
        {"Origin": "null"},
    ):
        server.request("GET", "/voila/render/07_acupoints.ipynb", headers=headers)
        answer = server.getresponse()
        answer.read()
        assert answer.status == 403


def test_a_large_body_is_not_waited_for(server: HTTPConnection) -> None:
    with socket.create_connection((server.host, server.port), timeout=20) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 83886080\r\n\r\nx")
        got = b""
        while more := line.recv(4096):
            got += more
        assert got.startswith((b"HTTP/1.1 400", b"HTTP/1.1 405"))


def test_no_class_of_a_page_is_one_of_a_tool() -> None:
    """A host's style never reaches into a tool, nor a tool's out of it."""
    course = Path(class_view.__file__).parents[1]
    inside = [each for room in ("tools", "figures", "facts") for each in (course / room).rglob("*.*")]
    written = re.compile(r"""class(?:Name)?=\\?["']([^"']*)|\.([a-z][\w-]*)(?=[^;{}]*\{)""")
    kinds = {".css", ".js", ".py", ".html"}
    text = "\n".join(each.read_text(encoding="utf-8") for each in inside if each.suffix in kinds)
    tools = {name for found in written.findall(text) for name in " ".join(found).split()}
    assert {"bar", "quiet", "options"} <= tools

    hosts = set()
    for sheet in ("page.css", "pages.css"):
        plain = re.sub(r"/\*.*?\*/", "", (course / "publish" / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
        hosts |= set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", plain)))
    own = {each for each in hosts if not re.match(r"jp-|widget-|jupyter-|course-", each)}
    assert own
    assert all(each.startswith("page-") for each in own), own
    assert not own & tools
    for styles in (course / "tools").rglob("*.css"):
        plain = re.sub(r"/\*.*?\*/|@[\w-]+[^{;]*;", "", styles.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selector in re.findall(r"([^{}@]+)\{[^{}]*\}", plain):
            own_root = rf"\.(course-|{styles.stem.replace('_', '-')})"
            assert re.search(own_root, selector), f"{styles.name}: {selector.strip()}"


def test_only_what_is_named_as_the_course_names_its_own_is_a_page(tmp_path: Path) -> None:
    """Addresses are made of these names at the start, so a notebook that comes later has none."""
    for name in ("05_warning_signs.ipynb", "mine.ipynb", "5_mine.ipynb", "06_notes.txt", "record.sqlite3"):
        shutil.copy(NOTEBOOKS / "05_warning_signs.ipynb", tmp_path / name)
    assert [each.name for each in lessons(tmp_path)] == ["05_warning_signs"]


def test_the_list_has_the_titles_the_teacher_and_her_mistakes(server: HTTPConnection) -> None:
    status, page = ask(server, "/")
    assert status == 200
    for lesson in lessons():
        assert (f'href="/voila/render/{lesson.name}.ipynb"' in page) == (lesson.number != "10")
    assert page.count("05_warning_signs.ipynb") == 2  # the menu and the list: it cannot be left out
    assert "Ana &amp; Co" in page
    assert "<strong>0120 119 119</strong>" in page
    assert "<script>alert" not in page
    for part in ("did you mean &#39;clinic&#39;?", "the warning signs always stay", "&#39;class&#39; has HTML in it"):
        assert part in page
    assert "Review draft:" in page
    assert any("did you mean 'clinic'?" in line for line in server.said)  # type: ignore[attr-defined]


def test_what_is_not_there_is_said_in_the_same_dress(server: HTTPConnection) -> None:
    _, page = ask(server, "/no-such-page?theme=dark")
    assert "That page is not here" in page
    assert 'data-jp-theme-light="false"' in page
    assert "Review draft:" in page


def test_an_odd_theme_or_host_changes_nothing(server: HTTPConnection) -> None:
    for query in ("?theme=../../x", "?theme=", "?theme=%00", "?template=classic"):
        status, page = ask(server, f"/{query}")
        assert (status, 'data-jp-theme-light="true"' in page) == (200, True)


def test_a_page_knows_its_neighbors_and_its_note(hers: Path) -> None:
    hers.mkdir()
    (hers / "teacher.yaml").write_text("leave_out: [06]\nnotes:\n  07: Slowly.\n", encoding="utf-8")
    around = class_frame.frame("07_acupoints")
    assert around["before"] == ("/voila/render/05_warning_signs.ipynb", "Warning signs: when to call")
    assert around["after"][0] == "/voila/render/08_choosing_care.ipynb"
    assert around["note"] == "Slowly."
    assert class_frame.frame("00_start_here")["before"] is None
    assert class_frame.frame("06_acupuncture")["before"] is None  # left out, but a link may lead there


def test_the_ports_tried_are_ports() -> None:
    view = class_view.ClassView()
    for wished in (1, 1024, 8866, 65500, 65535):
        tried: list[int] = []
        with pytest.raises(SystemExit, match=r"None of the ports from \d+ to \d+ is free .* choose another"):
            tried.extend(view.random_ports(wished, 51))
        tried = list(itertools.islice(view.random_ports(wished, 51), 51))
        assert tried[0] == wished
        assert len(set(tried)) == 51
        assert all(0 < port < 65536 for port in tried)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process alone")
def test_where_the_last_port_is_taken_the_one_before_it_is_served_and_said_until_ctrl_c(tmp_path: Path) -> None:
    env = os.environ | {"COURSE_LIB_DATA": str(tmp_path / "hers"), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    with socket.create_server(("127.0.0.1", 65535)):
        command = [sys.executable, "-m", "course_lib.publish.class_view", "--no-browser", "--port=65535"]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, **TIED) as process:
            assert process.stdout
            port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())[1])  # type: ignore[index]
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            assert 65000 < port < 65535
            assert ask(connection, "/")[0] == 200
            connection.close()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
    assert [each.name for each in tmp_path.iterdir()] == [], "nothing is left behind"


def test_a_page_is_made_of_a_fresh_copy_and_a_changed_file_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_pages, "NOTEBOOKS", tmp_path)
    file = tmp_path / "05_warning_signs.ipynb"
    shutil.copy(NOTEBOOKS / file.name, file)
    manager = class_pages.Notebooks()

    def lesson() -> Any:
        with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop running in this one
            return thread.submit(asyncio.run, manager.get(file.name)).result()["content"]

    first = lesson()
    assert first.metadata.title == "Warning signs: when to call"
    first.cells.clear()
    assert lesson().cells, "what one page does to its copy reaches no other"
    with monkeypatch.context() as patch:
        patch.setattr(class_pages, "_for_readers", lambda _: pytest.fail("an unchanged file was read again"))
        lesson()
    file.write_text(file.read_text(encoding="utf-8").replace("# Warning signs", "# New signs"), encoding="utf-8")
    os.utime(file, (1, 1))
    assert lesson().metadata.title == "New signs: when to call"
    file.unlink()
    with pytest.raises(web.HTTPError, match="404"):
        lesson()


@pytest.mark.parametrize("port", ["no", "0", "70000", "-1", "8.5"])
def test_a_port_that_is_none_gets_a_sentence(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        class_view.main([f"--port={port}"])
    assert f"'{port}' is no port; choose a number from 1024 to 65535" in capsys.readouterr().err
