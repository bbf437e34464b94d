"""Polling: reading a job, which is an object with a status, until its status is final."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ._exceptions import APITimeoutError
from ._pagination import value_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

__all__ = ["apoll", "poll"]

T = TypeVar("T")

_GROWTH = 1.5
_MAX_GROWTH = 10  # The interval grows to at most ten times its first value.


class _Schedule:
    """The interval until the next read of a polled job, and the time until the deadline."""

    __slots__ = ("_deadline", "_interval", "_name", "_pause", "_reads", "_started")

    def __init__(self, name: str, interval: float, deadline: float | None) -> None:
        if interval <= 0:
            raise ValueError(f"interval is {interval!r}; expected seconds")
        self._name = name
        self._interval = self._pause = interval
        self._deadline = deadline
        self._started = time.monotonic()
        self._reads = 0

    def left(self) -> float | None:
        """Return the seconds left until the deadline; None if there is no deadline.

        Raises:
            APITimeoutError: The deadline has passed.
        """
        if self._deadline is None:
            return None
        left = self._started + self._deadline - time.monotonic()
        if left <= 0:
            raise APITimeoutError(
                f"{self._name}: not done within the deadline of {self._deadline:g} s (read {self._reads} times)"
            )
        return left

    @contextmanager
    def reading(self) -> Iterator[float | None]:
        """Return a context manager for one read of the job. It gives the seconds left; None if there is no deadline.

        Raises:
            APITimeoutError: The deadline has passed, or the read itself timed out.
        """
        left = self.left()
        try:
            yield left
        except APITimeoutError:
            self.left()  # After the deadline, this raises an error that names the whole wait, not only this read.
            raise

    def pause(self) -> float:
        """Return the seconds to wait before the next read of the job. They grow with each read, up to a limit.

        Raises:
            APITimeoutError: The deadline has passed.
        """
        self._reads += 1
        left = self.left()
        pause = self._pause if left is None else min(self._pause, left)
        self._pause = min(self._pause * _GROWTH, self._interval * _MAX_GROWTH)
        return pause


def poll(
    read: Callable[[float | None], T],
    *,
    name: str,
    status: str,
    until: Sequence[Any],
    interval: float,
    deadline: float | None,
) -> T:
    """Poll a job: read it repeatedly until its status is final, and return the job.

    Args:
        read: A function that reads the job. Its argument is the time left in seconds; None if there is no deadline.
        name: The operation's name, for messages.
        status: JSON Pointer to the status in the job.
        until: The values of the status that are final.
        interval: Seconds between the first and the second read; the interval grows with each read.
        deadline: Seconds for all reads; None for no limit.

    Raises:
        APITimeoutError: The status was not final within the deadline.
        ValueError: `interval` is not positive.
    """
    schedule = _Schedule(name, interval, deadline)
    while True:
        with schedule.reading() as left:
            job = read(left)
        if value_at(job, status) in until:
            return job
        time.sleep(schedule.pause())


async def apoll(
    read: Callable[[float | None], Awaitable[T]],
    *,
    name: str,
    status: str,
    until: Sequence[Any],
    interval: float,
    deadline: float | None,
) -> T:
    """Poll a job like `poll`, with the async client."""
    import anyio

    schedule = _Schedule(name, interval, deadline)
    while True:
        with schedule.reading() as left:
            job = await read(left)
        if value_at(job, status) in until:
            return job
        await anyio.sleep(schedule.pause())
