"""Operations under Transactions."""

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
    "AsyncTransactions",
    "AsyncTransactionsWithRawResponse",
    "AsyncTransactionsWithStreamingResponse",
    "Transactions",
    "TransactionsWithRawResponse",
    "TransactionsWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="transactions.retrieve",
    id="GET /txs/{id}",
    method="GET",
    path="/txs/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_LIST_OUTPUTS = Operation(
    name="transactions.list_outputs",
    id="GET /txs/{id}/outputs",
    method="GET",
    path="/txs/{id}/outputs",
    parameters=(Parameter("id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class Transactions:
    """Operations under Transactions."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> TransactionsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return TransactionsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> TransactionsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return TransactionsWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /txs/{id}

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
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def list_outputs(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /txs/{id}/outputs

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
            _LIST_OUTPUTS,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class TransactionsWithRawResponse:
    """The methods of `Transactions`, but each returns a RawResponse."""

    def __init__(self, resource: Transactions) -> None:
        raw = Transactions(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.list_outputs = as_raw(raw.list_outputs)


class TransactionsWithStreamingResponse:
    """The methods of `Transactions`, but each returns a response with an unread body."""

    def __init__(self, resource: Transactions) -> None:
        streaming = Transactions(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.list_outputs = as_streamed(streaming.list_outputs)


class AsyncTransactions:
    """Operations under Transactions."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncTransactionsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncTransactionsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncTransactionsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncTransactionsWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /txs/{id}

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
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def list_outputs(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /txs/{id}/outputs

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
            _LIST_OUTPUTS,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncTransactionsWithRawResponse:
    """The methods of `AsyncTransactions`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncTransactions) -> None:
        raw = AsyncTransactions(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.list_outputs = as_async_raw(raw.list_outputs)


class AsyncTransactionsWithStreamingResponse:
    """The methods of `AsyncTransactions`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncTransactions) -> None:
        streaming = AsyncTransactions(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.list_outputs = as_async_streamed(streaming.list_outputs)
