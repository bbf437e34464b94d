"""Operations under headers."""

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
    "AsyncHeaders",
    "AsyncHeadersWithRawResponse",
    "AsyncHeadersWithStreamingResponse",
    "Headers",
    "HeadersWithRawResponse",
    "HeadersWithStreamingResponse",
]

_LIST = Operation(
    name="headers.list",
    id="listHeaders",
    method="GET",
    path="/headers",
    parameters=(Parameter("from", "query"),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[int],
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="from",
        size_parameter=None,
        items="",
        total=None,
        size=None,
        next=("header", "X-Next"),
    ),
    security=(),
)


class Headers:
    """Operations under headers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> HeadersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return HeadersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> HeadersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return HeadersWithStreamingResponse(self)

    def list(
        self,
        *,
        from_: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """A cursor in a response header.

        Args:
            from_: Query parameter `from`.
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
            (from_,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class HeadersWithRawResponse:
    """The methods of `Headers`, but each returns a RawResponse."""

    def __init__(self, resource: Headers) -> None:
        raw = Headers(resource._client._raw())
        self.list = as_raw(raw.list)


class HeadersWithStreamingResponse:
    """The methods of `Headers`, but each returns a response with an unread body."""

    def __init__(self, resource: Headers) -> None:
        streaming = Headers(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncHeaders:
    """Operations under headers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncHeadersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncHeadersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncHeadersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncHeadersWithStreamingResponse(self)

    def list(
        self,
        *,
        from_: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """A cursor in a response header.

        Args:
            from_: Query parameter `from`.
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
            (from_,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncHeadersWithRawResponse:
    """The methods of `AsyncHeaders`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncHeaders) -> None:
        raw = AsyncHeaders(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncHeadersWithStreamingResponse:
    """The methods of `AsyncHeaders`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncHeaders) -> None:
        streaming = AsyncHeaders(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
