"""Operations under points."""

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
    from ..models.point import Point
    from ..models.point_closed import PointClosed, PointClosedDict
    from ..models.point_deep import PointDeep, PointDeepDict
    from ..models.point_depends import PointDepends, PointDependsDict

__all__ = [
    "AsyncPoints",
    "AsyncPointsWithRawResponse",
    "AsyncPointsWithStreamingResponse",
    "Points",
    "PointsWithRawResponse",
    "PointsWithStreamingResponse",
]

_ADD = Operation(
    name="points.add",
    id="addPoint",
    method="POST",
    path="/points",
    bodies=(Body("application/json", required=True, arrays=("at", "tail", "short", "open")),),
    responses={
        "200": {
            "application/json": lambda: models.Point,
        },
    },
    security=(),
)


class Points:
    """Operations under points."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PointsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PointsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PointsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PointsWithStreamingResponse(self)

    def add(
        self,
        *,
        at: Sequence[int | float],
        tail: Sequence[str | int] | Unset = UNSET,
        short: Sequence[str | int] | Unset = UNSET,
        open: Sequence[Any] | Unset = UNSET,
        bare: Sequence[str] | Any | Unset = UNSET,
        many: str | int | Unset | None = UNSET,
        deep: PointDeep | PointDeepDict | Sequence[int] | Unset | None = UNSET,
        height: int | Unset = UNSET,
        json: str | Unset = UNSET,
        picture: str | Unset = UNSET,
        yes: Any | Unset = UNSET,
        no: Any | Unset = UNSET,
        closed: PointClosed | PointClosedDict | Unset = UNSET,
        depends: PointDepends | PointDependsDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Point:
        """POST /points

        Args:
            at: Where it is.
            tail: Property `tail` of the request body.
            short: At most 2 items.
            open: Typed `list[Any]`: items after the first 1 may be anything.
            bare: Property `bare` of the request body.
            many: Property `many` of the request body.
            deep: Property `deep` of the request body.
            height: Greater than 0. Less than 10.
            json: Property `json` of the request body.
            picture: Property `picture` of the request body.
            yes: Property `yes` of the request body.
            no: Typed `Any`: no value at all is allowed here.
            closed: Property `closed` of the request body.
            depends: Property `depends` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The point.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Point = self._client._call(
            _ADD,
            (),
            body={
                "at": at,
                "tail": tail,
                "short": short,
                "open": open,
                "bare": bare,
                "many": many,
                "deep": deep,
                "height": height,
                "json": json,
                "picture": picture,
                "yes": yes,
                "no": no,
                "closed": closed,
                "depends": depends,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PointsWithRawResponse:
    """The methods of `Points`, but each returns a RawResponse."""

    def __init__(self, resource: Points) -> None:
        raw = Points(resource._client._raw())
        self.add = as_raw(raw.add)


class PointsWithStreamingResponse:
    """The methods of `Points`, but each returns a response with an unread body."""

    def __init__(self, resource: Points) -> None:
        streaming = Points(resource._client._streaming())
        self.add = as_streamed(streaming.add)


class AsyncPoints:
    """Operations under points."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPointsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPointsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPointsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPointsWithStreamingResponse(self)

    async def add(
        self,
        *,
        at: Sequence[int | float],
        tail: Sequence[str | int] | Unset = UNSET,
        short: Sequence[str | int] | Unset = UNSET,
        open: Sequence[Any] | Unset = UNSET,
        bare: Sequence[str] | Any | Unset = UNSET,
        many: str | int | Unset | None = UNSET,
        deep: PointDeep | PointDeepDict | Sequence[int] | Unset | None = UNSET,
        height: int | Unset = UNSET,
        json: str | Unset = UNSET,
        picture: str | Unset = UNSET,
        yes: Any | Unset = UNSET,
        no: Any | Unset = UNSET,
        closed: PointClosed | PointClosedDict | Unset = UNSET,
        depends: PointDepends | PointDependsDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Point:
        """POST /points

        Args:
            at: Where it is.
            tail: Property `tail` of the request body.
            short: At most 2 items.
            open: Typed `list[Any]`: items after the first 1 may be anything.
            bare: Property `bare` of the request body.
            many: Property `many` of the request body.
            deep: Property `deep` of the request body.
            height: Greater than 0. Less than 10.
            json: Property `json` of the request body.
            picture: Property `picture` of the request body.
            yes: Property `yes` of the request body.
            no: Typed `Any`: no value at all is allowed here.
            closed: Property `closed` of the request body.
            depends: Property `depends` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The point.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Point = await self._client._call(
            _ADD,
            (),
            body={
                "at": at,
                "tail": tail,
                "short": short,
                "open": open,
                "bare": bare,
                "many": many,
                "deep": deep,
                "height": height,
                "json": json,
                "picture": picture,
                "yes": yes,
                "no": no,
                "closed": closed,
                "depends": depends,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPointsWithRawResponse:
    """The methods of `AsyncPoints`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPoints) -> None:
        raw = AsyncPoints(resource._client._raw())
        self.add = as_async_raw(raw.add)


class AsyncPointsWithStreamingResponse:
    """The methods of `AsyncPoints`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPoints) -> None:
        streaming = AsyncPoints(resource._client._streaming())
        self.add = as_async_streamed(streaming.add)
