"""Operations under feed."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent

__all__ = [
    "AsyncFeed",
    "AsyncFeedWithRawResponse",
    "AsyncFeedWithStreamingResponse",
    "Feed",
    "FeedWithRawResponse",
    "FeedWithStreamingResponse",
]

_SET = Operation(
    name="feed.set",
    id="setFeed",
    method="PUT",
    path="/feed",
    bodies=(Body("application/xml", required=True),),
    responses={
        "200": {
            "application/xml": lambda: bytes,
        },
    },
    security=(),
)
_ANYTHING_GOES = Operation(
    name="feed.anything_goes",
    id="anythingGoes",
    method="POST",
    path="/feed",
    bodies=(Body("*/*", required=True),),
    responses={
        "200": {
            "*/*": lambda: builtins.list[int],
        },
    },
    security=(),
)


class Feed:
    """Operations under feed."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> FeedWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return FeedWithRawResponse(self)

    @property
    def with_streaming_response(self) -> FeedWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return FeedWithStreamingResponse(self)

    def set(
        self,
        *,
        body: str | FileContent,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> bytes:
        """PUT /feed

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

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
            The feed.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = self._client._call(
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

    def anything_goes(
        self,
        *,
        body: FileContent,
        content_type: str = "application/octet-stream",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> builtins.list[int]:
        """POST /feed

        Args:
            body: The request body.
            content_type: The media type of the body: */*.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Data, whatever it is called.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[int] = self._client._call(
            _ANYTHING_GOES,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class FeedWithRawResponse:
    """The methods of `Feed`, but each returns a RawResponse."""

    def __init__(self, resource: Feed) -> None:
        raw = Feed(resource._client._raw())
        self.set = as_raw(raw.set)
        self.anything_goes = as_raw(raw.anything_goes)


class FeedWithStreamingResponse:
    """The methods of `Feed`, but each returns a response with an unread body."""

    def __init__(self, resource: Feed) -> None:
        streaming = Feed(resource._client._streaming())
        self.set = as_streamed(streaming.set)
        self.anything_goes = as_streamed(streaming.anything_goes)


class AsyncFeed:
    """Operations under feed."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFeedWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncFeedWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncFeedWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncFeedWithStreamingResponse(self)

    async def set(
        self,
        *,
        body: str | FileContent,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> bytes:
        """PUT /feed

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

        application/xml: Typed `bytes`, unchanged: its content is not decoded.

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
            The feed.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes = await self._client._call(
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

    async def anything_goes(
        self,
        *,
        body: FileContent,
        content_type: str = "application/octet-stream",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> builtins.list[int]:
        """POST /feed

        Args:
            body: The request body.
            content_type: The media type of the body: */*.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Data, whatever it is called.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[int] = await self._client._call(
            _ANYTHING_GOES,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncFeedWithRawResponse:
    """The methods of `AsyncFeed`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncFeed) -> None:
        raw = AsyncFeed(resource._client._raw())
        self.set = as_async_raw(raw.set)
        self.anything_goes = as_async_raw(raw.anything_goes)


class AsyncFeedWithStreamingResponse:
    """The methods of `AsyncFeed`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncFeed) -> None:
        streaming = AsyncFeed(resource._client._streaming())
        self.set = as_async_streamed(streaming.set)
        self.anything_goes = as_async_streamed(streaming.anything_goes)
