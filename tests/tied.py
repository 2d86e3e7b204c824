"""A server that a test starts ends with the test's own process, even where that one is killed (on Linux)."""

import ctypes
import signal
import sys
from typing import Any

PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # JupyterLab can hang on SIGTERM; kernels end without it


TIED: dict[str, Any] = {"preexec_fn": _end_with_parent} if sys.platform == "linux" else {}
"""For ``subprocess.Popen``."""
