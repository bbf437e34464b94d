"""Operations under links."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Operation, Pagination
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page

__all__ = [
    "AsyncLinks",
    "AsyncLinksWithRawResponse",
    "AsyncLinksWithStreamingResponse",
    "Links",
    "LinksWithRawResponse",
    "LinksWithStreamingResponse",
]

_LIST = Operation(
    name="links.list",
    id="listLinks",
    method="GET",
    path="/links",
    responses={
        "200": {
            "application/json": lambda: builtins.list[str],
        },
    },
    pagination=Pagination(
        style="link",
        parameter="",
        size_parameter=None,
        items="",
        total=None,
        size=None,
        next=None,
    ),
    security=(),
)


class Links:
    """Operations under links."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> LinksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return LinksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> LinksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return LinksWithStreamingResponse(self)

    def list(
        self,
        *,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[str]:
        """The Link header, by convention.

        Args:
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
            (),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class LinksWithRawResponse:
    """The methods of `Links`, but each returns a RawResponse."""

    def __init__(self, resource: Links) -> None:
        raw = Links(resource._client._raw())
        self.list = as_raw(raw.list)


class LinksWithStreamingResponse:
    """The methods of `Links`, but each returns a response with an unread body."""

    def __init__(self, resource: Links) -> None:
        streaming = Links(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncLinks:
    """Operations under links."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncLinksWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncLinksWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncLinksWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncLinksWithStreamingResponse(self)

    def list(
        self,
        *,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[str]:
        """The Link header, by convention.

        Args:
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
            (),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncLinksWithRawResponse:
    """The methods of `AsyncLinks`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncLinks) -> None:
        raw = AsyncLinks(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncLinksWithStreamingResponse:
    """The methods of `AsyncLinks`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncLinks) -> None:
        streaming = AsyncLinks(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
