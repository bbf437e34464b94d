"""Operations under Piers."""

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
    "AsyncPiers",
    "AsyncPiersWithRawResponse",
    "AsyncPiersWithStreamingResponse",
    "Piers",
    "PiersWithRawResponse",
    "PiersWithStreamingResponse",
]

_LIST_BY_REGION = Operation(
    name="piers.list_by_region",
    id="Piers_ListByRegion",
    method="GET",
    path="/subscriptions/{id}/providers/Dock/piers",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_RETRIEVE = Operation(
    name="piers.retrieve",
    id="Piers_Get",
    method="GET",
    path="/subscriptions/{id}/providers/Dock/piers/{pier}",
    parameters=(
        Parameter("id", "path"),
        Parameter("pier", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_CREATE_OR_UPDATE = Operation(
    name="piers.create_or_update",
    id="Piers_CreateOrUpdate",
    method="PUT",
    path="/subscriptions/{id}/providers/Dock/piers/{pier}",
    parameters=(
        Parameter("id", "path"),
        Parameter("pier", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_DELETE = Operation(
    name="piers.delete",
    id="Piers_Delete",
    method="DELETE",
    path="/subscriptions/{id}/providers/Dock/piers/{pier}",
    parameters=(
        Parameter("id", "path"),
        Parameter("pier", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_CLOSE = Operation(
    name="piers.close",
    id="Piers_Close",
    method="POST",
    path="/subscriptions/{id}/providers/Dock/piers/{pier}/close",
    parameters=(
        Parameter("id", "path"),
        Parameter("pier", "path"),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Piers:
    """Operations under Piers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PiersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PiersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PiersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PiersWithStreamingResponse(self)

    def list_by_region(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/piers

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
            _LIST_BY_REGION,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _RETRIEVE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create_or_update(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _CREATE_OR_UPDATE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def delete(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _DELETE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def close(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /subscriptions/{id}/providers/Dock/piers/{pier}/close

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _CLOSE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PiersWithRawResponse:
    """The methods of `Piers`, but each returns a RawResponse."""

    def __init__(self, resource: Piers) -> None:
        raw = Piers(resource._client._raw())
        self.list_by_region = as_raw(raw.list_by_region)
        self.retrieve = as_raw(raw.retrieve)
        self.create_or_update = as_raw(raw.create_or_update)
        self.delete = as_raw(raw.delete)
        self.close = as_raw(raw.close)


class PiersWithStreamingResponse:
    """The methods of `Piers`, but each returns a response with an unread body."""

    def __init__(self, resource: Piers) -> None:
        streaming = Piers(resource._client._streaming())
        self.list_by_region = as_streamed(streaming.list_by_region)
        self.retrieve = as_streamed(streaming.retrieve)
        self.create_or_update = as_streamed(streaming.create_or_update)
        self.delete = as_streamed(streaming.delete)
        self.close = as_streamed(streaming.close)


class AsyncPiers:
    """Operations under Piers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPiersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPiersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPiersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPiersWithStreamingResponse(self)

    async def list_by_region(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/piers

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
            _LIST_BY_REGION,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _RETRIEVE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create_or_update(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _CREATE_OR_UPDATE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def delete(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /subscriptions/{id}/providers/Dock/piers/{pier}

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _DELETE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def close(
        self,
        id: str,
        pier: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /subscriptions/{id}/providers/Dock/piers/{pier}/close

        Args:
            id: Path parameter `id`.
            pier: Path parameter `pier`.
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
            _CLOSE,
            (id, pier),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPiersWithRawResponse:
    """The methods of `AsyncPiers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPiers) -> None:
        raw = AsyncPiers(resource._client._raw())
        self.list_by_region = as_async_raw(raw.list_by_region)
        self.retrieve = as_async_raw(raw.retrieve)
        self.create_or_update = as_async_raw(raw.create_or_update)
        self.delete = as_async_raw(raw.delete)
        self.close = as_async_raw(raw.close)


class AsyncPiersWithStreamingResponse:
    """The methods of `AsyncPiers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPiers) -> None:
        streaming = AsyncPiers(resource._client._streaming())
        self.list_by_region = as_async_streamed(streaming.list_by_region)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.create_or_update = as_async_streamed(streaming.create_or_update)
        self.delete = as_async_streamed(streaming.delete)
        self.close = as_async_streamed(streaming.close)
