"""An Exchange -> its answer, in a thread that waits. Every decision is the Exchange's. Loaded with the first call."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from ._exceptions import RootError
from ._exchange import FAILURES
from ._request import decode, parts_of, prepare
from ._response import RawResponse
from ._response_body import Abandoned, read

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from ._base_client import SyncAPIClient
    from ._exchange import Exchange
    from ._http_client import SyncPool
    from ._operation import Operation, Parts
    from ._pages import Page
    from ._pagination import Leaf
    from ._request import BodyOptions
    from ._settings import Settings

__all__ = ["SyncRaw", "fetch_leaf", "send"]


def send(pool: SyncPool, exchange: Exchange, cancelled: threading.Event | None = None) -> RawResponse[Any]:
    """Carry out an exchange.

    Args:
        pool: The connections.
        exchange: What to send, how often, and how long to wait.
        cancelled: When this is set, nobody waits for the answer any more.

    Raises:
        RootError: There is no answer, or it is no success.
    """
    while True:
        try:
            if exchange.bounded:
                from ._deadline import TimeUp, within

                try:
                    answer = within(exchange.seconds_left(), partial(_attempt, pool, exchange, cancelled))
                except TimeUp:
                    raise exchange.too_late() from None
            else:
                answer = _attempt(pool, exchange, cancelled)
        except FAILURES as error:
            delay = exchange.failed(error)
        else:
            again = exchange.answered(answer)
            if again is None:
                return answer
            delay = again
        if cancelled is None:
            time.sleep(delay)
        elif cancelled.wait(delay):
            raise Abandoned


def fetch_leaf(
    settings: Settings[SyncPool],
    operation: Operation,
    parts: Parts,
    options: Mapping[str, Any],
    cancelled: threading.Event | None = None,
) -> Leaf:
    """Fetch one page of a list."""
    from ._pagination import read_leaf

    exchange = prepare(settings, operation, parts, **options)
    answer = send(settings.pool, exchange, cancelled)
    return read_leaf(operation, answer, decode(settings, operation, exchange, answer))


class SyncRaw:
    """A client whose calls give RawResponses."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> RawResponse[Any]:
        settings = self._client._settings
        exchange = prepare(settings, operation, parts_of(operation, values), **options)
        answer = send(settings.pool, exchange)
        answer.parse_with(lambda: decode(settings, operation, exchange, answer))
        return answer

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[BodyOptions]
    ) -> RawResponse[Page[Any]]:
        from ._pages import SyncList
        from ._pagination import read_leaf

        settings = self._client._settings
        pages = SyncList(self._client, operation, options, prefetch)
        exchange = prepare(settings, operation, parts_of(operation, values), **options)
        answer = send(settings.pool, exchange)
        answer.parse_with(
            lambda: pages.first(
                tuple(values), read_leaf(operation, answer, decode(settings, operation, exchange, answer))
            )
        )
        return answer


def _attempt(pool: SyncPool, exchange: Exchange, *reasons_to_stop: threading.Event | None) -> RawResponse[Any]:
    http = pool.get()
    try:
        response = http.send(
            exchange.request(exchange.credentials.places(exchange.secrets)), stream=True, follow_redirects=False
        )
    except RuntimeError as error:
        if http.is_closed:
            raise RootError("This client was closed while it was in use") from error
        raise
    try:
        stops = [each for each in reasons_to_stop if each is not None]
        content = read(response, exchange.limit, partial=not response.is_success, stops=stops)
    finally:
        response.close()
    return RawResponse(response.status_code, response.headers, content)
