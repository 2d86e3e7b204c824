"""A page as PDF, through a Chromium that is on the machine anyway; where there is none, any browser prints the HTML."""

import os
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
SECONDS = 60
OWN_WAY = "Open the HTML file in a browser and print it from there."

NO_FONT = (
    "This computer has no font for some of the letters, Japanese ones most likely, and a PDF shows boxes there. "
    "Install one (Noto Sans JP; on Debian or Ubuntu the package fonts-noto-cjk) and make it again, or open the HTML "
    "file on a computer that has one."
)


class PdfError(RuntimeError):
    """No PDF could be made; the message is one sentence on what to do instead."""


def chromium() -> str | None:
    """Return the path of a browser of Chromium's kind, or None. ``COURSE_CHROMIUM`` names another."""
    if named := os.environ.get("COURSE_CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, (*NAMES, *PLACES))), None)


def pdf(html: str) -> bytes:
    """Return a page of HTML as PDF, on the paper that its style names.

    Raises
    ------
    PdfError
        Where there is no Chromium, or it did not print.
    """
    browser = chromium()
    if browser is None:
        raise PdfError(f"No Chromium, Chrome or Edge was found to make the PDF. {OWN_WAY}")
    with TemporaryDirectory(prefix="handout-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "handout.html"), Path(folder, "handout.pdf")
        source.write_text(html, encoding="utf-8")
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # Chromium asks for it there
        own = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}"]
        try:
            subprocess.run(
                [browser, *FLAGS, *as_root, *own, source.as_uri()], capture_output=True, timeout=SECONDS, check=True
            )
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise PdfError(f"{Path(browser).name} made no PDF. {OWN_WAY}") from error


def boxes(made: bytes) -> bool:
    """Return whether a PDF of Chromium's shows boxes in the place of letters, as it does where no font has them."""
    # A box is glyph 0 of a font. Chromium writes each glyph as four hexadecimal digits, in compressed streams.
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        try:
            drawn = zlib.decompress(stream[1])
        except zlib.error:  # a picture, kept in another way
            continue
        if b" Tf" in drawn and re.search(rb"<(?:[0-9A-F]{4})*?0000(?:[0-9A-F]{4})*>", drawn):
            return True
    return False
