"""Operations under health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncHealth",
    "AsyncHealthWithRawResponse",
    "AsyncHealthWithStreamingResponse",
    "Health",
    "HealthWithRawResponse",
    "HealthWithStreamingResponse",
]

_HEALTH = Operation(
    name="health.health",
    id="health",
    method="GET",
    path="/health",
    responses={
        "204": {},
    },
    security=(),
)


class Health:
    """Operations under health."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> HealthWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return HealthWithRawResponse(self)

    @property
    def with_streaming_response(self) -> HealthWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return HealthWithStreamingResponse(self)

    def health(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /health

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Well.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _HEALTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class HealthWithRawResponse:
    """The methods of `Health`, but each returns a RawResponse."""

    def __init__(self, resource: Health) -> None:
        raw = Health(resource._client._raw())
        self.health = as_raw(raw.health)


class HealthWithStreamingResponse:
    """The methods of `Health`, but each returns a response with an unread body."""

    def __init__(self, resource: Health) -> None:
        streaming = Health(resource._client._streaming())
        self.health = as_streamed(streaming.health)


class AsyncHealth:
    """Operations under health."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncHealthWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncHealthWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncHealthWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncHealthWithStreamingResponse(self)

    async def health(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /health

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Well.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _HEALTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncHealthWithRawResponse:
    """The methods of `AsyncHealth`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncHealth) -> None:
        raw = AsyncHealth(resource._client._raw())
        self.health = as_async_raw(raw.health)


class AsyncHealthWithStreamingResponse:
    """The methods of `AsyncHealth`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncHealth) -> None:
        streaming = AsyncHealth(resource._client._streaming())
        self.health = as_async_streamed(streaming.health)
