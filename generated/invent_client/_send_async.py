"""Exchange -> RawResponse, in an async task. All decisions are the Exchange's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import httpx2

from ._exceptions import RootError
from ._exchange import FAILURES
from ._pagination import read_page
from ._request import build_exchange, decode_response
from ._response import RawResponse
from ._response_body import aread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from ._exchange import Exchange
    from ._http_client import AsyncPool
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._settings import Settings

__all__ = ["call", "fetch_page", "send"]


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
    return decode_response(settings, operation, exchange, await send(settings.pool, exchange))


async def fetch_page(
    settings: Settings[AsyncPool], operation: Operation, encoded: EncodedRequest, options: Mapping[str, Any]
) -> PageData:
    """Fetch and decode one page of a list."""
    exchange = build_exchange(settings, operation, encoded, **options)
    response = await send(settings.pool, exchange)
    return read_page(operation, response, decode_response(settings, operation, exchange, response))


async def _attempt_with_deadline(seconds: float, pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    with anyio.move_on_after(seconds):
        return await _attempt(pool, exchange)
    raise exchange.deadline_error()


async def _attempt(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
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
