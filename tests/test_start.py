"""start.py touches nothing that it did not make, and each way to fail has its own sentence."""

import importlib.util
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PARTS = ("pyproject.toml", "locks", "labconfig")
WITH_PIP = getattr(sys, "_base_executable", sys.executable)


def loaded(folder: Path) -> ModuleType:
    """start.py as if it stood in a folder."""
    (folder / "start.py").write_bytes((ROOT / "start.py").read_bytes())
    for part in PARTS:
        if not (folder / part).exists():
            (folder / part).symlink_to(ROOT / part)
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py in a folder of its own; what it would run is written to ``start.steps`` and fails."""
    module = loaded(tmp_path)
    steps: list[str] = []

    def fails(*command: object) -> str:
        steps.append(" ".join(map(str, command)))
        return str(module.UNKNOWN)

    monkeypatch.setattr(module, "run_or_explain", fails)
    monkeypatch.setattr(module, "PYTHON", WITH_PIP)
    monkeypatch.setattr(module, "environment", lambda: "a Python that runs" if module.VENV.exists() else "")
    module.steps = steps  # type: ignore[attr-defined]
    return module


def finished(start: ModuleType, extra: str = "", wanted: str = "") -> None:
    """Put a .venv there as a set-up that worked would have left it."""
    start.VENV.mkdir()
    lines = (wanted or start.what_is_installed(), extra, start.environment())
    (start.VENV / start.STAMP).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (start.VENV / "python").write_text("the one that works", encoding="utf-8")


def refusal(start: ModuleType, extra: str = "") -> str:
    with pytest.raises(SystemExit) as stopped:
        start.set_up(extra)
    return str(stopped.value)


def test_a_finished_environment_is_taken_as_it_is(start: ModuleType) -> None:
    finished(start)
    start.set_up("")
    assert start.steps == []


@pytest.mark.parametrize("kind", ["folder", "file", "link", "link to one of ours", "link to nothing"])
def test_what_start_did_not_make_is_never_touched(start: ModuleType, tmp_path: Path, kind: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("three years", encoding="utf-8")
    if kind == "folder":
        theirs.rename(start.VENV)
    elif kind == "file":
        start.VENV.write_text("three years", encoding="utf-8")
    elif kind == "link to nothing":
        start.VENV.symlink_to(tmp_path / "nothing")
    else:
        if kind == "link to one of ours":
            (theirs / start.STAMP).write_text("x\n\ny\n", encoding="utf-8")
        start.VENV.symlink_to(theirs)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    assert "start.py did not make" in refusal(start)
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
    assert start.steps == []


def test_an_update_that_fails_leaves_what_worked(start: ModuleType) -> None:
    finished(start, wanted="of an older course")
    assert refusal(start).endswith("What was set up before is untouched.")
    assert (start.VENV / "python").read_text(encoding="utf-8") == "the one that works"
    assert not start.BEFORE.exists()


@pytest.mark.parametrize("at", ["moved away", "begun", "swept"])
def test_an_update_that_was_killed_leaves_what_worked(start: ModuleType, at: str) -> None:
    finished(start)
    start.VENV.replace(start.BEFORE)
    if at != "moved away":
        start.VENV.mkdir()
    if at == "begun":
        (start.VENV / start.STAMP).write_text("being made\n", encoding="utf-8")
        (start.VENV / "half").mkdir()
    start.set_up("")
    assert (start.VENV / "python").exists()
    assert not start.BEFORE.exists()
    assert start.steps == []


def test_a_first_try_that_fails_leaves_nothing_and_can_be_repeated(start: ModuleType) -> None:
    for _ in range(2):
        assert start.UNKNOWN in refusal(start)
        assert not start.VENV.exists()


def test_test_tools_that_cannot_be_had_leave_the_course_as_it_is(start: ModuleType) -> None:
    finished(start)
    assert "untouched" in refusal(start, "test")
    start.set_up("")
    assert all(start.LOCKS["test"].name in step or "--editable" in step for step in start.steps)


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
@pytest.mark.parametrize("extra", ["", "test"])
def test_a_venv_before_of_somebody_else_is_never_touched(
    start: ModuleType, tmp_path: Path, kind: str, extra: str
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("three years", encoding="utf-8")
    if kind == "file":
        start.BEFORE.write_text("three years", encoding="utf-8")
    elif kind == "link":
        start.BEFORE.symlink_to(theirs)
    else:
        theirs.rename(start.BEFORE)
    finished(start, wanted="of an older course")
    assert "start.py did not make" in refusal(start, extra)
    assert (theirs / "thesis.txt").exists() or start.BEFORE.is_dir()
    assert start.BEFORE.exists()
    assert (start.VENV / "python").exists()


def test_what_an_interrupted_tidying_left_is_taken_away(start: ModuleType) -> None:
    finished(start, wanted="of an older course")
    start.BEFORE.mkdir()
    (start.BEFORE / start.STAMP).write_text("x\n\ny\n", encoding="utf-8")
    assert "untouched" in refusal(start)
    assert not start.BEFORE.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_folder_with_any_name_is_set_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a\nb\u2028c"
    folder.mkdir()
    module = loaded(folder)
    monkeypatch.setattr(module, "PYTHON", sys.executable)
    (module.VENV).mkdir()
    lines = (module.what_is_installed(), "", module.environment())
    (module.VENV / module.STAMP).write_text("\n".join(lines) + "\n", encoding="utf-8")
    module.set_up("")


def test_a_folder_in_which_no_environment_can_be_made_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "pathsep", start.HERE.name[0])
    assert "Rename" in refusal(start)


def test_a_linked_folder_of_somebody_else_keeps_its_rights(start: ModuleType, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    (start.HERE / ".jupyter").symlink_to(theirs)
    start.keep_inside()
    assert theirs.stat().st_mode & 0o777 == 0o755
    assert not start.ENV["JUPYTER_DATA_DIR"].startswith(str(start.HERE))


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"", b"one\ntwo\nthree\nfour", b"being made\n"])
def test_a_stamp_that_cannot_be_read_means_unfinished(start: ModuleType, text: bytes) -> None:
    start.VENV.mkdir()
    (start.VENV / start.STAMP).write_bytes(text)
    assert start.UNKNOWN in refusal(start)


def test_a_full_disk_and_a_folder_that_cannot_be_written_have_their_sentences(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5 * 10**6}))
    assert "5 MB are free. Make room" in refusal(start)

    def refused(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refused)
    assert "Nothing can be written in" in refusal(start)


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [Errno 30] Read-only file system: '/x'", "folder of your own"),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "folder of your own"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one this course was"),
        ("NewConnectionError: Failed to establish: [Errno -3] Temporary failure in name resolution", "internet"),
        ("ERROR: No matching distribution found for nothing", "last lines above"),
    ],
)  # fmt: skip
def test_each_failure_has_its_own_sentence(tmp_path: Path, printed: str, sentence: str) -> None:
    said = loaded(tmp_path).run_or_explain(sys.executable, "-c", f"print({printed!r}); raise SystemExit(1)")
    assert sentence in said


def test_a_step_that_works_says_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path).run_or_explain(sys.executable, "-c", "print('Errno 28')") == ""


def test_settings_that_send_packages_elsewhere_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_DEPS", "PIP_DRY_RUN", "PYTHONIOENCODING",
               "JUPYTER_CONFIG_DIR", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "MATPLOTLIBRC",
               "IPYTHONDIR")  # fmt: skip
    kept = ("PIP_INDEX_URL", "PIP_CERT", "PIP_PROXY", "HOME")
    for name in (*dropped, *kept):
        monkeypatch.setenv(name, "x")
    env = loaded(tmp_path).ENV
    assert not set(dropped) & set(env)
    assert set(kept) <= set(env)


def test_a_pip_that_is_set_to_install_elsewhere_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("[install]\ntarget = /somewhere\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    start = loaded(tmp_path)
    monkeypatch.setattr(start, "PYTHON", WITH_PIP)
    assert "'target'. Unset that first." in start.install("")


@pytest.mark.parametrize("port", ["99999", "0", "-1", "80.5", "x", "", "٣٣٣٣"])
def test_a_port_that_is_none_is_refused_in_one_sentence(port: str) -> None:
    said = subprocess.run(
        [sys.executable, str(ROOT / "start.py"), f"--port={port}"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 2
    assert "choose a number from 1024 to 65535" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to pass on")
@pytest.mark.parametrize("deaf", ["pass", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"])
def test_who_ends_start_ends_what_it_started(tmp_path: Path, deaf: str) -> None:
    loaded(tmp_path)
    serve = f"import signal, time; {deaf}; print('up', flush=True); time.sleep(60)"
    run = f"import sys; start.PATIENCE = 0.3; start.run(sys.executable, '-c', {serve!r})"
    code = f"import signal, start; signal.signal(signal.SIGTERM, start.ended); {run}"
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        assert process.stdout.read() == b""  # nobody holds the other end of the pipe: the child is gone too


@pytest.mark.parametrize("quick", [True, False])
def test_quick_leaves_out_what_needs_a_browser_or_a_notebook_and_nothing_else(
    tmp_path: Path, quick: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start = loaded(tmp_path)
    run: dict[str, list[str]] = {}

    def note(steps: dict[str, list[object]]) -> dict[str, int]:
        run.update({name: [str(part) for part in command] for name, command in steps.items()})
        return dict.fromkeys(steps, 0) | {"types (mypy)": 1}

    monkeypatch.setattr(start, "run_side_by_side", note)
    assert start.test_course(quick) == 1, "one that fails is enough"
    checks = ["tests (pytest)", "style (ruff)", "types (mypy)", "one direction (import-linter)"]
    assert list(run) == checks + ([] if quick else ["tests in a browser (pytest)", "notebooks (nbval)"])
    assert "not browser" in run["tests (pytest)"]
    assert quick or run["tests in a browser (pytest)"][-1] == "tests/browser"
    told = capsys.readouterr().out
    assert [f"{'failed' if name == 'types (mypy)' else 'passed'}  {name}" for name in run] == told.splitlines()[1:-1]


MEETS = """
import pathlib, sys
mine, other, status = sys.argv[1:]
print(mine, "is here", flush=True)
pathlib.Path(mine).touch()
while not pathlib.Path(other).exists():
    pass
sys.exit(int(status))
"""


def test_checks_run_side_by_side_and_are_told_in_their_order(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each of two waits for the other, so one after the other would never end."""
    start = loaded(tmp_path)
    one, two = ([sys.executable, "-c", MEETS, *names] for names in (("a", "b", "0"), ("b", "a", "3")))
    assert start.run_side_by_side({"first": one, "second": two}) == {"first": 0, "second": 3}
    told = capfd.readouterr().out
    assert re.findall("(?m)^== .*|^. is here", told) in (
        ["== first", "a is here", "== second", "b is here"],
        ["a is here", "== first", "== second", "b is here"],  # the first one writes for itself
    )


CHECK_WITH_A_SERVER = """
import os, pathlib, signal
for each in (signal.SIGINT, signal.SIGTERM):
    signal.signal(each, signal.SIG_IGN)  # neither of the two ends by itself
os.fork()
pathlib.Path(f"{os.getpid()}.pid").touch()
signal.pause()
"""


def runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to pass on")
@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGINT"])
def test_who_ends_the_tests_ends_every_check_with_the_servers_it_started(tmp_path: Path, signal_name: str) -> None:
    loaded(tmp_path)
    check = f"[sys.executable, '-c', {CHECK_WITH_A_SERVER!r}]"
    code = "import signal, sys, start; signal.signal(signal.SIGTERM, start.ended); start.PATIENCE = 0.3; "
    code += f"start.run_side_by_side(dict.fromkeys(('first', 'second'), {check}))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        while len(started := list(tmp_path.glob("*.pid"))) < 4:
            assert process.poll() is None
        process.send_signal(getattr(signal, signal_name))
        assert process.wait() != 0
    assert [path.stem for path in started if runs(int(path.stem))] == []


def test_the_locks_hold_what_the_course_asks_for(tmp_path: Path) -> None:
    start = loaded(tmp_path)
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for extra, path in start.LOCKS.items():
        text = path.read_text(encoding="utf-8")
        locked = dict(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text))
        for line in [*project["dependencies"], *extras["build"], *extras.get(extra, [])]:
            asked = Requirement(line)
            assert locked[canonicalize_name(asked.name)] in asked.specifier, line
        entries = re.split(r"(?m)^(?=\S)", text)[1:]
        assert all(re.match(r"[\w.-]+==\S+( ;.*?)? \\\n", entry) and "--hash=sha256:" in entry for entry in entries)
        assert "://" not in text
