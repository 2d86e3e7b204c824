"""Thirty viewers open the selector at the same moment in the class view: when each can use it, and the memory it takes.

Run it in the course's folder as ``.venv/bin/python -m benchmarks.class_view``. ``--pool 30`` heats that many kernels
first, ``--at-once 30`` lets all pages start together. The browsers run on the same machine and take their share,
so the server's own part stands beside: until a page is sent whole. ``--browsers 1`` lets the others only read it.
Memory is read from /proc, so Linux only.
"""

import argparse
import asyncio
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import psutil
from playwright.async_api import Browser, Error, async_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.tied import TIED, free_port

LESSON = "07_acupoints.ipynb"
SERVE = """
import sys
from course_lib.publish import class_kernels, class_view
at_once, pool, lesson = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
usual, class_kernels.AT_ONCE = class_view.settings, at_once
def settings(**wish):
    config = usual(**wish)
    if pool:
        del config.VoilaConfiguration["prelaunch_hook"]  # Voilà refuses both together
        config.VoilaConfiguration.preheat_kernel = True
        config.VoilaKernelManager.kernel_pools_config = {lesson: {"pool_size": pool}, "default": {"pool_size": 0}}
    return config
class_view.settings = settings
class_view.main(["--no-browser", "--port", sys.argv[4]])
"""


async def view(browser: Browser, address: str) -> tuple[float, float] | None:
    """Return the seconds until the page was sent whole, and until it answers to a week; nothing where it never does."""
    page = await browser.new_page(viewport={"width": 1280, "height": 720})  # with a cache of its own, as on a phone
    page.set_default_timeout(180_000)
    began = time.monotonic()
    try:
        await page.goto(address, wait_until="commit")
        await page.get_by_label("Weeks", exact=True).fill("8")
        await page.locator(".course-tool .summary", has_text="week 8,").wait_for()
        usable = time.monotonic() - began
        sent = await page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd / 1000")
    except Error as error:
        print("one viewer got none:", error.message.splitlines()[0])
        return None
    return sent, usable


async def read(address: str) -> tuple[float, float]:
    """Read the page without a browser; return the seconds twice, as there is nothing to use."""
    began = time.monotonic()
    await asyncio.to_thread(lambda: urlopen(address, timeout=300).read())
    return (time.monotonic() - began,) * 2


def cpu(server: psutil.Process) -> float:
    """Return the seconds of work of a server and its kernels so far."""
    return sum(sum(each.cpu_times()[:2]) for each in (server, *server.children()))


def memory(process: psutil.Process) -> tuple[float, float]:
    """Return a process's own share of the memory (PSS) and all that it touches (RSS), in MB."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    return tuple(int(re.search(rf"^{name}: +(\d+)", rollup, re.MULTILINE)[1]) / 1024 for name in ("Pss", "Rss"))  # type: ignore[index, return-value]


async def measure(viewers: int, browsers: int, server: psutil.Process, address: str) -> None:
    """Let all viewers come at once, and print what they met."""
    async with async_playwright() as playwright:
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *as_root])
        readers = [read(address) for _ in range(viewers - browsers)]
        came = await asyncio.gather(*readers, *(view(browser, address) for _ in range(browsers)))
        met = [each for each in came if each]
        kernels = [memory(child) for child in server.children()]
        used = [usable for _, usable in met[-browsers:]]
        for what, seconds in (("sent whole", [sent for sent, _ in met]), ("usable", used)):
            p95 = statistics.quantiles([*seconds, max(seconds)], n=20, method="inclusive")[-1]
            print(
                f"{what:>10}: median {statistics.median(seconds):5.1f} s, p95 {p95:5.1f} s, most {max(seconds):5.1f} s"
            )
        pss, rss = (statistics.mean(each) for each in zip(*kernels, strict=True))
        print(f"{len(met)} of {viewers} got it; {len(kernels)} kernels, each {pss:.0f} MB (PSS), {rss:.0f} MB (RSS)")
        print("the server: {:.0f} MB (PSS), {:.0f} MB (RSS)".format(*memory(server)))
        await browser.close()


def main() -> None:
    """Serve the class view, wait for its kernels, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=30)
    parser.add_argument("--browsers", type=int, help="so many of them are browsers, if not all")
    parser.add_argument("--at-once", type=int, default=3, help="so many pages start together")
    parser.add_argument("--pool", type=int, default=0, help="so many kernels are heated before")
    parser.add_argument("--rest", type=float, default=5, help="seconds in which nobody works, before the first comes")
    wish = parser.parse_args()
    command = [sys.executable, "-c", SERVE, str(wish.at_once), str(wish.pool), LESSON, str(free_port())]
    print(f"{wish}, load {os.getloadavg()[0]:.1f}", flush=True)
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **TIED) as process:
        try:
            address = re.search(r"http://\S+/", process.stdout.readline())[0]  # type: ignore[index, union-attr]
            server = psutil.Process(process.pid)
            spent = -1.0
            while len(server.children()) < wish.pool or spent < cpu(server) - 0.04 * wish.rest:
                spent = cpu(server)
                time.sleep(wish.rest)  # until nobody works any more
            print(f"ready after {time.monotonic() - began:.0f} s", flush=True)
            asyncio.run(measure(wish.viewers, wish.browsers or wish.viewers, server, f"{address}voila/render/{LESSON}"))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
