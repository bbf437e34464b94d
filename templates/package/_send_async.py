"""An Exchange -> its answer, in a task that waits. Every decision is the Exchange's. Loaded with the first call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import httpx2

from ._exceptions import RootError
from ._exchange import FAILURES
from ._request import decode, parts_of, prepare
from ._response import RawResponse
from ._response_body import aread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
    from typing import Unpack

    from ._base_client import AsyncAPIClient
    from ._exchange import Exchange
    from ._http_client import AsyncPool
    from ._operation import Operation, Parts
    from ._pages import AsyncPage
    from ._pagination import Leaf
    from ._request import BodyOptions
    from ._settings import Settings

__all__ = ["AsyncRaw", "call", "fetch_leaf", "send"]


async def send(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    """Carry out an exchange.

    Args:
        pool: The connections.
        exchange: What to send, how often, and how long to wait.

    Raises:
        RootError: There is no answer, or it is no success.
    """
    while True:
        try:
            if exchange.bounded:
                answer = await _attempt_within(exchange.seconds_left(), pool, exchange)
            else:
                answer = await _attempt(pool, exchange)
        except FAILURES as error:
            delay = exchange.failed(error)
        else:
            again = exchange.answered(answer)
            if again is None:
                return answer
            delay = again
        await anyio.sleep(delay)


async def call(settings: Settings[AsyncPool], operation: Operation, exchange: Exchange) -> Any:
    """Carry out an exchange, and decode its answer."""
    return decode(settings, operation, exchange, await send(settings.pool, exchange))


async def fetch_leaf(
    settings: Settings[AsyncPool], operation: Operation, parts: Parts, options: Mapping[str, Any]
) -> Leaf:
    """Fetch one page of a list."""
    from ._pagination import read_leaf

    exchange = prepare(settings, operation, parts, **options)
    answer = await send(settings.pool, exchange)
    return read_leaf(operation, answer, decode(settings, operation, exchange, answer))


class AsyncRaw:
    """An async client whose calls give RawResponses."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> Coroutine[Any, Any, RawResponse[Any]]:
        settings = self._client._settings
        exchange = prepare(settings, operation, parts_of(operation, values), **options)

        async def answered() -> RawResponse[Any]:
            answer = await send(settings.pool, exchange)
            answer.parse_with(lambda: decode(settings, operation, exchange, answer))
            return answer

        return answered()

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[BodyOptions]
    ) -> Coroutine[Any, Any, RawResponse[AsyncPage[Any]]]:
        from ._pages import AsyncList
        from ._pagination import read_leaf

        settings = self._client._settings
        pages = AsyncList(self._client, operation, options, prefetch)
        exchange = prepare(settings, operation, parts_of(operation, values), **options)

        async def answered() -> RawResponse[AsyncPage[Any]]:
            answer = await send(settings.pool, exchange)
            answer.parse_with(
                lambda: pages.first(
                    tuple(values), read_leaf(operation, answer, decode(settings, operation, exchange, answer))
                )
            )
            return answer

        return answered()


async def _attempt_within(seconds: float, pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    with anyio.move_on_after(seconds):
        return await _attempt(pool, exchange)
    raise exchange.too_late()


async def _attempt(pool: AsyncPool, exchange: Exchange) -> RawResponse[Any]:
    http = await pool.get()
    request = exchange.request(await exchange.credentials.aplaces(exchange.secrets))
    if isinstance(request.stream, httpx2.SyncByteStream) and not isinstance(request.stream, httpx2.AsyncByteStream):
        request.stream = _Stepwise(request.stream)
    try:
        response = await http.send(request, stream=True, follow_redirects=False)
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed while it was in use") from error
        raise
    try:
        content = await aread(response, exchange.limit, partial=not response.is_success)
    finally:
        await response.aclose()
    return RawResponse(response.status_code, response.headers, content)


class _Stepwise(httpx2.AsyncByteStream):
    """A body that comes from an iterable which is not asynchronous."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
