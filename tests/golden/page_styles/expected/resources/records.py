"""Operations under records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Pagination
from .._pages import as_async_raw_page
from .._response import as_raw
from .._streamed_methods import as_async_streamed_page, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page
    from .._types import Unset
    from ..models.search_body_page import SearchBodyPage, SearchBodyPageDict

__all__ = [
    "AsyncRecords",
    "AsyncRecordsWithRawResponse",
    "AsyncRecordsWithStreamingResponse",
    "Records",
    "RecordsWithRawResponse",
    "RecordsWithStreamingResponse",
]

_SEARCH = Operation(
    name="records.search",
    id="search",
    method="POST",
    path="/search",
    bodies=(Body("application/json", required=False),),
    responses={
        "200": {
            "application/json": lambda: models.SearchResponse,
        },
    },
    pagination=Pagination(
        style="cursor",
        parameter="",
        size_parameter=None,
        items="/records",
        total=None,
        size=None,
        next=("body", "/next"),
        body_parameter="/page/cursor",
    ),
    security=(),
)


class Records:
    """Operations under records."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> RecordsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return RecordsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> RecordsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return RecordsWithStreamingResponse(self)

    def search(
        self,
        *,
        text: str | Unset = UNSET,
        page: SearchBodyPage | SearchBodyPageDict | Unset = UNSET,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Page[int]:
        """A cursor in the request body.

        Args:
            text: Property `text` of the request body.
            page: Property `page` of the request body.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The first `Page`. Iterating over it fetches all later pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _SEARCH,
            (),
            body={
                "text": text,
                "page": page,
                **(extra_body or {}),
            },
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class RecordsWithRawResponse:
    """The methods of `Records`, but each returns a RawResponse."""

    def __init__(self, resource: Records) -> None:
        raw = Records(resource._client._raw())
        self.search = as_raw(raw.search)


class RecordsWithStreamingResponse:
    """The methods of `Records`, but each returns a response with an unread body."""

    def __init__(self, resource: Records) -> None:
        streaming = Records(resource._client._streaming())
        self.search = as_streamed(streaming.search)


class AsyncRecords:
    """Operations under records."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncRecordsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncRecordsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncRecordsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncRecordsWithStreamingResponse(self)

    def search(
        self,
        *,
        text: str | Unset = UNSET,
        page: SearchBodyPage | SearchBodyPageDict | Unset = UNSET,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncPages[int]:
        """A cursor in the request body.

        Args:
            text: Property `text` of the request body.
            page: Property `page` of the request body.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Pages: `await` returns the first one, `async for` iterates over all items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _SEARCH,
            (),
            body={
                "text": text,
                "page": page,
                **(extra_body or {}),
            },
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncRecordsWithRawResponse:
    """The methods of `AsyncRecords`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncRecords) -> None:
        raw = AsyncRecords(resource._client._raw())
        self.search = as_async_raw_page(raw.search)


class AsyncRecordsWithStreamingResponse:
    """The methods of `AsyncRecords`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncRecords) -> None:
        streaming = AsyncRecords(resource._client._streaming())
        self.search = as_async_streamed_page(streaming.search)
