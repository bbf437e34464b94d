"""Operations under animals."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Annotated

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import Discriminator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.cat import Cat, CatDict
    from ..models.dog import Dog, DogDict

__all__ = [
    "Animals",
    "AnimalsWithRawResponse",
    "AnimalsWithStreamingResponse",
    "AsyncAnimals",
    "AsyncAnimalsWithRawResponse",
    "AsyncAnimalsWithStreamingResponse",
]

_LIST = Operation(
    name="animals.list",
    id="listAnimals",
    method="GET",
    path="/animals",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[
                    models.Cat | models.Dog,
                    Discriminator("petType", (("cat", "Cat"), ("kitten", "Cat"), ("dog", "Dog")), None),
                ]
            ],
        },
    },
    security=(),
)
_ADD = Operation(
    name="animals.add",
    id="addAnimal",
    method="POST",
    path="/animals",
    bodies=(Body("application/json", required=True),),
    responses={
        "204": {},
    },
    security=(),
)


class Animals:
    """Operations under animals."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AnimalsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AnimalsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AnimalsWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """A discriminator with a mapping tells what looks alike.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All animals.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def add(
        self,
        *,
        body: Cat | CatDict | Dog | DogDict,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /animals

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Welcome.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AnimalsWithRawResponse:
    """The methods of `Animals`, but each returns a RawResponse."""

    def __init__(self, resource: Animals) -> None:
        raw = Animals(resource._client._raw())
        self.list = as_raw(raw.list)
        self.add = as_raw(raw.add)


class AnimalsWithStreamingResponse:
    """The methods of `Animals`, but each returns a response with an unread body."""

    def __init__(self, resource: Animals) -> None:
        streaming = Animals(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.add = as_streamed(streaming.add)


class AsyncAnimals:
    """Operations under animals."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAnimalsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAnimalsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAnimalsWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Cat | Dog]:
        """A discriminator with a mapping tells what looks alike.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All animals.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Cat | Dog] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def add(
        self,
        *,
        body: Cat | CatDict | Dog | DogDict,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /animals

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Welcome.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncAnimalsWithRawResponse:
    """The methods of `AsyncAnimals`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAnimals) -> None:
        raw = AsyncAnimals(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.add = as_async_raw(raw.add)


class AsyncAnimalsWithStreamingResponse:
    """The methods of `AsyncAnimals`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAnimals) -> None:
        streaming = AsyncAnimals(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.add = as_async_streamed(streaming.add)
