"""Operations under Container registry."""

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
    "AsyncContainerRegistry",
    "AsyncContainerRegistryWithRawResponse",
    "AsyncContainerRegistryWithStreamingResponse",
    "ContainerRegistry",
    "ContainerRegistryWithRawResponse",
    "ContainerRegistryWithStreamingResponse",
]

_GET_OPTIONS = Operation(
    name="container_registry.get_options",
    id="registryGetOptions",
    method="GET",
    path="/registry/options",
    responses={
        "204": {},
    },
    security=(),
)


class ContainerRegistry:
    """Operations under Container registry."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ContainerRegistryWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ContainerRegistryWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ContainerRegistryWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ContainerRegistryWithStreamingResponse(self)

    def get_options(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /registry/options

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _GET_OPTIONS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ContainerRegistryWithRawResponse:
    """The methods of `ContainerRegistry`, but each returns a RawResponse."""

    def __init__(self, resource: ContainerRegistry) -> None:
        raw = ContainerRegistry(resource._client._raw())
        self.get_options = as_raw(raw.get_options)


class ContainerRegistryWithStreamingResponse:
    """The methods of `ContainerRegistry`, but each returns a response with an unread body."""

    def __init__(self, resource: ContainerRegistry) -> None:
        streaming = ContainerRegistry(resource._client._streaming())
        self.get_options = as_streamed(streaming.get_options)


class AsyncContainerRegistry:
    """Operations under Container registry."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncContainerRegistryWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncContainerRegistryWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncContainerRegistryWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncContainerRegistryWithStreamingResponse(self)

    async def get_options(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /registry/options

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _GET_OPTIONS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncContainerRegistryWithRawResponse:
    """The methods of `AsyncContainerRegistry`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncContainerRegistry) -> None:
        raw = AsyncContainerRegistry(resource._client._raw())
        self.get_options = as_async_raw(raw.get_options)


class AsyncContainerRegistryWithStreamingResponse:
    """The methods of `AsyncContainerRegistry`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncContainerRegistry) -> None:
        streaming = AsyncContainerRegistry(resource._client._streaming())
        self.get_options = as_async_streamed(streaming.get_options)
