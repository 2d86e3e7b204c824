"""What stands in the class view around the lessons: their frame, the list of all, the word for what is not there."""

from functools import cache
from typing import Any

from tornado import web

from course_lib.publish.lessons import lessons, neighbors
from course_lib.publish.templates import TEMPLATES
from course_lib.records.teacher import teacher


@cache
def titles() -> dict[str, str]:
    """Return the title of each lesson by its name. Read once: each reading takes the server from everybody."""
    return {lesson.name: lesson.title for lesson in lessons()}


def frame(name: str = "") -> dict[str, Any]:
    """Return what stands around the lesson of this name, or around the list, with the teacher's file as it is now."""
    own, _ = teacher()
    pages = [(_address(lesson), title) for lesson, title in titles().items() if lesson not in own.leave_out]
    return {
        "pages": pages,
        "current": _address(name),
        **neighbors(pages, _address(name)),
        "teacher": {field: getattr(own, field) for field in ("teacher", "class_name", "clinic", "date", "numbers")},
        "note": own.notes.get(name, ""),
    }


def _address(name: str) -> str:
    return f"/voila/render/{name}.ipynb"


def theme(page: web.RequestHandler) -> str:
    """Return light or dark, as this reader chose last."""
    chosen = page.get_query_argument("theme", "") or page.get_cookie("theme") or "light"
    theme = "dark" if chosen == "dark" else "light"
    page.set_cookie("theme", theme, samesite="Lax")
    return theme


class ListPage(web.RequestHandler):
    """All pages of the course by their titles."""

    def get(self) -> None:
        """Answer with the list; the teacher, at the computer that serves it, sees what is wrong in her file."""
        hers = self.request.remote_ip in ("127.0.0.1", "::1")
        self.show(title="Leg cramps in pregnancy", says="", mistakes=teacher()[1] if hers else ())

    head = get  # Tornado leaves the body out

    def show(self, **content: Any) -> None:
        """Answer with the list under a title, what it ``says`` and the ``mistakes`` in her file."""
        self.set_header("Cache-Control", "no-store")
        self.finish(TEMPLATES.get_template("class_list.html").render(**frame(), theme=theme(self), **content))


class NoSuchPage(ListPage):
    """Whatever is not served."""

    def prepare(self) -> None:
        """Answer every method alike."""
        self.set_status(404)
        self.show(title="That page is not here", says="The class view has these pages and no others.", mistakes=())
