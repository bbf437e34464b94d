"""Operations under blobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent

__all__ = [
    "AsyncBlobsResource",
    "AsyncBlobsResourceWithRawResponse",
    "AsyncBlobsResourceWithStreamingResponse",
    "BlobsResource",
    "BlobsResourceWithRawResponse",
    "BlobsResourceWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="blobs.retrieve",
    id="getBlob",
    method="GET",
    path="/blobs/{key}",
    parameters=(
        Parameter("key", "path"),
        Parameter("Range", "header"),
        Parameter("If-None-Match", "header"),
    ),
    responses={
        "200": {
            "application/octet-stream": lambda: bytes,
        },
        "206": {
            "application/octet-stream": lambda: bytes,
        },
        "304": {},
    },
    security=(),
)
_REPLACE = Operation(
    name="blobs.replace",
    id="putBlob",
    method="PUT",
    path="/blobs/{key}",
    parameters=(Parameter("key", "path"),),
    bodies=(Body("application/octet-stream", required=True),),
    responses={
        "204": {},
    },
    security=(),
)


class BlobsResource:
    """Operations under blobs."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> BlobsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return BlobsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> BlobsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return BlobsResourceWithStreamingResponse(self)

    def retrieve(
        self,
        key: str,
        *,
        range: str | None = None,
        if_none_match: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes | None:
        """GET /blobs/{key}

        Args:
            key: Path parameter `key`.
            range: Header parameter `Range`.
            if_none_match: Header parameter `If-None-Match`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `bytes`: The bytes. `bytes`: A part of them. `None`: They are the same.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes | None = self._client._call(
            _RETRIEVE,
            (key, range, if_none_match),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def replace(
        self,
        key: str,
        *,
        body: FileContent,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /blobs/{key}

        Args:
            key: Path parameter `key`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is kept.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _REPLACE,
            (key,),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class BlobsResourceWithRawResponse:
    """The methods of `BlobsResource`, but each returns a RawResponse."""

    def __init__(self, resource: BlobsResource) -> None:
        raw = BlobsResource(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.replace = as_raw(raw.replace)


class BlobsResourceWithStreamingResponse:
    """The methods of `BlobsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: BlobsResource) -> None:
        streaming = BlobsResource(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.replace = as_streamed(streaming.replace)


class AsyncBlobsResource:
    """Operations under blobs."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncBlobsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncBlobsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncBlobsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncBlobsResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        key: str,
        *,
        range: str | None = None,
        if_none_match: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes | None:
        """GET /blobs/{key}

        Args:
            key: Path parameter `key`.
            range: Header parameter `Range`.
            if_none_match: Header parameter `If-None-Match`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `bytes`: The bytes. `bytes`: A part of them. `None`: They are the same.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: bytes | None = await self._client._call(
            _RETRIEVE,
            (key, range, if_none_match),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def replace(
        self,
        key: str,
        *,
        body: FileContent,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """PUT /blobs/{key}

        Args:
            key: Path parameter `key`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is kept.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _REPLACE,
            (key,),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncBlobsResourceWithRawResponse:
    """The methods of `AsyncBlobsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncBlobsResource) -> None:
        raw = AsyncBlobsResource(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.replace = as_async_raw(raw.replace)


class AsyncBlobsResourceWithStreamingResponse:
    """The methods of `AsyncBlobsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncBlobsResource) -> None:
        streaming = AsyncBlobsResource(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.replace = as_async_streamed(streaming.replace)
