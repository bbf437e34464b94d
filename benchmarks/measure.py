"""Timing of functions that do the same work, and the rows of the table that compare two times.

Other programs disturb each measurement. So the functions run in turns, and the reported time is the 10th percentile,
which is the time of the work when little else runs. The garbage collector is on, as in real programs. Short work is
repeated within a turn, so that the collector runs in each turn.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

Work = Callable[[], object]

effort = {"once": False}
"""With `once`, each function runs only once, so that a test can check its result; the times are then meaningless."""


class Times(NamedTuple):
    """The seconds that each named function took in each turn."""

    of: dict[str, list[float]]

    def typical(self, name: str) -> float:
        """Return the 10th percentile of the seconds that a function took."""
        taken = sorted(self.of[name])
        return taken[len(taken) // 10]

    def ratio(self, over: str, under: str) -> float:
        """Return the time of the function `over` divided by the time of the function `under`."""
        return self.typical(over) / self.typical(under)


class Row(NamedTuple):
    """One row of the table of results."""

    what: str
    measured: str
    against: str
    ratio: float | None = None
    target: str = ""
    reached: bool | None = None


def take_turns(
    work: Mapping[str, Work],
    *,
    seconds: float,
    batch: int = 1,
    turns: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> Times:
    """Run functions in turns, in rotating order, and return their times.

    Args:
        work: Mapping from name to function.
        seconds: The time during which turns are repeated.
        batch: How often each function runs in a turn, so that the collector's pauses are spread evenly.
        turns: The minimum number of turns, even if these turns take longer than `seconds`.
        clock: The function that reads the time; `time.process_time` for work that only computes.
    """
    if effort["once"]:
        return Times({name: [_timed(each, 1, clock)] for name, each in work.items()})
    for each in work.values():
        each()  # warm up caches, imports and connections
    names = list(work)
    taken: dict[str, list[float]] = {name: [] for name in names}
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends or len(taken[names[0]]) < turns:
        for name in names:
            taken[name].append(_timed(work[name], batch, clock))
        names.append(names.pop(0))
    return Times(taken)


def take_measured_turns(work: Mapping[str, Callable[[], float]], turns: int) -> Times:
    """Run functions in turns, each of which returns the seconds that its work took, and return these times."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(1 if effort["once"] else turns):
        for name, each in work.items():
            taken[name].append(each())
    return Times(taken)


def faster(what: str, times: Times, ours: str, theirs: str, at_least: float | None = None) -> Row:
    """Return the row that compares `ours` with a slower peer, `theirs`.

    `at_least` is the target for the time of `theirs` divided by the time of `ours`.
    """
    ratio = times.ratio(theirs, ours)
    return Row(
        what,
        shown(times.typical(ours)),
        f"{theirs}: {shown(times.typical(theirs))}",
        ratio,
        "" if at_least is None else "not slower" if at_least == 1 else f"{at_least:g}x faster",
        ratio >= at_least if at_least else None,
    )


def within(what: str, times: Times, ours: str, floor: str, at_most: float | None = None) -> Row:
    """Return the row that compares `ours` with a lower bound, `floor`.

    `at_most` is the target for the time of `ours` divided by the time of `floor`.
    """
    ratio = times.ratio(ours, floor)
    return Row(
        what,
        shown(times.typical(ours)),
        f"{floor}: {shown(times.typical(floor))}",
        ratio,
        f"within {at_most:g}x" if at_most else "",
        ratio <= at_most if at_most else None,
    )


MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024
"""The unit of `ru_maxrss` in bytes: macOS reports bytes, and other systems report kibibytes."""


def peak_memory() -> int:
    """Return the largest resident memory of this process so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, ru_maxrss starts at the value of the parent process
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_BYTES


def shown(seconds: float) -> str:
    """Format a number of seconds with three digits and a suitable unit."""
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def _timed(work: Work, batch: int, clock: Callable[[], float]) -> float:
    begun = clock()
    for _ in range(batch):
        work()
    return (clock() - begun) / batch
