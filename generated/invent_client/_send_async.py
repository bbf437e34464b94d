"""Exchange -> RawResponse, in an async task. All decisions are the Exchange's."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import httpx2

from ._decoder import UndecodableError
from ._exceptions import RootError
from ._exchange import FAILURES
from ._network import ATTEMPT, AttemptBounds
from ._pagination import read_page
from ._request import build_exchange
from ._response import RawResponse
from ._response_body import aread
from ._response_decoder import decode_body, finish_decoding
from ._schema_plans import DecodingCancelled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from ._exchange import Exchange
    from ._http_client import AsyncPool
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._schema_plans import Mismatches
    from ._settings import Settings

__all__ = ["call", "fetch_page", "send"]

_MIN_BYTES_FOR_THREAD = 128 * 1024  # a shorter body is decoded within a few milliseconds


async def send(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    """Send a request, and repeat it as the exchange decides.

    Args:
        pool: The connections.
        exchange: The request and its retry state.

    Raises:
        RootError: There is no response, or its status is not 2xx.
    """
    while True:
        try:
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
        await anyio.sleep(delay)


async def call(settings: Settings[AsyncPool], operation: Operation, exchange: Exchange) -> Any:
    """Send a request and decode the response."""
    return await _decode(settings, operation, exchange, await send(settings.pool, exchange))


async def fetch_page(
    settings: Settings[AsyncPool], operation: Operation, encoded: EncodedRequest, options: Mapping[str, Any]
) -> PageData:
    """Fetch and decode one page of a list."""
    exchange = build_exchange(settings, operation, encoded, **options)
    response = await send(settings.pool, exchange)
    return read_page(operation, response, await _decode(settings, operation, exchange, response))


async def _decode(
    settings: Settings[AsyncPool], operation: Operation, exchange: Exchange, response: RawResponse[Any]
) -> Any:
    """Decode a response within the deadline of its call; a long one in a thread, so that other tasks run."""
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


async def _attempt_with_deadline(seconds: float, pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    with anyio.move_on_after(seconds):
        return await _attempt(pool, exchange)
    raise exchange.deadline_error()


async def _attempt(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    bounds = AttemptBounds()
    token = ATTEMPT.set(bounds)
    try:
        return await _attempt_within(bounds, pool, exchange)
    finally:
        ATTEMPT.reset(token)


async def _attempt_within(bounds: AttemptBounds, pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    http = await pool.get()
    request = exchange.build_request(await exchange.credentials.aplaces(exchange.secrets))
    if isinstance(request.stream, httpx2.SyncByteStream) and not isinstance(request.stream, httpx2.AsyncByteStream):
        request.stream = _AsyncStream(request.stream)
    try:
        response = await http.send(request, stream=True, follow_redirects=False)
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed during a call") from error
        raise
    bounds.headers_received()
    try:
        content = await aread(response, exchange.limit, partial=not response.is_success)
    finally:
        await response.aclose()
    return RawResponse(response.status_code, response.headers, content)


class _AsyncStream(httpx2.AsyncByteStream):
    """A request body from an iterable that is not asynchronous."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
