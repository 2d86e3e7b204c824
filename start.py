"""Open the course, or test it. The first run sets everything up in the folder .venv beside this file.

python3 start.py                 open the course in your browser (on Windows: py start.py)
python3 start.py --no-browser    serve it only; --port N chooses the port
python3 start.py test            run every test
python3 start.py merge FOLDER    for a tutor: the summaries in a folder in one table (--out names it)

For a class; each of these says more with --help after it:
python3 start.py class           the course without code, for a projector
python3 start.py pages           the course as pages that open from disk, without Python
python3 start.py handouts        what to print
python3 start.py slides          the lessons as slides, in one file
python3 start.py teacher         your own file: your name, local numbers, notes
"""
# Standard library only, in the syntax of Python 3.7: an old Python must get a sentence, not a traceback.

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "course-stamp.txt"
OLDEST, NEWEST = (3, 11), (3, 14)
FOR_A_CLASS = {
    "class": "course_lib.publish.class_view",
    "pages": "course_lib.publish.pages",
    "handouts": "course_lib.printed",
    "slides": "course_lib.publish.slides",
    "teacher": "course_lib.records.teacher",
}
"""Words that run a part of the course; what stands after them goes there as it is."""

# No set-up of the user's own may leak in; kernels come from .venv before any other place, JupyterLab's defaults from
# labconfig/ (it asks no question about news and fetches none; what users set themselves still counts).
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "MPLBACKEND")
ENV = {name: text for name, text in os.environ.items() if name not in FOREIGN}
ENV.update(PYTHONUTF8="1", JUPYTER_PREFER_ENV_PATH="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
ENV["JUPYTER_CONFIG_PATH"] = str(HERE)


def run(*command: object, folder: Path = HERE) -> int:
    """Run a command in a folder, the course's unless named, to its end and return its exit status."""
    child = subprocess.Popen([str(part) for part in command], cwd=str(folder), env=ENV)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())  # whoever ends this one means what it started
    stopped = False
    while child.returncode is None:
        try:
            child.wait()
        except KeyboardInterrupt:  # Ctrl-C reaches the child as well: let it finish tidily
            stopped = True
    if stopped and child.returncode:
        sys.exit(130)
    return child.returncode or 0


def check_python() -> None:
    """Stop with one sentence where this Python cannot make the environment."""
    have = sys.version_info[:2]
    if not OLDEST <= have <= NEWEST:
        sys.exit(
            "The course needs Python {}.{} to {}.{}, and this is Python {}.{}. Install one of those from "
            "https://www.python.org/downloads/ and run start.py with it.".format(*OLDEST, *NEWEST, *have)
        )
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        sys.exit(
            "This Python comes without the part that makes environments. On Debian or Ubuntu run "
            "`sudo apt install python3-venv`, then the same command again."
        )


def environment() -> str:
    """Say which Python .venv runs, and where; nothing if it does not run (any more)."""
    ask = "import sys; print(sys.version_info[:2], sys.prefix)"
    try:
        said = subprocess.run([str(PYTHON), "-c", ask], env=ENV, stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.decode("utf-8").strip()


def set_up(extra: str) -> None:
    """Install the course into .venv unless it is there. The stamp comes last: a broken try starts again."""
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    found = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []
    whole = len(found) == 3 and found[2] == environment()  # made here, by a Python that still runs
    if whole and found[0] == wanted and extra in (found[1], ""):
        return

    check_python()
    print("Setting up the course in .venv: a minute or two, once, with the internet.", flush=True)
    if found:
        STAMP.unlink()
    # The base Python makes it: clearing .venv with the Python inside it would saw off the branch.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if (not whole and run(base, "-m", "venv", "--clear", VENV)) or run(
        PYTHON, "-m", "pip", "install", "--editable", f".[{extra}]" if extra else "."
    ):
        sys.exit("\nSetting up did not finish. Is the internet there? Run the same command again.")
    STAMP.write_text(f"{wanted}\n{extra}\n{environment()}\n", encoding="utf-8")


def open_course(browser: bool, port: int) -> int:
    """Serve the course in JupyterLab until it is closed."""
    return run(
        PYTHON,
        *("-m", "jupyterlab"),
        f"--ServerApp.root_dir={HERE}",
        f"--ServerApp.port={port}",
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
        "--ServerApp.answer_yes=True",  # Ctrl-C closes it without asking
        "--ServerApp.allow_root=True",  # in a container there may be no one else
        *([] if browser else ["--no-browser"]),
    )


def merge_summaries(folder: str, out: str | None) -> int:
    """Merge trainees' summaries into one table; the status is that of course_lib/records/merge.py."""
    wanted: list[object] = ["--out", Path(out).resolve()] if out else []
    return run(PYTHON, "-m", "course_lib.records.merge", *wanted, "--", Path(folder).resolve())


def test_course() -> int:
    """Run every check and every test; return 0 where all pass."""
    started = time.monotonic()
    two_workers = ["--numprocesses=2", "--dist=loadgroup"]  # by the groups that tests/conftest.py makes
    compare = ["-p", "tests.notebook_times", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]
    compare += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
    steps = {
        "style (ruff)": [PYTHON, "-m", "ruff", "check", "."],
        "types (mypy)": [PYTHON, "-m", "mypy"],
        "one direction (import-linter)": [BIN / "lint-imports", "--no-logo", "--no-cache"],
        "tests (pytest)": [PYTHON, "-m", "pytest", *two_workers],
        "notebooks (nbval)": [PYTHON, "-m", "pytest", *compare, "notebooks"],
    }
    results = {}
    ENV.pop("COURSE_LIB_CLASS", None)
    for name, command in steps.items():
        print(f"\n== {name}", flush=True)
        with tempfile.TemporaryDirectory() as nobodys:  # the diary somebody keeps on this computer is left alone
            ENV["COURSE_LIB_DATA"] = nobodys
            results[name] = run(*command)
    print()
    for name, status in results.items():
        print("failed" if status else "passed", name, sep="  ")
    print(f"{time.monotonic() - started:.0f} seconds in all")
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in FOR_A_CLASS:
        set_up("")
        sys.exit(run(PYTHON, "-P", "-m", FOR_A_CLASS[sys.argv[1]], *sys.argv[2:], folder=Path.cwd()))
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("what", nargs="?", choices=["open", "test", "merge", *FOR_A_CLASS], default="open")
    parser.add_argument("folder", nargs="?", help="merge: the folder with the summaries that trainees exported")
    parser.add_argument("--out", help="merge: the table to write")
    parser.add_argument("--no-browser", action="store_true", help="only serve the course")
    parser.add_argument("--port", type=int, default=8888, help="the port to serve on, or the next free one")
    wish = parser.parse_args()
    if wish.what in FOR_A_CLASS:
        parser.error(f"write {wish.what} first, right after start.py")
    if (wish.what == "merge") != bool(wish.folder):
        parser.error("give one folder after merge, and none after anything else")
    set_up("test" if wish.what == "test" else "")
    if wish.what == "merge":
        sys.exit(merge_summaries(wish.folder, wish.out))
    sys.exit(test_course() if wish.what == "test" else open_course(not wish.no_browser, wish.port))
