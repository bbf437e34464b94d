"""Progress messages on the terminal: after two seconds, a run prints its current stage and each later one."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PROGRESS_DELAY_S = 2.0
"""The time from the start of a run to its first progress message, in seconds."""

Stage = Callable[[str], None]
"""A function that a run calls at the beginning of each of its stages, with a description of the stage."""


def silent(_: str) -> None:
    """Print nothing when a stage begins. `stages` provides this function if stderr is not a terminal."""


@contextmanager
def stages() -> Iterator[Stage]:
    """Provide a function that prints which stage of a run is in progress, such as `stage("loading the contract")`.

    It prints to stderr. It prints nothing in the first PROGRESS_DELAY_S seconds, or if stderr is not a terminal.
    """
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
        if time.monotonic() - begun >= PROGRESS_DELAY_S:
            tell()

    timer = threading.Timer(PROGRESS_DELAY_S, tell)
    timer.daemon = True
    timer.start()
    try:
        yield stage
    finally:
        timer.cancel()
