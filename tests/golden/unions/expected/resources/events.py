"""Operations under events."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Annotated

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import Discriminator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.arrival import Arrival
    from ..models.departure import Departure
    from ..models.event import Event

__all__ = [
    "AsyncEvents",
    "AsyncEventsWithRawResponse",
    "AsyncEventsWithStreamingResponse",
    "Events",
    "EventsWithRawResponse",
    "EventsWithStreamingResponse",
]

_LIST = Operation(
    name="events.list",
    id="listEvents",
    method="GET",
    path="/events",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[
                    models.Arrival | models.Departure | models.Event,
                    Discriminator("type", (("arrival", "Arrival"), ("Departure", "Departure")), "Event"),
                ]
            ],
        },
    },
    security=(),
)


class Events:
    """Operations under events."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> EventsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return EventsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> EventsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return EventsWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Arrival | Departure | Event]:
        """A class that others extend is any of them.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Arrival | Departure | Event] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class EventsWithRawResponse:
    """The methods of `Events`, but each returns a RawResponse."""

    def __init__(self, resource: Events) -> None:
        raw = Events(resource._client._raw())
        self.list = as_raw(raw.list)


class EventsWithStreamingResponse:
    """The methods of `Events`, but each returns a response with an unread body."""

    def __init__(self, resource: Events) -> None:
        streaming = Events(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncEvents:
    """Operations under events."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncEventsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncEventsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncEventsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncEventsWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Arrival | Departure | Event]:
        """A class that others extend is any of them.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Arrival | Departure | Event] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncEventsWithRawResponse:
    """The methods of `AsyncEvents`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncEvents) -> None:
        raw = AsyncEvents(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncEventsWithStreamingResponse:
    """The methods of `AsyncEvents`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncEvents) -> None:
        streaming = AsyncEvents(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
