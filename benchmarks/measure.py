"""Functions that do the same work -> their times, taken in turns; two times -> a row of the table.

Machines are noisy. So what is compared is run in turns, and what is told of it is the time that one turn in ten stays
within: what the work takes when little else goes on. The garbage collector is on, as it is in real programs; a turn of
quick work repeats it often enough for the collector to have its share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

Work = Callable[[], object]

effort = {"once": False}
"""With `once`, each piece of work is done once: what it does is then checked, and its time means nothing."""


class Times(NamedTuple):
    """Seconds that each piece of work took, turn by turn."""

    of: dict[str, list[float]]

    def typical(self, name: str) -> float:
        """How long one takes."""
        taken = sorted(self.of[name])
        return taken[len(taken) // 10]

    def ratio(self, over: str, under: str) -> float:
        """How many times longer one takes than the other."""
        return self.typical(over) / self.typical(under)


class Row(NamedTuple):
    """One line of the table."""

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
    """Run pieces of work in turns, the order rotating.

    Args:
        work: Name -> what to do.
        seconds: How long to go on.
        batch: How often each is done in a turn; so that the collector's pauses are shared out.
        turns: The least number of turns, however long they take.
        clock: What to time with; `time.process_time` for work that only computes.
    """
    if effort["once"]:
        return Times({name: [_timed(each, 1, clock)] for name, each in work.items()})
    for each in work.values():
        each()  # caches, first imports, connections
    names = list(work)
    taken: dict[str, list[float]] = {name: [] for name in names}
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends or len(taken[names[0]]) < turns:
        for name in names:
            taken[name].append(_timed(work[name], batch, clock))
        names.append(names.pop(0))
    return Times(taken)


def take_measured_turns(work: Mapping[str, Callable[[], float]], turns: int) -> Times:
    """Run pieces of work in turns that say themselves how long they took."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(1 if effort["once"] else turns):
        for name, each in work.items():
            taken[name].append(each())
    return Times(taken)


def faster(what: str, times: Times, ours: str, theirs: str, at_least: float | None = None) -> Row:
    """Compare with something that is to take longer."""
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
    """Compare with something that cannot be beaten, or hardly."""
    ratio = times.ratio(ours, floor)
    return Row(
        what,
        shown(times.typical(ours)),
        f"{floor}: {shown(times.typical(floor))}",
        ratio,
        f"within {at_most:g}x" if at_most else "",
        ratio <= at_most if at_most else None,
    )


def shown(seconds: float) -> str:
    """Write a time with three digits and a unit that suits it."""
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def _timed(work: Work, batch: int, clock: Callable[[], float]) -> float:
    begun = clock()
    for _ in range(batch):
        work()
    return (clock() - begun) / batch
