"""Operations under plain."""

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
    "AsyncPlain",
    "AsyncPlainWithRawResponse",
    "AsyncPlainWithStreamingResponse",
    "Plain",
    "PlainWithRawResponse",
    "PlainWithStreamingResponse",
]

_LIST = Operation(
    name="plain.list",
    id="listPlain",
    method="GET",
    path="/plain",
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


class Plain:
    """Operations under plain."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PlainWithRawResponse:
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return PlainWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PlainWithStreamingResponse:
        """The same methods, returning a response whose body is read as it arrives. Leave it by `with`."""
        return PlainWithStreamingResponse(self)

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
        """No pages, whatever the parameters look like.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`. Items per page; iterating walks every page.
            limit: Stop after this many items, without fetching pages in vain.
            resume: The `token` of a page: continue behind it. Pass the same arguments as before.
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


class PlainWithRawResponse:
    """The methods of `Plain`, returning raw responses."""

    def __init__(self, resource: Plain) -> None:
        raw = Plain(resource._client._raw())
        self.list = as_raw(raw.list)


class PlainWithStreamingResponse:
    """The methods of `Plain`, returning a response whose body is read as it arrives."""

    def __init__(self, resource: Plain) -> None:
        streaming = Plain(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncPlain:
    """Operations under plain."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPlainWithRawResponse:
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return AsyncPlainWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPlainWithStreamingResponse:
        """The same methods, returning a response whose body is read as it arrives. Leave it by `with`."""
        return AsyncPlainWithStreamingResponse(self)

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
        """No pages, whatever the parameters look like.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`. Items per page; iterating walks every page.
            limit: Stop after this many items, without fetching pages in vain.
            resume: The `token` of a page: continue behind it. Pass the same arguments as before.
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


class AsyncPlainWithRawResponse:
    """The methods of `AsyncPlain`, returning raw responses."""

    def __init__(self, resource: AsyncPlain) -> None:
        raw = AsyncPlain(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncPlainWithStreamingResponse:
    """The methods of `AsyncPlain`, returning a response whose body is read as it arrives."""

    def __init__(self, resource: AsyncPlain) -> None:
        streaming = AsyncPlain(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
