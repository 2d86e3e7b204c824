"""How the class view makes pages: what all pages of a lesson share is made once, as each making stops the server."""

import asyncio
from copy import deepcopy
from typing import Any

from jinja2 import BytecodeCache
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat import NotebookNode
from tornado import web
from voila.exporter import VoilaExporter

from course_lib.publish.lessons import NOTEBOOKS, Lesson, without_running


class PageMaker(VoilaExporter):
    """Voilà's own, but templates stay compiled: to compile them for each page held everybody up for half a second."""

    compiled: BytecodeCache

    def _create_environment(self) -> Any:
        environment = super()._create_environment()
        environment.bytecode_cache = self.compiled
        return environment


class Notebooks(LargeFileManager):
    """Jupyter's own, but a lesson is read and checked only when its file is new, and not on the server's time."""

    def __init__(self, **wanted: Any) -> None:
        super().__init__(**wanted)
        self._ready: dict[str, tuple[int, NotebookNode]] = {}

    def get(self, path: str, *args: Any, **wanted: Any) -> Any:
        """Return a lesson that is each page's own to change; or a picture."""
        if path.endswith(".ipynb"):
            return self._lesson(path)
        return super().get(path, *args, **wanted)  # type: ignore[no-untyped-call]

    async def _lesson(self, path: str) -> dict[str, Any]:
        file = NOTEBOOKS / path
        changed = file.stat().st_mtime_ns if file.exists() else 0
        if path not in self._ready or self._ready[path][0] != changed:
            self._ready[path] = changed, await asyncio.to_thread(_for_readers, Lesson(file))
        return {"type": "notebook", "path": path, "content": deepcopy(self._ready[path][1])}


def _for_readers(lesson: Lesson) -> NotebookNode:
    """Return what a page is made of. Its tools are made anew, so what they showed when it was stored is not copied."""
    if lesson.trouble:
        raise web.HTTPError(404)
    notebook = lesson.notebook
    notebook.metadata.title = lesson.title
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return without_running(lesson.name, notebook)
