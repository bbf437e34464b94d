"""Retry policy without I/O: whether a request is repeated, and how long the client waits before a retry."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    from httpx2 import Headers

__all__ = ["TokenUnavailableError", "after_error", "after_status", "backoff", "retry_after"]

FIRST_DELAY_S = 0.5  # the delay before the first retry; doubled with every retry
MAX_DELAY_S = 8.0
MAX_RETRY_AFTER_S = 60.0  # If a server asks to wait longer, the request is not repeated.
JITTER = 0.25  # maximum random share of a delay, so that clients do not retry all at once

_MAX_DOUBLINGS = 8  # With more doublings, the delay stays at MAX_DELAY_S.
_TOO_MANY_REQUESTS, _UNAVAILABLE = 429, 503
_RETRIED_STATUSES = frozenset({408, 409, _TOO_MANY_REQUESTS})
_MIN_SERVER_ERROR = 500

# These errors occur before a request is sent, so even a request that is not idempotent can be repeated.
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
# After these errors, a second attempt would fail in the same way.
_NEVER_RETRIED = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.DecodingError, httpx2.TooManyRedirects)

_SECONDS = re.compile(r"\d{1,30}(\.\d{1,30})?")


class TokenUnavailableError(httpx2.ConnectError):
    """A request was not sent, because the token URL responded 429 or 5xx instead of an access token.

    Attributes:
        retry_after: The seconds that the Retry-After header asks to wait; None if there is no valid header.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:  # pickle passes only the message
        super().__init__(message)
        self.retry_after = retry_after


def backoff(retry: int) -> float:
    """Return the seconds to wait before a retry if the response has no Retry-After header.

    The result is `min(0.5 * 2**retry, 8)`, minus up to a quarter of it at random. `retry` is 0 for the first retry.
    """
    delay = min(FIRST_DELAY_S * 2.0 ** min(retry, _MAX_DOUBLINGS), MAX_DELAY_S)
    return delay * (1 - JITTER * random.random())  # noqa: S311 - chance, not secrecy


def after_error(error: Exception, retry: int, *, idempotent: bool) -> float | None:
    """Return the seconds to wait before a retry after an error; None if the request must not be repeated.

    Args:
        error: The exception of the attempt.
        retry: Number of earlier retries.
        idempotent: Whether the request may be sent twice (GET, HEAD, PUT, DELETE, OPTIONS, TRACE, QUERY).
    """
    if isinstance(error, _NEVER_RETRIED) or not (idempotent or isinstance(error, _NEVER_SENT)):
        return None
    requested = error.retry_after if isinstance(error, TokenUnavailableError) else None
    return _delay(requested, retry)


def after_status(status: int, headers: Headers, retry: int, *, idempotent: bool, now: float) -> float | None:
    """Return the seconds to wait before a retry after a response; None if the request must not be repeated.

    A request that is not idempotent is repeated only after 429, or 503 with a valid Retry-After header. No request is
    repeated if Retry-After is more than 60 seconds.

    Args:
        status: The status of the response.
        headers: The headers of the response.
        retry: Number of earlier retries.
        idempotent: Whether the request may be sent twice.
        now: The current time in seconds since the epoch.
    """
    if status < _MIN_SERVER_ERROR and status not in _RETRIED_STATUSES:
        return None
    requested = retry_after(headers, now)
    refused = status == _TOO_MANY_REQUESTS or (status == _UNAVAILABLE and requested is not None)
    return _delay(requested, retry) if idempotent or refused else None


def _delay(requested: float | None, retry: int) -> float | None:
    if requested is None:
        return backoff(retry)
    if requested > MAX_RETRY_AFTER_S:
        return None
    # The delay is never shorter than the server requested. A random part is added, so that clients do not retry all at
    # once.
    return requested + JITTER * random.random() * backoff(retry)  # noqa: S311 - chance, not secrecy


def retry_after(headers: Headers, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None if the header is missing or invalid.

    A date is compared with the Date header of the response, or with `now` (seconds since the epoch) if it has none.
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
    sent = _date(headers.get("date", ""))  # The clocks of server and client may differ.
    return max(0.0, then - (now if sent is None else sent))


def _date(text: str) -> float | None:
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(text)
        return (when if when.tzinfo is not None else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None
