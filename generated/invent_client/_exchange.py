"""One call, from its first attempt to its answer: what is sent, when it is repeated, what is raised, what is logged.

The sync and the async client only move bytes; every decision is made here, once for both.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

import httpx2

from . import _retry
from ._exceptions import (
    APIConnectionError,
    APITimeoutError,
    ErrorResponse,
    ResponseTooLargeError,
    ResponseValidationError,
    status_error,
    stripped,
)
from ._logging import logger
from ._response_body import LimitReached

if TYPE_CHECKING:
    from ._auth import Credentials, Placement
    from ._content import Content
    from ._response import RawResponse

__all__ = ["FAILURES", "Exchange"]

# What sending a request and reading its answer may raise, short of a mistake in a program.
FAILURES = (httpx2.HTTPError, httpx2.StreamError, LimitReached, OSError)

_LEEWAY = 0.1  # seconds
_EMPTY = httpx2.ByteStream(b"")
_NEVER_EMPTY = frozenset({"POST", "PUT", "PATCH"})


class Exchange:
    """One call under way.

    Args:
        label: Method and path template, for messages and logs.
        method: The HTTP method.
        url: The whole URL, without secrets.
        headers: All headers, but for secrets that a callable gives and for those of the content.
        content: The body; None for none.
        credentials: Where secrets come from.
        secrets: The schemes whose secrets are added to each attempt.
        phases: Seconds to wait for `connect`, `read`, `write` and `pool`.
        deadline: Seconds for all attempts and the waiting in between.
        max_retries: How often the request may be repeated.
        repeatable: Whether the request may run twice.
        limit: The most bytes of a body, decompressed.
        cookies: The cookies of the caller's own httpx2 client.
    """

    __slots__ = (
        "_attempt_began",
        "_began",
        "_content",
        "_cookies",
        "_deadline",
        "_headers",
        "_label",
        "_max_retries",
        "_method",
        "_phases",
        "_repeatable",
        "_url",
        "credentials",
        "limit",
        "retries",
        "secrets",
    )

    def __init__(
        self,
        *,
        label: str,
        method: str,
        url: httpx2.URL,
        headers: httpx2.Headers,
        content: Content | None,
        credentials: Credentials,
        secrets: tuple[str, ...],
        phases: dict[str, float | None],
        deadline: float | None,
        max_retries: int,
        repeatable: bool,
        limit: int | None,
        cookies: httpx2.Cookies | None,
    ) -> None:
        self._label = label
        self._method = method
        self._url = url
        self._headers = headers
        self._content = content
        self.credentials = credentials
        self.secrets = secrets
        self._phases = phases
        self._deadline = deadline
        self._max_retries = max_retries
        self._repeatable = repeatable
        self.limit = limit if method != "HEAD" else None  # which has no body, however long it says that it is
        self._cookies = cookies
        self.retries = 0
        self._began = self._attempt_began = time.monotonic()

    def __repr__(self) -> str:
        return f"<Exchange {self._label}>"

    @property
    def bounded(self) -> bool:
        """Whether there is a deadline."""
        return self._deadline is not None

    def seconds_left(self) -> float:
        """Give the seconds to the deadline.

        Raises:
            APITimeoutError: It has passed.
        """
        if self._deadline is None:
            return float("inf")
        left = self._began + self._deadline - time.monotonic()
        if left <= 0:
            raise self.too_late()
        return left

    def too_late(self) -> APITimeoutError:
        """Make the exception for a deadline that has passed."""
        return APITimeoutError(
            f"{self._label}: not done within the deadline of {self._deadline:g} s{self._after()}", retries=self.retries
        )

    def request(self, secrets: list[Placement]) -> httpx2.Request:
        """Make the request of one attempt.

        Args:
            secrets: The places of the secrets that are not in the headers yet.
        """
        self._attempt_began = time.monotonic()
        phases: dict[str, Any] = self._phases
        if self._deadline is not None:
            # A little more than is left: what ends an attempt is then the deadline, and is called by its name.
            left = self.seconds_left() + _LEEWAY
            phases = {name: left if value is None else min(value, left) for name, value in phases.items()}
        extensions: dict[str, Any] = {"timeout": phases}
        headers = self._headers
        if secrets:
            headers = httpx2.Headers(headers)
            query = _add_secrets(headers, secrets)
            if query:
                # Not part of the URL, which httpx2 logs: it takes the place of the URL's path on the wire alone.
                path = self._url.raw_path
                extensions["target"] = path + (b"&" if b"?" in path else b"?") + query
        content = self._content
        if content is None or isinstance(content, bytes):
            stream = httpx2.ByteStream(content) if content else _EMPTY
            # With `stream` and no `content`, httpx2 takes the headers as they are, and takes a third of the time.
            return httpx2.Request(
                self._method, self._url, headers=headers, stream=stream, cookies=self._cookies, extensions=extensions
            )
        return httpx2.Request(
            self._method, self._url, headers=headers, content=content, cookies=self._cookies, extensions=extensions
        )

    def failed(self, error: Exception) -> float:
        """Take note that an attempt got no answer.

        Returns:
            The seconds to wait before the next attempt.

        Raises:
            APIConnectionError: There is none.
        """
        if isinstance(error, LimitReached):
            raise ResponseTooLargeError(
                f"{self._label}: the answer is longer than max_response_bytes, {self.limit} bytes",
                limit=self.limit or 0,
                request_id=error.request_id and self.credentials.blank_text(error.request_id),
            ) from None
        cause = stripped(error)
        what = f"{type(error).__name__}{f': {error}' if str(error) else ''}"
        milliseconds = 1000 * (time.monotonic() - self._attempt_began)
        logger.debug("%s -> %s in %.0f ms (retries %d)", self._label, what, milliseconds, self.retries)
        delay = _retry.after_error(error, self.retries, repeatable=self._repeatable)
        if self._again(delay, what):
            return delay or 0.0
        if isinstance(error, httpx2.DecodingError):
            raise ResponseValidationError(f"{self._label}: the answer cannot be decompressed: {error}") from cause
        if isinstance(error, httpx2.TimeoutException):
            raise APITimeoutError(f"{self._label}: {what}{self._after()}", retries=self.retries) from cause
        raise APIConnectionError(f"{self._label}: {what}{self._after()}", retries=self.retries) from cause

    def answered(self, answer: RawResponse[Any]) -> float | None:
        """Take note of an answer.

        Returns:
            The seconds to wait before the next attempt; None when the answer is final.

        Raises:
            APIStatusError: It is final, and its status is not 2xx.
        """
        status = answer.status_code
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug(
                "%s -> %d in %.0f ms (request id %s, retries %d)",
                self._label,
                status,
                1000 * (time.monotonic() - self._attempt_began),
                answer.request_id,
                self.retries,
            )
        answer.retries = self.retries
        if 200 <= status < 300:  # noqa: PLR2004 - 2xx
            return None
        delay = _retry.after_status(status, answer.headers, self.retries, repeatable=self._repeatable, now=time.time())
        if self._again(delay, str(status)):
            return delay
        raise status_error(self.shown(answer), self._label, self.retries)

    def shown(self, answer: RawResponse[Any]) -> ErrorResponse:
        """Give an answer as exceptions carry it: without what it echoes of our secrets."""
        blank = self.credentials.blank
        headers = httpx2.Headers([(name, blank(value)) for name, value in answer.headers.raw])
        return ErrorResponse(answer.status_code, headers, blank(answer.content))

    def _again(self, delay: float | None, why: str) -> bool:
        if delay is None or self.retries >= self._max_retries or not isinstance(self._content, (bytes, type(None))):
            return False
        if self._deadline is not None and time.monotonic() + delay >= self._began + self._deadline:
            return False
        self.retries += 1
        logger.info("%s: retry %d of %d in %.2f s, after %s", self._label, self.retries, self._max_retries, delay, why)
        return True

    def _after(self) -> str:
        seconds = time.monotonic() - self._began
        if not self.retries:
            return f" (after {seconds:.1f} s)"
        return f" (after {self.retries + 1} attempts, {seconds:.1f} s)"


def _add_secrets(headers: httpx2.Headers, secrets: list[Placement]) -> bytes:
    """Put secrets into headers; give those that belong into the query."""
    from urllib.parse import quote

    query = []
    for location, name, value in secrets:
        if location == "header":
            headers.setdefault(name, value)
        elif location == "cookie":
            there = headers.get("cookie")
            headers["cookie"] = f"{there}; {name}={value}" if there else f"{name}={value}"
        else:
            query.append(f"{quote(name, safe='')}={quote(value, safe='')}")
    return "&".join(query).encode()
