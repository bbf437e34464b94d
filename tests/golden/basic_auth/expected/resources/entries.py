"""Operations under entries."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncEntries",
    "AsyncEntriesWithRawResponse",
    "AsyncEntriesWithStreamingResponse",
    "Entries",
    "EntriesWithRawResponse",
    "EntriesWithStreamingResponse",
]

_LIST = Operation(
    name="entries.list",
    id="listEntries",
    method="GET",
    path="/entries",
    responses={
        "200": {
            "application/json": lambda: builtins.list[str],
        },
    },
    security=(("basic",),),
)


class Entries:
    """Operations under entries."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> EntriesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return EntriesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> EntriesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return EntriesWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[str]:
        """GET /entries

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The entries.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[str] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class EntriesWithRawResponse:
    """The methods of `Entries`, but each returns a RawResponse."""

    def __init__(self, resource: Entries) -> None:
        raw = Entries(resource._client._raw())
        self.list = as_raw(raw.list)


class EntriesWithStreamingResponse:
    """The methods of `Entries`, but each returns a response with an unread body."""

    def __init__(self, resource: Entries) -> None:
        streaming = Entries(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncEntries:
    """Operations under entries."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncEntriesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncEntriesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncEntriesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncEntriesWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[str]:
        """GET /entries

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The entries.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[str] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncEntriesWithRawResponse:
    """The methods of `AsyncEntries`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncEntries) -> None:
        raw = AsyncEntries(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncEntriesWithStreamingResponse:
    """The methods of `AsyncEntries`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncEntries) -> None:
        streaming = AsyncEntries(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
