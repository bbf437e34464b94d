"""Operations under things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.name_thing_body_items_item import NameThingBodyItemsItem, NameThingBodyItemsItemDict

__all__ = [
    "AsyncThings",
    "AsyncThingsWithRawResponse",
    "AsyncThingsWithStreamingResponse",
    "Things",
    "ThingsWithRawResponse",
    "ThingsWithStreamingResponse",
]

_NAME = Operation(
    name="things.name",
    id="nameThing",
    method="PUT",
    path="/things/{id}#byName",
    parameters=(
        Parameter("id", "path"),
        Parameter("name", "query"),
    ),
    bodies=(Body("application/x-www-form-urlencoded", required=False, arrays=("items",)),),
    responses={
        "204": {},
    },
    security=(),
)


class Things:
    """Operations under things."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ThingsWithStreamingResponse(self)

    def name(
        self,
        id: str,
        *,
        name: str,
        items: Sequence[NameThingBodyItemsItem | NameThingBodyItemsItemDict] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /things/{id}#byName

        Args:
            id: Path parameter `id`.
            name: Query parameter `name`.
            items: Property `items` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Named.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _NAME,
            (id, name),
            body={
                "items": items,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ThingsWithRawResponse:
    """The methods of `Things`, but each returns a RawResponse."""

    def __init__(self, resource: Things) -> None:
        raw = Things(resource._client._raw())
        self.name = as_raw(raw.name)


class ThingsWithStreamingResponse:
    """The methods of `Things`, but each returns a response with an unread body."""

    def __init__(self, resource: Things) -> None:
        streaming = Things(resource._client._streaming())
        self.name = as_streamed(streaming.name)


class AsyncThings:
    """Operations under things."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncThingsWithStreamingResponse(self)

    async def name(
        self,
        id: str,
        *,
        name: str,
        items: Sequence[NameThingBodyItemsItem | NameThingBodyItemsItemDict] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /things/{id}#byName

        Args:
            id: Path parameter `id`.
            name: Query parameter `name`.
            items: Property `items` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Named.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _NAME,
            (id, name),
            body={
                "items": items,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncThingsWithRawResponse:
    """The methods of `AsyncThings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncThings) -> None:
        raw = AsyncThings(resource._client._raw())
        self.name = as_async_raw(raw.name)


class AsyncThingsWithStreamingResponse:
    """The methods of `AsyncThings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncThings) -> None:
        streaming = AsyncThings(resource._client._streaming())
        self.name = as_async_streamed(streaming.name)
