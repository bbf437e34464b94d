"""Operations under locations."""

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
    from ..models.locations_list_response import LocationsListResponse

__all__ = [
    "AsyncLocations",
    "AsyncLocationsWithRawResponse",
    "AsyncLocationsWithStreamingResponse",
    "Locations",
    "LocationsWithRawResponse",
    "LocationsWithStreamingResponse",
]

_LIST = Operation(
    name="locations.list",
    id="dock.projects.locations.list",
    method="GET",
    path="/v1/{name}/locations",
    parameters=(Parameter("name", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.LocationsListResponse,
        },
    },
    security=(),
)


class Locations:
    """Operations under locations."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> LocationsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return LocationsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> LocationsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return LocationsWithStreamingResponse(self)

    def list(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> LocationsListResponse:
        """GET /v1/{name}/locations

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: LocationsListResponse = self._client._call(
            _LIST,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class LocationsWithRawResponse:
    """The methods of `Locations`, but each returns a RawResponse."""

    def __init__(self, resource: Locations) -> None:
        raw = Locations(resource._client._raw())
        self.list = as_raw(raw.list)


class LocationsWithStreamingResponse:
    """The methods of `Locations`, but each returns a response with an unread body."""

    def __init__(self, resource: Locations) -> None:
        streaming = Locations(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncLocations:
    """Operations under locations."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncLocationsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncLocationsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncLocationsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncLocationsWithStreamingResponse(self)

    async def list(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> LocationsListResponse:
        """GET /v1/{name}/locations

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: LocationsListResponse = await self._client._call(
            _LIST,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncLocationsWithRawResponse:
    """The methods of `AsyncLocations`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncLocations) -> None:
        raw = AsyncLocations(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncLocationsWithStreamingResponse:
    """The methods of `AsyncLocations`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncLocations) -> None:
        streaming = AsyncLocations(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
