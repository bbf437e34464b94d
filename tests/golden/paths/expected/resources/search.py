"""Operations under search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.search_a_filter import SearchAFilter, SearchAFilterDict
    from ..models.search_a_page import SearchAPage, SearchAPageDict

__all__ = [
    "AsyncSearch",
    "AsyncSearchWithRawResponse",
    "AsyncSearchWithStreamingResponse",
    "Search",
    "SearchWithRawResponse",
    "SearchWithStreamingResponse",
]

_A = Operation(
    name="search.a",
    id="searchA",
    method="GET",
    path="/search?type=a",
    parameters=(
        Parameter("q", "query"),
        Parameter("page", "query"),
        Parameter("filter", "query", style="deepObject"),
        Parameter("expand", "query", style="deepObject", arrays="brackets", is_array=True),
        Parameter("key", "query"),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Search:
    """Operations under search."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> SearchWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return SearchWithRawResponse(self)

    @property
    def with_streaming_response(self) -> SearchWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return SearchWithStreamingResponse(self)

    def a(
        self,
        *,
        q: str | None = None,
        page: SearchAPage | SearchAPageDict | None = None,
        filter: SearchAFilter | SearchAFilterDict | None = None,
        expand: Sequence[str] | None = None,
        key: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """What the path says is meant for its operations.

        Args:
            q: Query parameter `q`.
            page: Query parameter `page`.
            filter: Query parameter `filter`.
            expand: Query parameter `expand`.
            key: Query parameter `key`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Found.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _A,
            (q, page, filter, expand, key),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class SearchWithRawResponse:
    """The methods of `Search`, but each returns a RawResponse."""

    def __init__(self, resource: Search) -> None:
        raw = Search(resource._client._raw())
        self.a = as_raw(raw.a)


class SearchWithStreamingResponse:
    """The methods of `Search`, but each returns a response with an unread body."""

    def __init__(self, resource: Search) -> None:
        streaming = Search(resource._client._streaming())
        self.a = as_streamed(streaming.a)


class AsyncSearch:
    """Operations under search."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncSearchWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncSearchWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncSearchWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncSearchWithStreamingResponse(self)

    async def a(
        self,
        *,
        q: str | None = None,
        page: SearchAPage | SearchAPageDict | None = None,
        filter: SearchAFilter | SearchAFilterDict | None = None,
        expand: Sequence[str] | None = None,
        key: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """What the path says is meant for its operations.

        Args:
            q: Query parameter `q`.
            page: Query parameter `page`.
            filter: Query parameter `filter`.
            expand: Query parameter `expand`.
            key: Query parameter `key`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Found.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _A,
            (q, page, filter, expand, key),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncSearchWithRawResponse:
    """The methods of `AsyncSearch`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncSearch) -> None:
        raw = AsyncSearch(resource._client._raw())
        self.a = as_async_raw(raw.a)


class AsyncSearchWithStreamingResponse:
    """The methods of `AsyncSearch`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncSearch) -> None:
        streaming = AsyncSearch(resource._client._streaming())
        self.a = as_async_streamed(streaming.a)
