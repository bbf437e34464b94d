"""Operations under things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.part import Part, PartDict
    from ..models.thing import Thing

__all__ = [
    "AsyncThings",
    "AsyncThingsWithRawResponse",
    "AsyncThingsWithStreamingResponse",
    "Things",
    "ThingsWithRawResponse",
    "ThingsWithStreamingResponse",
]

_MAKE = Operation(
    name="things.make",
    id="makeThing",
    method="POST",
    path="/versions/{version}/things/{id}/{format}",
    parameters=(
        Parameter("version", "path"),
        Parameter("id", "path"),
        Parameter("format", "path"),
        Parameter("api-version", "query"),
        Parameter("preview", "query"),
        Parameter("mask", "query"),
        Parameter("X-Version", "header"),
    ),
    bodies=(Body("application/json", required=True, constants={"nothing": None}),),
    responses={
        "200": {
            "application/json": lambda: models.Thing,
        },
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

    def make(
        self,
        id: str,
        format: Literal["json"] = "json",
        *,
        name: str,
        version: Literal["v1"] = "v1",
        api_version: Literal["2024-01-01"] = "2024-01-01",
        preview: Literal[True] | None = None,
        mask: int = 36893488147419103232,
        x_version: Literal["v1"] = "v1",
        type: Literal["thing"] = "thing",
        kind: Literal["only"] = "only",
        nothing: Unset | None = UNSET,
        part: Part | PartDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Thing:
        """POST /versions/{version}/things/{id}/{format}

        Args:
            id: Path parameter `id`.
            format: Path parameter `format`.
            name: Property `name` of the request body.
            version: Path parameter `version`.
            api_version: Query parameter `api-version`.
            preview: Query parameter `preview`.
            mask: Query parameter `mask`.
            x_version: Header parameter `X-Version`.
            type: Property `type` of the request body.
            kind: Property `kind` of the request body.
            nothing: Property `nothing` of the request body.
            part: Property `part` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A thing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Thing = self._client._call(
            _MAKE,
            (version, id, format, api_version, preview, mask, x_version),
            body={
                "type": type,
                "name": name,
                "kind": kind,
                "nothing": nothing,
                "part": part,
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
        self.make = as_raw(raw.make)


class ThingsWithStreamingResponse:
    """The methods of `Things`, but each returns a response with an unread body."""

    def __init__(self, resource: Things) -> None:
        streaming = Things(resource._client._streaming())
        self.make = as_streamed(streaming.make)


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

    async def make(
        self,
        id: str,
        format: Literal["json"] = "json",
        *,
        name: str,
        version: Literal["v1"] = "v1",
        api_version: Literal["2024-01-01"] = "2024-01-01",
        preview: Literal[True] | None = None,
        mask: int = 36893488147419103232,
        x_version: Literal["v1"] = "v1",
        type: Literal["thing"] = "thing",
        kind: Literal["only"] = "only",
        nothing: Unset | None = UNSET,
        part: Part | PartDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Thing:
        """POST /versions/{version}/things/{id}/{format}

        Args:
            id: Path parameter `id`.
            format: Path parameter `format`.
            name: Property `name` of the request body.
            version: Path parameter `version`.
            api_version: Query parameter `api-version`.
            preview: Query parameter `preview`.
            mask: Query parameter `mask`.
            x_version: Header parameter `X-Version`.
            type: Property `type` of the request body.
            kind: Property `kind` of the request body.
            nothing: Property `nothing` of the request body.
            part: Property `part` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A thing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Thing = await self._client._call(
            _MAKE,
            (version, id, format, api_version, preview, mask, x_version),
            body={
                "type": type,
                "name": name,
                "kind": kind,
                "nothing": nothing,
                "part": part,
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
        self.make = as_async_raw(raw.make)


class AsyncThingsWithStreamingResponse:
    """The methods of `AsyncThings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncThings) -> None:
        streaming = AsyncThings(resource._client._streaming())
        self.make = as_async_streamed(streaming.make)
