"""Operations under orders."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.order import Order

__all__ = [
    "AsyncOrders",
    "AsyncOrdersWithRawResponse",
    "AsyncOrdersWithStreamingResponse",
    "Orders",
    "OrdersWithRawResponse",
    "OrdersWithStreamingResponse",
]

_LIST = Operation(
    name="orders.list",
    id="listOrders",
    method="GET",
    path="/orders",
    parameters=(Parameter("id", "query"),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Order] | models.Order,
        },
    },
    security=(),
)
_CREATE = Operation(
    name="orders.create",
    id="createOrder",
    method="POST",
    path="/orders",
    bodies=(Body("application/json", required=True),),
    responses={
        "201": {
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

    def list(
        self,
        *,
        id: str | Sequence[str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Order] | Order:
        """GET /orders

        Args:
            id: Query parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Orders.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Order] | Order = self._client._call(
            _LIST,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        *,
        name: str,
        note: str,
        at: datetime | str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """POST /orders

        Args:
            name: Property `name` of the request body.
            note: Property `note` of the request body.
            at: Property `at` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            It is made.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = self._client._call(
            _CREATE,
            (),
            body={
                "name": name,
                "at": at,
                "note": note,
                **(extra_body or {}),
            },
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
        self.list = as_raw(raw.list)
        self.create = as_raw(raw.create)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, but each returns a response with an unread body."""

    def __init__(self, resource: Orders) -> None:
        streaming = Orders(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.create = as_streamed(streaming.create)


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

    async def list(
        self,
        *,
        id: str | Sequence[str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Order] | Order:
        """GET /orders

        Args:
            id: Query parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Orders.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Order] | Order = await self._client._call(
            _LIST,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        *,
        name: str,
        note: str,
        at: datetime | str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """POST /orders

        Args:
            name: Property `name` of the request body.
            note: Property `note` of the request body.
            at: Property `at` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            It is made.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = await self._client._call(
            _CREATE,
            (),
            body={
                "name": name,
                "at": at,
                "note": note,
                **(extra_body or {}),
            },
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
        self.list = as_async_raw(raw.list)
        self.create = as_async_raw(raw.create)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncOrders) -> None:
        streaming = AsyncOrders(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.create = as_async_streamed(streaming.create)
