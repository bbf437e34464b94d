"""Operations under users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.users_retrieve_response import UsersRetrieveResponse

__all__ = [
    "AsyncUsers",
    "AsyncUsersWithRawResponse",
    "AsyncUsersWithStreamingResponse",
    "Users",
    "UsersWithRawResponse",
    "UsersWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="users.retrieve",
    id="GET /api/v1/users/{id}",
    method="GET",
    path="/api/v1/users/{id}",
    parameters=(
        Parameter("id", "path"),
        Parameter("id", "query"),
        Parameter("id", "header"),
        Parameter("id", "cookie"),
        Parameter("timeout", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.UsersRetrieveResponse,
        },
    },
    security=(),
)
_UPDATE = Operation(
    name="users.update",
    id="POST /api/v1/users/{id}",
    method="POST",
    path="/api/v1/users/{id}",
    parameters=(
        Parameter("id", "path"),
        Parameter("body", "query"),
    ),
    bodies=(Body("application/json", required=False, arrays=("",)),),
    responses={},
    security=(),
)
_DELETE = Operation(
    name="users.delete",
    id="DELETE /api/v1/users/{id}",
    method="DELETE",
    path="/api/v1/users/{id}",
    parameters=(Parameter("id", "path"),),
    responses={},
    security=(),
)


class Users:
    """Operations under users."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> UsersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return UsersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> UsersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return UsersWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        id_query: str | None = None,
        id_header: int | None = None,
        id_cookie: str | None = None,
        timeout_query: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> UsersRetrieveResponse:
        """GET /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            id_query: Query parameter `id`.
            id_header: Header parameter `id`.
            id_cookie: Cookie parameter `id`.
            timeout_query: Query parameter `timeout`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The user.

        Raises:
            APIStatusError: Any 4XX: Your mistake.
            APIStatusError: Any other status that is not a success: Ours.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UsersRetrieveResponse = self._client._call(
            _RETRIEVE,
            (id, id_query, id_header, id_cookie, timeout_query),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def update(
        self,
        id: str,
        *,
        body_query: str | None = None,
        body: Sequence[str] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """POST /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            body_query: Query parameter `body`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _UPDATE,
            (id, body_query),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def delete(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """DELETE /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _DELETE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class UsersWithRawResponse:
    """The methods of `Users`, but each returns a RawResponse."""

    def __init__(self, resource: Users) -> None:
        raw = Users(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.update = as_raw(raw.update)
        self.delete = as_raw(raw.delete)


class UsersWithStreamingResponse:
    """The methods of `Users`, but each returns a response with an unread body."""

    def __init__(self, resource: Users) -> None:
        streaming = Users(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.update = as_streamed(streaming.update)
        self.delete = as_streamed(streaming.delete)


class AsyncUsers:
    """Operations under users."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncUsersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncUsersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncUsersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncUsersWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        id_query: str | None = None,
        id_header: int | None = None,
        id_cookie: str | None = None,
        timeout_query: int | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> UsersRetrieveResponse:
        """GET /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            id_query: Query parameter `id`.
            id_header: Header parameter `id`.
            id_cookie: Cookie parameter `id`.
            timeout_query: Query parameter `timeout`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The user.

        Raises:
            APIStatusError: Any 4XX: Your mistake.
            APIStatusError: Any other status that is not a success: Ours.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UsersRetrieveResponse = await self._client._call(
            _RETRIEVE,
            (id, id_query, id_header, id_cookie, timeout_query),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def update(
        self,
        id: str,
        *,
        body_query: str | None = None,
        body: Sequence[str] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """POST /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            body_query: Query parameter `body`.
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _UPDATE,
            (id, body_query),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    async def delete(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """DELETE /api/v1/users/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body; its type is not documented.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _DELETE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )


class AsyncUsersWithRawResponse:
    """The methods of `AsyncUsers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncUsers) -> None:
        raw = AsyncUsers(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.update = as_async_raw(raw.update)
        self.delete = as_async_raw(raw.delete)


class AsyncUsersWithStreamingResponse:
    """The methods of `AsyncUsers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncUsers) -> None:
        streaming = AsyncUsers(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.update = as_async_streamed(streaming.update)
        self.delete = as_async_streamed(streaming.delete)
