"""Operations under trees."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.tree import Tree

__all__ = [
    "AsyncTrees",
    "AsyncTreesWithRawResponse",
    "AsyncTreesWithStreamingResponse",
    "Trees",
    "TreesWithRawResponse",
    "TreesWithStreamingResponse",
]

_LIST = Operation(
    name="trees.list",
    id="listTrees",
    method="GET",
    path="/trees",
    parameters=(Parameter("limit", "query"),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Tree],
        },
    },
    security=(),
)


class Trees:
    """Operations under trees."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> TreesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return TreesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> TreesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return TreesWithStreamingResponse(self)

    def list(
        self,
        *,
        limit: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Tree]:
        """GET /trees

        Args:
            limit: Query parameter `limit`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Trees.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Tree] = self._client._call(
            _LIST,
            (limit,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class TreesWithRawResponse:
    """The methods of `Trees`, but each returns a RawResponse."""

    def __init__(self, resource: Trees) -> None:
        raw = Trees(resource._client._raw())
        self.list = as_raw(raw.list)


class TreesWithStreamingResponse:
    """The methods of `Trees`, but each returns a response with an unread body."""

    def __init__(self, resource: Trees) -> None:
        streaming = Trees(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncTrees:
    """Operations under trees."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncTreesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncTreesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncTreesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncTreesWithStreamingResponse(self)

    async def list(
        self,
        *,
        limit: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Tree]:
        """GET /trees

        Args:
            limit: Query parameter `limit`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Trees.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Tree] = await self._client._call(
            _LIST,
            (limit,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncTreesWithRawResponse:
    """The methods of `AsyncTrees`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncTrees) -> None:
        raw = AsyncTrees(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncTreesWithStreamingResponse:
    """The methods of `AsyncTrees`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncTrees) -> None:
        streaming = AsyncTrees(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
