"""Deadlines of blocking calls.

A socket timeout restarts with every byte received, and a name lookup has no timeout. So a sync call with a deadline
runs in another thread, and the caller stops waiting at the deadline. Async calls are cancelled instead.
"""

from __future__ import annotations

import contextvars
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from ._network import shut_down

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from ._exchange import Exchange

__all__ = ["DeadlineExceeded", "SocketDeadline", "run_with_deadline"]

T = TypeVar("T")


class DeadlineExceeded(Exception):  # noqa: N818 - never leaves the package
    """The deadline of a call has passed before the call ended."""


def run_with_deadline(seconds: float, work: Callable[[threading.Event], T]) -> T:
    """Run `work` in a thread, and return its result. Wait for `work` only until a deadline.

    Args:
        seconds: Seconds until the deadline.
        work: The function to run. Its argument is an event that is set when the deadline has passed.

    Raises:
        DeadlineExceeded: The deadline has passed.
        Exception: The exception that `work` raised.
    """
    cancelled = threading.Event()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(cancelled))
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that waits
            errors.append(error)

    context: Any = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(run,), daemon=True)
    thread.start()
    try:
        thread.join(seconds)
    finally:
        cancelled.set()
    if results:
        return results[0]
    if errors:
        raise errors.pop()
    raise DeadlineExceeded


class SocketDeadline:
    """A timer for reading one response: at the deadline, it shuts down the socket, so that reading ends with an error.

    Args:
        response: The response whose body is being read.
        exchange: The call with its deadline. If it has no deadline, no timer starts.

    Attributes:
        expired: Whether the deadline has passed.
    """

    def __init__(self, response: httpx2.Response, exchange: Exchange) -> None:
        self.expired = False
        self._timer: threading.Timer | None = None
        if exchange.has_deadline:
            stream = response.extensions.get("network_stream")
            connection = None if stream is None else stream.get_extra_info("socket")
            self._timer = threading.Timer(exchange.seconds_left(), self._expire, [connection])
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        """Stop the timer, so that the deadline no longer shuts down the socket."""
        if self._timer is not None:
            self._timer.cancel()

    def _expire(self, connection: Any) -> None:
        self.expired = True
        shut_down(connection)
