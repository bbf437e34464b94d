"""Operations under counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncCounts",
    "AsyncCountsWithRawResponse",
    "AsyncCountsWithStreamingResponse",
    "Counts",
    "CountsWithRawResponse",
    "CountsWithStreamingResponse",
]

_SET = Operation(
    name="counts.set",
    id="setCount",
    method="PUT",
    path="/count",
    bodies=(Body("text/plain", required=True),),
    responses={
        "200": {
            "text/plain": lambda: bool,
        },
    },
    security=(),
)


class Counts:
    """Operations under counts."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CountsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return CountsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> CountsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return CountsWithStreamingResponse(self)

    def set(
        self,
        *,
        body: int,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bool:
        """PUT /count

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Whether it changed.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bool = self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class CountsWithRawResponse:
    """The methods of `Counts`, but each returns a RawResponse."""

    def __init__(self, resource: Counts) -> None:
        raw = Counts(resource._client._raw())
        self.set = as_raw(raw.set)


class CountsWithStreamingResponse:
    """The methods of `Counts`, but each returns a response with an unread body."""

    def __init__(self, resource: Counts) -> None:
        streaming = Counts(resource._client._streaming())
        self.set = as_streamed(streaming.set)


class AsyncCounts:
    """Operations under counts."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCountsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncCountsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncCountsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncCountsWithStreamingResponse(self)

    async def set(
        self,
        *,
        body: int,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bool:
        """PUT /count

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Whether it changed.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bool = await self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncCountsWithRawResponse:
    """The methods of `AsyncCounts`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCounts) -> None:
        raw = AsyncCounts(resource._client._raw())
        self.set = as_async_raw(raw.set)


class AsyncCountsWithStreamingResponse:
    """The methods of `AsyncCounts`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCounts) -> None:
        streaming = AsyncCounts(resource._client._streaming())
        self.set = as_async_streamed(streaming.set)
