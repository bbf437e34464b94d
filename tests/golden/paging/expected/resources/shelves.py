"""Operations under shelves."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Body, Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page

__all__ = [
    "AsyncShelves",
    "AsyncShelvesWithRawResponse",
    "AsyncShelvesWithStreamingResponse",
    "Shelves",
    "ShelvesWithRawResponse",
    "ShelvesWithStreamingResponse",
]

_SEARCH = Operation(
    name="shelves.search",
    id="searchShelves",
    method="POST",
    path="/shelves",
    parameters=(Parameter("page", "query"),),
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[str],
        },
    },
    pagination=Pagination(
        style="page",
        parameter="page",
        size_parameter=None,
        items="",
        total=None,
        size=("header", "X-Page-Size"),
        next=None,
        first=0,
    ),
    security=(),
)


class Shelves:
    """Operations under shelves."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ShelvesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ShelvesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ShelvesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ShelvesWithStreamingResponse(self)

    def search(
        self,
        *,
        text: str,
        page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Page[str]:
        """Pages from zero, and a request body.

        Args:
            text: Property `text` of the request body.
            page: Query parameter `page`.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The first `Page`. Iterating over it fetches all later pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _SEARCH,
            (page,),
            body={
                "text": text,
                **(extra_body or {}),
            },
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class ShelvesWithRawResponse:
    """The methods of `Shelves`, but each returns a RawResponse."""

    def __init__(self, resource: Shelves) -> None:
        raw = Shelves(resource._client._raw())
        self.search = as_raw(raw.search)


class ShelvesWithStreamingResponse:
    """The methods of `Shelves`, but each returns a response with an unread body."""

    def __init__(self, resource: Shelves) -> None:
        streaming = Shelves(resource._client._streaming())
        self.search = as_streamed(streaming.search)


class AsyncShelves:
    """Operations under shelves."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncShelvesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncShelvesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncShelvesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncShelvesWithStreamingResponse(self)

    def search(
        self,
        *,
        text: str,
        page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncPages[str]:
        """Pages from zero, and a request body.

        Args:
            text: Property `text` of the request body.
            page: Query parameter `page`.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Pages: `await` returns the first one, `async for` iterates over all items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _SEARCH,
            (page,),
            body={
                "text": text,
                **(extra_body or {}),
            },
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncShelvesWithRawResponse:
    """The methods of `AsyncShelves`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncShelves) -> None:
        raw = AsyncShelves(resource._client._raw())
        self.search = as_async_raw_page(raw.search)


class AsyncShelvesWithStreamingResponse:
    """The methods of `AsyncShelves`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncShelves) -> None:
        streaming = AsyncShelves(resource._client._streaming())
        self.search = as_async_streamed_page(streaming.search)
