"""run_with_deadline: blocking work -> its result, or DeadlineExceeded.

A socket timeout starts again with every byte received, and a name lookup has no timeout. So a sync call with a deadline
works in another thread, and the caller stops waiting when the deadline has passed. (Async tasks are cancelled.)
"""

from __future__ import annotations

import contextvars
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DeadlineExceeded", "run_with_deadline"]

T = TypeVar("T")


class DeadlineExceeded(Exception):  # noqa: N818 - never leaves the package
    """The deadline has passed."""


def run_with_deadline(seconds: float, work: Callable[[threading.Event], T]) -> T:
    """Run blocking work in a thread and wait for it.

    Args:
        seconds: The time until the deadline.
        work: The work. Its argument is an event that is set when the caller no longer waits.

    Raises:
        DeadlineExceeded: The deadline has passed.
    """
    cancelled = threading.Event()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(cancelled))
        except BaseException as error:  # noqa: BLE001 - raised below, where it is waited for
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
