"""Servers that a test starts: they end with the test's own process, even where that one is killed (on Linux)."""

import ctypes
import signal
import socket
import sys
from typing import Any

PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # JupyterLab can hang on SIGTERM; kernels end without it


TIED: dict[str, Any] = {"preexec_fn": _end_with_parent} if sys.platform == "linux" else {}
"""For ``subprocess.Popen``."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
