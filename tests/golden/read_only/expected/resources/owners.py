"""Operations under owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.owner import Owner, OwnerDict

__all__ = [
    "AsyncOwnersResource",
    "AsyncOwnersResourceWithRawResponse",
    "AsyncOwnersResourceWithStreamingResponse",
    "OwnersResource",
    "OwnersResourceWithRawResponse",
    "OwnersResourceWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="owners.retrieve",
    id="getOwner",
    method="GET",
    path="/owners/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.Owner,
        },
    },
    security=(),
)
_SAVE = Operation(
    name="owners.save",
    id="saveOwner",
    method="PUT",
    path="/owners/{id}",
    parameters=(Parameter("id", "path"),),
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: models.Owner,
        },
    },
    security=(),
)
_FIND = Operation(
    name="owners.find",
    id="findOwners",
    method="GET",
    path="/owners",
    parameters=(
        Parameter("like", "query", style="deepObject", explode=True),
        Parameter("any", "query", content_type="application/json", is_array=True),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class OwnersResource:
    """Operations under owners."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> OwnersResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return OwnersResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> OwnersResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return OwnersResourceWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Owner:
        """GET /owners/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An owner.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Owner = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def save(
        self,
        id: str,
        *,
        owner: Owner | OwnerDict,
        others: Mapping[str, Owner | OwnerDict] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Owner:
        """PUT /owners/{id}

        Args:
            id: Path parameter `id`.
            owner: Property `owner` of the request body.
            others: Property `others` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            An owner.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Owner = self._client._call(
            _SAVE,
            (id,),
            body={
                "owner": owner,
                "others": others,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def find(
        self,
        *,
        like: Owner | OwnerDict | None = None,
        any: Sequence[Owner | OwnerDict] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /owners

        Args:
            like: Query parameter `like`.
            any: Query parameter `any`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. None.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _FIND,
            (like, any),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class OwnersResourceWithRawResponse:
    """The methods of `OwnersResource`, but each returns a RawResponse."""

    def __init__(self, resource: OwnersResource) -> None:
        raw = OwnersResource(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.save = as_raw(raw.save)
        self.find = as_raw(raw.find)


class OwnersResourceWithStreamingResponse:
    """The methods of `OwnersResource`, but each returns a response with an unread body."""

    def __init__(self, resource: OwnersResource) -> None:
        streaming = OwnersResource(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.save = as_streamed(streaming.save)
        self.find = as_streamed(streaming.find)


class AsyncOwnersResource:
    """Operations under owners."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncOwnersResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncOwnersResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncOwnersResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncOwnersResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Owner:
        """GET /owners/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            An owner.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Owner = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def save(
        self,
        id: str,
        *,
        owner: Owner | OwnerDict,
        others: Mapping[str, Owner | OwnerDict] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Owner:
        """PUT /owners/{id}

        Args:
            id: Path parameter `id`.
            owner: Property `owner` of the request body.
            others: Property `others` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            An owner.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Owner = await self._client._call(
            _SAVE,
            (id,),
            body={
                "owner": owner,
                "others": others,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def find(
        self,
        *,
        like: Owner | OwnerDict | None = None,
        any: Sequence[Owner | OwnerDict] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /owners

        Args:
            like: Query parameter `like`.
            any: Query parameter `any`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. None.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _FIND,
            (like, any),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncOwnersResourceWithRawResponse:
    """The methods of `AsyncOwnersResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncOwnersResource) -> None:
        raw = AsyncOwnersResource(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.save = as_async_raw(raw.save)
        self.find = as_async_raw(raw.find)


class AsyncOwnersResourceWithStreamingResponse:
    """The methods of `AsyncOwnersResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncOwnersResource) -> None:
        streaming = AsyncOwnersResource(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.save = as_async_streamed(streaming.save)
        self.find = as_async_streamed(streaming.find)
