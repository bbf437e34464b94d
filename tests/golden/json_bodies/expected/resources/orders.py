"""Operations under orders."""

from __future__ import annotations

import builtins
from datetime import date
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.line import Line, LineDict
    from ..models.new_order import NewOrder, NewOrderDict
    from ..models.new_order_address import NewOrderAddress, NewOrderAddressDict
    from ..models.order import Order
    from ..models.priority import Priority, PriorityValue

__all__ = [
    "AsyncOrders",
    "AsyncOrdersWithRawResponse",
    "AsyncOrdersWithStreamingResponse",
    "Orders",
    "OrdersWithRawResponse",
    "OrdersWithStreamingResponse",
]

_REPLACE_ALL = Operation(
    name="orders.replace_all",
    id="replaceAllOrders",
    method="PUT",
    path="/orders",
    bodies=(
        Body(
            "application/json",
            required=True,
            arrays=("",),
            dates={
                "": lambda: builtins.list[models.NewOrder],
            },
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_CREATE = Operation(
    name="orders.create",
    id="createOrder",
    method="POST",
    path="/orders",
    parameters=(Parameter("dry-run", "query"),),
    bodies=(
        Body(
            "application/json",
            required=True,
            arrays=("lines",),
            dates={
                "ship_on": lambda: date,
            },
        ),
    ),
    responses={
        "201": {
            "application/json": lambda: models.Order,
        },
    },
    security=(),
)
_RETRIEVE = Operation(
    name="orders.retrieve",
    id="getOrder",
    method="GET",
    path="/orders/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.Order,
        },
    },
    security=(),
)
_DELETE = Operation(
    name="orders.delete",
    id="deleteOrder",
    method="DELETE",
    path="/orders/{id}",
    parameters=(Parameter("id", "path"),),
    bodies=(Body("application/json", required=False),),
    responses={
        "204": {},
    },
    security=(),
)
_UPDATE = Operation(
    name="orders.update",
    id="updateOrder",
    method="PATCH",
    path="/orders/{id}",
    parameters=(Parameter("id", "path"),),
    bodies=(Body("application/merge-patch+json", required=False),),
    responses={
        "200": {
            "application/json": lambda: models.Order,
        },
    },
    security=(),
)
_LABEL = Operation(
    name="orders.label",
    id="labelOrder",
    method="PUT",
    path="/orders/{id}/labels",
    parameters=(Parameter("id", "path"),),
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: builtins.dict[str, int],
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

    def replace_all(
        self,
        *,
        body: Sequence[NewOrder | NewOrderDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """An array is one argument.

        Args:
            body: The new orders, in order.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. They are replaced.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _REPLACE_ALL,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        *,
        customer: str,
        lines: Sequence[Line | LineDict],
        secret: str,
        dry_run: bool | None = None,
        priority: Priority | PriorityValue | Unset = UNSET,
        ship_on: date | str | Unset = UNSET,
        ordered_at: datetime | str | Unset = UNSET,
        reference: UUID | str | Unset = UNSET,
        gift: bool | Unset = UNSET,
        address: NewOrderAddress | NewOrderAddressDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """Place an order.

        Args:
            customer: Who pays. At most 40 characters.
            lines: Property `lines` of the request body.
            secret: Property `secret` of the request body.
            dry_run: Query parameter `dry-run`.
            priority: Property `priority` of the request body.
            ship_on: Property `ship_on` of the request body.
            ordered_at: Property `ordered_at` of the request body.
            reference: Property `reference` of the request body.
            gift: Default: false.
            address: Property `address` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = self._client._call(
            _CREATE,
            (dry_run,),
            body={
                "customer": customer,
                "lines": lines,
                "priority": priority,
                "ship_on": ship_on,
                "ordered_at": ordered_at,
                "reference": reference,
                "secret": secret,
                "gift": gift,
                "address": address,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Order:
        """GET /orders/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def delete(
        self,
        id: str,
        *,
        reason: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /orders/{id}

        Args:
            id: Path parameter `id`.
            reason: Property `reason` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. It is gone.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _DELETE,
            (id,),
            body={
                "reason": reason,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def update(
        self,
        id: str,
        *,
        id_body: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        reason: str | Unset = UNSET,
        priority: Priority | PriorityValue | Unset = UNSET,
        timeout_body: int | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """A body that may be left out, with a member called like a parameter.

        Args:
            id: Path parameter `id`.
            id_body: A new id.
            note: What to tell the customer.
            reason: Required if there is a body.
            priority: Property `priority` of the request body.
            timeout_body: How long to hold it for. Default: 5.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = self._client._call(
            _UPDATE,
            (id,),
            body={
                "id": id_body,
                "note": note,
                "reason": reason,
                "priority": priority,
                "timeout": timeout_body,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def label(
        self,
        id: str,
        *,
        body: Mapping[str, int],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.dict[str, int]:
        """A map is one argument.

        Args:
            id: Path parameter `id`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All labels.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.dict[str, int] = self._client._call(
            _LABEL,
            (id,),
            body=body,
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
        self.replace_all = as_raw(raw.replace_all)
        self.create = as_raw(raw.create)
        self.retrieve = as_raw(raw.retrieve)
        self.delete = as_raw(raw.delete)
        self.update = as_raw(raw.update)
        self.label = as_raw(raw.label)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, but each returns a response with an unread body."""

    def __init__(self, resource: Orders) -> None:
        streaming = Orders(resource._client._streaming())
        self.replace_all = as_streamed(streaming.replace_all)
        self.create = as_streamed(streaming.create)
        self.retrieve = as_streamed(streaming.retrieve)
        self.delete = as_streamed(streaming.delete)
        self.update = as_streamed(streaming.update)
        self.label = as_streamed(streaming.label)


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

    async def replace_all(
        self,
        *,
        body: Sequence[NewOrder | NewOrderDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """An array is one argument.

        Args:
            body: The new orders, in order.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. They are replaced.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _REPLACE_ALL,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        *,
        customer: str,
        lines: Sequence[Line | LineDict],
        secret: str,
        dry_run: bool | None = None,
        priority: Priority | PriorityValue | Unset = UNSET,
        ship_on: date | str | Unset = UNSET,
        ordered_at: datetime | str | Unset = UNSET,
        reference: UUID | str | Unset = UNSET,
        gift: bool | Unset = UNSET,
        address: NewOrderAddress | NewOrderAddressDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """Place an order.

        Args:
            customer: Who pays. At most 40 characters.
            lines: Property `lines` of the request body.
            secret: Property `secret` of the request body.
            dry_run: Query parameter `dry-run`.
            priority: Property `priority` of the request body.
            ship_on: Property `ship_on` of the request body.
            ordered_at: Property `ordered_at` of the request body.
            reference: Property `reference` of the request body.
            gift: Default: false.
            address: Property `address` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = await self._client._call(
            _CREATE,
            (dry_run,),
            body={
                "customer": customer,
                "lines": lines,
                "priority": priority,
                "ship_on": ship_on,
                "ordered_at": ordered_at,
                "reference": reference,
                "secret": secret,
                "gift": gift,
                "address": address,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Order:
        """GET /orders/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def delete(
        self,
        id: str,
        *,
        reason: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /orders/{id}

        Args:
            id: Path parameter `id`.
            reason: Property `reason` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. It is gone.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _DELETE,
            (id,),
            body={
                "reason": reason,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def update(
        self,
        id: str,
        *,
        id_body: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        reason: str | Unset = UNSET,
        priority: Priority | PriorityValue | Unset = UNSET,
        timeout_body: int | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Order:
        """A body that may be left out, with a member called like a parameter.

        Args:
            id: Path parameter `id`.
            id_body: A new id.
            note: What to tell the customer.
            reason: Required if there is a body.
            priority: Property `priority` of the request body.
            timeout_body: How long to hold it for. Default: 5.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The order.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Order = await self._client._call(
            _UPDATE,
            (id,),
            body={
                "id": id_body,
                "note": note,
                "reason": reason,
                "priority": priority,
                "timeout": timeout_body,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def label(
        self,
        id: str,
        *,
        body: Mapping[str, int],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.dict[str, int]:
        """A map is one argument.

        Args:
            id: Path parameter `id`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All labels.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.dict[str, int] = await self._client._call(
            _LABEL,
            (id,),
            body=body,
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
        self.replace_all = as_async_raw(raw.replace_all)
        self.create = as_async_raw(raw.create)
        self.retrieve = as_async_raw(raw.retrieve)
        self.delete = as_async_raw(raw.delete)
        self.update = as_async_raw(raw.update)
        self.label = as_async_raw(raw.label)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncOrders) -> None:
        streaming = AsyncOrders(resource._client._streaming())
        self.replace_all = as_async_streamed(streaming.replace_all)
        self.create = as_async_streamed(streaming.create)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.delete = as_async_streamed(streaming.delete)
        self.update = as_async_streamed(streaming.update)
        self.label = as_async_streamed(streaming.label)
