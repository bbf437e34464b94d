"""Operations under items."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.item import Item

__all__ = [
    "AsyncItemsResource",
    "AsyncItemsResourceWithRawResponse",
    "AsyncItemsResourceWithStreamingResponse",
    "ItemsResource",
    "ItemsResourceWithRawResponse",
    "ItemsResourceWithStreamingResponse",
]

_READ = Operation(
    name="items.read",
    id="read_items_api_v1_items__get",
    method="GET",
    path="/api/v1/items/",
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Item],
        },
    },
    security=(),
)
_CREATE = Operation(
    name="items.create",
    id="create_item_api_v1_items__post",
    method="POST",
    path="/api/v1/items/",
    bodies=(Body("application/json", required=False),),
    responses={
        "200": {
            "application/json": lambda: models.Item,
        },
    },
    security=(),
)
_READ_ITEM = Operation(
    name="items.read_item",
    id="read_item_api_v1_items__item_id__get",
    method="GET",
    path="/api/v1/items/{item_id}",
    parameters=(Parameter("item_id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.Item,
        },
    },
    security=(),
)
_DELETE = Operation(
    name="items.delete",
    id="delete_item_api_v1_items__item_id__delete",
    method="DELETE",
    path="/api/v1/items/{item_id}",
    parameters=(Parameter("item_id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class ItemsResource:
    """Operations under items."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ItemsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ItemsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ItemsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ItemsResourceWithStreamingResponse(self)

    def read(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Item]:
        """GET /api/v1/items/

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Item] = self._client._call(
            _READ,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        *,
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Item:
        """POST /api/v1/items/

        Args:
            name: Property `name` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            An item.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Item = self._client._call(
            _CREATE,
            (),
            body={
                "name": name,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def read_item(
        self,
        item_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Item:
        """GET /api/v1/items/{item_id}

        Args:
            item_id: Path parameter `item_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An item.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Item = self._client._call(
            _READ_ITEM,
            (item_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def delete(
        self,
        item_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /api/v1/items/{item_id}

        Args:
            item_id: Path parameter `item_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Gone.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _DELETE,
            (item_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ItemsResourceWithRawResponse:
    """The methods of `ItemsResource`, but each returns a RawResponse."""

    def __init__(self, resource: ItemsResource) -> None:
        raw = ItemsResource(resource._client._raw())
        self.read = as_raw(raw.read)
        self.create = as_raw(raw.create)
        self.read_item = as_raw(raw.read_item)
        self.delete = as_raw(raw.delete)


class ItemsResourceWithStreamingResponse:
    """The methods of `ItemsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: ItemsResource) -> None:
        streaming = ItemsResource(resource._client._streaming())
        self.read = as_streamed(streaming.read)
        self.create = as_streamed(streaming.create)
        self.read_item = as_streamed(streaming.read_item)
        self.delete = as_streamed(streaming.delete)


class AsyncItemsResource:
    """Operations under items."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncItemsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncItemsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncItemsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncItemsResourceWithStreamingResponse(self)

    async def read(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Item]:
        """GET /api/v1/items/

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Item] = await self._client._call(
            _READ,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        *,
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Item:
        """POST /api/v1/items/

        Args:
            name: Property `name` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            An item.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Item = await self._client._call(
            _CREATE,
            (),
            body={
                "name": name,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def read_item(
        self,
        item_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Item:
        """GET /api/v1/items/{item_id}

        Args:
            item_id: Path parameter `item_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An item.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Item = await self._client._call(
            _READ_ITEM,
            (item_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def delete(
        self,
        item_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /api/v1/items/{item_id}

        Args:
            item_id: Path parameter `item_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Gone.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _DELETE,
            (item_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncItemsResourceWithRawResponse:
    """The methods of `AsyncItemsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncItemsResource) -> None:
        raw = AsyncItemsResource(resource._client._raw())
        self.read = as_async_raw(raw.read)
        self.create = as_async_raw(raw.create)
        self.read_item = as_async_raw(raw.read_item)
        self.delete = as_async_raw(raw.delete)


class AsyncItemsResourceWithStreamingResponse:
    """The methods of `AsyncItemsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncItemsResource) -> None:
        streaming = AsyncItemsResource(resource._client._streaming())
        self.read = as_async_streamed(streaming.read)
        self.create = as_async_streamed(streaming.create)
        self.read_item = as_async_streamed(streaming.read_item)
        self.delete = as_async_streamed(streaming.delete)
