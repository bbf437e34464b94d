"""Mock servers of this repository's contract, in this process or as the command `sandbox.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0


def invent_mock(**options: Any) -> MockServer:
    """Return a mock server of openapi.yaml, which runs while it is used in a `with` statement."""
    return MockServer(load_document(ROOT / "openapi.yaml"), **options)


class Command(NamedTuple):
    """A running `sandbox.py`: its process, and the environment variables that it prints."""

    process: subprocess.Popen[str]
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return self.environment["INVENT_BASE_URL"]

    @property
    def api_key(self) -> str:
        return self.environment["INVENT_API_KEY"]


@contextmanager
def sandbox_command(*arguments: str) -> Iterator[Command]:
    """Run `sandbox.py` on a free port in a process of its own, for tests of signals and memory."""
    process = subprocess.Popen(
        [sys.executable, "-B", "-u", str(ROOT / "sandbox.py"), "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    # If the command prints nothing, the timer kills it, and readline returns.
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        environment: dict[str, str] = {}
        for line in process.stdout:
            if line.startswith("export "):
                environment = dict(word.split("=", 1) for word in line.split()[1:])
                break
        assert environment, process.communicate()[1]
        watchdog.cancel()
        yield Command(process, environment)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()
