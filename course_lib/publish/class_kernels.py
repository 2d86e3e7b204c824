"""The kernels of a class: who gets one, how many there may be, and when each is given back."""

import asyncio
import subprocess
from collections import Counter
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from markupsafe import Markup
from tornado import web
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from course_lib.publish.class_frame import theme
from course_lib.publish.class_guard import SAYS

AT_ONCE = 3
"""So many pages start together. Of thirty at once each would wait for the last; in a queue only the last does."""
LONGEST = 30
"""Seconds that a page may keep its place. One whose kernel never starts would stop all that come after it, and ends."""
SEATS = 60
"""So many pages may be open or waiting; a kernel takes 50 MB."""
FOR_ONE, FOR_THIS_COMPUTER = 8, 32
"""So many of them for one address; more for the projector's own, where nobody else in the room sits."""
NEVER_CAME = 30
"""Seconds that a page has, once it was sent, to open its line to the kernel. One that was not waited for never does."""

_seat_of_page: ContextVar[str] = ContextVar("_seat_of_page")


@dataclass(eq=False)
class Seat:
    """A page's place, from when it is asked for until its kernel ends."""

    address: str
    page: asyncio.Task[None] | None = None
    """What makes the page, until it is sent."""
    sockets: int = 0
    came: bool = False


class Kernels(AsyncMappingKernelManager):
    """Kernels that write nothing into the teacher's terminal, each for a seat."""

    def __init__(self, **wanted: Any) -> None:
        super().__init__(**wanted)  # type: ignore[no-untyped-call]
        self.seats: dict[str, Seat] = {}
        """By the kernel's number, the oldest first."""
        self._ending: set[asyncio.Future[None]] = set()

    def take_seat(self, address: str) -> str:
        """Return the number of the kernel for a page that this address asks for."""
        mine = [kernel for kernel, seat in self.seats.items() if seat.address == address]
        if len(mine) >= (FOR_THIS_COMPUTER if address in ("127.0.0.1", "::1") else FOR_ONE):
            self._make_room([kernel for kernel in mine if self._is_left(kernel)])
        elif len(self.seats) >= SEATS:
            greedy, most = Counter(seat.address for seat in self.seats.values()).most_common(1)[0]
            theirs = [kernel for kernel, seat in self.seats.items() if seat.address == greedy and most > len(mine) + 1]
            self._make_room(sorted(theirs, key=self._is_left, reverse=True))
        kernel = str(uuid4())
        self.seats[kernel] = Seat(address)
        return kernel

    def _is_left(self, kernel: str) -> bool:
        return self.seats[kernel].page is None and not self.seats[kernel].sockets

    def _make_room(self, whose: list[str]) -> None:
        if not whose:
            raise web.HTTPError(503)
        self.give_back(whose[0])

    def give_back(self, kernel: str) -> None:
        """End a kernel, or the waiting for it."""
        seat = self.seats.pop(kernel, None)
        if seat and seat.page:
            seat.page.cancel()
        if kernel in self:
            ending = asyncio.ensure_future(self.shutdown_kernel(kernel, now=True))  # type: ignore[no-untyped-call]
            self._ending.add(ending)  # asyncio itself does not hold on to what it has begun
            ending.add_done_callback(self._ending.discard)

    def has_started(self, kernel: str) -> bool:
        """Return whether a kernel is there and has said a word."""
        return kernel in self and self.kernel_model(kernel)["execution_state"] != "starting"  # type: ignore[no-untyped-call]

    def sent(self, kernel: str) -> None:
        """Note that a page is at its reader's, and expect her."""
        if kernel in self.seats:
            self.seats[kernel].page = None
            asyncio.get_running_loop().call_later(NEVER_CAME, self._came, kernel)

    def _came(self, kernel: str) -> None:
        if kernel in self.seats and not self.seats[kernel].came:
            self.give_back(kernel)

    async def start_kernel(self, **wanted: Any) -> str:  # type: ignore[override]
        """Start a kernel for the page that asks. A start once begun is finished, or nobody could end the process."""
        return await asyncio.shield(self._start(_seat_of_page.get(), wanted))

    async def _start(self, kernel: str, wanted: dict[str, Any]) -> str:
        wanted |= {"kernel_id": kernel, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        await super().start_kernel(**wanted)
        if kernel not in self.seats:  # its page was left meanwhile
            await self.shutdown_kernel(kernel, now=True)  # type: ignore[no-untyped-call]
        return kernel

    def remove_kernel(self, kernel_id: str) -> Any:
        """Free the seat of a kernel that ended, however it did."""
        self.seats.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """Count a page's lines to its kernel."""
        if kernel_id in self.seats:
            self.seats[kernel_id].sockets += 1
            self.seats[kernel_id].came = True
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    def notify_disconnect(self, kernel_id: str) -> None:
        """Count them down."""
        if kernel_id in self.seats:
            self.seats[kernel_id].sockets -= 1
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]


class LessonPage(TornadoVoilaHandler):
    """A lesson with a kernel of its own."""

    queue: asyncio.Semaphore
    seat = ""

    async def get(self, name: str) -> None:
        """Wait for a free place, then run the lesson and answer with it."""
        self.request.arguments["theme"] = [theme(self).encode()]
        self.seat = self.kernel_manager.take_seat(str(self.request.remote_ip))
        _seat_of_page.set(self.seat)
        page = asyncio.ensure_future(self._make(name))
        self.kernel_manager.seats[self.seat].page = page
        await asyncio.wait({page})
        if not page.cancelled() and not page.exception():
            self.kernel_manager.sent(self.seat)
            return
        self.kernel_manager.give_back(self.seat)
        if not page.cancelled():
            page.result()
        if not self._headers_written:
            raise web.HTTPError(503)
        self.finish(Markup('<p class="page-mistakes" role="alert">{}</p>').format(SAYS[503]))

    def head(self, _name: str) -> None:
        """Say that the lesson is there, and start nothing."""
        self.set_header("Content-Type", "text/html")

    async def _make(self, name: str) -> None:
        await self.queue.acquire()
        with ExitStack() as place:
            place.callback(self.queue.release)
            place.callback(asyncio.get_running_loop().call_later(LONGEST, self._late, place).cancel)
            await super().get(f"{name}.ipynb")

    def _late(self, place: ExitStack) -> None:
        """Make room for the next page; what still has no kernel by now is no longer waited for."""
        place.close()
        if not self.kernel_manager.has_started(self.seat):
            self.kernel_manager.give_back(self.seat)

    def on_connection_close(self) -> None:
        """Leave the queue, or end the kernel: nobody waits for this page any more."""
        self.kernel_manager.give_back(self.seat)
        super().on_connection_close()


class ClosedPage(VoilaShutdownKernelHandler):
    """Takes back the kernel of a page that is left."""

    def check_xsrf_cookie(self) -> None:
        """Ask for none: a page that is left can send no header along. Only the page knows its kernel's long number."""

    async def post(self, kernel_id: str) -> None:
        """Give the kernel back, if there is one."""
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        await super().post(kernel_id)
