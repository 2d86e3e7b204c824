"""Open the course, or test it. The first run sets everything up in the folder .venv beside this file.

python3 start.py                 open the course in your browser (on Windows: py start.py)
python3 start.py --no-browser    serve it only; --port N chooses the port
python3 start.py test            run every test; --quick leaves out those that need a browser
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
import atexit
import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
VENV, BEFORE = HERE / ".venv", HERE / ".venv-before"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = "course-stamp.txt"
"""Lies in .venv from its first moment: what has none was not made here, and is never touched."""
LOCKS = {"": HERE / "locks" / "course.txt", "test": HERE / "locks" / "test.txt"}
ROOM_MB = {"": 700, "test": 1000}
OLDEST, NEWEST = (3, 11), (3, 14)
PATIENCE = 10.0
"""Seconds for a part of the course to end by itself once it was told to."""
FOR_A_CLASS = {
    "class": "course_lib.publish.class_view",
    "pages": "course_lib.publish.pages",
    "handouts": "course_lib.printed",
    "slides": "course_lib.publish.slides",
    "teacher": "course_lib.records.teacher",
}
"""Words that run a part of the course; what stands after them goes there as it is."""

# No set-up of the user's own may leak in: kernels come from .venv before any other place, and of pip's settings only
# those count that say where packages come from.
FOREIGN = re.compile(
    "PYTHON.*|MPLBACKEND|MATPLOTLIBRC|JUPYTER.*|IPYTHON.*|"
    "PIP_(?!CERT|CLIENT_CERT|CONFIG_FILE|CONSTRAINT|DEFAULT_TIMEOUT|TIMEOUT|RETRIES|PROXY|TRUSTED_HOST|CACHE_DIR"
    "|NO_CACHE_DIR|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX).*"
)
ENV = {name: text for name, text in os.environ.items() if not FOREIGN.fullmatch(name)}
ENV.update(PYTHONUTF8="1", JUPYTER_PREFER_ENV_PATH="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
# What Jupyter, IPython, matplotlib and npm write for themselves stays in the course's folder.
INSIDE = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "IPYTHONDIR": "ipython",
    "MPLCONFIGDIR": "matplotlib",
    "npm_config_cache": "npm",
}
TROUBLE = {
    "No space left|Errno 28|not enough space": "The disk is full. Make room, then run the same command again.",
    "Read-only file system|Permission denied|Access is denied": "A file could not be written. Copy the course to a "
    f"folder of your own and start it there; now it is in {HERE}.",
    "DO NOT MATCH THE HASHES": "A package that came is not the one this course was tested with, so it was not "
    "installed. Try again in another network; if it happens there too, tell whoever gave you the course.",
    "NewConnectionError|ConnectTimeout|ConnectionError|name resolution|getaddrinfo|ProxyError|timed out|unreachable"
    "|SSLError|Connection refused|Connection aborted": "The packages could not be fetched. Is the internet there? "
    "Then run the same command again.",
}
"""What a failed set-up prints, and the sentence for it."""
UNKNOWN = "Its last lines above say what went wrong."


def run(*command: object, folder: Path = HERE) -> int:
    """Run a command in a folder, the course's unless named, to its end and return its exit status."""
    child = subprocess.Popen([str(part) for part in command], cwd=str(folder), env=ENV)
    too_long = threading.Timer(PATIENCE, child.kill)  # JupyterLab can hang at its very end, on a thread of its own
    too_long.daemon = True
    stopped = False
    while child.returncode is None:
        try:
            child.wait()
        except KeyboardInterrupt as how:  # Ctrl-C reaches the child as well: let it finish tidily
            if how.args:  # who ends start.py ends what it started
                child.terminate()
            if not stopped:
                too_long.start()
            stopped = True
    too_long.cancel()
    if stopped and child.returncode:
        sys.exit(130)
    return child.returncode or 0


def run_or_explain(*command: object) -> str:
    """Run a step of the set-up in sight of the reader; return what she is to do if it failed, else nothing."""
    words, printed = [str(part) for part in command], ""
    with subprocess.Popen(words, cwd=str(HERE), env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
        try:
            for line in child.stdout or []:
                printed += line.decode("utf-8", "replace")
                print(line.decode("utf-8", "replace"), end="", flush=True)
        except KeyboardInterrupt:
            child.kill()
            raise
    reasons = (sentence for sign, sentence in TROUBLE.items() if re.search(sign, printed))
    return next(reasons, UNKNOWN) if child.returncode else ""


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


def check_place(extra: str) -> None:
    """Stop with one sentence where .venv cannot be made here, or is somebody else's."""
    for folder in (VENV, BEFORE):
        if folder.is_symlink() or (folder.exists() and not is_ours(folder)):
            sys.exit(f"start.py did not make {folder}, so it leaves it alone. Move it away, then run it again.")
    if os.pathsep in str(HERE):
        sys.exit(f"No environment can be made in a folder with '{os.pathsep}' in its name. Rename {HERE}.")
    try:
        with tempfile.TemporaryFile(dir=str(HERE)):
            free = shutil.disk_usage(str(HERE)).free // 10**6
    except OSError:
        sys.exit(f"Nothing can be written in {HERE}. Copy the course to a folder of your own and start it there.")
    if free < ROOM_MB[extra]:
        sys.exit(f"The course needs {ROOM_MB[extra]} MB of room on this disk, and {free} MB are free. Make room first.")


def is_ours(folder: Path) -> bool:
    """Return whether start.py made a folder, or may: an empty one has nothing to lose."""
    return folder.is_dir() and not folder.is_symlink() and ((folder / STAMP).is_file() or not any(folder.iterdir()))


def environment() -> str:
    """Return which Python .venv runs, and where; nothing if it does not run (any more)."""
    ask = "import sys; print(sys.version_info[:2], ascii(sys.prefix))"  # one line, whatever the folder is called
    try:
        answer = subprocess.run([str(PYTHON), "-c", ask], env=ENV, stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.decode("utf-8", "replace").strip()


def what_is_installed() -> str:
    """Return a hash of everything that decides what .venv holds; the settings of the checkers do not."""
    project = (HERE / "pyproject.toml").read_text(encoding="utf-8").partition("# --- ruff")[0]
    files = [*LOCKS.values(), *sorted((HERE / "labconfig").iterdir())]
    return hashlib.sha256(b"".join([project.encode(), *(path.read_bytes() for path in files)])).hexdigest()


def set_up(extra: str) -> None:
    """Install the course into .venv unless it is there. The stamp comes last: a broken try starts again."""
    wanted = what_is_installed()
    if is_ours(BEFORE):  # the last try was cut short, before its end or after it
        leave_one()
    was, had, runs = stamp() or ["", "", ""]
    as_wanted = was == wanted and runs == environment()  # made here, by a Python that still runs
    if as_wanted and extra in (had, ""):
        return

    check_python()
    check_place(extra)
    print("Setting up the course in .venv: a minute or two, once, with the internet.", flush=True)
    if as_wanted:  # only the test tools are missing
        trouble = install(extra)
    else:
        # Beside what is there, which comes back if this fails. A finished .venv cannot be moved, so the old one is.
        try:
            if VENV.exists():
                VENV.replace(BEFORE)
            VENV.mkdir()
            (VENV / STAMP).write_text("being made\n", encoding="utf-8")
        except OSError:
            sys.exit("The course is still open somewhere. Close it and everything that uses .venv, then try again.")
        try:
            # The base Python makes it: the one inside an environment would saw off its own branch.
            base = getattr(sys, "_base_executable", None) or sys.executable
            trouble = run_or_explain(base, "-m", "venv", VENV) or install(extra)
        except KeyboardInterrupt:
            trouble = "You stopped it. Run the same command again when you like."
        if trouble:
            leave_one()
    if trouble:
        kept = " What was set up before is untouched." if stamp() else ""
        sys.exit(f"\nSetting up did not finish. {trouble}{kept}")
    (VENV / STAMP).write_text(f"{wanted}\n{extra}\n{environment()}\n", encoding="utf-8")
    leave_one()


def stamp() -> list[str]:
    """Return the three lines of a finished .venv; none where it is unfinished, unreadable or missing."""
    try:
        lines = (VENV / STAMP).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return lines if len(lines) == 3 else []


def leave_one() -> None:
    """Remove an unfinished .venv of ours and give the one before it its place again; a finished one has no other."""
    if is_ours(VENV) and not stamp():
        shutil.rmtree(str(VENV), ignore_errors=True)
    if is_ours(BEFORE) and not VENV.exists():
        BEFORE.replace(VENV)
    elif is_ours(BEFORE) and stamp():
        shutil.rmtree(str(BEFORE), ignore_errors=True)


def install(extra: str) -> str:
    """Install what the lock names and then the course itself; return what is to be done if that failed."""
    pip = [PYTHON, "-m", "pip", "install", "--no-user"]
    asked = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], env=ENV, stdout=subprocess.PIPE, check=False)
    elsewhere = re.search(rb"\.(target|prefix|root)=", asked.stdout)
    if elsewhere:  # in a file of pip's: of the variables none was let through
        name = elsewhere.group(1).decode()
        return f"Your pip is set to install elsewhere: 'pip config list' shows '{name}'. Unset that first."
    course = f".[{extra}]" if extra else "."
    trouble = run_or_explain(*pip, "--require-hashes", "--requirement", LOCKS[extra])
    if trouble == UNKNOWN:  # neither network nor disk nor a false package is to blame: the list does not fit
        print("\nThe tested versions do not fit this computer. Taking the newest that the course allows.", flush=True)
        return run_or_explain(*pip, "--editable", course)
    return trouble or run_or_explain(*pip, "--no-deps", "--no-build-isolation", "--editable", course)


def keep_inside() -> None:
    """Send what Jupyter writes for itself into the course's folder, or where that is read-only to a passing one."""
    place = HERE / ".jupyter"
    try:
        place.mkdir(exist_ok=True)
        if place.is_symlink():  # somebody else's folder: its rights stay as they are
            raise PermissionError
        place.chmod(0o700)
        with tempfile.TemporaryFile(dir=str(place)):
            pass
    except OSError:
        place = Path(tempfile.mkdtemp(prefix="course-"))
        atexit.register(shutil.rmtree, str(place), ignore_errors=True)
    ENV.update({name: str(place / folder) for name, folder in INSIDE.items()})


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
    wanted = [] if out is None else [f"--out={out}"]
    return run(PYTHON, "-P", "-m", "course_lib.records.merge", *wanted, "--", folder, folder=Path.cwd())


def test_course(quick: bool) -> int:
    """Run every check and every test, or all of them that need no browser; return 0 where all pass."""
    started = time.monotonic()
    pytest: list[object] = [PYTHON, "-m", "pytest", "-p", "no:cacheprovider"]  # they would write it at the same time
    two_workers = ["--numprocesses=2", "--dist=loadgroup"]
    compare = ["-p", "tests.notebook_times", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]
    compare += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
    steps: dict[str, list[object]] = {
        "tests (pytest)": [*pytest, "-m", "not browser", *(two_workers if quick else [])],
        "style (ruff)": [PYTHON, "-m", "ruff", "check", "."],
        "types (mypy)": [PYTHON, "-m", "mypy"],
        "one direction (import-linter)": [BIN / "lint-imports", "--no-logo", "--no-cache"],
    }
    if not quick:
        # Two workers by the groups and in the order that tests/conftest.py makes.
        steps["tests in a browser (pytest)"] = [*pytest, *two_workers, "--no-loadscope-reorder", "tests/browser"]
        steps["notebooks (nbval)"] = [*pytest, *compare, "notebooks"]
    ENV.pop("COURSE_LIB_CLASS", None)
    with tempfile.TemporaryDirectory() as nobodys:  # the diary somebody keeps on this computer is left alone
        ENV["COURSE_LIB_DATA"] = nobodys
        results = run_side_by_side(steps)
    print()
    for name, status in results.items():
        print("failed" if status else "passed", name, sep="  ")
    print(f"{time.monotonic() - started:.0f} seconds in all")
    return 1 if any(results.values()) else 0


def run_side_by_side(steps: dict[str, list[object]]) -> dict[str, int]:
    """Run commands at the same time and return their exit statuses.

    What the first one prints is seen as it comes, and what the others print after it, in their order. Whoever ends
    start.py ends all of them with what they started: they are asked to, and killed where it takes them too long.
    """
    children: dict[str, tuple[subprocess.Popen[bytes], IO[bytes] | None]] = {}
    with contextlib.ExitStack() as files:
        try:
            for name, command in steps.items():
                out: IO[bytes] | None = files.enter_context(tempfile.TemporaryFile()) if children else None
                words = [str(part) for part in command]
                # In a group of its own, so that whatever it starts can be ended with it.
                child = subprocess.Popen(words, cwd=HERE, env=ENV, stdout=out, stderr=out, start_new_session=True)
                children[name] = (child, out)
            for name, (child, said) in children.items():
                print(f"\n== {name}", flush=True)
                child.wait()
                if said:
                    said.seek(0)
                    print(said.read().decode("utf-8", "replace"), end="", flush=True)
        finally:
            end_groups([child for child, _ in children.values() if child.poll() is None])
    return {name: child.returncode for name, (child, _) in children.items()}


def end_groups(children: list[subprocess.Popen[bytes]]) -> None:
    """End processes that lead a group each, and their groups; on Windows the processes alone."""

    def tell(child: subprocess.Popen[bytes], what: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, getattr(signal, what)) if os.name == "posix" else child.terminate()

    for child in children:
        tell(child, "SIGINT")
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            tell(child, "SIGKILL")
            child.wait()


def port_number(text: str) -> int:
    """Read a port, or say what one looks like."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"'{text}' is no port; choose a number from 1024 to 65535")
    return int(text)


def ended(number: int, _: object) -> None:
    """Take a signal that ends start.py as Ctrl-C; unlike that one it reaches nobody else."""
    raise KeyboardInterrupt(number)


def main() -> int:
    """Do what was asked for, and return the exit status."""
    signal.signal(signal.SIGTERM, ended)
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter of the folder's name shows a "?"
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    keep_inside()
    if sys.argv[1:] and sys.argv[1] in FOR_A_CLASS:
        set_up("")
        return run(PYTHON, "-P", "-m", FOR_A_CLASS[sys.argv[1]], *sys.argv[2:], folder=Path.cwd())
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("what", nargs="?", choices=["open", "test", "merge", *FOR_A_CLASS], default="open")
    parser.add_argument("folder", nargs="?", help="merge: the folder with the summaries that trainees exported")
    parser.add_argument("--out", help="merge: the table to write")
    parser.add_argument("--no-browser", action="store_true", help="only serve the course")
    parser.add_argument("--quick", action="store_true", help="test: only what needs no browser")
    parser.add_argument("--port", type=port_number, default=8888, help="the port to serve on, or the next free one")
    wish = parser.parse_args()
    if wish.what in FOR_A_CLASS:
        parser.error(f"write {wish.what} first, right after start.py")
    if (wish.what == "merge") != bool(wish.folder):
        parser.error("give one folder after merge, and none after anything else")
    set_up("test" if wish.what == "test" else "")
    if wish.what == "merge":
        return merge_summaries(wish.folder, wish.out)
    return test_course(wish.quick) if wish.what == "test" else open_course(not wish.no_browser, wish.port)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
