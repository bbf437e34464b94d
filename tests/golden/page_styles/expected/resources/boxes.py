"""Operations under boxes."""

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
    "AsyncBoxes",
    "AsyncBoxesWithRawResponse",
    "AsyncBoxesWithStreamingResponse",
    "Boxes",
    "BoxesWithRawResponse",
    "BoxesWithStreamingResponse",
]

_LIST = Operation(
    name="boxes.list",
    id="listBoxes",
    method="GET",
    path="/boxes",
    parameters=(Parameter("color", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.ListBoxesResponse,
        },
    },
    pagination=Pagination(
        style="next-url",
        parameter="",
        size_parameter=None,
        items="/results",
        total=("body", "/count"),
        size=None,
        next=("body", "/next"),
    ),
    security=(),
)


class Boxes:
    """Operations under boxes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> BoxesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return BoxesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> BoxesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return BoxesWithStreamingResponse(self)

    def list(
        self,
        *,
        color: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[str]:
        """The URL of the next page, by convention.

        Args:
            color: Query parameter `color`.
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
            (color,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class BoxesWithRawResponse:
    """The methods of `Boxes`, but each returns a RawResponse."""

    def __init__(self, resource: Boxes) -> None:
        raw = Boxes(resource._client._raw())
        self.list = as_raw(raw.list)


class BoxesWithStreamingResponse:
    """The methods of `Boxes`, but each returns a response with an unread body."""

    def __init__(self, resource: Boxes) -> None:
        streaming = Boxes(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncBoxes:
    """Operations under boxes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncBoxesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncBoxesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncBoxesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncBoxesWithStreamingResponse(self)

    def list(
        self,
        *,
        color: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[str]:
        """The URL of the next page, by convention.

        Args:
            color: Query parameter `color`.
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
            (color,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncBoxesWithRawResponse:
    """The methods of `AsyncBoxes`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncBoxes) -> None:
        raw = AsyncBoxes(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncBoxesWithStreamingResponse:
    """The methods of `AsyncBoxes`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncBoxes) -> None:
        streaming = AsyncBoxes(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
