"""Operations under chats."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, overload

from .. import models
from .._operation import Body, Items, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._stream import AsyncStream, Stream
    from .._types import Unset
    from ..models.event import Event

__all__ = [
    "AsyncChats",
    "AsyncChatsWithRawResponse",
    "AsyncChatsWithStreamingResponse",
    "Chats",
    "ChatsWithRawResponse",
    "ChatsWithStreamingResponse",
]

_CREATE = Operation(
    name="chats.create",
    id="createChat",
    method="POST",
    path="/chats",
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: models.Event,
        },
    },
    streams={
        "text/event-stream": lambda: Items(models.Event, is_event=True, sentinel="[DONE]"),
    },
    security=(),
)
_EXPORT = Operation(
    name="chats.export",
    id="exportChats",
    method="GET",
    path="/export",
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Event],
        },
    },
    streams={
        "application/x-ndjson": lambda: Items(models.Event),
    },
    security=(),
)


class Chats:
    """Operations under chats."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ChatsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ChatsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ChatsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ChatsWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        text: str,
        stream: Literal[False] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event: ...

    @overload
    def create(
        self,
        *,
        text: str,
        stream: Literal[True],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Stream[Event]: ...

    @overload
    def create(
        self,
        *,
        text: str,
        stream: bool | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event | Stream[Event]: ...

    def create(
        self,
        *,
        text: str,
        stream: bool | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event | Stream[Event]:
        """POST /chats

        Args:
            text: Property `text` of the request body.
            stream: Property `stream` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The chat, or its parts. With `stream=True`: A `Stream` of the items as they arrive. Use it with
                `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Event | Stream[Event] = self._client._call_or_stream(
            _CREATE,
            (),
            body={
                "text": text,
                "stream": stream,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            stream=stream,
        )
        return answer

    @overload
    def export(
        self,
        *,
        stream: Literal[False] = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event]: ...

    @overload
    def export(
        self,
        *,
        stream: Literal[True],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Event]: ...

    @overload
    def export(
        self,
        *,
        stream: bool = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event] | Stream[Event]: ...

    def export(
        self,
        *,
        stream: bool = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event] | Stream[Event]:
        """Nothing that is sent asks for the stream, except Accept.

        Args:
            stream: Whether the response is requested as a stream: `application/x-ndjson`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All events. With `stream=True`: A `Stream` of the items as they arrive. Use it with `with`, or
                iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Event] | Stream[Event] = self._client._call_or_stream(
            _EXPORT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            stream=stream,
        )
        return answer


class ChatsWithRawResponse:
    """The methods of `Chats`, but each returns a RawResponse."""

    def __init__(self, resource: Chats) -> None:
        raw = Chats(resource._client._raw())
        self.create = as_raw(raw.create)
        self.export = as_raw(raw.export)


class ChatsWithStreamingResponse:
    """The methods of `Chats`, but each returns a response with an unread body."""

    def __init__(self, resource: Chats) -> None:
        streaming = Chats(resource._client._streaming())
        self.create = as_streamed(streaming.create)
        self.export = as_streamed(streaming.export)


class AsyncChats:
    """Operations under chats."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncChatsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncChatsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncChatsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncChatsWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        text: str,
        stream: Literal[False] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event: ...

    @overload
    async def create(
        self,
        *,
        text: str,
        stream: Literal[True],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]: ...

    @overload
    async def create(
        self,
        *,
        text: str,
        stream: bool | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event | AsyncStream[Event]: ...

    async def create(
        self,
        *,
        text: str,
        stream: bool | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Event | AsyncStream[Event]:
        """POST /chats

        Args:
            text: Property `text` of the request body.
            stream: Property `stream` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The chat, or its parts. With `stream=True`: An `AsyncStream` of the items as they arrive. Use it
                with `async with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Event | AsyncStream[Event] = await self._client._call_or_stream(
            _CREATE,
            (),
            body={
                "text": text,
                "stream": stream,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            stream=stream,
        )
        return answer

    @overload
    async def export(
        self,
        *,
        stream: Literal[False] = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event]: ...

    @overload
    async def export(
        self,
        *,
        stream: Literal[True],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Event]: ...

    @overload
    async def export(
        self,
        *,
        stream: bool = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event] | AsyncStream[Event]: ...

    async def export(
        self,
        *,
        stream: bool = False,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Event] | AsyncStream[Event]:
        """Nothing that is sent asks for the stream, except Accept.

        Args:
            stream: Whether the response is requested as a stream: `application/x-ndjson`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All events. With `stream=True`: An `AsyncStream` of the items as they arrive. Use it with `async
                with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Event] | AsyncStream[Event] = await self._client._call_or_stream(
            _EXPORT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            stream=stream,
        )
        return answer


class AsyncChatsWithRawResponse:
    """The methods of `AsyncChats`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncChats) -> None:
        raw = AsyncChats(resource._client._raw())
        self.create = as_async_raw(raw.create)
        self.export = as_async_raw(raw.export)


class AsyncChatsWithStreamingResponse:
    """The methods of `AsyncChats`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncChats) -> None:
        streaming = AsyncChats(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
        self.export = as_async_streamed(streaming.export)
