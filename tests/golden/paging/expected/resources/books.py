"""Operations under books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page
    from ..models.book import Book

__all__ = [
    "AsyncBooks",
    "AsyncBooksWithRawResponse",
    "AsyncBooksWithStreamingResponse",
    "Books",
    "BooksWithRawResponse",
    "BooksWithStreamingResponse",
]

_LIST = Operation(
    name="books.list",
    id="listBooks",
    method="GET",
    path="/books",
    parameters=(
        Parameter("cursor", "query"),
        Parameter("limit", "query"),
        Parameter("author", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.ListBooksResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="cursor",
        size_parameter="limit",
        items="/data",
        total=("body", "/meta/total"),
        size=None,
        next=("body", "/meta/next_cursor"),
    ),
    security=(),
)


class Books:
    """Operations under books."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> BooksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return BooksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> BooksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return BooksWithStreamingResponse(self)

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        author: str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[Book]:
        """A cursor, in an envelope.

        Args:
            cursor: Query parameter `cursor`.
            limit: Query parameter `limit`. Items per page; iterating fetches all pages.
            author: Query parameter `author`.
            max_items: Stop after this many items, without fetching further pages.
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
            (cursor, limit, author),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class BooksWithRawResponse:
    """The methods of `Books`, but each returns a RawResponse."""

    def __init__(self, resource: Books) -> None:
        raw = Books(resource._client._raw())
        self.list = as_raw(raw.list)


class BooksWithStreamingResponse:
    """The methods of `Books`, but each returns a response with an unread body."""

    def __init__(self, resource: Books) -> None:
        streaming = Books(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncBooks:
    """Operations under books."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncBooksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncBooksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncBooksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncBooksWithStreamingResponse(self)

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        author: str | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[Book]:
        """A cursor, in an envelope.

        Args:
            cursor: Query parameter `cursor`.
            limit: Query parameter `limit`. Items per page; iterating fetches all pages.
            author: Query parameter `author`.
            max_items: Stop after this many items, without fetching further pages.
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
            (cursor, limit, author),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncBooksWithRawResponse:
    """The methods of `AsyncBooks`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncBooks) -> None:
        raw = AsyncBooks(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncBooksWithStreamingResponse:
    """The methods of `AsyncBooks`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncBooks) -> None:
        streaming = AsyncBooks(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
