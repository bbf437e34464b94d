"""Operations under plain."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncPlain",
    "AsyncPlainWithRawResponse",
    "AsyncPlainWithStreamingResponse",
    "Plain",
    "PlainWithRawResponse",
    "PlainWithStreamingResponse",
]

_LIST = Operation(
    name="plain.list",
    id="listPlain",
    method="GET",
    path="/plain",
    parameters=(
        Parameter("page", "query"),
        Parameter("per_page", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: builtins.list[int],
        },
    },
    security=(),
)


class Plain:
    """Operations under plain."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PlainWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PlainWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PlainWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PlainWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[int]:
        """No pages, whatever the parameters look like.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Numbers.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[int] = self._client._call(
            _LIST,
            (page, per_page),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PlainWithRawResponse:
    """The methods of `Plain`, but each returns a RawResponse."""

    def __init__(self, resource: Plain) -> None:
        raw = Plain(resource._client._raw())
        self.list = as_raw(raw.list)


class PlainWithStreamingResponse:
    """The methods of `Plain`, but each returns a response with an unread body."""

    def __init__(self, resource: Plain) -> None:
        streaming = Plain(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncPlain:
    """Operations under plain."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPlainWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPlainWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPlainWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPlainWithStreamingResponse(self)

    async def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[int]:
        """No pages, whatever the parameters look like.

        Args:
            page: Query parameter `page`.
            per_page: Query parameter `per_page`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Numbers.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[int] = await self._client._call(
            _LIST,
            (page, per_page),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPlainWithRawResponse:
    """The methods of `AsyncPlain`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPlain) -> None:
        raw = AsyncPlain(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncPlainWithStreamingResponse:
    """The methods of `AsyncPlain`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPlain) -> None:
        streaming = AsyncPlain(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
