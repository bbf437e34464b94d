"""Rate limiting. Requests are delayed, so that a client keeps the limits of the contract, the caller and the server.

A limit of 50 requests a second allows request 51 a second after the response to request 1. So the server receives at
most 50 requests in any second, even if the network delays some requests.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Headers

__all__ = ["Pacer"]

RateLimit = tuple[int, float]  # maximum number of requests, and the seconds in which they may be sent

_TOO_MANY_REQUESTS = 429
_POLL_S = 0.02  # interval at which a waiting request checks for the response to an earlier request
_MAX_PROBE_S = 1.0  # maximum time for which requests wait for the first response of a new period
_MIN_EPOCH_S = 1e9  # A larger `X-RateLimit-Reset` is a Unix timestamp, a smaller value a number of seconds.


class _Budget:
    """A limit for the number of requests in a period, with a queue of the requests that wait.

    The methods are only called while the lock of the Pacer is held.

    Args:
        requests: The maximum number of requests in a period.
        per: The length of the period in seconds.
    """

    __slots__ = ("_done", "_earliest", "_next", "_per", "_requests")

    def __init__(self, requests: int, per: float) -> None:
        self._requests = requests
        self._per = per
        self._next = 0
        self._earliest: dict[int, float] = {}  # for each ticket: when its request may be sent
        self._done: dict[int, float] = {}  # for each ticket: when the response arrived

    def enter(self, now: float) -> int:
        """Add a request to the queue at the time `now`. Return its ticket, i.e. its sequence number."""
        ticket = self._next
        self._next += 1
        before = ticket - self._requests
        self._earliest[ticket] = 0.0 if before < 0 else max(self._earliest.get(before, 0.0), now) + self._per
        if before in self._done:
            self._earliest[ticket] = self._done[before] + self._per
        return ticket

    def seconds(self, ticket: int, now: float) -> float:
        """Return the seconds after which to call this method again for the request with this ticket.

        The result is 0 or less if the request may be sent at the time `now`.
        """
        before = ticket - self._requests
        if before >= 0 and before in self._done:
            return self._done[before] + self._per - now
        if before >= 0:
            return max(self._earliest[ticket] - now, _POLL_S)
        return 0.0

    def leave(self, ticket: int, now: float) -> None:
        """Remove a request from the queue.

        Its response has arrived at the time `now`, or the request will not be sent.
        """
        self._done[ticket] = now
        self._earliest.pop(ticket - self._requests, None)
        self._done.pop(ticket - self._requests, None)


class _Turn:
    """The turn of one request: its place in the queues of all rate limits that apply to it.

    Attributes:
        tickets: Each limit that applies to the request, and the request's number in the queue of this limit.
        is_sent: Whether the request may be sent, and its response has not arrived.
    """

    __slots__ = ("_is_over", "_pacer", "is_sent", "tickets")

    def __init__(self, pacer: Pacer, tickets: list[tuple[_Budget, int]]) -> None:
        self._pacer = pacer
        self.tickets = tickets
        self.is_sent = False
        self._is_over = False

    def seconds(self) -> float:
        """Return 0 if the request may be sent now; otherwise the seconds after which to call this method again."""
        return self._pacer.seconds(self)

    def end(self) -> None:
        """End the turn. The response to the request has arrived, or the request will not be sent."""
        if not self._is_over:
            self._is_over = True
            self._pacer.end(self)


class Pacer:
    """The rate limiter of a client, which decides when each request may be sent. Threads and tasks share it.

    Where responses state how many requests remain in the server's current period, this number is kept as well. When the
    period is over, one request goes first, and its response states the number for the next period.

    Args:
        limit: The maximum number of requests, and the seconds in which they may be sent, for all operations together;
            None if this limit is unknown.
        operations: The additional limits of single operations, by operation name.

    Raises:
        ValueError: `limit` is not a pair of a positive integer and positive seconds.
    """

    __slots__ = ("_blocked_until", "_budget", "_left", "_lock", "_lowest", "_operations", "_period_ends", "_sent")

    def __init__(self, limit: RateLimit | None, operations: Mapping[str, RateLimit]) -> None:
        self._budget = None if limit is None else _Budget(*_checked(limit))
        self._operations = {name: _Budget(*each) for name, each in operations.items()}
        self._blocked_until = 0.0
        self._sent = 0  # requests without a response
        self._period_ends: float | None = None  # None if no response has stated a limit
        self._lowest = float("inf")  # the lowest number of remaining requests that a response stated in this period
        self._left = 0.0  # requests that may still be sent in this period
        self._lock = threading.Lock()

    def enter(self, operation: str) -> _Turn:
        """Add a request to the queues of all limits for its operation. Return its turn, i.e. its place in them."""
        with self._lock:
            now = time.monotonic()
            budgets = (self._budget, self._operations.get(operation))
            return _Turn(self, [(each, each.enter(now)) for each in budgets if each is not None])

    def seconds(self, turn: _Turn) -> float:
        """Return 0 if a request may be sent now; otherwise the seconds after which to call this method again."""
        with self._lock:
            now = time.monotonic()
            waits = (budget.seconds(ticket, now) for budget, ticket in turn.tickets)
            wait = max([self._blocked_until - now, *waits])
            if wait <= 0:
                wait = self._stated_wait(now)
            if wait <= 0:
                turn.is_sent = True
                self._sent += 1
            return max(0.0, wait)

    def _stated_wait(self, now: float) -> float:
        """Return the seconds to wait for the server's stated limit; 0 if one more request may be sent now."""
        if self._period_ends is None:
            return 0.0
        if now >= self._period_ends:
            self._lowest, self._left, self._period_ends = float("inf"), 1, now + _MAX_PROBE_S
        if self._left > 0:
            self._left -= 1
            return 0.0
        # The response to an earlier request may state that more requests remain.
        return min(self._period_ends - now, _POLL_S) if self._sent else self._period_ends - now

    def end(self, turn: _Turn) -> None:
        """End the turn of a request. Its response has arrived, or it will not be sent."""
        with self._lock:
            now = time.monotonic()
            self._sent -= turn.is_sent
            for budget, ticket in turn.tickets:
                budget.leave(ticket, now)

    def observe(self, status: int, headers: Headers) -> None:
        """Observe a response, and adjust the limits to its status and its rate-limit headers."""
        from ._retry import MAX_RETRY_AFTER_S, retry_after  # imported here: only responses need this module

        blocked = retry_after(headers, time.time()) if status == _TOO_MANY_REQUESTS else None
        remaining, reset = _stated(headers)
        with self._lock:
            now = time.monotonic()
            if blocked is not None and blocked <= MAX_RETRY_AFTER_S:
                self._blocked_until = max(self._blocked_until, now + blocked)
            if self._budget is None:
                policy = _policy(headers)
                if policy is not None:
                    self._budget = _Budget(*policy)
            if remaining is None or reset is None or reset > MAX_RETRY_AFTER_S:
                return
            is_first = self._period_ends is None or self._lowest == float("inf")
            ends = now + reset
            self._period_ends = ends if is_first or self._period_ends is None else min(self._period_ends, ends)
            # Responses may arrive in another order than the server counted their requests, so the lowest number counts.
            # The server may not have counted the requests yet whose responses have not arrived.
            self._lowest = min(self._lowest, remaining)
            self._left = self._lowest - (self._sent - 1)


def _checked(limit: Any) -> RateLimit:
    try:
        requests, per = limit
        found = int(requests), float(per)
    except (TypeError, ValueError, OverflowError):
        found = 0, 0.0
    if found[0] <= 0 or found != tuple(limit) or not 0 < found[1] < float("inf"):
        raise ValueError(f"rate_limit is {limit!r}; expected requests and seconds, such as (500, 60), or None")
    return found


def _policy(headers: Headers) -> RateLimit | None:
    """Return the first rate limit that the header `RateLimit-Policy` states. Return None if the header states no limit.

    For example, `"default";q=500;w=60` means 500 requests in 60 seconds.
    """
    fields = _fields(headers.get("ratelimit-policy", "").partition(",")[0])
    quota, window = fields.get("q", 0.0), fields.get("w", 0.0)
    return (int(quota), window) if quota >= 1 and window > 0 else None


def _stated(headers: Headers) -> tuple[float | None, float | None]:
    """Return the number of remaining requests, and the seconds until the rate limit resets, from the response headers.

    A number that no header states is None.
    """
    text = headers.get("ratelimit")
    if text is not None:  # `"default";r=50;t=30`, or in older drafts `limit=100, remaining=50, reset=30`
        fields = _fields(text.partition(",")[0] if ";" in text else text.replace(",", ";"))
        return fields.get("r", fields.get("remaining")), fields.get("t", fields.get("reset"))
    for prefix in ("ratelimit-", "x-ratelimit-", "x-rate-limit-"):
        left, reset_text = headers.get(f"{prefix}remaining"), headers.get(f"{prefix}reset")
        if left is not None and reset_text is not None:
            return _number(left), _seconds(reset_text)
    return None, None


def _fields(text: str) -> dict[str, float]:
    pairs = (each.partition("=") for each in text.split(";"))
    found = {name.strip().lower(): _number(value.strip()) for name, _, value in pairs}
    return {name: value for name, value in found.items() if value is not None}


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found < float("inf") else None


def _seconds(text: str) -> float | None:
    found = _number(text)
    return found if found is None or found < _MIN_EPOCH_S else max(0.0, found - time.time())
