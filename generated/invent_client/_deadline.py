"""Work that blocks, and a number of seconds -> its result, or TimeUp when they are over, whatever it is doing.

A socket's timeout starts anew with every byte that drips in, and looking up a name has none at all. So the sync
client lets another thread do the work when there is a deadline, and stops waiting when it has passed. The thread ends
soon after: it finds that nobody waits, or that its socket timed out. (Async tasks are simply cancelled.)
"""

from __future__ import annotations

import contextvars
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TimeUp", "within"]

T = TypeVar("T")


class TimeUp(Exception):  # noqa: N818 - never leaves the package
    """The seconds are over."""


def within(seconds: float, work: Callable[[threading.Event], T]) -> T:
    """Do work in a thread, and wait so long for it.

    Args:
        seconds: How long.
        work: What to do. It is given an event that is set when nobody waits for its result any more.

    Raises:
        TimeUp: The seconds are over.
    """
    given_up = threading.Event()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(given_up))
        except BaseException as error:  # noqa: BLE001 - raised below, where it is waited for
            errors.append(error)

    context: Any = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(run,), daemon=True)
    thread.start()
    try:
        thread.join(seconds)
    finally:
        given_up.set()
    if results:
        return results[0]
    if errors:
        raise errors.pop()
    raise TimeUp
