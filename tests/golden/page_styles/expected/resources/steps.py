"""Operations under steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page
    from ..models.list_steps_response_data_item import ListStepsResponseDataItem

__all__ = [
    "AsyncSteps",
    "AsyncStepsWithRawResponse",
    "AsyncStepsWithStreamingResponse",
    "Steps",
    "StepsWithRawResponse",
    "StepsWithStreamingResponse",
]

_LIST = Operation(
    name="steps.list",
    id="listSteps",
    method="GET",
    path="/steps",
    parameters=(Parameter("after", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.ListStepsResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="after",
        size_parameter=None,
        items="/data",
        total=None,
        size=None,
        next=("item", "id"),
    ),
    security=(),
)


class Steps:
    """Operations under steps."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> StepsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return StepsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> StepsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return StepsWithStreamingResponse(self)

    def list(
        self,
        *,
        after: UUID | str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[ListStepsResponseDataItem]:
        """The id of the last item, with a type of its own.

        Args:
            after: Query parameter `after`.
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
            (after,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class StepsWithRawResponse:
    """The methods of `Steps`, but each returns a RawResponse."""

    def __init__(self, resource: Steps) -> None:
        raw = Steps(resource._client._raw())
        self.list = as_raw(raw.list)


class StepsWithStreamingResponse:
    """The methods of `Steps`, but each returns a response with an unread body."""

    def __init__(self, resource: Steps) -> None:
        streaming = Steps(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncSteps:
    """Operations under steps."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncStepsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncStepsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncStepsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncStepsWithStreamingResponse(self)

    def list(
        self,
        *,
        after: UUID | str | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[ListStepsResponseDataItem]:
        """The id of the last item, with a type of its own.

        Args:
            after: Query parameter `after`.
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
            (after,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncStepsWithRawResponse:
    """The methods of `AsyncSteps`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncSteps) -> None:
        raw = AsyncSteps(resource._client._raw())
        self.list = as_async_raw_page(raw.list)


class AsyncStepsWithStreamingResponse:
    """The methods of `AsyncSteps`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncSteps) -> None:
        streaming = AsyncSteps(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
