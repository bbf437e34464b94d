"""Sending of requests, with retries, for the async client. An Exchange is one call with its request."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from ._decoder import UndecodableError
from ._exceptions import RootError
from ._exchange import FAILURES
from ._mismatch_records import DecodingCancelled
from ._network import ATTEMPT, AttemptBounds
from ._pagination import read_page
from ._request import build_exchange
from ._response import RawResponse
from ._response_body import aread
from ._response_decoder import decode_body, finish_decoding

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from ._exchange import Exchange
    from ._http_client import AsyncPool
    from ._mismatch_records import Mismatches
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._settings import Settings

__all__ = ["call", "fetch_page", "open_response", "send"]

_MIN_BYTES_FOR_THREAD = 128 * 1024  # A shorter body is decoded within a few milliseconds, so it needs no thread.


async def send(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    """Send the request of an exchange (one call), with retries, and return the response with its body.

    Raises:
        RootError: The last attempt got no response, or a status that is neither 2xx nor a documented 3xx.
    """
    if not exchange.is_observed:
        return await _send(pool, exchange)
    with exchange.observed():
        return await _send(pool, exchange)


async def _send(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    while True:
        try:
            if exchange.is_paced:
                await _await_turn(exchange)
            if exchange.has_deadline:
                response = await _attempt_with_deadline(exchange.seconds_left(), pool, exchange)
            else:
                response = await _attempt(pool, exchange)
        except FAILURES as error:
            delay = exchange.handle_error(error)
        else:
            retry_delay = exchange.handle_response(response)
            if retry_delay is None:
                return response
            delay = retry_delay
        finally:
            exchange.end_attempt()
            if exchange.is_observed:
                await exchange.settle()
        await anyio.sleep(delay)


async def open_response(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    """Send the request of an exchange (one call), with retries, and return the open response, whose body is unread.

    `extra_headers` are headers that only this request has.

    Raises:
        RootError: The last attempt got no response, or a status that is neither 2xx nor a documented 3xx.
    """
    if not exchange.is_observed:
        return await _send_open(pool, exchange, extra_headers)
    with exchange.observed():
        return await _send_open(pool, exchange, extra_headers)


async def _send_open(pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None) -> httpx2.Response:
    while True:
        try:
            if exchange.is_paced:
                await _await_turn(exchange)
            response, content = await _open_with_deadline(pool, exchange, extra_headers)
        except FAILURES as error:
            delay = exchange.handle_error(error)
        else:
            try:
                retry_delay = exchange.handle_response(RawResponse(response.status_code, response.headers, content))
                if exchange.is_observed:
                    await exchange.settle()
            except BaseException:  # A hook or a warning may raise an exception.
                await response.aclose()
                raise
            if retry_delay is None:
                return response
            delay = retry_delay
        finally:
            exchange.end_attempt()
            if exchange.is_observed:
                await exchange.settle()
        await anyio.sleep(delay)


async def call(settings: Settings[AsyncPool], operation: Operation, exchange: Exchange) -> Any:
    """Send the request of an exchange, and return the decoded response."""
    return await _decode(settings, operation, exchange, await send(settings.pool, exchange))


async def fetch_page(
    settings: Settings[AsyncPool], operation: Operation, encoded: EncodedRequest, options: Mapping[str, Any]
) -> PageData:
    """Send the encoded request for one page of a list, and return the decoded page."""
    exchange = build_exchange(settings, operation, encoded, **options)
    response = await send(settings.pool, exchange)
    return read_page(operation, response, await _decode(settings, operation, exchange, response))


async def _decode(
    settings: Settings[AsyncPool], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response, and await the async hooks that were called for its mismatches with the contract."""
    if not exchange.is_observed:
        return await _decode_response(settings, operation, exchange, response)
    try:
        return await _decode_response(settings, operation, exchange, response)
    finally:
        await exchange.settle()


async def _decode_response(
    settings: Settings[AsyncPool], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response, in a thread if the body is long.

    Raises:
        ResponseValidationError: The body cannot be decoded; or it does not match the contract, with
            `on_mismatch="raise"`.
        APITimeoutError: The deadline of the call passed during the decoding of a long body.
    """
    if len(response.content) < _MIN_BYTES_FOR_THREAD:
        return finish_decoding(settings, operation, exchange, response, lambda: decode_body(operation, response))
    decoded: tuple[Any, Mismatches] | Exception | None = None
    cancelled = threading.Event()
    try:
        with anyio.move_on_after(exchange.seconds_left() if exchange.has_deadline else None):
            decoded = await anyio.to_thread.run_sync(
                _decode_in_thread, operation, response, cancelled, abandon_on_cancel=True
            )
    finally:
        cancelled.set()
    if decoded is None:
        raise exchange.deadline_error()

    def result() -> tuple[Any, Mismatches]:
        if isinstance(decoded, Exception):
            raise decoded
        return decoded

    return finish_decoding(settings, operation, exchange, response, result)


def _decode_in_thread(
    operation: Operation, response: RawResponse[Any], cancelled: threading.Event
) -> tuple[Any, Mismatches] | Exception:
    try:
        return decode_body(operation, response, cancelled)
    except (UndecodableError, DecodingCancelled) as error:
        return error


async def _await_turn(exchange: Exchange) -> None:
    seconds = exchange.seconds_to_turn()
    while seconds > 0:
        await anyio.sleep(seconds)
        seconds = exchange.seconds_to_turn()


async def _attempt_with_deadline(seconds: float, pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    with anyio.move_on_after(seconds):
        return await _attempt(pool, exchange)
    raise exchange.deadline_error()


async def _attempt(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    bounds = AttemptBounds()
    token = ATTEMPT.set(bounds)
    try:
        response = await _send_request(bounds, pool, exchange)
        try:
            seconds = exchange.seconds_for_body(response.status_code)
            content = await aread(response, exchange.limit, seconds, partial=not response.is_success)
        finally:
            await response.aclose()
    finally:
        ATTEMPT.reset(token)
    if pool.recorder is not None:
        pool.recorder.add(exchange, response, content)
    return RawResponse(response.status_code, response.headers, content)


async def _open_with_deadline(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None
) -> tuple[httpx2.Response, bytes]:
    with anyio.move_on_after(exchange.seconds_left()):
        return await _open(pool, exchange, extra_headers)
    raise exchange.deadline_error()


async def _open(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None
) -> tuple[httpx2.Response, bytes]:
    """Send a request once. Return the open response, and the body if the status is an error, otherwise b""."""
    bounds = AttemptBounds()
    token = ATTEMPT.set(bounds)
    try:
        response = await _send_request(bounds, pool, exchange, extra_headers)
        if exchange.is_result(response.status_code):
            if pool.recorder is not None:
                pool.recorder.add(exchange, response, None)
            return response, b""
        try:
            seconds = exchange.seconds_for_body(response.status_code)
            return response, await aread(response, exchange.limit, seconds, partial=True)
        finally:
            await response.aclose()
    finally:
        ATTEMPT.reset(token)


async def _send_request(
    bounds: AttemptBounds, pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    http = await pool.get()
    exchange.begin_attempt()
    if exchange.is_observed:
        await exchange.settle()
    placements = await exchange.credentials.aplaces(exchange.secrets, http, exchange.timeouts)
    request = exchange.build_request(placements, extra_headers)
    try:
        response = await http.send(request, stream=True, follow_redirects=False)
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed during a call") from error
        raise
    bounds.headers_received()
    return response
