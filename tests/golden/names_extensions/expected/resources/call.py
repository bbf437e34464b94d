"""Operations under Api20100401Call."""

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
    "AsyncCall",
    "AsyncCallWithRawResponse",
    "AsyncCallWithStreamingResponse",
    "Call",
    "CallWithRawResponse",
    "CallWithStreamingResponse",
]

_LIST = Operation(
    name="call.list",
    id="listCalls",
    method="GET",
    path="/d",
    responses={
        "204": {},
    },
    security=(),
)


class Call:
    """Operations under Api20100401Call."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CallWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return CallWithRawResponse(self)

    @property
    def with_streaming_response(self) -> CallWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return CallWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /d

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class CallWithRawResponse:
    """The methods of `Call`, but each returns a RawResponse."""

    def __init__(self, resource: Call) -> None:
        raw = Call(resource._client._raw())
        self.list = as_raw(raw.list)


class CallWithStreamingResponse:
    """The methods of `Call`, but each returns a response with an unread body."""

    def __init__(self, resource: Call) -> None:
        streaming = Call(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncCall:
    """Operations under Api20100401Call."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCallWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncCallWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncCallWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncCallWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /d

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncCallWithRawResponse:
    """The methods of `AsyncCall`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCall) -> None:
        raw = AsyncCall(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncCallWithStreamingResponse:
    """The methods of `AsyncCall`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCall) -> None:
        streaming = AsyncCall(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
