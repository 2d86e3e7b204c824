"""The course without its code, for a projector or for a class: Voilà in the course's own dress.

Run it as ``python -m course_lib.publish.class_view [--port N] [--no-browser] [--share]``. It serves the course's notebooks
and what their tools need to run; no other file of any folder. Nothing that somebody types is stored.
"""

import argparse
import asyncio
import os
import re
import socket
import webbrowser
from pathlib import Path
from typing import Any

import msgspec
from tornado import web
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from course_lib.publish.lessons import NOTEBOOKS, lessons

TITLE = "Leg cramps in pregnancy"
NEEDED = re.compile(r"/(api/kernels/|voila/(static|labextensions|api/themes|api/shutdown)/)")
"""Those of Voilà's own addresses that a page needs for its tools. Its lists of files, and the files, are not among them."""
AT_ONCE = 3
"""So many pages start together. Of thirty started at once each waits for the last; in a queue half wait half as long."""


def frame(current: str = "") -> dict[str, Any]:
    """Return what stands around a page, from the teacher's file as it is now; ``current`` is a lesson's name."""
    pages = [(f"/voila/render/{each.name}.ipynb", each.title) for each in lessons()]
    here = [name for name, _ in pages].index(f"/voila/render/{current}.ipynb") if current else len(pages)
    return {
        "pages": pages,
        "current": pages[here][0] if current else "",
        "before": pages[here - 1] if current and here else None,
        "after": (pages[here + 1 : here + 2] or [None])[0],
    }


def _in_page_config(config: dict[str, Any], *, notebook_path: str, **_: Any) -> dict[str, Any]:
    return config | {"course": frame(Path(notebook_path).stem)}


def _theme(handler: web.RequestHandler) -> str:
    """Return light or dark, as this reader chose it; a choice holds for the pages that follow."""
    chosen = handler.get_query_argument("theme", "") or handler.get_cookie("theme", "")
    theme = "dark" if chosen == "dark" else "light"
    handler.set_cookie("theme", theme, samesite="Lax")
    return theme


def _list_page(handler: web.RequestHandler, title: str, says: str = "") -> str:
    template = handler.settings["voila_jinja2_env"].get_template("list.html")
    return template.render(title=title, says=says, theme=_theme(handler), **frame())


class ListPage(web.RequestHandler):
    """All pages of the course by their titles."""

    def get(self) -> None:
        """Answer with the list."""
        self.write(_list_page(self, TITLE))


class NoSuchPage(web.RequestHandler):
    """Everything that is not served, in the course's dress."""

    def prepare(self) -> None:
        """Answer any method with the same sentence."""
        self.set_status(404)
        self.finish(_list_page(self, "That page is not here", "The class view has these pages, and no other:"))


class LessonPage(TornadoVoilaHandler):
    """A lesson with a kernel of its own."""

    starting: asyncio.Semaphore

    async def get(self, name: str) -> None:  # type: ignore[override]
        """Wait for a free place, then run the lesson and answer with it."""
        self.request.arguments["theme"] = [_theme(self).encode()]
        async with self.starting:
            await super().get(f"{name}.ipynb")


class ClassView(Voila):
    """Voilà with less: only the course's pages, and its own list and error pages."""

    def init_handlers(self) -> list[Any]:
        """Return the addresses that are served; whatever fits none of them is not here."""
        LessonPage.starting = asyncio.Semaphore(AT_ONCE)
        known = "|".join(each.name for each in lessons())
        given = super().init_handlers()
        [render] = [rule[2] for rule in given if rule[1] is TornadoVoilaHandler]
        [styles] = [rule[1] for rule in given if rule[0].startswith("/voila/templates/")]
        return [
            ("/", ListPage),
            (rf"/voila/render/({known})\.ipynb", LessonPage, render),
            (r"/voila/templates/((?:course|lab|base)/static/[\w.-]+)", styles),
            *(rule for rule in given if NEEDED.match(rule[0])),
            (".*", NoSuchPage),
        ]

    def listen(self) -> None:
        """Serve until it is stopped, and say where."""
        IOLoop.current().add_callback(self.say_where)
        super().listen()

    def say_where(self) -> None:
        """Tell the teacher the address, and open it if she wants that."""
        print(f"The class view is open at {self.display_url} (Ctrl-C closes it.)", flush=True)


def main(arguments: list[str] | None = None) -> None:
    """Serve the class view until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Open the course without its code, for a projector or a class.")
    parser.add_argument("--port", type=int, default=8866, help="the port to serve on, or the next free one")
    parser.add_argument("--no-browser", action="store_true", help="only serve it")
    wish = parser.parse_args(arguments)

    os.environ["COURSE_LIB_CLASS"] = "1"  # thirty people share one server: their kernels store nothing
    here = str(Path(__file__).parent)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [here, os.environ.get("JUPYTER_PATH")]))
    view = ClassView.instance(
        config=Config(
            Voila={"config_file_paths": [], "open_browser": False, "log_level": "ERROR", "ip": "127.0.0.1", "port": wish.port, "root_dir": str(NOTEBOOKS)},
            VoilaConfiguration={"template": "course", "allow_template_override": "NO", "file_allowlist": [], "page_config_hook": _in_page_config},
            # A page that is closed gives its kernel back; after two minutes, for a phone that sleeps comes back sooner.
            MappingKernelManager={"cull_idle_timeout": 120, "cull_interval": 20},
        )
    )
    view.initialize([])
    view.start()


if __name__ == "__main__":
    main()
