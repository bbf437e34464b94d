"""Progress of a run on the terminal: one line per stage, after two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds before the first progress line."""

Stage = Callable[[str], None]
"""Called with the description of a stage when it begins."""


def silent(_: str) -> None:
    """Report nothing."""


@contextmanager
def stages() -> Iterator[Stage]:
    """Report stages on a terminal once the run has taken long; never to a file or a pipe."""
    if not sys.stderr.isatty():
        yield silent
        return
    begun = time.monotonic()
    lock = threading.Lock()
    current = ""

    def tell() -> None:
        with lock:
            if current:
                print(f"{current} ... ({time.monotonic() - begun:.0f} s so far)", file=sys.stderr, flush=True)

    def stage(what: str) -> None:
        nonlocal current
        with lock:
            current = what
        if time.monotonic() - begun >= PATIENCE:
            tell()

    timer = threading.Timer(PATIENCE, tell)
    timer.daemon = True
    timer.start()
    try:
        yield stage
    finally:
        timer.cancel()
