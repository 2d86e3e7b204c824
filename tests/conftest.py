"""Settings for all tests: no drawing window opens, a slow machine fails no property test, nobody's diary is touched."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "agg")

# No test, and no server or kernel that a test starts, may read or write what somebody keeps on this computer.
os.environ["COURSE_LIB_DATA"] = tempfile.mkdtemp(prefix="course-records-")
os.environ.pop("COURSE_LIB_CLASS", None)
atexit.register(shutil.rmtree, os.environ["COURSE_LIB_DATA"], ignore_errors=True)


HOSTS = ["lab", "voila"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together, for ``--dist=loadgroup``, the tests of a host, of which each worker starts one, else of a file.

    Those of a host come first, as they take longest: what is short fills up the time of whoever is done.
    """

    def host(item: pytest.Item) -> str:
        callspec = getattr(item, "callspec", None)
        return str(callspec.params.get("host", "")) if callspec else ""

    items.sort(key=lambda item: HOSTS.index(host(item)) if host(item) in HOSTS else len(HOSTS))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(host(item) or item.path.stem))


settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture
def hers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's data folder, still missing."""
    folder = tmp_path / "hers"
    monkeypatch.setenv("COURSE_LIB_DATA", str(folder))
    return folder
