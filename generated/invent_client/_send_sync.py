"""Exchange -> RawResponse, in a blocking thread. All decisions are the Exchange's."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from ._deadline import DeadlineExceeded, run_with_deadline
from ._exceptions import RootError
from ._exchange import DEADLINE_LEEWAY_S, FAILURES
from ._network import ATTEMPT, AttemptBounds
from ._pagination import read_page
from ._request import build_exchange
from ._response import RawResponse
from ._response_body import ReadCancelled, read
from ._response_decoder import decode_body, finish_decoding

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

    from ._exchange import Exchange
    from ._http_client import SyncPool
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._schema_plans import Mismatches
    from ._settings import Settings

__all__ = ["decode_in_time", "fetch_page", "send"]

_MIN_BYTES_TO_WATCH = 64 * 1024  # a shorter body is decoded in no time


def send(pool: SyncPool, exchange: Exchange, cancelled: threading.Event | None = None) -> RawResponse[Any]:
    """Send a request, and repeat it as the exchange decides.

    Args:
        pool: The connections.
        exchange: The request and its retry state.
        cancelled: An event that ends the call early.

    Raises:
        RootError: There is no response, or its status is not 2xx.
        ReadCancelled: `cancelled` was set.
    """
    while True:
        try:
            if exchange.has_deadline:
                try:
                    response = run_with_deadline(exchange.seconds_left(), partial(_attempt, pool, exchange, cancelled))
                except DeadlineExceeded:
                    raise exchange.deadline_error() from None
            else:
                response = _attempt(pool, exchange, cancelled)
        except FAILURES as error:
            delay = exchange.handle_error(error)
        else:
            retry_delay = exchange.handle_response(response)
            if retry_delay is None:
                return response
            delay = retry_delay
        if cancelled is None:
            time.sleep(delay)
        elif cancelled.wait(delay):
            raise ReadCancelled


def fetch_page(
    settings: Settings[SyncPool],
    operation: Operation,
    encoded: EncodedRequest,
    options: Mapping[str, Any],
    cancelled: threading.Event | None = None,
) -> PageData:
    """Fetch and decode one page of a list."""
    exchange = build_exchange(settings, operation, encoded, **options)
    response = send(settings.pool, exchange, cancelled)
    return read_page(operation, response, decode_in_time(settings, operation, exchange, response))


def decode_in_time(
    settings: Settings[SyncPool], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response within the deadline of its call.

    Raises:
        ResponseValidationError: It is not what the contract documents.
        APITimeoutError: The deadline has passed.
    """

    def decode() -> tuple[Any, Mismatches]:
        if not exchange.has_deadline or len(response.content) < _MIN_BYTES_TO_WATCH:
            return decode_body(operation, response)
        try:
            return run_with_deadline(exchange.seconds_left(), partial(decode_body, operation, response))
        except DeadlineExceeded:
            raise exchange.deadline_error() from None

    return finish_decoding(settings, operation, exchange, response, decode)


def _attempt(pool: SyncPool, exchange: Exchange, *stop_events: threading.Event | None) -> RawResponse[Any]:
    stops = [each for each in stop_events if each is not None]
    bounds = AttemptBounds(exchange.seconds_left() + DEADLINE_LEEWAY_S if exchange.has_deadline else None, stops)
    token = ATTEMPT.set(bounds)
    try:
        return _attempt_within(bounds, pool, exchange, stops)
    finally:
        ATTEMPT.reset(token)


def _attempt_within(
    bounds: AttemptBounds, pool: SyncPool, exchange: Exchange, stops: list[threading.Event]
) -> RawResponse[Any]:
    http = pool.get()
    try:
        response = http.send(
            exchange.build_request(exchange.credentials.places(exchange.secrets)), stream=True, follow_redirects=False
        )
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed during a call") from error
        raise
    bounds.headers_received()
    try:
        content = read(response, exchange.limit, partial=not response.is_success, stops=stops)
    finally:
        response.close()
    return RawResponse(response.status_code, response.headers, content)
