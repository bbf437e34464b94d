"""Operations under others."""

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

__all__ = [
    "AsyncOthers",
    "AsyncOthersWithRawResponse",
    "AsyncOthersWithStreamingResponse",
    "Others",
    "OthersWithRawResponse",
    "OthersWithStreamingResponse",
]

_LIST_FURTHER = Operation(
    name="others.list_further",
    id="listFurther",
    method="GET",
    path="/further",
    parameters=(Parameter("skip_to", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.ListFurtherResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="skip_to",
        size_parameter=None,
        items="/rows",
        total=None,
        size=None,
        next=("body", "/meta/next"),
    ),
    security=(),
)
_LIST = Operation(
    name="others.list",
    id="listOthers",
    method="GET",
    path="/others",
    parameters=(Parameter("skip_to", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.ListFurtherResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="skip_to",
        size_parameter=None,
        items="/rows",
        total=None,
        size=None,
        next=("body", "/meta/next"),
    ),
    security=(),
)


class Others:
    """Operations under others."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> OthersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return OthersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> OthersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return OthersWithStreamingResponse(self)

    def list_further(
        self,
        *,
        skip_to: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """The rule for the whole document.

        Args:
            skip_to: Query parameter `skip_to`.
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
            _LIST_FURTHER,
            (skip_to,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def list(
        self,
        *,
        skip_to: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """The extension of another generator.

        Args:
            skip_to: Query parameter `skip_to`.
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
            (skip_to,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class OthersWithRawResponse:
    """The methods of `Others`, but each returns a RawResponse."""

    def __init__(self, resource: Others) -> None:
        raw = Others(resource._client._raw())
        self.list_further = as_raw(raw.list_further)
        self.list = as_raw(raw.list)


class OthersWithStreamingResponse:
    """The methods of `Others`, but each returns a response with an unread body."""

    def __init__(self, resource: Others) -> None:
        streaming = Others(resource._client._streaming())
        self.list_further = as_streamed(streaming.list_further)
        self.list = as_streamed(streaming.list)


class AsyncOthers:
    """Operations under others."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncOthersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncOthersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncOthersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncOthersWithStreamingResponse(self)

    def list_further(
        self,
        *,
        skip_to: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """The rule for the whole document.

        Args:
            skip_to: Query parameter `skip_to`.
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
            _LIST_FURTHER,
            (skip_to,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def list(
        self,
        *,
        skip_to: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """The extension of another generator.

        Args:
            skip_to: Query parameter `skip_to`.
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
            (skip_to,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncOthersWithRawResponse:
    """The methods of `AsyncOthers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncOthers) -> None:
        raw = AsyncOthers(resource._client._raw())
        self.list_further = as_async_raw_page(raw.list_further)
        self.list = as_async_raw_page(raw.list)


class AsyncOthersWithStreamingResponse:
    """The methods of `AsyncOthers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncOthers) -> None:
        streaming = AsyncOthers(resource._client._streaming())
        self.list_further = as_async_streamed_page(streaming.list_further)
        self.list = as_async_streamed_page(streaming.list)
