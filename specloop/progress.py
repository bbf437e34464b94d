"""The stages of a run -> one line on the terminal for each, once somebody has waited for two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds in which nothing need be said."""

Stage = Callable[[str], None]
"""Is told what begins."""


def silent(_: str) -> None:
    """Say nothing."""


@contextmanager
def stages() -> Iterator[Stage]:
    """Say what is being done, from the moment on when it has taken long; to a person, not to a file or a pipe."""
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
