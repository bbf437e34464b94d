"""Operations under readings."""

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
    "AsyncReadings",
    "AsyncReadingsWithRawResponse",
    "AsyncReadingsWithStreamingResponse",
    "Readings",
    "ReadingsWithRawResponse",
    "ReadingsWithStreamingResponse",
]

_UPLOAD = Operation(
    name="readings.upload",
    id="uploadReading",
    method="POST",
    path="/upload",
    bodies=(Body("application/json", required=True),),
    responses={
        "204": {},
    },
    security=(),
    servers={
        "": "https://upload.weather.example.com",
    },
)


class Readings:
    """Operations under readings."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ReadingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ReadingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ReadingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ReadingsWithStreamingResponse(self)

    def upload(
        self,
        *,
        celsius: int | float,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /upload

        The server is https://upload.weather.example.com, unless the client has a `base_url`.

        Args:
            celsius: Property `celsius` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Thanks.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _UPLOAD,
            (),
            body={
                "celsius": celsius,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ReadingsWithRawResponse:
    """The methods of `Readings`, but each returns a RawResponse."""

    def __init__(self, resource: Readings) -> None:
        raw = Readings(resource._client._raw())
        self.upload = as_raw(raw.upload)


class ReadingsWithStreamingResponse:
    """The methods of `Readings`, but each returns a response with an unread body."""

    def __init__(self, resource: Readings) -> None:
        streaming = Readings(resource._client._streaming())
        self.upload = as_streamed(streaming.upload)


class AsyncReadings:
    """Operations under readings."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncReadingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncReadingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncReadingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncReadingsWithStreamingResponse(self)

    async def upload(
        self,
        *,
        celsius: int | float,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /upload

        The server is https://upload.weather.example.com, unless the client has a `base_url`.

        Args:
            celsius: Property `celsius` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Thanks.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _UPLOAD,
            (),
            body={
                "celsius": celsius,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncReadingsWithRawResponse:
    """The methods of `AsyncReadings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncReadings) -> None:
        raw = AsyncReadings(resource._client._raw())
        self.upload = as_async_raw(raw.upload)


class AsyncReadingsWithStreamingResponse:
    """The methods of `AsyncReadings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncReadings) -> None:
        streaming = AsyncReadings(resource._client._streaming())
        self.upload = as_async_streamed(streaming.upload)
