"""Operations that belong to no resource."""

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
    "AsyncDefault",
    "AsyncDefaultWithRawResponse",
    "AsyncDefaultWithStreamingResponse",
    "Default",
    "DefaultWithRawResponse",
    "DefaultWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="default.retrieve",
    id="GET /",
    method="GET",
    path="/",
    responses={
        "200": {
            "application/json": lambda: str,
        },
    },
    security=(),
)


class Default:
    """Operations that belong to no resource."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> DefaultWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return DefaultWithRawResponse(self)

    @property
    def with_streaming_response(self) -> DefaultWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return DefaultWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The root.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class DefaultWithRawResponse:
    """The methods of `Default`, but each returns a RawResponse."""

    def __init__(self, resource: Default) -> None:
        raw = Default(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class DefaultWithStreamingResponse:
    """The methods of `Default`, but each returns a response with an unread body."""

    def __init__(self, resource: Default) -> None:
        streaming = Default(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncDefault:
    """Operations that belong to no resource."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncDefaultWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncDefaultWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncDefaultWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncDefaultWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The root.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncDefaultWithRawResponse:
    """The methods of `AsyncDefault`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncDefault) -> None:
        raw = AsyncDefault(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncDefaultWithStreamingResponse:
    """The methods of `AsyncDefault`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncDefault) -> None:
        streaming = AsyncDefault(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
