"""Operations under bookings."""

from __future__ import annotations

import builtins
from datetime import date
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.call import Call, CallDict
    from ..models.fair import Fair, FairDict
    from ..models.filter import Filter, FilterDict
    from ..models.hour import Hour, HourDict
    from ..models.night import Night, NightDict
    from ..models.trip import Trip, TripDict

__all__ = [
    "AsyncBookingsResource",
    "AsyncBookingsResourceWithRawResponse",
    "AsyncBookingsResourceWithStreamingResponse",
    "BookingsResource",
    "BookingsResourceWithRawResponse",
    "BookingsResourceWithStreamingResponse",
]

_LIST = Operation(
    name="bookings.list",
    id="listBookings",
    method="GET",
    path="/bookings",
    parameters=(
        Parameter("day", "query", dates=lambda: date),
        Parameter("filter", "query", style="deepObject", explode=True, dates=lambda: models.Filter),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_REPLACE = Operation(
    name="bookings.replace",
    id="replaceBookings",
    method="PUT",
    path="/bookings",
    bodies=(
        Body(
            "application/json",
            required=True,
            arrays=("",),
            dates={
                "": lambda: builtins.list[models.Trip],
            },
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_CREATE = Operation(
    name="bookings.create",
    id="createBooking",
    method="POST",
    path="/bookings",
    bodies=(
        Body(
            "application/json",
            required=True,
            arrays=("closed",),
            dates={
                "trip": lambda: models.Trip,
                "trips": lambda: builtins.dict[str, builtins.list[models.Trip]],
                "stay": lambda: models.Night | models.Hour,
                "event": lambda: models.Fair | models.Call,
                "closed": lambda: builtins.list[date | None],
            },
        ),
        Body(
            "multipart/form-data",
            required=True,
            arrays=("closed",),
            dates={
                "trip": lambda: models.Trip,
                "trips": lambda: builtins.dict[str, builtins.list[models.Trip]],
                "stay": lambda: models.Night | models.Hour,
                "event": lambda: models.Fair | models.Call,
                "closed": lambda: builtins.list[date | None],
            },
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class BookingsResource:
    """Operations under bookings."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> BookingsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return BookingsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> BookingsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return BookingsResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        day: date | str | None = None,
        filter: Filter | FilterDict | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /bookings

        Args:
            day: Query parameter `day`.
            filter: Query parameter `filter`.
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
            _LIST,
            (day, filter),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def replace(
        self,
        *,
        body: Sequence[Trip | TripDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /bookings

        Args:
            body: The request body.
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
            _REPLACE,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        *,
        trip: Trip | TripDict | Unset = UNSET,
        trips: Mapping[str, Sequence[Trip | TripDict]] | Unset = UNSET,
        stay: Night | NightDict | Hour | HourDict | Unset = UNSET,
        event: Fair | FairDict | Call | CallDict | Unset = UNSET,
        closed: Sequence[date | str | None] | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /bookings

        Args:
            trip: Property `trip` of the request body.
            trips: Property `trips` of the request body.
            stay: Property `stay` of the request body.
            event: Property `event` of the request body.
            closed: Property `closed` of the request body.
            content_type: The media type of the body: application/json or multipart/form-data.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "trip": trip,
                "trips": trips,
                "stay": stay,
                "event": event,
                "closed": closed,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class BookingsResourceWithRawResponse:
    """The methods of `BookingsResource`, but each returns a RawResponse."""

    def __init__(self, resource: BookingsResource) -> None:
        raw = BookingsResource(resource._client._raw())
        self.list = as_raw(raw.list)
        self.replace = as_raw(raw.replace)
        self.create = as_raw(raw.create)


class BookingsResourceWithStreamingResponse:
    """The methods of `BookingsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: BookingsResource) -> None:
        streaming = BookingsResource(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.replace = as_streamed(streaming.replace)
        self.create = as_streamed(streaming.create)


class AsyncBookingsResource:
    """Operations under bookings."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncBookingsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncBookingsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncBookingsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncBookingsResourceWithStreamingResponse(self)

    async def list(
        self,
        *,
        day: date | str | None = None,
        filter: Filter | FilterDict | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /bookings

        Args:
            day: Query parameter `day`.
            filter: Query parameter `filter`.
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
            _LIST,
            (day, filter),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def replace(
        self,
        *,
        body: Sequence[Trip | TripDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /bookings

        Args:
            body: The request body.
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
            _REPLACE,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        *,
        trip: Trip | TripDict | Unset = UNSET,
        trips: Mapping[str, Sequence[Trip | TripDict]] | Unset = UNSET,
        stay: Night | NightDict | Hour | HourDict | Unset = UNSET,
        event: Fair | FairDict | Call | CallDict | Unset = UNSET,
        closed: Sequence[date | str | None] | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /bookings

        Args:
            trip: Property `trip` of the request body.
            trips: Property `trips` of the request body.
            stay: Property `stay` of the request body.
            event: Property `event` of the request body.
            closed: Property `closed` of the request body.
            content_type: The media type of the body: application/json or multipart/form-data.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "trip": trip,
                "trips": trips,
                "stay": stay,
                "event": event,
                "closed": closed,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncBookingsResourceWithRawResponse:
    """The methods of `AsyncBookingsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncBookingsResource) -> None:
        raw = AsyncBookingsResource(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.replace = as_async_raw(raw.replace)
        self.create = as_async_raw(raw.create)


class AsyncBookingsResourceWithStreamingResponse:
    """The methods of `AsyncBookingsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncBookingsResource) -> None:
        streaming = AsyncBookingsResource(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.replace = as_async_streamed(streaming.replace)
        self.create = as_async_streamed(streaming.create)
