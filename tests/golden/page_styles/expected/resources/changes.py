"""Operations under changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page

__all__ = [
    "AsyncChanges",
    "AsyncChangesWithRawResponse",
    "AsyncChangesWithStreamingResponse",
    "Changes",
    "ChangesWithRawResponse",
    "ChangesWithStreamingResponse",
]

_LIST = Operation(
    name="changes.list",
    id="listChanges",
    method="GET",
    path="/changes",
    parameters=(Parameter("since", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.ListChangesResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="since",
        size_parameter=None,
        items="/data",
        total=None,
        size=None,
        next=("body", "/until"),
    ),
    security=(),
)


class Changes:
    """Operations under changes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ChangesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ChangesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ChangesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ChangesWithStreamingResponse(self)

    def list(
        self,
        *,
        since: datetime | str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """A cursor that is a time.

        Args:
            since: Query parameter `since`.
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
            (since,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class ChangesWithRawResponse:
    """The methods of `Changes`, but each returns a RawResponse."""

    def __init__(self, resource: Changes) -> None:
        raw = Changes(resource._client._raw())
        self.list = as_raw(raw.list)


class ChangesWithStreamingResponse:
    """The methods of `Changes`, but each returns a response with an unread body."""

    def __init__(self, resource: Changes) -> None:
        streaming = Changes(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncChanges:
    """Operations under changes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncChangesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncChangesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncChangesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncChangesWithStreamingResponse(self)

    def list(
        self,
        *,
        since: datetime | str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """A cursor that is a time.

        Args:
            since: Query parameter `since`.
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
            (since,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncChangesWithRawResponse:
    """The methods of `AsyncChanges`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncChanges) -> None:
        raw = AsyncChanges(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncChangesWithStreamingResponse:
    """The methods of `AsyncChanges`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncChanges) -> None:
        streaming = AsyncChanges(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
