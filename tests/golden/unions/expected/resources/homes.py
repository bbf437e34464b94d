"""Operations under homes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.get_homes_response import GetHomesResponse

__all__ = [
    "AsyncHomes",
    "AsyncHomesWithRawResponse",
    "AsyncHomesWithStreamingResponse",
    "Homes",
    "HomesWithRawResponse",
    "HomesWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="homes.retrieve",
    id="getHomes",
    method="GET",
    path="/homes",
    responses={
        "200": {
            "application/json": lambda: models.GetHomesResponse,
        },
    },
    security=(),
)


class Homes:
    """Operations under homes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> HomesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return HomesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> HomesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return HomesWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetHomesResponse:
        """GET /homes

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Lists and maps that their items tell apart.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: GetHomesResponse = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class HomesWithRawResponse:
    """The methods of `Homes`, but each returns a RawResponse."""

    def __init__(self, resource: Homes) -> None:
        raw = Homes(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class HomesWithStreamingResponse:
    """The methods of `Homes`, but each returns a response with an unread body."""

    def __init__(self, resource: Homes) -> None:
        streaming = Homes(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncHomes:
    """Operations under homes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncHomesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncHomesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncHomesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncHomesWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetHomesResponse:
        """GET /homes

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Lists and maps that their items tell apart.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: GetHomesResponse = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncHomesWithRawResponse:
    """The methods of `AsyncHomes`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncHomes) -> None:
        raw = AsyncHomes(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncHomesWithStreamingResponse:
    """The methods of `AsyncHomes`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncHomes) -> None:
        streaming = AsyncHomes(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
