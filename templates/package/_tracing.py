"""OpenTelemetry spans, one per call, if the program has loaded OpenTelemetry (`pip install <package>[otel]`).

Spans follow the semantic conventions for HTTP clients, and contain no query, header or credential.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry import trace

from ._metadata import PACKAGE, VERSION

if TYPE_CHECKING:
    import httpx2

    from ._exceptions import Mismatch

__all__ = ["SpanObserver"]

_MIN_ERROR_STATUS = 400


class SpanObserver:
    """Observer that records one call of an API method as an OpenTelemetry span.

    Args:
        operation: The name of the API method in Python, the HTTP method and the path template.
        url: The URL that the span records as `url.full`, without query and credentials.
        host: The URL whose host and port the span records as `server.address` and `server.port`.
    """

    __slots__ = ("_host", "_operation", "_span", "_status", "_url", "pending")

    def __init__(self, operation: tuple[str, str, str], url: str, host: httpx2.URL) -> None:
        self._operation = operation
        self._url = url
        self._host = host
        self._span: trace.Span = trace.INVALID_SPAN
        self._status: int | None = None
        self.pending: list[Awaitable[object]] = []

    @contextmanager
    def call(self) -> Iterator[None]:
        """Return a context manager that starts the span of the call, and ends it at the end of the call."""
        operation, method, path = self._operation
        port = self._host.port or {"http": 80, "https": 443}.get(self._host.scheme, 0)
        attributes: dict[str, str | int] = {
            "http.request.method": method,
            "url.full": self._url,
            "url.template": path,
            "server.address": self._host.host,
            "server.port": port,
            "code.function.name": operation,
        }
        span = trace.get_tracer(PACKAGE, VERSION).start_as_current_span(
            f"{method} {path}",
            kind=trace.SpanKind.CLIENT,
            attributes=attributes,
            record_exception=False,
            set_status_on_exception=False,
        )
        with span as self._span:
            try:
                yield
            except BaseException as error:
                failed = self._status is not None and self._status >= _MIN_ERROR_STATUS
                self._span.set_attribute("error.type", str(self._status) if failed else type(error).__name__)
                self._span.set_status(trace.StatusCode.ERROR)
                raise

    def request(self, attempt: int) -> None:
        """Record in the span, when an attempt to send the request begins, the number of earlier attempts."""
        if attempt > 1:
            self._span.set_attribute("http.request.resend_count", attempt - 1)

    def response(self, _attempt: int, _duration: float, *, status: int | None = None, error: str | None = None) -> None:
        """Record in the span the status of a response, or the error that ended an attempt."""
        self._status = status if error is None else None
        if status is not None:
            self._span.set_attribute("http.response.status_code", status)

    def retry(self, attempt: int, delay: float, reason: str) -> None:
        """Add an event for a retry to the span. `reason` is the status or error of the failed attempt."""
        self._span.add_event("retry", {"http.request.resend_count": attempt, "delay": delay, "reason": reason})

    def mismatch(self, mismatch: Mismatch) -> None:
        """Ignore a mismatch with the contract, because the span ends before the response is decoded."""
