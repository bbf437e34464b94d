"""Operations under covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileTypes

__all__ = [
    "AsyncCovers",
    "AsyncCoversWithRawResponse",
    "AsyncCoversWithStreamingResponse",
    "Covers",
    "CoversWithRawResponse",
    "CoversWithStreamingResponse",
]

_SET = Operation(
    name="covers.set",
    id="setCover",
    method="PUT",
    path="/covers",
    bodies=(Body("multipart/form-data", required=True, files={"file": False}),),
    responses={
        "204": {},
    },
    security=(),
)


class Covers:
    """Operations under covers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CoversWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return CoversWithRawResponse(self)

    @property
    def with_streaming_response(self) -> CoversWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return CoversWithStreamingResponse(self)

    def set(
        self,
        *,
        body: FileTypes,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /covers

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class CoversWithRawResponse:
    """The methods of `Covers`, but each returns a RawResponse."""

    def __init__(self, resource: Covers) -> None:
        raw = Covers(resource._client._raw())
        self.set = as_raw(raw.set)


class CoversWithStreamingResponse:
    """The methods of `Covers`, but each returns a response with an unread body."""

    def __init__(self, resource: Covers) -> None:
        streaming = Covers(resource._client._streaming())
        self.set = as_streamed(streaming.set)


class AsyncCovers:
    """Operations under covers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCoversWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncCoversWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncCoversWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncCoversWithStreamingResponse(self)

    async def set(
        self,
        *,
        body: FileTypes,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /covers

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncCoversWithRawResponse:
    """The methods of `AsyncCovers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCovers) -> None:
        raw = AsyncCovers(resource._client._raw())
        self.set = as_async_raw(raw.set)


class AsyncCoversWithStreamingResponse:
    """The methods of `AsyncCovers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCovers) -> None:
        streaming = AsyncCovers(resource._client._streaming())
        self.set = as_async_streamed(streaming.set)
