"""Operations under forecast."""

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
    from ..models.forecast_retrieve_response import ForecastRetrieveResponse

__all__ = [
    "AsyncForecast",
    "AsyncForecastWithRawResponse",
    "AsyncForecastWithStreamingResponse",
    "Forecast",
    "ForecastWithRawResponse",
    "ForecastWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="forecast.retrieve",
    id="GET /api/forecast/{city}",
    method="GET",
    path="/api/forecast/{city}",
    parameters=(Parameter("city", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.ForecastRetrieveResponse,
        },
    },
    security=(),
)


class Forecast:
    """Operations under forecast."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ForecastWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ForecastWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ForecastWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ForecastWithStreamingResponse(self)

    def retrieve(
        self,
        city: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ForecastRetrieveResponse:
        """No operationId, no tag.

        Args:
            city: Path parameter `city`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Tomorrow.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ForecastRetrieveResponse = self._client._call(
            _RETRIEVE,
            (city,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ForecastWithRawResponse:
    """The methods of `Forecast`, but each returns a RawResponse."""

    def __init__(self, resource: Forecast) -> None:
        raw = Forecast(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class ForecastWithStreamingResponse:
    """The methods of `Forecast`, but each returns a response with an unread body."""

    def __init__(self, resource: Forecast) -> None:
        streaming = Forecast(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncForecast:
    """Operations under forecast."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncForecastWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncForecastWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncForecastWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncForecastWithStreamingResponse(self)

    async def retrieve(
        self,
        city: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ForecastRetrieveResponse:
        """No operationId, no tag.

        Args:
            city: Path parameter `city`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Tomorrow.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ForecastRetrieveResponse = await self._client._call(
            _RETRIEVE,
            (city,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncForecastWithRawResponse:
    """The methods of `AsyncForecast`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncForecast) -> None:
        raw = AsyncForecast(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncForecastWithStreamingResponse:
    """The methods of `AsyncForecast`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncForecast) -> None:
        streaming = AsyncForecast(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
