"""Messages sent to many contacts at once."""

from __future__ import annotations

import builtins
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
    from ..models.broadcast import Broadcast
    from ..models.broadcast_status_filter import BroadcastStatusFilter, BroadcastStatusFilterValue

__all__ = [
    "AsyncBroadcasts",
    "AsyncBroadcastsWithRawResponse",
    "AsyncBroadcastsWithStreamingResponse",
    "Broadcasts",
    "BroadcastsWithRawResponse",
    "BroadcastsWithStreamingResponse",
]

_LIST = Operation(
    name="broadcasts.list",
    id="listBroadcasts",
    method="GET",
    path="/orgs/{org_id}/broadcasts",
    parameters=(
        Parameter("org_id", "path"),
        Parameter("status", "query"),
        Parameter("page", "query"),
        Parameter("take", "query"),
        Parameter("next", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Broadcast],
        },
    },
    pagination=Pagination(
        style="page",
        parameter="page",
        size_parameter="take",
        items="",
        total=("header", "pagination-count"),
        size=("header", "pagination-take"),
        next=None,
    ),
    security=(("bearerAuth",),),
)


class Broadcasts:
    """Messages sent to many contacts at once."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> BroadcastsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return BroadcastsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> BroadcastsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return BroadcastsWithStreamingResponse(self)

    def list(
        self,
        org_id: str,
        *,
        status: BroadcastStatusFilter | BroadcastStatusFilterValue | None = None,
        page: int | float | None = None,
        take: int | float | None = None,
        next: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[Broadcast]:
        """Get Broadcasts.

        List the broadcasts of an organisation.

        Args:
            org_id: The ID of the org.
            status: The status of the broadcasts. At most 256 characters.
            page: Page number. At least 1. Default: 1.
            take: Number of items to take. At most 100. Default: 100. Items per page; iterating fetches all
                pages.
            next: Next page token (Only used on special endpoints).
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
            BadRequestError: A parameter is not valid.
            AuthenticationError: The API key is missing or not valid.
            NotFoundError: There is no such organisation, or the key does not reach it.
            RateLimitError: More than 500 requests in a minute came from one IP address.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (org_id, status, page, take, next),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class BroadcastsWithRawResponse:
    """The methods of `Broadcasts`, but each returns a RawResponse."""

    def __init__(self, resource: Broadcasts) -> None:
        raw = Broadcasts(resource._client._raw())
        self.list = as_raw(raw.list)


class BroadcastsWithStreamingResponse:
    """The methods of `Broadcasts`, but each returns a response with an unread body."""

    def __init__(self, resource: Broadcasts) -> None:
        streaming = Broadcasts(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncBroadcasts:
    """Messages sent to many contacts at once."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncBroadcastsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncBroadcastsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncBroadcastsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncBroadcastsWithStreamingResponse(self)

    def list(
        self,
        org_id: str,
        *,
        status: BroadcastStatusFilter | BroadcastStatusFilterValue | None = None,
        page: int | float | None = None,
        take: int | float | None = None,
        next: str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[Broadcast]:
        """Get Broadcasts.

        List the broadcasts of an organisation.

        Args:
            org_id: The ID of the org.
            status: The status of the broadcasts. At most 256 characters.
            page: Page number. At least 1. Default: 1.
            take: Number of items to take. At most 100. Default: 100. Items per page; iterating fetches all
                pages.
            next: Next page token (Only used on special endpoints).
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
            BadRequestError: A parameter is not valid.
            AuthenticationError: The API key is missing or not valid.
            NotFoundError: There is no such organisation, or the key does not reach it.
            RateLimitError: More than 500 requests in a minute came from one IP address.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (org_id, status, page, take, next),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncBroadcastsWithRawResponse:
    """The methods of `AsyncBroadcasts`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncBroadcasts) -> None:
        raw = AsyncBroadcasts(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncBroadcastsWithStreamingResponse:
    """The methods of `AsyncBroadcasts`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncBroadcasts) -> None:
        streaming = AsyncBroadcasts(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
