"""Sending of requests, with retries, for the sync client. An Exchange is one call with its request."""

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

    import httpx2

    from ._exchange import Exchange
    from ._http_client import SyncPool
    from ._mismatch_records import Mismatches
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._settings import Settings

__all__ = ["decode_in_time", "fetch_page", "open_response", "send"]

_MIN_BYTES_TO_WATCH = 64 * 1024  # A shorter body is decoded within a few milliseconds, so it needs no thread.


def send(pool: SyncPool, exchange: Exchange, cancelled: threading.Event | None = None) -> RawResponse[Any]:
    """Send the request of an exchange (one call), with retries, and return the response with its body.

    Raises:
        RootError: The last attempt got no response, or a status that is neither 2xx nor a documented 3xx.
        ReadCancelled: Another thread has set `cancelled`.
    """
    if not exchange.is_observed:
        return _send(pool, exchange, cancelled)
    with exchange.observed():
        return _send(pool, exchange, cancelled)


def _send(pool: SyncPool, exchange: Exchange, cancelled: threading.Event | None) -> RawResponse[Any]:
    while True:
        try:
            if exchange.is_paced:
                _await_turn(exchange, cancelled)
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
        finally:
            exchange.end_attempt()
        if cancelled is None:
            time.sleep(delay)
        elif cancelled.wait(delay):
            raise ReadCancelled


def open_response(
    pool: SyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    """Send the request of an exchange (one call), with retries, and return the open response, whose body is unread.

    `extra_headers` are headers that only this request has.

    Raises:
        RootError: The last attempt got no response, or a status that is neither 2xx nor a documented 3xx.
    """
    if not exchange.is_observed:
        return _send_open(pool, exchange, extra_headers)
    with exchange.observed():
        return _send_open(pool, exchange, extra_headers)


def _send_open(pool: SyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None) -> httpx2.Response:
    while True:
        try:
            if exchange.is_paced:
                _await_turn(exchange, None)
            if exchange.has_deadline:
                try:
                    response, content = run_with_deadline(
                        exchange.seconds_left(), partial(_open, pool, exchange, extra_headers)
                    )
                except DeadlineExceeded:
                    raise exchange.deadline_error() from None
            else:
                response, content = _open(pool, exchange, extra_headers)
        except FAILURES as error:
            delay = exchange.handle_error(error)
        else:
            try:
                retry_delay = exchange.handle_response(RawResponse(response.status_code, response.headers, content))
            except BaseException:  # A hook or a warning may raise an exception.
                response.close()
                raise
            if retry_delay is None:
                return response
            delay = retry_delay
        finally:
            exchange.end_attempt()
        time.sleep(delay)


def fetch_page(
    settings: Settings[SyncPool],
    operation: Operation,
    encoded: EncodedRequest,
    options: Mapping[str, Any],
    cancelled: threading.Event | None = None,
) -> PageData:
    """Send the encoded request for one page of a list, and return the decoded page.

    Raises:
        ReadCancelled: Another thread has set `cancelled`.
    """
    exchange = build_exchange(settings, operation, encoded, **options)
    response = send(settings.pool, exchange, cancelled)
    return read_page(operation, response, decode_in_time(settings, operation, exchange, response))


def decode_in_time(
    settings: Settings[SyncPool], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response within the deadline of its call.

    Raises:
        ResponseValidationError: The body cannot be decoded; or it does not match the contract, with
            `on_mismatch="raise"`.
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


def _await_turn(exchange: Exchange, cancelled: threading.Event | None) -> None:
    while (seconds := exchange.seconds_to_turn()) > 0:
        if cancelled is None:
            time.sleep(seconds)
        elif cancelled.wait(seconds):
            raise ReadCancelled


def _attempt(pool: SyncPool, exchange: Exchange, *stop_events: threading.Event | None) -> RawResponse[Any]:
    stops = [each for each in stop_events if each is not None]
    bounds = _bounds(exchange, stops)
    token = ATTEMPT.set(bounds)
    try:
        response = _send_request(bounds, pool, exchange)
        try:
            content = read(response, exchange.limit, partial=not response.is_success, stops=stops)
        finally:
            response.close()
    finally:
        ATTEMPT.reset(token)
    if pool.recorder is not None:
        pool.recorder.add(exchange, response, content)
    return RawResponse(response.status_code, response.headers, content)


def _open(
    pool: SyncPool,
    exchange: Exchange,
    extra_headers: Mapping[str, str] | None,
    cancelled: threading.Event | None = None,
) -> tuple[httpx2.Response, bytes]:
    """Send a request once. Return the open response, and the body if the status is an error, otherwise b""."""
    stops = [] if cancelled is None else [cancelled]
    bounds = _bounds(exchange, stops)
    token = ATTEMPT.set(bounds)
    try:
        response = _send_request(bounds, pool, exchange, extra_headers)
        if exchange.is_result(response.status_code) and not (cancelled is not None and cancelled.is_set()):
            if pool.recorder is not None:
                pool.recorder.add(exchange, response, None)
            return response, b""
        try:
            return response, read(response, exchange.limit, partial=True, stops=stops)
        finally:
            response.close()
    finally:
        ATTEMPT.reset(token)


def _bounds(exchange: Exchange, stops: list[threading.Event]) -> AttemptBounds:
    return AttemptBounds(exchange.seconds_left() + DEADLINE_LEEWAY_S if exchange.has_deadline else None, stops)


def _send_request(
    bounds: AttemptBounds, pool: SyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    if exchange.needs_async:
        raise TypeError(f"{exchange.label}: the content is async: it can be sent by the async client only")
    http = pool.get()
    exchange.begin_attempt()
    try:
        request = exchange.build_request(
            exchange.credentials.places(exchange.secrets, http, exchange.timeouts), extra_headers
        )
        response = http.send(request, stream=True, follow_redirects=False)
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed during a call") from error
        raise
    bounds.headers_received()
    bounds.shorten(exchange.seconds_for_body(response.status_code))
    return response
