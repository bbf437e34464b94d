"""Operations under Cardano epochs."""

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
    "AsyncCardanoEpochs",
    "AsyncCardanoEpochsWithRawResponse",
    "AsyncCardanoEpochsWithStreamingResponse",
    "CardanoEpochs",
    "CardanoEpochsWithRawResponse",
    "CardanoEpochsWithStreamingResponse",
]

_RETRIEVE_LATEST = Operation(
    name="cardano_epochs.retrieve_latest",
    id="GET /epochs/latest",
    method="GET",
    path="/epochs/latest",
    responses={
        "204": {},
    },
    security=(),
)
_RETRIEVE_NEXT = Operation(
    name="cardano_epochs.retrieve_next",
    id="GET /epochs/{id}/next",
    method="GET",
    path="/epochs/{id}/next",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class CardanoEpochs:
    """Operations under Cardano epochs."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CardanoEpochsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return CardanoEpochsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> CardanoEpochsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return CardanoEpochsWithStreamingResponse(self)

    def retrieve_latest(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /epochs/latest

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
            _RETRIEVE_LATEST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve_next(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /epochs/{id}/next

        Args:
            id: Path parameter `id`.
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
            _RETRIEVE_NEXT,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class CardanoEpochsWithRawResponse:
    """The methods of `CardanoEpochs`, but each returns a RawResponse."""

    def __init__(self, resource: CardanoEpochs) -> None:
        raw = CardanoEpochs(resource._client._raw())
        self.retrieve_latest = as_raw(raw.retrieve_latest)
        self.retrieve_next = as_raw(raw.retrieve_next)


class CardanoEpochsWithStreamingResponse:
    """The methods of `CardanoEpochs`, but each returns a response with an unread body."""

    def __init__(self, resource: CardanoEpochs) -> None:
        streaming = CardanoEpochs(resource._client._streaming())
        self.retrieve_latest = as_streamed(streaming.retrieve_latest)
        self.retrieve_next = as_streamed(streaming.retrieve_next)


class AsyncCardanoEpochs:
    """Operations under Cardano epochs."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCardanoEpochsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncCardanoEpochsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncCardanoEpochsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncCardanoEpochsWithStreamingResponse(self)

    async def retrieve_latest(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /epochs/latest

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
            _RETRIEVE_LATEST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve_next(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /epochs/{id}/next

        Args:
            id: Path parameter `id`.
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
            _RETRIEVE_NEXT,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncCardanoEpochsWithRawResponse:
    """The methods of `AsyncCardanoEpochs`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCardanoEpochs) -> None:
        raw = AsyncCardanoEpochs(resource._client._raw())
        self.retrieve_latest = as_async_raw(raw.retrieve_latest)
        self.retrieve_next = as_async_raw(raw.retrieve_next)


class AsyncCardanoEpochsWithStreamingResponse:
    """The methods of `AsyncCardanoEpochs`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCardanoEpochs) -> None:
        streaming = AsyncCardanoEpochs(resource._client._streaming())
        self.retrieve_latest = as_async_streamed(streaming.retrieve_latest)
        self.retrieve_next = as_async_streamed(streaming.retrieve_next)
