"""Hooks, which are functions of the caller. They observe each attempt of each call, but receive no credentials."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ._exceptions import Mismatch

__all__ = ["CallEvent", "HookObserver", "Hooks", "check_hooks"]


class CallEvent(NamedTuple):
    """One event in an attempt of a call. A hook receives it as its argument.

    Attributes:
        operation: The name of the operation in Python, such as "things.list".
        method: The HTTP method.
        path: The path template.
        attempt: The number of the attempt, 1 for the first.
        status: The status of the response; None if there is no response.
        duration: Seconds from the start of the attempt to its response or error, for `on_response`; otherwise None.
        delay: Seconds before the next attempt, for `on_retry`; otherwise None.
        error: The error that ended the attempt without a response, as text; otherwise None.
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
    """The hooks of a client: functions that it calls. Hooks of the async client may be coroutine functions.

    If a hook raises an exception, the call ends with this exception. Each attempt has one `on_request` and one
    `on_response`. A request for an access token belongs to the attempt that needs the token, and has no events.

    Attributes:
        on_request: Function that is called with a CallEvent before each attempt.
        on_response: Function that is called with a CallEvent after each attempt; the event has a status or an error.
        on_retry: Function that is called with a CallEvent before the delay of a retry.
        on_mismatch: Function that is called with a Mismatch for each place where a response does not match the
            contract, in addition to `on_mismatch` of the client. If the caller uses `parse()` of a RawResponse, this
            function must not be a coroutine function.
    """

    on_request: Callable[[CallEvent], object] | None = None
    on_response: Callable[[CallEvent], object] | None = None
    on_retry: Callable[[CallEvent], object] | None = None
    on_mismatch: Callable[[Mismatch], object] | None = None


def check_hooks(hooks: Any) -> None:
    """Check the value of the constructor argument `hooks`. Raises TypeError if it is not Hooks with functions."""
    if not isinstance(hooks, Hooks):
        raise TypeError(f"hooks must be Hooks(...), not {type(hooks).__name__}")
    for name, hook in hooks._asdict().items():
        if hook is not None and not callable(hook):
            raise TypeError(f"{name} must be a function, not {type(hook).__name__}")


class HookObserver:
    """An observer of one call. It calls the caller's hooks for the attempts of the call.

    Args:
        hooks: The functions of the caller.
        operation: The operation's name in Python, the HTTP method and the path template.
        allows_async: Whether hooks may return awaitables.
    """

    __slots__ = ("_allows_async", "_hooks", "_operation", "pending")

    def __init__(self, hooks: Hooks, operation: tuple[str, str, str], *, allows_async: bool) -> None:
        self._hooks = hooks
        self._operation = operation
        self._allows_async = allows_async
        self.pending: list[Awaitable[object]] = []

    def call(self) -> AbstractContextManager[object]:
        """Return a context manager for the call, which does nothing. Hooks observe attempts, not the whole call."""
        return nullcontext()

    def request(self, attempt: int) -> None:
        """Tell the hook `on_request` that an attempt begins. `attempt` is its number."""
        self._tell("on_request", attempt=attempt)

    def response(self, attempt: int, duration: float, *, status: int | None = None, error: str | None = None) -> None:
        """Tell the hook `on_response` how an attempt ended.

        Args:
            attempt: The number of the attempt.
            duration: Seconds from the start of the attempt to its end.
            status: The status of the response; None if there is no response.
            error: The error that ended the attempt, as text; None if there is a response.
        """
        self._tell("on_response", attempt=attempt, duration=duration, status=status, error=error)

    def retry(self, attempt: int, delay: float, reason: str) -> None:
        """Tell the hook `on_retry` that the request will be repeated.

        Args:
            attempt: The number of the failed attempt.
            delay: Seconds before the next attempt.
            reason: The status or error of the failed attempt.
        """
        status = int(reason) if reason.isdecimal() else None
        self._tell("on_retry", attempt=attempt, delay=delay, status=status, error=None if status else reason)

    def mismatch(self, mismatch: Mismatch) -> None:
        """Tell the hook `on_mismatch` about one mismatch between the response and the contract."""
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
            raise TypeError(f"{name} is a coroutine function, which only the async client can await")
        self.pending.append(result)
