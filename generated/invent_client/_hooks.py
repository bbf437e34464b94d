"""Hooks: functions that observe each attempt of each call, without credentials."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ._exceptions import Mismatch

__all__ = ["CallEvent", "HookObserver", "Hooks"]


class CallEvent(NamedTuple):
    """One event of a call's attempt.

    Attributes:
        operation: How it is called in Python: "things.list".
        method: The HTTP method.
        path: The path template.
        attempt: The number of the attempt, 1 for the first.
        status: The status of the response; None if there is none.
        duration: Seconds from the attempt to its response; None before that.
        delay: Seconds before the next attempt; None if there is none.
        error: What happened instead of a response; None if there is one.
    """

    operation: str
    method: str
    path: str
    attempt: int
    status: int | None = None
    duration: float | None = None
    delay: float | None = None
    error: str | None = None


class Hooks(NamedTuple):
    """Functions that are called during calls; those of the async client may be coroutine functions.

    An exception in a hook ends the call.

    Attributes:
        on_request: Called before each attempt.
        on_response: Called after each attempt, with a status or an error.
        on_retry: Called before the delay of a retry.
        on_mismatch: Called where a response does not match the contract, beside `on_mismatch` of the client. For the
            `parse()` of a raw response, it must be a plain function.
    """

    on_request: Callable[[CallEvent], object] | None = None
    on_response: Callable[[CallEvent], object] | None = None
    on_retry: Callable[[CallEvent], object] | None = None
    on_mismatch: Callable[[Mismatch], object] | None = None


class HookObserver:
    """The hooks of one call.

    Args:
        hooks: The hooks.
        operation: Operation, method and path template.
        allows_async: Whether hooks may return awaitables.
    """

    __slots__ = ("_allows_async", "_hooks", "_operation", "pending")

    def __init__(self, hooks: Hooks, operation: tuple[str, str, str], *, allows_async: bool) -> None:
        self._hooks = hooks
        self._operation = operation
        self._allows_async = allows_async
        self.pending: list[Awaitable[object]] = []

    def call(self) -> AbstractContextManager[object]:
        """Return a context manager for the duration of the call."""
        return nullcontext()

    def request(self, attempt: int) -> None:
        """Report the start of an attempt."""
        self._tell("on_request", attempt=attempt)

    def response(self, attempt: int, duration: float, *, status: int | None = None, error: str | None = None) -> None:
        """Report the end of an attempt."""
        self._tell("on_response", attempt=attempt, duration=duration, status=status, error=error)

    def retry(self, attempt: int, delay: float, reason: str) -> None:
        """Report another attempt after a delay; the reason is a status or an error."""
        status = int(reason) if reason.isdecimal() else None
        self._tell("on_retry", attempt=attempt, delay=delay, status=status, error=None if status else reason)

    def mismatch(self, mismatch: Mismatch) -> None:
        """Report a mismatch."""
        if self._hooks.on_mismatch is not None:
            self._keep("on_mismatch", self._hooks.on_mismatch(mismatch))

    def _tell(self, name: str, **values: Any) -> None:
        hook = getattr(self._hooks, name)
        if hook is not None:
            self._keep(name, hook(CallEvent(*self._operation, **values)))

    def _keep(self, name: str, result: object) -> None:
        if not isawaitable(result):
            return
        if not self._allows_async:
            getattr(result, "close", bool)()
            raise TypeError(f"{name} is a coroutine function, which only the async client can wait for")
        self.pending.append(result)
