"""The course without its code, for a projector or for a class: Voilà in the course's own dress.

``python3 start.py class``. It serves the course's notebooks and what their tools need, and no other file of any folder.
Nothing that somebody types is stored.
"""

import argparse
import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from nbformat import NotebookNode
from tornado import web
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from course_lib.publish.class_frame import ListPage, NoSuchPage, frame, theme
from course_lib.publish.lessons import NOTEBOOKS, lessons, without_running
from course_lib.records.teacher import teacher

NEEDED = re.compile(r"/(api/kernels/|voila/(static|labextensions|api/themes)/)")
"""Those of Voilà's own addresses that a page needs for its tools; lists of files, and files, are not among them."""
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
AT_ONCE = 3
"""So many pages start together. Of thirty at once each would wait for the last; in a queue only the last does."""
LONGEST = 30
"""Seconds that a page may keep its place. One whose kernel never starts would stop all that come after it."""


def _with_frame(config: dict[str, Any], *, notebook_path: str, **_: Any) -> dict[str, Any]:
    return config | {"course": frame(Path(notebook_path).stem)}


def _for_readers(request: web.RequestHandler, notebook: NotebookNode, cwd: str) -> NotebookNode:
    name = request.path_args[0]
    notebook.metadata.title = next(each.title for each in lessons() if each.name == name)
    return without_running(name, notebook)


class LessonPage(TornadoVoilaHandler):
    """A lesson with a kernel of its own."""

    queue: asyncio.Semaphore

    async def get(self, name: str) -> None:
        """Wait for a free place, then run the lesson and answer with it."""
        self.request.arguments["theme"] = [theme(self).encode()]
        async with self.queue:
            page = asyncio.ensure_future(super().get(f"{name}.ipynb"))
            await asyncio.wait({page}, timeout=LONGEST)
        await page


class ClosedPage(VoilaShutdownKernelHandler):
    """Takes back the kernel of a page that is left."""

    def check_xsrf_cookie(self) -> None:
        """Ask for none: a page that is left can send no header along. Only the page knows its kernel's long number."""


class QuietKernels(AsyncMappingKernelManager):
    """Kernels that write nothing into the teacher's terminal."""

    async def start_kernel(self, **wanted: Any) -> str:  # type: ignore[override]
        """Start a kernel."""
        return await super().start_kernel(**wanted, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class ClassView(Voila):
    """Voilà with less: the course's pages, and its own list and its own word for what is not there."""

    def init_handlers(self) -> list[Any]:
        """Return the addresses that are served."""
        LessonPage.queue = asyncio.Semaphore(AT_ONCE)
        rules = super().init_handlers()
        render = next(rule[2] for rule in rules if rule[1] is TornadoVoilaHandler)
        styles = next(rule[1] for rule in rules if rule[0].startswith("/voila/templates/"))
        return [
            ("/", ListPage),
            (rf"/voila/render/({'|'.join(each.name for each in lessons())})\.ipynb", LessonPage, render),
            (r"/voila/templates/((?:course|lab|base)/static/[\w.-]+)", styles),
            (r"/voila/api/shutdown/([\w-]+)", ClosedPage),
            *(rule for rule in rules if NEEDED.match(rule[0])),
            (".*", NoSuchPage),
        ]

    def listen(self) -> None:
        """Serve until Ctrl-C."""
        IOLoop.current().add_callback(self.say_where)
        super().listen()

    def say_where(self) -> None:
        """Tell the teacher the address, and open it if she wants that."""
        print(f"The class view is open at http://127.0.0.1:{self.port}/ (Ctrl-C closes it).", flush=True)
        if self.ip != "127.0.0.1":
            print(f"Others in this network open http://{_in_this_network()}:{self.port}/", flush=True)
        for sentence in teacher()[1]:
            print(sentence, file=sys.stderr)
        if self.open_browser:
            webbrowser.open(f"http://127.0.0.1:{self.port}/")

    def stop(self) -> None:
        """End the kernels; then, not before as Voilà has it, remove the files by which they are reached."""
        run_sync(self.kernel_manager.shutdown_all)()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def launch_browser(self) -> None:
        """Do nothing: `say_where` does it."""


def _in_this_network() -> str:
    """Return this computer's address for its neighbors. Nothing is sent: the system only looks up the way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def settings(*, port: int, browser: bool = False, share: bool = False) -> Config:
    """Return how Voilà is to serve the class view."""
    return Config(
        Voila={
            "root_dir": str(NOTEBOOKS),
            "ip": "0.0.0.0" if share else "127.0.0.1",
            "port": port,
            "open_browser": browser,
            "config_file_paths": [],
            "log_level": "ERROR",
            "tornado_settings": {"log_function": lambda _: None, "ws_ping_timeout": 30_000},
        },
        VoilaConfiguration={
            "template": "course",
            "allow_template_override": "NO",
            "extension_allowlist": EXTENSIONS,
            "multi_kernel_manager_class": QuietKernels,
            "page_config_hook": _with_frame,
            "prelaunch_hook": _for_readers,
        },
        VoilaExecutor={"allow_errors": True},  # where one part fails, the template says so, and the others follow
        # A closed page gives its kernel back. After two minutes: a phone that slept may be back sooner.
        MappingKernelManager={"cull_idle_timeout": 120, "cull_interval": 20},
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"'{text}' is no port; choose a number from 1024 to 65535")
    return int(text)


def main(arguments: list[str] | None = None) -> None:
    """Serve the class view until Ctrl-C."""
    parser = argparse.ArgumentParser("start.py class", description="Open the course without its code, for a class.")
    parser.add_argument("--port", type=_port, default=8866, help="the port to serve on, or the next free one")
    parser.add_argument("--no-browser", action="store_true", help="only serve it")
    parser.add_argument("--share", action="store_true", help="let phones and computers in this network open it too")
    wish = parser.parse_args(arguments)

    os.environ["COURSE_LIB_CLASS"] = "1"  # one server for the whole class: its kernels store nothing
    templates = [str(Path(__file__).parent), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, templates))
    view = ClassView.instance(config=settings(port=wish.port, browser=not wish.no_browser, share=wish.share))
    view.initialize([])
    view.start()


if __name__ == "__main__":
    main()
