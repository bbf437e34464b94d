"""Operations under Network."""

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
    "AsyncNetwork",
    "AsyncNetworkWithRawResponse",
    "AsyncNetworkWithStreamingResponse",
    "Network",
    "NetworkWithRawResponse",
    "NetworkWithStreamingResponse",
]

_LIST_SHIP_HUBS_BY_REGION = Operation(
    name="network.list_ship_hubs_by_region",
    id="ShipHubs_ListByRegion",
    method="GET",
    path="/subscriptions/{id}/providers/Dock/hubs",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_CREATE_OR_UPDATE_SHIP_HUBS = Operation(
    name="network.create_or_update_ship_hubs",
    id="ShipHubs_CreateOrUpdate",
    method="PUT",
    path="/subscriptions/{id}/providers/Dock/hubs",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_GET_SHIP_HUBS = Operation(
    name="network.get_ship_hubs",
    id="ShipHubs_Get",
    method="GET",
    path="/subscriptions/{id}/providers/Dock/hubs/{hub}",
    parameters=(
        Parameter("id", "path"),
        Parameter("hub", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_RUN_COMMAND = Operation(
    name="network.run_command",
    id="ShipHubs_RunCommand",
    method="POST",
    path="/subscriptions/{id}/providers/Dock/hubs/{hub}",
    parameters=(
        Parameter("id", "path"),
        Parameter("hub", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Network:
    """Operations under Network."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> NetworkWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return NetworkWithRawResponse(self)

    @property
    def with_streaming_response(self) -> NetworkWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return NetworkWithStreamingResponse(self)

    def list_ship_hubs_by_region(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/hubs

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
            _LIST_SHIP_HUBS_BY_REGION,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create_or_update_ship_hubs(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /subscriptions/{id}/providers/Dock/hubs

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
            _CREATE_OR_UPDATE_SHIP_HUBS,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_ship_hubs(
        self,
        id: str,
        hub: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/hubs/{hub}

        Args:
            id: Path parameter `id`.
            hub: Path parameter `hub`.
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
            _GET_SHIP_HUBS,
            (id, hub),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def run_command(
        self,
        id: str,
        hub: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /subscriptions/{id}/providers/Dock/hubs/{hub}

        Args:
            id: Path parameter `id`.
            hub: Path parameter `hub`.
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
            _RUN_COMMAND,
            (id, hub),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class NetworkWithRawResponse:
    """The methods of `Network`, but each returns a RawResponse."""

    def __init__(self, resource: Network) -> None:
        raw = Network(resource._client._raw())
        self.list_ship_hubs_by_region = as_raw(raw.list_ship_hubs_by_region)
        self.create_or_update_ship_hubs = as_raw(raw.create_or_update_ship_hubs)
        self.get_ship_hubs = as_raw(raw.get_ship_hubs)
        self.run_command = as_raw(raw.run_command)


class NetworkWithStreamingResponse:
    """The methods of `Network`, but each returns a response with an unread body."""

    def __init__(self, resource: Network) -> None:
        streaming = Network(resource._client._streaming())
        self.list_ship_hubs_by_region = as_streamed(streaming.list_ship_hubs_by_region)
        self.create_or_update_ship_hubs = as_streamed(streaming.create_or_update_ship_hubs)
        self.get_ship_hubs = as_streamed(streaming.get_ship_hubs)
        self.run_command = as_streamed(streaming.run_command)


class AsyncNetwork:
    """Operations under Network."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncNetworkWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncNetworkWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncNetworkWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncNetworkWithStreamingResponse(self)

    async def list_ship_hubs_by_region(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/hubs

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
            _LIST_SHIP_HUBS_BY_REGION,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create_or_update_ship_hubs(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /subscriptions/{id}/providers/Dock/hubs

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
            _CREATE_OR_UPDATE_SHIP_HUBS,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_ship_hubs(
        self,
        id: str,
        hub: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/hubs/{hub}

        Args:
            id: Path parameter `id`.
            hub: Path parameter `hub`.
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
            _GET_SHIP_HUBS,
            (id, hub),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def run_command(
        self,
        id: str,
        hub: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /subscriptions/{id}/providers/Dock/hubs/{hub}

        Args:
            id: Path parameter `id`.
            hub: Path parameter `hub`.
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
            _RUN_COMMAND,
            (id, hub),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncNetworkWithRawResponse:
    """The methods of `AsyncNetwork`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncNetwork) -> None:
        raw = AsyncNetwork(resource._client._raw())
        self.list_ship_hubs_by_region = as_async_raw(raw.list_ship_hubs_by_region)
        self.create_or_update_ship_hubs = as_async_raw(raw.create_or_update_ship_hubs)
        self.get_ship_hubs = as_async_raw(raw.get_ship_hubs)
        self.run_command = as_async_raw(raw.run_command)


class AsyncNetworkWithStreamingResponse:
    """The methods of `AsyncNetwork`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncNetwork) -> None:
        streaming = AsyncNetwork(resource._client._streaming())
        self.list_ship_hubs_by_region = as_async_streamed(streaming.list_ship_hubs_by_region)
        self.create_or_update_ship_hubs = as_async_streamed(streaming.create_or_update_ship_hubs)
        self.get_ship_hubs = as_async_streamed(streaming.get_ship_hubs)
        self.run_command = as_async_streamed(streaming.run_command)
