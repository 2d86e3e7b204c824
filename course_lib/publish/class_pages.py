"""How the class view makes pages: what all pages of a lesson share is made once, as each making stops the server."""

import asyncio
from copy import deepcopy
from typing import Any, ClassVar

from jinja2 import BytecodeCache, meta, pass_context
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat import NotebookNode
from tornado import web
from voila.exporter import VoilaExporter

from course_lib.publish.lessons import NOTEBOOKS, Lesson, without_running


class PageMaker(VoilaExporter):
    """Voilà's own, but templates are compiled at the start, and a lesson's words become HTML once for all its pages."""

    compiled: BytecodeCache
    words: ClassVar[dict[str, str]] = {}

    def _create_environment(self) -> Any:
        environment = super()._create_environment()
        environment.bytecode_cache = self.compiled
        return environment

    def compile(self, name: str) -> None:
        """Compile a template and all that it is made of. Left to the first page it held everybody up for a second."""
        for late in ("highlight_code", "trusted"):  # those that Voilà adds when it fills a page
            self.environment.filters[late] = str
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        self.environment.get_template(name)
        for part in meta.find_referenced_templates(self.environment.parse(source)):
            if part:
                self.compile(part)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Return the HTML of a cell's words."""
        if source not in self.words:
            self.words[source] = super().markdown2html(context, source)
        return self.words[source]


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
