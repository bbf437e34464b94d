"""Operations under things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.abc import ABC

__all__ = [
    "AsyncThings",
    "AsyncThingsWithRawResponse",
    "AsyncThingsWithStreamingResponse",
    "Things",
    "ThingsWithRawResponse",
    "ThingsWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="things.retrieve",
    id="getThing",
    method="GET",
    path="/things/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.ABC,
        },
    },
    security=(),
)


class Things:
    """Operations under things."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ThingsWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ABC:
        """GET /things/{id}

        Args:
            id: Said beside the reference.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The thing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ABC = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ThingsWithRawResponse:
    """The methods of `Things`, but each returns a RawResponse."""

    def __init__(self, resource: Things) -> None:
        raw = Things(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class ThingsWithStreamingResponse:
    """The methods of `Things`, but each returns a response with an unread body."""

    def __init__(self, resource: Things) -> None:
        streaming = Things(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncThings:
    """Operations under things."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncThingsWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ABC:
        """GET /things/{id}

        Args:
            id: Said beside the reference.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The thing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ABC = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncThingsWithRawResponse:
    """The methods of `AsyncThings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncThings) -> None:
        raw = AsyncThings(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncThingsWithStreamingResponse:
    """The methods of `AsyncThings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncThings) -> None:
        streaming = AsyncThings(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
