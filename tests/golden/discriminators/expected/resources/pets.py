"""Operations under pets."""

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
    from ..models.cat import Cat
    from ..models.dog import Dog

__all__ = [
    "AsyncPets",
    "AsyncPetsWithRawResponse",
    "AsyncPetsWithStreamingResponse",
    "Pets",
    "PetsWithRawResponse",
    "PetsWithStreamingResponse",
]

_GET_PLAIN = Operation(
    name="pets.get_plain",
    id="getPlain",
    method="GET",
    path="/plain",
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Cat | models.Dog],
        },
    },
    security=(),
)
_GET_KINDS = Operation(
    name="pets.get_kinds",
    id="getKinds",
    method="GET",
    path="/kinds",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[models.Cat | models.Dog, Discriminator("kind", (("c", "Cat"), ("d", "Dog")), None)]
            ],
        },
    },
    security=(),
)
_GET_SORTS = Operation(
    name="pets.get_sorts",
    id="getSorts",
    method="GET",
    path="/sorts",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[models.Cat | models.Dog, Discriminator("sort", (("1c", "Cat"), ("1d", "Dog")), None)]
            ],
        },
    },
    security=(),
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

    def get_plain(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /plain

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by fit.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = self._client._call(
            _GET_PLAIN,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_kinds(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /kinds

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by kind.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = self._client._call(
            _GET_KINDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_sorts(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /sorts

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by sort.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = self._client._call(
            _GET_SORTS,
            (),
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
        self.get_plain = as_raw(raw.get_plain)
        self.get_kinds = as_raw(raw.get_kinds)
        self.get_sorts = as_raw(raw.get_sorts)


class PetsWithStreamingResponse:
    """The methods of `Pets`, but each returns a response with an unread body."""

    def __init__(self, resource: Pets) -> None:
        streaming = Pets(resource._client._streaming())
        self.get_plain = as_streamed(streaming.get_plain)
        self.get_kinds = as_streamed(streaming.get_kinds)
        self.get_sorts = as_streamed(streaming.get_sorts)


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

    async def get_plain(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /plain

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by fit.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = await self._client._call(
            _GET_PLAIN,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_kinds(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /kinds

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by kind.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = await self._client._call(
            _GET_KINDS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_sorts(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """GET /sorts

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by sort.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = await self._client._call(
            _GET_SORTS,
            (),
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
        self.get_plain = as_async_raw(raw.get_plain)
        self.get_kinds = as_async_raw(raw.get_kinds)
        self.get_sorts = as_async_raw(raw.get_sorts)


class AsyncPetsWithStreamingResponse:
    """The methods of `AsyncPets`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPets) -> None:
        streaming = AsyncPets(resource._client._streaming())
        self.get_plain = as_async_streamed(streaming.get_plain)
        self.get_kinds = as_async_streamed(streaming.get_kinds)
        self.get_sorts = as_async_streamed(streaming.get_sorts)
