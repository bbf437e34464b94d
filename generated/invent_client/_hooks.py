"""Hooks: functions of the caller that observe each attempt of each call. They receive no credentials."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ._exceptions import Mismatch

__all__ = ["CallEvent", "HookObserver", "Hooks", "check_hooks"]


class CallEvent(NamedTuple):
    """The argument of a hook: one event in an attempt of a call.

    Attributes:
        operation: The name of the operation in Python, such as "things.list".
        method: The HTTP method.
        path: The path template.
        attempt: The number of the attempt, 1 for the first.
        status: The status of the response; None if there is no response.
        duration: Seconds from the start of the attempt to its response or error, for `on_response`; otherwise None.
        delay: Seconds before the next attempt, for `on_retry`; otherwise None.
        error: The error that ended the attempt without a response, as text; None if there is no such error.
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
    """The functions that a client calls for each attempt. In the async client, they may be coroutine functions.

    If a hook raises an exception, the call ends with this exception. Requests to the token URL of OAuth2 call no hooks.

    Attributes:
        on_request: Function that is called with a CallEvent before each attempt.
        on_response: Function that is called with a CallEvent after each attempt; the event has a status or an error.
        on_retry: Function that is called with a CallEvent before the delay of a retry.
        on_mismatch: Function that is called with a Mismatch for each place where a response does not match the
            contract. The client's argument `on_mismatch` still applies. The function must not be a coroutine function
            if the caller uses `RawResponse.parse()`, which cannot await.
    """

    on_request: Callable[[CallEvent], object] | None = None
    on_response: Callable[[CallEvent], object] | None = None
    on_retry: Callable[[CallEvent], object] | None = None
    on_mismatch: Callable[[Mismatch], object] | None = None


def check_hooks(hooks: Any) -> None:
    """Check the constructor argument `hooks`.

    Raises:
        TypeError: It is no Hooks object, or one of its attributes is neither a function nor None.
    """
    if not isinstance(hooks, Hooks):
        raise TypeError(f"hooks must be Hooks(...), not {type(hooks).__name__}")
    for name, hook in hooks._asdict().items():
        if hook is not None and not callable(hook):
            raise TypeError(f"{name} must be a function, not {type(hook).__name__}")


class HookObserver:
    """Calls the caller's hooks for the attempts of one call.

    Args:
        hooks: The functions of the caller.
        operation: The operation's name in Python, the HTTP method and the path template.
        allows_async: Whether hooks may return awaitables, as in the async client. If not, an awaitable raises
            TypeError.
    """

    __slots__ = ("_allows_async", "_hooks", "_operation", "pending")

    def __init__(self, hooks: Hooks, operation: tuple[str, str, str], *, allows_async: bool) -> None:
        self._hooks = hooks
        self._operation = operation
        self._allows_async = allows_async
        self.pending: list[Awaitable[object]] = []

    def call(self) -> AbstractContextManager[object]:
        """Return a context manager that does nothing, because hooks observe attempts and not the whole call."""
        return nullcontext()

    def request(self, attempt: int) -> None:
        """Call the hook `on_request` at the start of an attempt."""
        self._tell("on_request", attempt=attempt)

    def response(self, attempt: int, duration: float, *, status: int | None = None, error: str | None = None) -> None:
        """Call the hook `on_response` at the end of an attempt, with its status or error."""
        self._tell("on_response", attempt=attempt, duration=duration, status=status, error=error)

    def retry(self, attempt: int, delay: float, reason: str) -> None:
        """Call the hook `on_retry` before the delay of a retry. `reason` is a status code or an error."""
        status = int(reason) if reason.isdecimal() else None
        self._tell("on_retry", attempt=attempt, delay=delay, status=status, error=None if status else reason)

    def mismatch(self, mismatch: Mismatch) -> None:
        """Call the hook `on_mismatch` with one mismatch between the response and the contract."""
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
