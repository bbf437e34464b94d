"""Progress messages on the terminal. A run of more than two seconds prints one line for each of its stages."""

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
    """Ignore the description of a stage. Callers of `stages` get this function if stderr is not a terminal."""


@contextmanager
def stages() -> Iterator[Stage]:
    """Print on stderr which stage of a run is in progress. The context manager provides a function for this.

    The caller calls the function when a stage begins, for example `stage("loading the contract")`. In the first
    PROGRESS_DELAY_S seconds, nothing is printed. If stderr is not a terminal, nothing is printed at all.
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
