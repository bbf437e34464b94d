"""Operations under orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.order import Order

__all__ = [
    "AsyncOrders",
    "AsyncOrdersWithRawResponse",
    "AsyncOrdersWithStreamingResponse",
    "Orders",
    "OrdersWithRawResponse",
    "OrdersWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="orders.retrieve",
    id="getOrder",
    method="GET",
    path="/order",
    responses={
        "200": {
            "application/json": lambda: models.Order,
        },
    },
    security=(),
)


class Orders:
    """Operations under orders."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> OrdersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return OrdersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> OrdersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return OrdersWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Order:
        """GET /order

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class OrdersWithRawResponse:
    """The methods of `Orders`, but each returns a RawResponse."""

    def __init__(self, resource: Orders) -> None:
        raw = Orders(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, but each returns a response with an unread body."""

    def __init__(self, resource: Orders) -> None:
        streaming = Orders(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncOrders:
    """Operations under orders."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncOrdersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncOrdersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncOrdersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncOrdersWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Order:
        """GET /order

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncOrdersWithRawResponse:
    """The methods of `AsyncOrders`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncOrders) -> None:
        raw = AsyncOrders(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncOrders) -> None:
        streaming = AsyncOrders(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
