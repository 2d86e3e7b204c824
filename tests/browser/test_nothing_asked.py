"""One sitting in JupyterLab, as start.py opens it: seen at the server's own sockets and files, not at the page's.

The server asks no other machine for anything, and whatever it writes for itself lies in the course's folder.
"""

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ALL_RUN, KERNEL_IDLE, NOTEBOOKS, wait_until_up
from tests.tied import TIED, free_port

ROOT = NOTEBOOKS.parent
OPENS = """
import sys, start
start.PYTHON = sys.argv[1]
import signal; signal.signal(signal.SIGTERM, start.ended)
start.keep_inside()
sys.exit(start.open_course(False, int(sys.argv[2])))
"""
NOTES_CONNECTIONS = """#!{python}
import ctypes, os, runpy, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # ends with start.py, which ends with the test
def note(event, values):
    if event in ("socket.getaddrinfo", "socket.connect"):
        host = values[0] if event == "socket.getaddrinfo" else values[1][0] if isinstance(values[1], tuple) else ""
        os.write(out, f"{{event}} {{host}}\\n".encode())
out = os.open({out!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(note)
assert sys.argv[1] == "-m"
sys.argv = sys.argv[2:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
HERE_ONLY = ("127.", "::1", "localhost", "0.0.0.0", "None", "")


def elsewhere(server: psutil.Process) -> set[str]:
    """Addresses of other machines that the server or what it started is connected to."""
    found = set()
    for process in [server, *server.children(recursive=True)]:
        try:
            found |= {str(each.raddr.ip) for each in process.net_connections() if each.raddr}
        except psutil.Error:
            continue
    return {address for address in found if not address.startswith(HERE_ONLY[:2])}


@pytest.mark.skipif(sys.platform == "win32", reason="the noting Python is a script with a first line")
def test_a_sitting_asks_nobody_and_writes_only_into_the_folder_of_the_course(page: Page, tmp_path: Path) -> None:
    folder, home, asked = tmp_path / "course", tmp_path / "home", tmp_path / "asked.txt"
    for part in (folder, home):
        part.mkdir()
    shutil.copy(ROOT / "start.py", folder)
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    own = folder / ".jupyter" / "config"  # so that the test can ask the page for its kernel
    own.mkdir(parents=True)
    (own / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}', encoding="utf-8")
    python = tmp_path / "python"
    python.write_text(NOTES_CONNECTIONS.format(python=sys.executable, out=str(asked)), encoding="utf-8")
    python.chmod(0o755)
    env = {name: text for name, text in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "XDG"))}
    env |= {"HOME": str(home), "COURSE_LIB_DATA": str(tmp_path / "hers")}
    port, log = free_port(), tmp_path / "log.txt"
    connected: set[str] = set()
    done = threading.Event()

    with log.open("wb") as out:
        command = [sys.executable, "-c", OPENS, str(python), str(port)]
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=out, stderr=out, **TIED)
    server = psutil.Process(process.pid)

    def watch() -> None:
        while not done.wait(0.02) and server.is_running():
            connected.update(elsewhere(server))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process, log)
        token = log.read_text(encoding="utf-8", errors="replace").split("token=")[1].split()[0]
        page.goto(f"http://127.0.0.1:{port}/lab/tree/notebooks/00_start_here.ipynb?token={token}")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.wait_for_function(KERNEL_IDLE)
        page.evaluate("() => { void window.jupyterapp.commands.execute('notebook:run-all-cells') }")
        page.wait_for_function(ALL_RUN)
    finally:
        done.set()
        watcher.join()
        process.terminate()
        process.wait(timeout=30)

    hosts = {line.split(" ", 1)[1] for line in asked.read_text(encoding="utf-8").splitlines()}
    assert {host for host in hosts if host and not host.startswith(HERE_ONLY[:5])} == set()
    assert connected == set()
    assert sorted(str(path.relative_to(home)) for path in home.rglob("*")) == []
    assert stat.S_IMODE((folder / ".jupyter").stat().st_mode) == 0o700
    assert list((folder / ".jupyter").rglob("history.sqlite")) == []
    outside = {path.name for path in tmp_path.iterdir()} - {"course", "home", "asked.txt", "python", "log.txt"}
    assert outside <= {"hers"}
