"""Rate limiting: requests wait as long as the contract, the option `rate_limit` or response headers require.

With a limit of 50 requests per second, request 51 is sent one second after the response to request 1 has arrived. So
the server receives at most 50 requests in any second, even if the network delays some requests.
"""

from __future__ import annotations

import os
import threading
import time
from bisect import bisect_left
from collections import deque
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
    """A limit of `requests` in a period of `per` seconds, with a queue of waiting requests.

    The limit counts a request from the time when it may be sent until one period after its response.
    """

    __slots__ = ("_ends", "_next", "_open", "_per", "_queue", "_requests")

    def __init__(self, requests: int, per: float) -> None:
        # The methods are only called while the lock of the _Pace is held.
        self._requests = requests
        self._per = per
        self._next = 0
        self._queue: list[int] = []  # the tickets of the requests that wait, in ascending order
        self._open = 0  # requests that may have been sent, and have no response
        self._ends: deque[float] = deque()  # when the responses of the last period arrived

    def enter(self) -> int:
        """Add a request to the queue. Return its ticket, the number by which the other methods find it."""
        ticket = self._next
        self._next += 1
        self._queue.append(ticket)
        return ticket

    def seconds(self, ticket: int, now: float) -> float:
        """Return the seconds until the limit allows a queued request; 0 if it may be sent now.

        `ticket` is the number of the request in the queue.
        """
        while self._ends and self._ends[0] + self._per <= now:
            self._ends.popleft()
        free = self._requests - self._open - len(self._ends)
        missing = bisect_left(self._queue, ticket) - free
        if missing < 0:
            return 0.0
        # Places become free in the order of their responses. A response that has not arrived counts as arriving now.
        rounds, place = divmod(missing, self._requests)
        first = self._ends[place] if place < len(self._ends) else now
        return first + (rounds + 1) * self._per - now

    def take(self, ticket: int) -> None:
        """Remove the request with this ticket from the queue, and count it against the limit."""
        self.leave(ticket)
        self._open += 1

    def leave(self, ticket: int) -> None:
        """Remove the request with this ticket (from `enter`) from the queue, without counting it."""
        del self._queue[bisect_left(self._queue, ticket)]

    def give_back(self, end: float | None) -> None:
        """Stop counting a request: at once if `end` is None, else one period after `end`, the time of its response."""
        self._open -= 1
        if end is not None:
            self._ends.append(end)


class _Turn:
    """A request that waits for the rate limit of its operation, and then for that of the client.

    Attributes:
        is_sent: Whether `seconds` has returned 0. Then the caller sends the request.
    """

    __slots__ = ("_budgets", "_is_over", "_pace", "_taken", "_ticket", "is_sent")

    def __init__(self, pace: _Pace, budgets: list[_Budget]) -> None:
        self._pace = pace
        self._budgets = budgets  # the budgets in which the request has no place yet
        self._taken: list[_Budget] = []
        self._ticket = budgets[0].enter() if budgets else 0  # the ticket for the first of `_budgets`
        self.is_sent = False
        self._is_over = False

    def seconds(self) -> float:
        """Return 0 if the request may be sent now; otherwise the seconds after which to call this method again."""
        return self._pace.seconds(self)

    def end(self) -> None:
        """Record that the response to the request has arrived, or that the request will not be sent."""
        if not self._is_over:
            self._is_over = True
            self._pace.end(self)

    def advance(self, now: float) -> float:
        """Return 0 if all rate limits allow the request; otherwise the seconds until the next call of this method.

        The limits are asked one after the other. A limit counts the request as soon as it allows it.
        """
        while self._budgets:
            wait = self._budgets[0].seconds(self._ticket, now)
            if wait > 0:
                return wait
            self._budgets[0].take(self._ticket)
            self._taken.append(self._budgets.pop(0))
            if self._budgets:
                self._ticket = self._budgets[0].enter()
        return 0.0

    def leave(self, now: float) -> None:
        """Remove the request from the queue, and stop counting it for the rate limits.

        If the request was sent, each rate limit counts it for one more of its periods, from `now` on.
        """
        for each in self._taken:
            each.give_back(now if self.is_sent else None)
        if self._budgets:
            self._budgets[0].leave(self._ticket)


class Pacer:
    """The rate limiter of a client, which decides when each request may be sent. Threads and tasks share it.

    A forked child process has its own limits.

    Args:
        limit: The maximum number of requests, and the seconds in which they may be sent, for all operations together;
            None if this limit is unknown.
        operations: The additional limits of single operations, by operation name.

    Raises:
        ValueError: `limit` is not a pair of a positive integer and positive seconds.
    """

    __slots__ = ("_limit", "_operations", "_paces")

    def __init__(self, limit: RateLimit | None, operations: Mapping[str, RateLimit]) -> None:
        self._limit = None if limit is None else _checked(limit)
        self._operations = operations
        self._paces: dict[int, _Pace] = {}  # by process id

    def enter(self, operation: str) -> _Turn:
        """Add a request of an operation to the queue. Return an object that tells when the request may be sent."""
        return self._pace().enter(operation)

    def observe(self, status: int, headers: Headers) -> None:
        """Adjust the limits to the status and the rate-limit headers of a response."""
        self._pace().observe(status, headers)

    def _pace(self) -> _Pace:
        pid = os.getpid()
        return self._paces.get(pid) or self._paces.setdefault(pid, _Pace(self._limit, self._operations))


class _Pace:
    """The rate limits of a client in one process: from the contract, the caller and the headers of responses.

    When the period stated by headers ends, one request is sent first. The others wait up to one second for its
    response, which states the next limit.
    """

    __slots__ = ("_blocked_until", "_budget", "_left", "_lock", "_lowest", "_operations", "_period_ends", "_sent")

    def __init__(self, limit: RateLimit | None, operations: Mapping[str, RateLimit]) -> None:
        self._budget = None if limit is None else _Budget(*limit)
        self._operations = {name: _Budget(*each) for name, each in operations.items()}
        self._blocked_until = 0.0
        self._sent = 0  # requests without a response
        self._period_ends: float | None = None  # None if no response has stated a limit
        self._lowest = float("inf")  # the lowest number of remaining requests that a response stated in this period
        self._left = 0.0  # requests that may still be sent in this period
        self._lock = threading.Lock()

    def enter(self, operation: str) -> _Turn:
        with self._lock:
            budgets = (self._operations.get(operation), self._budget)
            return _Turn(self, [each for each in budgets if each is not None])

    def seconds(self, turn: _Turn) -> float:
        with self._lock:
            now = time.monotonic()
            wait = self._blocked_until - now
            if wait <= 0:
                wait = turn.advance(now)
            if wait <= 0:
                wait = self._stated_wait(now)
            if wait <= 0:
                turn.is_sent = True
                self._sent += 1
            return max(0.0, wait)

    def _stated_wait(self, now: float) -> float:
        """Return the seconds after which to check again whether the rate-limit headers of responses allow the request.

        If they allow it now, return 0 and count the request.
        """
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
        with self._lock:
            self._sent -= turn.is_sent
            turn.leave(time.monotonic())

    def observe(self, status: int, headers: Headers) -> None:
        from ._retry import MAX_RETRY_AFTER_S, retry_after  # imported here: only responses need this module

        blocked = retry_after(headers, time.time()) if status == _TOO_MANY_REQUESTS else None
        remaining, reset = _remaining_and_reset(headers)
        with self._lock:
            now = time.monotonic()
            if blocked is not None and blocked <= MAX_RETRY_AFTER_S:
                self._blocked_until = max(self._blocked_until, now + blocked)
            if self._budget is None:
                policy = _policy(headers)
                if policy is not None:
                    self._budget = _Budget(*policy)
            is_first = self._period_ends is None or self._lowest == float("inf")
            if remaining is None or reset is None or reset > MAX_RETRY_AFTER_S:
                if is_first:
                    self._period_ends = None  # The first response of a new period states no limit.
                return
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
    """Return the first rate limit in the header `RateLimit-Policy`; None if there is none.

    For example, `"default";q=500;w=60` means 500 requests in 60 seconds.
    """
    fields = _fields(headers.get("ratelimit-policy", "").partition(",")[0])
    quota, window = fields.get("q", 0.0), fields.get("w", 0.0)
    return (int(quota), window) if quota >= 1 and window > 0 else None


def _remaining_and_reset(headers: Headers) -> tuple[float | None, float | None]:
    """Return the remaining requests and the seconds until the limit resets, as rate-limit headers state them.

    None stands for a value that the headers lack.
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
