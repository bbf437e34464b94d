"""Operations under things."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_async_streamed_page, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page
    from .._types import Unset
    from ..models.thing import Thing

__all__ = [
    "AsyncThings",
    "AsyncThingsWithRawResponse",
    "AsyncThingsWithStreamingResponse",
    "Things",
    "ThingsWithRawResponse",
    "ThingsWithStreamingResponse",
]

_LIST = Operation(
    name="things.list",
    id="listThings",
    method="GET",
    path="/things",
    parameters=(
        Parameter("page", "query"),
        Parameter("sort", "query"),
        Parameter("order", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Thing],
        },
    },
    pagination=Pagination(
        style="page",
        parameter="page",
        size_parameter=None,
        items="",
        total=("header", "x-total"),
        size=None,
        next=None,
    ),
    security=(),
    deprecated=True,
)
_ADD = Operation(
    name="things.add",
    id="addThing",
    method="POST",
    path="/things",
    bodies=(Body("application/json", required=True),),
    responses={
        "204": {},
    },
    security=(),
    deprecated=True,
)


class Things:
    """Operations under things."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ThingsWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[Thing]:
        """List the things.

        Use the new list instead.

        Deprecated.

        Args:
            page: Query parameter `page`.
            sort: By what. Deprecated.
            order: Which way. Deprecated.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The first `Page`. Iterating over it fetches all later pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (page, sort, order),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def add(
        self,
        *,
        name: str,
        label: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /things

        Deprecated.

        Args:
            name: Property `name` of the request body.
            label: Its old name. Deprecated.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _ADD,
            (),
            body={
                "name": name,
                "label": label,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ThingsWithRawResponse:
    """The methods of `Things`, but each returns a RawResponse."""

    def __init__(self, resource: Things) -> None:
        raw = Things(resource._client._raw())
        self.list = as_raw(raw.list)
        self.add = as_raw(raw.add)


class ThingsWithStreamingResponse:
    """The methods of `Things`, but each returns a response with an unread body."""

    def __init__(self, resource: Things) -> None:
        streaming = Things(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.add = as_streamed(streaming.add)


class AsyncThings:
    """Operations under things."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncThingsWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[Thing]:
        """List the things.

        Use the new list instead.

        Deprecated.

        Args:
            page: Query parameter `page`.
            sort: By what. Deprecated.
            order: Which way. Deprecated.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pages: `await` returns the first one, `async for` iterates over all items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (page, sort, order),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    async def add(
        self,
        *,
        name: str,
        label: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /things

        Deprecated.

        Args:
            name: Property `name` of the request body.
            label: Its old name. Deprecated.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _ADD,
            (),
            body={
                "name": name,
                "label": label,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncThingsWithRawResponse:
    """The methods of `AsyncThings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncThings) -> None:
        raw = AsyncThings(resource._client._raw())
        self.list = as_async_raw_page(raw.list)
        self.add = as_async_raw(raw.add)


class AsyncThingsWithStreamingResponse:
    """The methods of `AsyncThings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncThings) -> None:
        streaming = AsyncThings(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
        self.add = as_async_streamed(streaming.add)
