"""Operations under authors."""

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
    from ..models.author_list_result_items_item import AuthorListResultItemsItem

__all__ = [
    "AsyncAuthors",
    "AsyncAuthorsWithRawResponse",
    "AsyncAuthorsWithStreamingResponse",
    "Authors",
    "AuthorsWithRawResponse",
    "AuthorsWithStreamingResponse",
]

_LIST = Operation(
    name="authors.list",
    id="listAuthors",
    method="GET",
    path="/authors",
    parameters=(
        Parameter("offset", "query"),
        Parameter("limit", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.AuthorList,
        },
        "204": {},
    },
    pagination=Pagination(
        style="offset",
        parameter="offset",
        size_parameter="limit",
        items="/result/items",
        total=("body", "/result/count"),
        size=None,
        next=None,
    ),
    security=(),
)


class Authors:
    """Operations under authors."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AuthorsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AuthorsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AuthorsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AuthorsWithStreamingResponse(self)

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[AuthorListResultItemsItem]:
        """An offset, with the items in a nested envelope.

        Args:
            offset: Query parameter `offset`.
            limit: Query parameter `limit`. Items per page; iterating fetches all pages.
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
            (offset, limit),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AuthorsWithRawResponse:
    """The methods of `Authors`, but each returns a RawResponse."""

    def __init__(self, resource: Authors) -> None:
        raw = Authors(resource._client._raw())
        self.list = as_raw(raw.list)


class AuthorsWithStreamingResponse:
    """The methods of `Authors`, but each returns a response with an unread body."""

    def __init__(self, resource: Authors) -> None:
        streaming = Authors(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncAuthors:
    """Operations under authors."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAuthorsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAuthorsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAuthorsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAuthorsWithStreamingResponse(self)

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[AuthorListResultItemsItem]:
        """An offset, with the items in a nested envelope.

        Args:
            offset: Query parameter `offset`.
            limit: Query parameter `limit`. Items per page; iterating fetches all pages.
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
            (offset, limit),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncAuthorsWithRawResponse:
    """The methods of `AsyncAuthors`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAuthors) -> None:
        raw = AsyncAuthors(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncAuthorsWithStreamingResponse:
    """The methods of `AsyncAuthors`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAuthors) -> None:
        streaming = AsyncAuthors(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
