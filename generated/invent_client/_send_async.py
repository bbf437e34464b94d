"""Exchange -> RawResponse, in an async task. All decisions are the Exchange's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from ._exceptions import RootError
from ._exchange import FAILURES
from ._pagination import read_page
from ._request import build_exchange, decode_response
from ._response import RawResponse
from ._response_body import aread

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from ._exchange import Exchange
    from ._http_client import AsyncPool
    from ._operation import EncodedRequest, Operation
    from ._pagination import PageData
    from ._settings import Settings

__all__ = ["call", "fetch_page", "open_response", "send"]


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


async def open_response(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    """Send a request as `send` does, and return its response with the body unread.

    Args:
        pool: The connections.
        exchange: The request and its retry state.
        extra_headers: Headers of this request only.

    Raises:
        RootError: There is no response, or its status is not 2xx.
    """
    while True:
        try:
            with anyio.move_on_after(exchange.seconds_left()) as scope:
                response, content = await _open(pool, exchange, extra_headers)
            if scope.cancelled_caught:
                raise exchange.deadline_error()
        except FAILURES as error:
            delay = exchange.handle_error(error)
        else:
            retry_delay = exchange.handle_response(RawResponse(response.status_code, response.headers, content))
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
    response = await _send_request(pool, exchange)
    try:
        content = await aread(response, exchange.limit, partial=not response.is_success)
    finally:
        await response.aclose()
    return RawResponse(response.status_code, response.headers, content)


async def _open(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None
) -> tuple[httpx2.Response, bytes]:
    """Send a request; return the response, open if its status is 2xx, and the body of any other."""
    response = await _send_request(pool, exchange, extra_headers)
    if response.is_success:
        return response, b""
    try:
        return response, await aread(response, exchange.limit, partial=True)
    finally:
        await response.aclose()


async def _send_request(
    pool: AsyncPool, exchange: Exchange, extra_headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    http = await pool.get()
    request = exchange.build_request(await exchange.credentials.aplaces(exchange.secrets), extra_headers)
    try:
        return await http.send(request, stream=True, follow_redirects=False)
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed during a call") from error
        raise
