"""Operations under pages."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page

__all__ = [
    "AsyncPagesResource",
    "AsyncPagesResourceWithRawResponse",
    "AsyncPagesResourceWithStreamingResponse",
    "PagesResource",
    "PagesResourceWithRawResponse",
    "PagesResourceWithStreamingResponse",
]

_LIST = Operation(
    name="pages.list",
    id="listPages",
    method="GET",
    path="/pages",
    parameters=(
        Parameter("page", "query"),
        Parameter("per_page", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: builtins.list[int],
        },
    },
    pagination=Pagination(
        style="page",
        parameter="page",
        size_parameter="per_page",
        items="",
        total=None,
        size=None,
        next=None,
    ),
    security=(),
)


class PagesResource:
    """Operations under pages."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PagesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PagesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PagesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PagesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """Numbers of pages, by convention.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`. Items per page; iterating fetches all pages.
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
            (page, per_page),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class PagesResourceWithRawResponse:
    """The methods of `PagesResource`, but each returns a RawResponse."""

    def __init__(self, resource: PagesResource) -> None:
        raw = PagesResource(resource._client._raw())
        self.list = as_raw(raw.list)


class PagesResourceWithStreamingResponse:
    """The methods of `PagesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: PagesResource) -> None:
        streaming = PagesResource(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncPagesResource:
    """Operations under pages."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPagesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPagesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPagesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPagesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """Numbers of pages, by convention.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`. Items per page; iterating fetches all pages.
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
            (page, per_page),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncPagesResourceWithRawResponse:
    """The methods of `AsyncPagesResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPagesResource) -> None:
        raw = AsyncPagesResource(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncPagesResourceWithStreamingResponse:
    """The methods of `AsyncPagesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPagesResource) -> None:
        streaming = AsyncPagesResource(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
