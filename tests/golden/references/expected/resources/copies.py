"""Operations under copies."""

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
    from ..models.abc import ABC

__all__ = [
    "AsyncCopies",
    "AsyncCopiesWithRawResponse",
    "AsyncCopiesWithStreamingResponse",
    "Copies",
    "CopiesWithRawResponse",
    "CopiesWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="copies.retrieve",
    id="getCopy",
    method="GET",
    path="/copies/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.ABC,
        },
    },
    errors={
        "404": {
            "application/json": lambda: models.GetCopy404Response,
        },
    },
    security=(),
)


class Copies:
    """Operations under copies."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CopiesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return CopiesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> CopiesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return CopiesWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ABC:
        """GET /copies/{id}

        Args:
            id: Which thing.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A copy of the thing.

        Raises:
            NotFoundError: There is none. `body` is a `GetCopy404Response`.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ABC = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class CopiesWithRawResponse:
    """The methods of `Copies`, but each returns a RawResponse."""

    def __init__(self, resource: Copies) -> None:
        raw = Copies(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)


class CopiesWithStreamingResponse:
    """The methods of `Copies`, but each returns a response with an unread body."""

    def __init__(self, resource: Copies) -> None:
        streaming = Copies(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncCopies:
    """Operations under copies."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCopiesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncCopiesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncCopiesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncCopiesWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ABC:
        """GET /copies/{id}

        Args:
            id: Which thing.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A copy of the thing.

        Raises:
            NotFoundError: There is none. `body` is a `GetCopy404Response`.
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ABC = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncCopiesWithRawResponse:
    """The methods of `AsyncCopies`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCopies) -> None:
        raw = AsyncCopies(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncCopiesWithStreamingResponse:
    """The methods of `AsyncCopies`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCopies) -> None:
        streaming = AsyncCopies(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
