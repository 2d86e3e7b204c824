"""The course without its code, for a projector or for a class: Voilà in the course's own dress.

``python3 start.py class``. It serves the course's notebooks and what their tools need, and no other file of any folder.
Nothing that somebody types is stored.
"""

import argparse
import asyncio
import logging
import os
import re
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from jupyter_core.utils import run_sync
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila import notebook_renderer
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from course_lib.publish import class_kernels
from course_lib.publish.class_door import CONNECTIONS, Door
from course_lib.publish.class_frame import ListPage, NoSuchPage, frame, titles
from course_lib.publish.class_guard import TEXT, Guard, Served, new_code
from course_lib.publish.class_kernels import ClosedPage, Kernels, LessonPage
from course_lib.publish.class_pages import Notebooks, PageMaker
from course_lib.publish.class_socket import LARGEST, ToolSocket
from course_lib.publish.lessons import NOTEBOOKS, lost
from course_lib.publish.templates import words
from course_lib.records.teacher import teacher

NEEDED = re.compile(r"/(api/kernels/|voila/(static|labextensions|api/themes)/)")
"""Those of Voilà's own addresses that a page needs for its tools; lists of files, and files, are not among them."""
DOTS = r"(?i:.*/(?:\.|%2e){1,2}(?:(?:/|\\|%2f|%5c).*)?)"
"""A way up, or to a folder itself: nothing is there, whoever would look for it."""


def _with_frame(config: dict[str, Any], *, notebook_path: str, **_: Any) -> dict[str, Any]:
    return config | {"course": frame(Path(notebook_path).stem)}


class ClassView(Voila):
    """Voilà with less: the course's pages, and its own list and its own word for what is not there."""

    code = ""
    """What an address ends with where others in the network may come."""

    def init_handlers(self) -> list[Any]:
        """Return the addresses that are served."""
        notebook_renderer.VoilaExporter = PageMaker  # there is no setting for it
        PageMaker.compiled = FileSystemBytecodeCache(self.connection_dir_root)
        maker = PageMaker(template_paths=self.template_paths, template_name="course", config=self.config)
        maker.compile(maker.template_file)
        self.kernel_spec_manager.get_all_specs()  # imports what knows them; the first page need not
        self.app.settings["contents_manager"] = Notebooks(parent=self)
        LessonPage.queue = asyncio.Semaphore(class_kernels.AT_ONCE)
        rules = super().init_handlers()
        render = next(rule[2] for rule in rules if rule[1] is TornadoVoilaHandler)
        styles = next(rule[1] for rule in rules if rule[0].startswith("/voila/templates/"))
        line = next(rule[0] for rule in rules if rule[1] is VoilaKernelWebsocketHandler)
        served = [
            (DOTS, NoSuchPage),
            ("/", ListPage),
            (rf"/voila/render/({'|'.join(titles())})\.ipynb", LessonPage, render),
            (r"/voila/templates/((?:course|lab|base)/static/[\w.-]+)", styles),
            (r"/voila/api/shutdown/([\w-]+)", ClosedPage),
            (line, ToolSocket),
            *(rule for rule in rules if NEEDED.match(rule[0])),
            (".*", NoSuchPage),
        ]
        return [(where, type(who.__name__, (Served, who), {}), *how) for where, who, *how in served]

    def listen(self) -> None:
        """Serve until Ctrl-C or SIGTERM, or until the terminal is closed."""
        self.ioloop = IOLoop.current()
        signal.signal(getattr(signal, "SIGHUP", signal.SIGTERM), self._handle_signal_stop)
        door = Door(Guard(self.app, self.code), **TEXT["limits"])
        # In a short queue a flood would make others' first knock unheard, and they knock again only after a second.
        self.app.listen = lambda port, ip: door.listen(port, ip, backlog=CONNECTIONS)
        self.ioloop.add_callback(self.say_where)
        super().listen()

    def random_ports(self, port: int, n: int) -> Iterator[int]:
        """Yield the ports to try, the wished one first, then its neighbors; after the last, end with a sentence."""
        tried = [*range(port, 65536), *range(port - 1, 1023, -1)][:n]
        yield from tried
        sys.exit(TEXT["no_port"].format(first=min(tried), last=max(tried)))

    def say_where(self) -> None:
        """Tell the teacher the address, and open it if she wants that."""
        here = f"http://127.0.0.1:{self.port}/{self.code}"
        print(f"The class view is open at {here} (Ctrl-C closes it).", flush=True)
        if self.code:
            print(TEXT["shared"].format(address=f"http://{_in_this_network()}:{self.port}/{self.code}"), flush=True)
        for sentence in (*teacher()[1], *lost()):
            print(sentence, file=sys.stderr)
        if self.open_browser:
            webbrowser.open(here)

    def stop(self) -> None:
        """End the kernels. The files by which they are reached go after them, not before as Voilà has it."""
        run_sync(self.kernel_manager.shutdown_all)(now=True)

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
    config = Config(words("class_view.yaml")["voila"])
    config.Voila.update(root_dir=str(NOTEBOOKS), port=port, open_browser=browser)
    config.Voila.ip = "0.0.0.0" if share else "127.0.0.1"
    config.Voila.tornado_settings.update(log_function=lambda _: None, websocket_max_message_size=LARGEST)
    config.VoilaConfiguration.update(multi_kernel_manager_class=Kernels, page_config_hook=_with_frame)
    return config


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
    logging.disable(logging.ERROR)  # what strangers ask for is no line for the teacher's terminal; each gets a sentence
    with tempfile.TemporaryDirectory(prefix="class-view-", ignore_cleanup_errors=True) as folder:
        # What Jupyter and matplotlib note by the way ends with the class, too.
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"):
            os.environ[name] = folder
        view = ClassView.instance(config=settings(port=wish.port, browser=not wish.no_browser, share=wish.share))
        view.connection_dir_root = folder
        view.code = new_code() if wish.share else ""
        view.initialize([])
        view.start()


if __name__ == "__main__":
    main()
