"""Operations under nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.and_ import And, AndDict
    from ..models.is_ import Is, IsDict
    from ..models.node import Node, NodeDict
    from ..models.other import Other, OtherDict

__all__ = [
    "AsyncNodes",
    "AsyncNodesWithRawResponse",
    "AsyncNodesWithStreamingResponse",
    "Nodes",
    "NodesWithRawResponse",
    "NodesWithStreamingResponse",
]

_REPLACE = Operation(
    name="nodes.replace",
    id="putNode",
    method="PUT",
    path="/nodes",
    bodies=(Body("application/json", required=True, arrays=("children",)),),
    responses={
        "200": {
            "application/json": lambda: models.Node,
        },
    },
    security=(),
)


class Nodes:
    """Operations under nodes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> NodesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return NodesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> NodesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return NodesWithStreamingResponse(self)

    def replace(
        self,
        *,
        next: Node | NodeDict | Unset = UNSET,
        children: Sequence[Node | NodeDict] | Unset = UNSET,
        named: Mapping[str, Node | NodeDict] | Unset = UNSET,
        other: Other | OtherDict | Unset = UNSET,
        filter: And | AndDict | Is | IsDict | Unset = UNSET,
        data: str
        | int
        | float
        | Sequence[Any]
        | Mapping[str, str | int | float | Sequence[Any] | Mapping[str, Any]]
        | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Node:
        """PUT /nodes

        Args:
            next: Property `next` of the request body.
            children: Property `children` of the request body.
            named: Property `named` of the request body.
            other: Property `other` of the request body.
            filter: Property `filter` of the request body.
            data: Typed `Any` for inner values: the reference is circular.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            As it is now.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Node = self._client._call(
            _REPLACE,
            (),
            body={
                "next": next,
                "children": children,
                "named": named,
                "other": other,
                "filter": filter,
                "data": data,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class NodesWithRawResponse:
    """The methods of `Nodes`, but each returns a RawResponse."""

    def __init__(self, resource: Nodes) -> None:
        raw = Nodes(resource._client._raw())
        self.replace = as_raw(raw.replace)


class NodesWithStreamingResponse:
    """The methods of `Nodes`, but each returns a response with an unread body."""

    def __init__(self, resource: Nodes) -> None:
        streaming = Nodes(resource._client._streaming())
        self.replace = as_streamed(streaming.replace)


class AsyncNodes:
    """Operations under nodes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncNodesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncNodesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncNodesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncNodesWithStreamingResponse(self)

    async def replace(
        self,
        *,
        next: Node | NodeDict | Unset = UNSET,
        children: Sequence[Node | NodeDict] | Unset = UNSET,
        named: Mapping[str, Node | NodeDict] | Unset = UNSET,
        other: Other | OtherDict | Unset = UNSET,
        filter: And | AndDict | Is | IsDict | Unset = UNSET,
        data: str
        | int
        | float
        | Sequence[Any]
        | Mapping[str, str | int | float | Sequence[Any] | Mapping[str, Any]]
        | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Node:
        """PUT /nodes

        Args:
            next: Property `next` of the request body.
            children: Property `children` of the request body.
            named: Property `named` of the request body.
            other: Property `other` of the request body.
            filter: Property `filter` of the request body.
            data: Typed `Any` for inner values: the reference is circular.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            As it is now.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Node = await self._client._call(
            _REPLACE,
            (),
            body={
                "next": next,
                "children": children,
                "named": named,
                "other": other,
                "filter": filter,
                "data": data,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncNodesWithRawResponse:
    """The methods of `AsyncNodes`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncNodes) -> None:
        raw = AsyncNodes(resource._client._raw())
        self.replace = as_async_raw(raw.replace)


class AsyncNodesWithStreamingResponse:
    """The methods of `AsyncNodes`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncNodes) -> None:
        streaming = AsyncNodes(resource._client._streaming())
        self.replace = as_async_streamed(streaming.replace)
