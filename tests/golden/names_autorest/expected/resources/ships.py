"""Operations under Ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncShips",
    "AsyncShipsWithRawResponse",
    "AsyncShipsWithStreamingResponse",
    "Ships",
    "ShipsWithRawResponse",
    "ShipsWithStreamingResponse",
]

_LIST = Operation(
    name="ships.list",
    id="ShipResources_List",
    method="GET",
    path="/subscriptions/{id}/providers/Dock/ships",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class Ships:
    """Operations under Ships."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ShipsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ShipsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ShipsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ShipsWithStreamingResponse(self)

    def list(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/ships

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _LIST,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ShipsWithRawResponse:
    """The methods of `Ships`, but each returns a RawResponse."""

    def __init__(self, resource: Ships) -> None:
        raw = Ships(resource._client._raw())
        self.list = as_raw(raw.list)


class ShipsWithStreamingResponse:
    """The methods of `Ships`, but each returns a response with an unread body."""

    def __init__(self, resource: Ships) -> None:
        streaming = Ships(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncShips:
    """Operations under Ships."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncShipsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncShipsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncShipsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncShipsWithStreamingResponse(self)

    async def list(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/ships

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _LIST,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncShipsWithRawResponse:
    """The methods of `AsyncShips`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncShips) -> None:
        raw = AsyncShips(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncShipsWithStreamingResponse:
    """The methods of `AsyncShips`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncShips) -> None:
        streaming = AsyncShips(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
