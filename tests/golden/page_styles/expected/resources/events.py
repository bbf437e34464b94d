"""Operations under events."""

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
    from ..models.event import Event

__all__ = [
    "AsyncEvents",
    "AsyncEventsWithRawResponse",
    "AsyncEventsWithStreamingResponse",
    "Events",
    "EventsWithRawResponse",
    "EventsWithStreamingResponse",
]

_LIST = Operation(
    name="events.list",
    id="listEvents",
    method="GET",
    path="/events",
    parameters=(
        Parameter("starting_after", "query"),
        Parameter("limit", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.ListEventsResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="starting_after",
        size_parameter="limit",
        items="/data",
        total=None,
        size=None,
        next=("item", "id"),
        more="/has_more",
    ),
    security=(),
)


class Events:
    """Operations under events."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> EventsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return EventsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> EventsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return EventsWithStreamingResponse(self)

    def list(
        self,
        *,
        starting_after: str | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[Event]:
        """The id of the last item, by convention.

        Args:
            starting_after: Query parameter `starting_after`.
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
            (starting_after, limit),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class EventsWithRawResponse:
    """The methods of `Events`, but each returns a RawResponse."""

    def __init__(self, resource: Events) -> None:
        raw = Events(resource._client._raw())
        self.list = as_raw(raw.list)


class EventsWithStreamingResponse:
    """The methods of `Events`, but each returns a response with an unread body."""

    def __init__(self, resource: Events) -> None:
        streaming = Events(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncEvents:
    """Operations under events."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncEventsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncEventsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncEventsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncEventsWithStreamingResponse(self)

    def list(
        self,
        *,
        starting_after: str | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[Event]:
        """The id of the last item, by convention.

        Args:
            starting_after: Query parameter `starting_after`.
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
            (starting_after, limit),
            limit=max_items,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncEventsWithRawResponse:
    """The methods of `AsyncEvents`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncEvents) -> None:
        raw = AsyncEvents(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncEventsWithStreamingResponse:
    """The methods of `AsyncEvents`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncEvents) -> None:
        streaming = AsyncEvents(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
