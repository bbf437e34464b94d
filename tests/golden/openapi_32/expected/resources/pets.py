"""Operations under pets."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Annotated

from .. import models
from .._operation import Body, Items, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import Discriminator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._stream import AsyncStream, Stream
    from ..models.cat import Cat
    from ..models.filter_pets_filter import FilterPetsFilter, FilterPetsFilterDict
    from ..models.other import Other

__all__ = [
    "AsyncPets",
    "AsyncPetsWithRawResponse",
    "AsyncPetsWithStreamingResponse",
    "Pets",
    "PetsWithRawResponse",
    "PetsWithStreamingResponse",
]

_FILTER = Operation(
    name="pets.filter",
    id="filterPets",
    method="GET",
    path="/pets",
    parameters=(Parameter("filter", "querystring", content_type="application/x-www-form-urlencoded"),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[models.Cat | models.Other, Discriminator("kind", (("cat", "Cat"),), "Other")]
            ],
        },
    },
    security=(("device",),),
)
_SEARCH = Operation(
    name="pets.search",
    id="searchPets",
    method="QUERY",
    path="/pets",
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[models.Cat | models.Other, Discriminator("kind", (("cat", "Cat"),), "Other")]
            ],
        },
    },
    security=(("device",),),
)
_COPY = Operation(
    name="pets.copy",
    id="copyPets",
    method="COPY",
    path="/pets",
    responses={
        "204": {},
    },
    security=(("device",),),
)
_RAW = Operation(
    name="pets.raw",
    id="rawPets",
    method="GET",
    path="/raw",
    parameters=(Parameter("jsonpath", "querystring", content_type="application/json"),),
    responses={
        "200": {},
    },
    streams={
        "application/jsonl": lambda: Items(
            Annotated[models.Cat | models.Other, Discriminator("kind", (("cat", "Cat"),), "Other")]
        ),
    },
    security=(("device",),),
)


class Pets:
    """Operations under pets."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PetsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PetsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PetsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PetsWithStreamingResponse(self)

    def filter(
        self,
        *,
        filter: FilterPetsFilter | FilterPetsFilterDict | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Other]:
        """GET /pets

        Args:
            filter: Querystring parameter `filter`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pets.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Other] = self._client._call(
            _FILTER,
            (filter,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def search(
        self,
        *,
        q: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Other]:
        """QUERY /pets

        Args:
            q: Property `q` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            What was found.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Other] = self._client._call(
            _SEARCH,
            (),
            body={
                "q": q,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def copy(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """COPY /pets

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. They are copied.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _COPY,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def raw(
        self,
        *,
        jsonpath: Mapping[str, str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Stream[Cat | Other]:
        """GET /raw

        Args:
            jsonpath: Querystring parameter `jsonpath`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A `Stream` of the items as they arrive. Use it with `with`, or iterate over it to its end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Stream[Cat | Other] = self._client._stream(
            _RAW,
            (jsonpath,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PetsWithRawResponse:
    """The methods of `Pets`, but each returns a RawResponse."""

    def __init__(self, resource: Pets) -> None:
        raw = Pets(resource._client._raw())
        self.filter = as_raw(raw.filter)
        self.search = as_raw(raw.search)
        self.copy = as_raw(raw.copy)
        self.raw = as_raw(raw.raw)


class PetsWithStreamingResponse:
    """The methods of `Pets`, but each returns a response with an unread body."""

    def __init__(self, resource: Pets) -> None:
        streaming = Pets(resource._client._streaming())
        self.filter = as_streamed(streaming.filter)
        self.search = as_streamed(streaming.search)
        self.copy = as_streamed(streaming.copy)
        self.raw = as_streamed(streaming.raw)


class AsyncPets:
    """Operations under pets."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPetsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPetsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPetsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPetsWithStreamingResponse(self)

    async def filter(
        self,
        *,
        filter: FilterPetsFilter | FilterPetsFilterDict | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Other]:
        """GET /pets

        Args:
            filter: Querystring parameter `filter`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pets.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Other] = await self._client._call(
            _FILTER,
            (filter,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def search(
        self,
        *,
        q: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Other]:
        """QUERY /pets

        Args:
            q: Property `q` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            What was found.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Other] = await self._client._call(
            _SEARCH,
            (),
            body={
                "q": q,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def copy(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """COPY /pets

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. They are copied.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _COPY,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def raw(
        self,
        *,
        jsonpath: Mapping[str, str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncStream[Cat | Other]:
        """GET /raw

        Args:
            jsonpath: Querystring parameter `jsonpath`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An `AsyncStream` of the items as they arrive. Use it with `async with`, or iterate over it to its
                end.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: AsyncStream[Cat | Other] = await self._client._stream(
            _RAW,
            (jsonpath,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPetsWithRawResponse:
    """The methods of `AsyncPets`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPets) -> None:
        raw = AsyncPets(resource._client._raw())
        self.filter = as_async_raw(raw.filter)
        self.search = as_async_raw(raw.search)
        self.copy = as_async_raw(raw.copy)
        self.raw = as_async_raw(raw.raw)


class AsyncPetsWithStreamingResponse:
    """The methods of `AsyncPets`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPets) -> None:
        streaming = AsyncPets(resource._client._streaming())
        self.filter = as_async_streamed(streaming.filter)
        self.search = as_async_streamed(streaming.search)
        self.copy = as_async_streamed(streaming.copy)
        self.raw = as_async_streamed(streaming.raw)
