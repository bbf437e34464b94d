"""An attempt that failed, or a status -> whether to try again, and after how many seconds. No clock, no I/O."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    from httpx2 import Headers

__all__ = ["after_error", "after_status", "backoff", "retry_after"]

FIRST_DELAY = 0.5  # seconds; doubled with every retry
LONGEST_DELAY = 8.0  # seconds
LONGEST_RETRY_AFTER = 60.0  # seconds; a server that asks for more is not waited for
JITTER = 0.25  # the share of a delay that is left to chance, so that many clients do not come back as one

_DOUBLINGS = 8  # beyond these the delay is at its longest anyway
_TOO_MANY_REQUESTS, _UNAVAILABLE = 429, 503
_RETRIED = frozenset({408, 409, _TOO_MANY_REQUESTS})
_SERVER_FAILED = 500

# With these the request never left, so that even one that must not run twice can be repeated.
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
# With these a second attempt would end as the first.
_HOPELESS = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.DecodingError, httpx2.TooManyRedirects)

_SECONDS = re.compile(r"\d{1,30}(\.\d{1,30})?")


def backoff(retry: int) -> float:
    """Give the seconds before a retry that the server said nothing about: min(0.5 * 2**retry, 8), less up to a quarter.

    Args:
        retry: How many retries there were before; 0 for the first.
    """
    delay = min(FIRST_DELAY * 2.0 ** min(retry, _DOUBLINGS), LONGEST_DELAY)
    return delay * (1 - JITTER * random.random())  # noqa: S311 - chance, not secrecy


def after_error(error: Exception, retry: int, *, idempotent: bool) -> float | None:
    """Give the seconds to wait before repeating a request that got no answer; None when it must not be repeated.

    Args:
        error: What happened.
        retry: How many retries there were before.
        idempotent: Whether the request may run twice (GET, HEAD, PUT, DELETE, OPTIONS, TRACE).
    """
    if isinstance(error, _HOPELESS) or not (idempotent or isinstance(error, _NEVER_SENT)):
        return None
    return backoff(retry)


def after_status(status: int, headers: Headers, retry: int, *, idempotent: bool, now: float) -> float | None:
    """Give the seconds to wait before repeating a request that was answered; None when it must not be repeated.

    A request that must not run twice is repeated only when the server said that it did not run: 429, or 503 with a
    Retry-After that can be understood.

    Args:
        status: The status of the answer.
        headers: Its headers.
        retry: How many retries there were before.
        idempotent: Whether the request may run twice.
        now: Seconds since the epoch.
    """
    if status < _SERVER_FAILED and status not in _RETRIED:
        return None
    asked = retry_after(headers, now)
    if asked is not None and asked > LONGEST_RETRY_AFTER:
        return None
    refused = status == _TOO_MANY_REQUESTS or (status == _UNAVAILABLE and asked is not None)
    if not (idempotent or refused):
        return None
    if asked is None:
        return backoff(retry)
    # Never earlier than asked; as much later as the usual delay leaves to chance.
    return asked + JITTER * random.random() * backoff(retry)  # noqa: S311 - chance, not secrecy


def retry_after(headers: Headers, now: float) -> float | None:
    """Read Retry-After, which holds seconds or a date; None when it is absent or makes no sense.

    A date is compared with the server's own clock where it sent one, as its clock and ours may differ; one that has
    passed is 0.
    """
    value = headers.get("retry-after")
    if value is None:
        return None
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    then = _date(value)
    if then is None:
        return None
    sent = _date(headers.get("date", ""))
    return max(0.0, then - (now if sent is None else sent))


def _date(text: str) -> float | None:
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(text)
        return (when if when.tzinfo is not None else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None
