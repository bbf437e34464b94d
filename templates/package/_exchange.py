"""One call, from its first attempt to its response.

An Exchange builds the requests, decides about retries, raises exceptions and logs. The sync and async client only
transfer bytes.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx2

from . import _retry
from ._exceptions import (
    APIConnectionError,
    APITimeoutError,
    ErrorResponse,
    ResponseTooLargeError,
    ResponseValidationError,
    RootError,
    UploadFailed,
    printable,
    status_error,
    stripped,
)
from ._logging import logger
from ._operation import charset_of, charset_of_text
from ._response_body import BodyTooLarge

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import Protocol

    from ._auth import Credentials, Placement
    from ._content import Content
    from ._exceptions import Mismatch
    from ._response import RawResponse
    from ._types import Progress
    from ._uploads import UploadStream

    class Observer(Protocol):
        """Interface of objects that observe the attempts of a call, such as those for hooks and OpenTelemetry spans."""

        pending: list[Awaitable[object]]

        def call(self) -> AbstractContextManager[object]:
            """Return a context manager for the duration of the call, which may for example open and close a span."""
            raise NotImplementedError

        def request(self, attempt: int) -> None:
            """Observe the start of an attempt; `attempt` is 1 for the first attempt."""

        def response(
            self, attempt: int, duration: float, /, *, status: int | None = None, error: str | None = None
        ) -> None:
            """Observe the end of an attempt after `duration` seconds: the status of its response, or its error."""

        def retry(self, attempt: int, delay: float, reason: str) -> None:
            """Observe that an attempt failed with a status or error, and that a retry follows in `delay` seconds."""

        def mismatch(self, mismatch: Mismatch) -> None:
            """Observe one place in the response that does not match the contract."""

    class Turn(Protocol):
        """A request that waits for the client's rate limiter."""

        def seconds(self) -> float:
            """Return 0 if the request may be sent now; otherwise the seconds to wait before asking again."""
            raise NotImplementedError

        def end(self) -> None:
            """Record that the response to the request has arrived, or that the request will not be sent."""

    class Pace(Protocol):
        """Rate limiter of a client: decides when each request of the client may be sent."""

        def enter(self, operation: str) -> Turn:
            """Add a request of an operation (its Python name) to the queue of waiting requests, and return its Turn."""
            raise NotImplementedError

        def observe(self, status: int, headers: httpx2.Headers) -> None:
            """Adjust the rate limits to a response: to its status, and to headers such as `RateLimit`."""


__all__ = ["DEADLINE_LEEWAY_S", "FAILURES", "Exchange", "RequestOptions"]

# Exceptions that a failed attempt raises, while its request is sent or its response is read. Any other exception is a
# programming error, and is not handled as a failed attempt.
FAILURES = (httpx2.HTTPError, httpx2.StreamError, BodyTooLarge, UploadFailed, OSError)

DEADLINE_LEEWAY_S = 0.1
_MAX_NAP_S = 1.0  # maximum time after which a waiting call asks the rate limiter again
_MAX_ADDRESS_CHARS = 500  # maximum length of a URL in an exception message
_MAX_LOGGED_CHARS = 100  # maximum length of a text from the server in a log line
_BLANKED_MARGIN_BYTES = 64 * 1024
_MAX_ERROR_CONTENT_BYTES = 1024 * 1024  # maximum size of the body that an exception carries
_EMPTY = httpx2.ByteStream(b"")


class RequestOptions(NamedTuple):
    """The arguments of an Exchange: what to send, and the timeouts, retries and limits that apply to the call."""

    label: str
    """The HTTP method and the path template, for messages and logs."""
    method: str
    url: httpx2.URL
    """The whole URL, without query parameters that carry credentials."""
    headers: httpx2.Headers
    """The headers of all attempts, without the credentials that are added at each attempt."""
    content: Content | None
    credentials: Credentials
    secrets: tuple[str, ...]
    """The names of the security schemes whose credentials are added at each attempt, because they may change."""
    timeouts: dict[str, float | None]
    """Seconds to wait in each phase of an attempt: `connect`, `read`, `write` and `pool`."""
    deadline: float | None
    """Maximum seconds for all attempts and the delays between attempts; None if there is no deadline."""
    max_retries: int
    idempotent: bool
    """Whether sending the request twice has the same effect as sending it once."""
    limit: int | None
    """Maximum size of a response body in bytes, after decompression; None for no limit."""
    cookies: httpx2.Cookies | None
    """The cookies of the caller's own httpx2 client; None if the caller passed no client."""
    is_redirect: Callable[[int], bool]
    """Function that returns whether the contract documents a 3xx status as a success of the operation."""
    error_type: Callable[[int, str | None], Any]
    """Function that returns the documented Python type of an error body; its arguments are status and Content-Type."""
    operation: str
    """The operation's name in Python."""
    pace: Pace | None
    """The rate limiter of the client; None if the client sends requests without waiting."""
    warned: set[str] | None
    """The names of operations whose Deprecation or Sunset header is already reported; None to report no header."""
    is_closed: Callable[[], bool]
    """Function that returns whether the client is closed."""
    observers: Sequence[Observer]
    """The objects that observe the attempts of the call: the caller's hooks, and an OpenTelemetry span."""
    progress: Progress | None = None
    """Function that is called during an upload, with the bytes sent and the total; None to report no progress."""
    security: tuple[tuple[str, ...], ...] = ()
    """The security requirements of the operation; empty if its server gets no credentials."""
    cookie_parameters: str = ""
    """The cookies that are arguments of the call."""

    def __repr__(self) -> str:
        return f"<RequestOptions of {self.label}>"  # Debuggers print the repr; headers may be secret.


class Exchange:
    """One call in progress: its request, number of retries, and time until its deadline.

    Attributes:
        limit: Maximum size of the response body in bytes, after decompression; None for no limit.
        retries: Number of times the request was repeated.
    """

    __slots__ = (
        "_attempt_started",
        "_is_begun",
        "_options",
        "_placements",
        "_renewed",
        "_started",
        "_turn",
        "limit",
        "retries",
    )

    def __init__(self, options: RequestOptions) -> None:
        if options.progress is not None and not callable(options.progress):
            raise TypeError(f"progress is {options.progress!r}; expected a function that takes two numbers")
        self._options = options
        # A response to HEAD has no body, whatever its Content-Length states, so no size limit applies.
        self.limit = options.limit if options.method != "HEAD" else None
        self.retries = 0
        self._placements: list[Placement] = []
        self._renewed = False
        self._is_begun = False  # whether an attempt has begun, and neither its response nor its error is known
        self._turn: Turn | None = None
        self._started = self._attempt_started = time.monotonic()

    def __repr__(self) -> str:
        return f"<Exchange {self._options.label}>"

    @property
    def credentials(self) -> Credentials:
        """The credentials of the client."""
        return self._options.credentials

    @property
    def secrets(self) -> tuple[str, ...]:
        """The names of the security schemes whose credentials are added at each attempt, because they may change."""
        return self._options.secrets

    @property
    def target(self) -> str:
        """The request as a text for messages: HTTP method, path template, and URL without query and credentials."""
        options = self._options
        address = options.credentials.blank_text(str(options.url.copy_with(query=None, fragment=None)))
        return f"{options.label} ({address if len(address) <= _MAX_ADDRESS_CHARS else address[:_MAX_ADDRESS_CHARS]})"

    @property
    def label(self) -> str:
        """The HTTP method and the path template, as a text for messages."""
        return self._options.label

    @property
    def idempotent(self) -> bool:
        """Whether the request is idempotent: sending it twice has the same effect as sending it once."""
        return self._options.idempotent

    @property
    def timeouts(self) -> dict[str, float | None]:
        """Seconds to wait in each phase of an attempt (`connect`, `read`, `write`, `pool`); None for no limit."""
        return self._options.timeouts

    @property
    def content(self) -> Content | None:
        """The content (body) of the request. It is None if the request has no body."""
        return self._options.content

    @property
    def needs_async(self) -> bool:
        """Whether only an async client can read the body of the request, for example an async iterable."""
        content = self._options.content
        return not isinstance(content, (bytes, type(None))) and content.needs_async

    @property
    def has_deadline(self) -> bool:
        """Whether the call has a deadline."""
        return self._options.deadline is not None

    def seconds_left(self) -> float:
        """Return the seconds left until the deadline of the call. Return infinity if the call has no deadline.

        Raises:
            APITimeoutError: The deadline has passed.
        """
        deadline = self._options.deadline
        if deadline is None:
            return float("inf")
        left = self._started + deadline - time.monotonic()
        if left <= 0:
            raise self.deadline_error()
        return left

    def seconds_for_body(self, status: int) -> float:
        """Return the maximum seconds for reading the body of a response; infinity for a success.

        For an error, it is the read timeout, or half of the time until the deadline if that is shorter. So an error
        body without end does not hide the status.
        """
        seconds = self._options.timeouts["read"]
        if self.is_result(status):
            return float("inf")
        return min(float("inf") if seconds is None else seconds, self.seconds_left() / 2)

    @property
    def is_observed(self) -> bool:
        """Whether hooks or an OpenTelemetry span observe the call."""
        return bool(self._options.observers)

    def observed(self) -> AbstractContextManager[object]:
        """Enter the context manager that `Observer.call` returns, for each observer of the call.

        Return one context manager, with which the caller exits all of them at the end of the call.
        """
        from contextlib import ExitStack  # imported here: only observed calls need ExitStack

        stack = ExitStack()
        for each in self._options.observers:
            stack.enter_context(each.call())
        return stack

    def tell_mismatch(self, mismatch: Mismatch) -> None:
        """Pass a mismatch between the response and the contract to the call's observers: hooks, OpenTelemetry span."""
        for each in self._options.observers:
            each.mismatch(mismatch)

    async def settle(self) -> None:
        """Await the awaitables that hooks of the async client returned, in order, until one raises an exception."""
        for each in self._options.observers:
            try:
                while each.pending:
                    await each.pending.pop(0)
            finally:
                self.drop_pending()

    def drop_pending(self) -> None:
        """Discard the awaitables that hooks returned and that were not awaited, for example after a failed call."""
        for each in self._options.observers:
            for left in each.pending:
                getattr(left, "close", bool)()
            each.pending.clear()

    def has_pending(self) -> bool:
        """Return whether a hook returned an awaitable, such as a coroutine, that is not yet awaited."""
        return any(each.pending for each in self._options.observers)

    @property
    def is_paced(self) -> bool:
        """Whether each attempt waits for the rate limiter."""
        return self._options.pace is not None

    def seconds_to_turn(self) -> float:
        """Return 0 if the rate limiter allows the attempt now; otherwise the seconds to wait before asking again.

        Raises:
            APITimeoutError: The deadline would pass during the wait.
        """
        pace = self._options.pace
        if pace is None:
            return 0.0
        if self._turn is None:
            self._turn = pace.enter(self._options.operation)
        seconds = self._turn.seconds()
        if self.has_deadline and seconds >= self.seconds_left():
            raise self.deadline_error(f"the rate limit delays the call by {seconds:.1f} s or more, beyond")
        # Another call may give its place back meanwhile, for example because its task is cancelled.
        return min(seconds, _MAX_NAP_S)

    def deadline_error(self, what: str = "not done within") -> APITimeoutError:
        """Return the APITimeoutError for a call that does not end within its deadline.

        `what` precedes "the deadline of 3 s" in the message, as in "GET /things: not done within the deadline of 3 s".
        """
        options = self._options
        return APITimeoutError(
            f"{self.target}: {what} the deadline of {options.deadline:g} s{self._attempts_text()}",
            retries=self.retries,
            command=self.curl(),
        )

    def begin_attempt(self) -> None:
        """Begin an attempt, and report its start to hooks and the OpenTelemetry span."""
        self._attempt_started = time.monotonic()
        for each in self._options.observers:
            each.request(self.retries + 1)
        self._is_begun = True

    def end_attempt(self) -> None:
        """Tell the rate limiter that the request of the attempt has ended.

        If observers were not yet told how the attempt ended, tell them the name of the exception that is being handled.
        """
        if self._turn is not None:
            self._turn.end()
            self._turn = None
        if self._is_begun:
            self._tell_end(error=type(sys.exception()).__name__)

    def _tell_end(self, *, status: int | None = None, error: str | None = None) -> None:
        self._is_begun = False
        duration = time.monotonic() - self._attempt_started
        for each in self._options.observers:
            each.response(self.retries + 1, duration, status=status, error=error)

    def build_request(self, secrets: list[Placement], extra_headers: Mapping[str, str] | None = None) -> httpx2.Request:
        """Build the request of one attempt.

        Args:
            secrets: The location, name and value of each credential that may change between attempts, such as a token.
                The headers of the call contain the other credentials.
            extra_headers: Headers that only this attempt sends; None for no such headers.
        """
        options = self._options
        timeouts: dict[str, Any] = options.timeouts
        if options.deadline is not None:
            # The timeouts of httpx2 are slightly longer than the remaining time, so that the deadline ends the attempt
            # first and determines the exception.
            left = self.seconds_left() + DEADLINE_LEEWAY_S
            timeouts = {name: left if value is None else min(value, left) for name, value in timeouts.items()}
        extensions: dict[str, Any] = {"timeout": timeouts}
        headers = options.headers
        if extra_headers:
            headers = httpx2.Headers(headers)
            # An event ID and an entity tag may have any characters; httpx2 encodes no others than ASCII.
            headers.update([(name.encode(), value.encode()) for name, value in extra_headers.items()])
        if secrets:
            self._placements = secrets
            headers = httpx2.Headers(headers)
            query = _add_secrets(headers, secrets)
            if query:
                # httpx2 logs the URL, which must not contain credentials. The `target` extension changes the path and
                # query only in the bytes that are sent.
                path = options.url.raw_path
                extensions["target"] = path + (b"&" if b"?" in path else b"?") + query
        content = options.content
        stream: httpx2.ByteStream | UploadStream = _EMPTY
        if isinstance(content, bytes) and options.progress is None:
            stream = httpx2.ByteStream(content)
        elif content is not None:
            from ._uploads import InMemory  # imported here: only uploads need these classes
            from ._uploads import UploadStream as Stream

            stream = Stream(InMemory(content) if isinstance(content, bytes) else content, options.progress)
        # With the argument `stream` instead of `content`, httpx2 adds no headers, and builds the request in a third of
        # the time.
        return httpx2.Request(
            options.method,
            options.url,
            headers=headers,
            stream=stream,
            cookies=options.cookies,
            extensions=extensions,
        )

    def handle_error(self, error: Exception) -> float:
        """Return the seconds to wait before the request is repeated, after an attempt that ended with an exception.

        Raises:
            APIConnectionError: The request is not repeated; `APITimeoutError` if the attempt timed out.
            OSError: The content of the request cannot be read.
            ResponseTooLargeError: The body is longer than `max_response_bytes`.
            ResponseValidationError: The body cannot be decompressed.
        """
        options = self._options
        self._tell_end(error=type(error).__name__)
        if isinstance(error, UploadFailed):
            raise error.args[0] from None
        if isinstance(error, BodyTooLarge):
            raise ResponseTooLargeError(
                f"{self.target}: the response is longer than max_response_bytes, {self.limit} bytes",
                limit=self.limit or 0,
                request_id=error.request_id and options.credentials.blank_text(error.request_id),
            ) from None
        cause = stripped(error)
        if options.is_closed():
            raise self._closed_error() from cause
        text = printable(options.credentials.blank_text(str(error)))[:_MAX_ADDRESS_CHARS]
        what = f"{type(error).__name__}{f': {text}' if text else ''}"
        milliseconds = 1000 * (time.monotonic() - self._attempt_started)
        logger.debug("%s -> %s in %.0f ms (retries %d)", options.label, what, milliseconds, self.retries)
        delay = _retry.after_error(error, self.retries, idempotent=options.idempotent)
        if self._retries_after(delay, what):
            return delay or 0.0
        if isinstance(error, httpx2.DecodingError):
            raise ResponseValidationError(f"{self.target}: the response cannot be decompressed: {text}") from cause
        message = f"{self.target}: {what}{self._attempts_text()}"
        if isinstance(error, httpx2.TimeoutException):
            raise APITimeoutError(message, retries=self.retries, command=self.curl()) from cause
        raise APIConnectionError(message, retries=self.retries, command=self.curl()) from cause

    def read_error(self, error: Exception) -> RootError:
        """Return the exception to raise after reading a response body has failed with `error`.

        It is a ResponseValidationError if the body cannot be decompressed, an APITimeoutError after a timeout, and
        otherwise an APIConnectionError.
        """
        options = self._options
        if options.is_closed():
            return self._closed_error()
        text = printable(options.credentials.blank_text(str(error)))[:_MAX_ADDRESS_CHARS]
        if isinstance(error, httpx2.DecodingError):
            return ResponseValidationError(f"{self.target}: the response cannot be decompressed: {text}")
        what = f"{type(error).__name__}{f': {text}' if text else ''}"
        kind = APITimeoutError if isinstance(error, httpx2.TimeoutException) else APIConnectionError
        return kind(f"{self.target}: {what}, while the body was read", retries=self.retries, command=self.curl())

    def _closed_error(self) -> RootError:
        return RootError(f"This client was closed during a call: {self.target}")

    def seconds_to_resume(self, error: APIConnectionError, failures: int, *, asked: float | None = None) -> float:
        """Return the seconds to wait before the client requests the missing part of an interrupted body.

        Args:
            error: The error that interrupted the body.
            failures: Number of earlier interruptions of the body since the client last received new data.
            asked: The seconds that the server asks the client to wait; None if the server states no time.

        Raises:
            APIConnectionError: The body was interrupted max_retries times before, the deadline would pass during the
                wait, or the server asks to wait more than 60 seconds.
        """
        delay = _retry.backoff(failures) if asked is None else asked
        if delay > _retry.MAX_RETRY_AFTER_S:
            raise error
        if failures >= self._options.max_retries or (self.has_deadline and delay >= self.seconds_left()):
            raise error
        return delay

    def is_result(self, status: int) -> bool:
        """Return whether a status is a success of the call: 2xx, or a 3xx status that the operation documents."""
        return 200 <= status < 300 or (300 <= status < 400 and self._options.is_redirect(status))  # noqa: PLR2004

    def handle_response(self, response: RawResponse[Any]) -> float | None:
        """Return the seconds to wait before the request is repeated; None if the response is a success.

        Raises:
            APIStatusError: The response is no success, and the request is not repeated.
        """
        status = response.status_code
        options = self._options
        if options.pace is not None:
            options.pace.observe(status, response.headers)
        self._tell_end(status=status)
        if options.warned is not None and ("deprecation" in response.headers or "sunset" in response.headers):
            self._warn_of_sunset(options.warned, response)
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug(
                "%s -> %d in %.0f ms (request id %s, retries %d)",
                options.label,
                status,
                1000 * (time.monotonic() - self._attempt_started),
                self._logged(response.request_id),
                self.retries,
            )
        response.retries = self.retries
        if self.is_result(status):
            return None
        has_dropped_token = status == 401 and self._drop_tokens()  # noqa: PLR2004 - Unauthorized
        if has_dropped_token and self._is_replayable:  # The request was not processed, so it may be repeated.
            logger.info("%s: the access token was refused; fetching another one", options.label)
            return 0.0
        delay = _retry.after_status(
            status, response.headers, self.retries, idempotent=options.idempotent, now=time.time()
        )
        if self._retries_after(delay, str(status)):
            return delay
        is_repeatable = delay is not None or has_dropped_token
        is_lost = is_repeatable and not self._is_replayable
        once = " (not retried: the request body cannot be read again)" if is_lost else ""
        shown = self.error_response(response)
        raise status_error(shown, f"{self.target}{once}", self.retries, self.curl(), decoded=self._decoded_error(shown))

    def _warn_of_sunset(self, warned: set[str], response: RawResponse[Any]) -> None:
        name = self._options.operation
        if name not in warned:
            warned.add(name)
            from ._sunset import warn_of  # imported here: few servers send these headers

            warn_of(name, response.headers, self._options.credentials.blank_text)

    def _decoded_error(self, response: ErrorResponse) -> Any:
        """Return the body of an error response, decoded to its documented type; None if this is not possible."""
        content_type = response.headers.get("content-type")
        type_ = self._options.error_type(response.status_code, content_type)
        if type_ is Any or not response.content:
            return None
        from ._decoder import UndecodableError, decode

        try:
            return decode(response.content, type_, charset_of(content_type))[0]
        except UndecodableError:
            return None

    def error_response(self, response: RawResponse[Any]) -> ErrorResponse:
        """Build the ErrorResponse for an exception. `[secret]` replaces credentials that the server repeats."""
        blank = self._options.credentials.blank
        headers = httpx2.Headers([(name, blank(value)) for name, value in response.headers.raw])
        content, is_cut = response.content, len(response.content) > _MAX_ERROR_CONTENT_BYTES
        if is_cut:
            # The search for credentials is slow if a server escapes each letter, so the content is cut before the
            # search. The margin keeps a credential at the end of the content from being cut in two.
            content = content[: _MAX_ERROR_CONTENT_BYTES + _BLANKED_MARGIN_BYTES]
        charset = charset_of_text(content, response.headers.get("content-type"))
        if charset != "utf-8-sig":
            # In an encoding such as UTF-7 or EBCDIC, the search in the bytes does not find a credential.
            text = content.decode(charset, "replace")
            blanked = self._options.credentials.blank_text(text)
            content = content if blanked == text else blanked.encode(charset, "replace")
        content = blank(content)
        content = content[:_MAX_ERROR_CONTENT_BYTES] if is_cut else content
        return ErrorResponse(response.status_code, headers, content)

    def curl(self) -> str:
        """Return the request as a curl command, with environment variables in place of the credentials."""
        from ._curl import SentRequest, curl_command  # imported here: only exceptions need the command

        options = self._options
        request = SentRequest(
            method=options.method,
            url=options.url,
            headers=options.headers,
            content=options.content,
            credentials=options.credentials,
            names=options.credentials.choose(options.security) or (),
            cookie_parameters=options.cookie_parameters,
        )
        return curl_command(request)

    def _logged(self, text: str | None) -> str | None:
        """Return a text from the server for logs: shortened, without credentials and control characters."""
        return None if text is None else printable(self._options.credentials.blank_text(text))[:_MAX_LOGGED_CHARS]

    def _retries_after(self, delay: float | None, reason: str) -> bool:
        options = self._options
        if delay is None or self.retries >= options.max_retries:
            return False
        if not self._is_replayable:
            return False
        if options.deadline is not None and time.monotonic() + delay >= self._started + options.deadline:
            return False
        self.retries += 1
        for each in options.observers:
            each.retry(self.retries, delay, reason)
        logger.info(
            "%s: retry %d of %d in %.2f s, after %s", options.label, self.retries, options.max_retries, delay, reason
        )
        return True

    def _drop_tokens(self) -> bool:
        """Remove the access tokens that the API rejected from the cache, and return whether to fetch new ones.

        Return False if the request had no access token, or if the same API call has removed its tokens before.
        """
        options = self._options
        pairs = list(zip(options.secrets, self._placements, strict=False))
        found = [(tokens, value) for name, (*_, value) in pairs if (tokens := options.credentials.tokens(name))]
        if not found or self._renewed:
            return False
        self._renewed = True
        for tokens, value in found:
            tokens.drop(value.partition(" ")[2])
        return True

    @property
    def _is_replayable(self) -> bool:
        content = self._options.content
        return isinstance(content, (bytes, type(None))) or content.replayable

    def _attempts_text(self) -> str:
        seconds = time.monotonic() - self._started
        if not self._is_replayable:
            return f" (after {seconds:.1f} s; not retried: the request body cannot be read again)"
        if not self.retries:
            return f" (after {seconds:.1f} s)"
        return f" (after {self.retries + 1} attempts, {seconds:.1f} s)"


def _add_secrets(headers: httpx2.Headers, secrets: list[Placement]) -> bytes:
    """Add the credentials of a request to `headers`, as headers or as cookies, unless `headers` has them already.

    Return the credentials that are query parameters as a query string; it is empty if there are none.
    """
    from urllib.parse import quote  # imported here: only requests with secrets need quoting

    query = []
    for location, name, value in secrets:
        if location == "header":
            headers.setdefault(name, value)
        elif location == "cookie":
            cookies = [each for each in headers.get("cookie", "").split("; ") if each]
            if name not in {each.partition("=")[0].strip() for each in cookies}:
                headers["cookie"] = "; ".join([*cookies, f"{name}={value}"])
        else:
            query.append(f"{quote(name, safe='')}={quote(value, safe='')}")
    return "&".join(query).encode()
