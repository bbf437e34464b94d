"""Everything about pets, "quoted" and \\escaped\\."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.pet import Pet

__all__ = [
    "AsyncPetResource",
    "AsyncPetResourceWithRawResponse",
    "AsyncPetResourceWithStreamingResponse",
    "PetResource",
    "PetResourceWithRawResponse",
    "PetResourceWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="pet.retrieve",
    id="getPet",
    method="GET",
    path="/pets/{pet-id}",
    parameters=(Parameter("pet-id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.Pet,
        },
    },
    security=(),
)
_IMPORT_ = Operation(
    name="pet.import_",
    id="import",
    method="PUT",
    path="/pets/{pet-id}",
    parameters=(Parameter("pet-id", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class PetResource:
    """Everything about pets, "quoted" and \\escaped\\."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PetResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PetResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PetResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PetResourceWithStreamingResponse(self)

    def retrieve(
        self,
        pet_id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Pet:
        """A tag, a model and the client of one name.

        Args:
            pet_id: Path parameter `pet-id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The pet.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Pet = self._client._call(
            _RETRIEVE,
            (pet_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def import_(
        self,
        pet_id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /pets/{pet-id}

        Args:
            pet_id: Path parameter `pet-id`.
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
            _IMPORT_,
            (pet_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PetResourceWithRawResponse:
    """The methods of `PetResource`, but each returns a RawResponse."""

    def __init__(self, resource: PetResource) -> None:
        raw = PetResource(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.import_ = as_raw(raw.import_)


class PetResourceWithStreamingResponse:
    """The methods of `PetResource`, but each returns a response with an unread body."""

    def __init__(self, resource: PetResource) -> None:
        streaming = PetResource(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.import_ = as_streamed(streaming.import_)


class AsyncPetResource:
    """Everything about pets, "quoted" and \\escaped\\."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPetResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPetResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPetResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPetResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        pet_id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Pet:
        """A tag, a model and the client of one name.

        Args:
            pet_id: Path parameter `pet-id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The pet.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Pet = await self._client._call(
            _RETRIEVE,
            (pet_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def import_(
        self,
        pet_id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /pets/{pet-id}

        Args:
            pet_id: Path parameter `pet-id`.
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
            _IMPORT_,
            (pet_id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPetResourceWithRawResponse:
    """The methods of `AsyncPetResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPetResource) -> None:
        raw = AsyncPetResource(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.import_ = as_async_raw(raw.import_)


class AsyncPetResourceWithStreamingResponse:
    """The methods of `AsyncPetResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPetResource) -> None:
        streaming = AsyncPetResource(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.import_ = as_async_streamed(streaming.import_)
