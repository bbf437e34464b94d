"""Operations under Users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.users_read_me_response import UsersReadMeResponse

__all__ = [
    "AsyncUsers",
    "AsyncUsersWithRawResponse",
    "AsyncUsersWithStreamingResponse",
    "Users",
    "UsersWithRawResponse",
    "UsersWithStreamingResponse",
]

_READ_ME = Operation(
    name="users.read_me",
    id="read_me_api_v1_users_me_get",
    method="GET",
    path="/api/v1/users/me",
    responses={
        "200": {
            "application/json": lambda: models.UsersReadMeResponse,
        },
    },
    security=(),
)
_UPDATE_ME = Operation(
    name="users.update_me",
    id="update_me_api_v1_users_me_patch",
    method="PATCH",
    path="/api/v1/users/me",
    responses={
        "204": {},
    },
    security=(),
)


class Users:
    """Operations under Users."""

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

    def read_me(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> UsersReadMeResponse:
        """GET /api/v1/users/me

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Me.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UsersReadMeResponse = self._client._call(
            _READ_ME,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def update_me(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PATCH /api/v1/users/me

        Args:
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
            _UPDATE_ME,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class UsersWithRawResponse:
    """The methods of `Users`, but each returns a RawResponse."""

    def __init__(self, resource: Users) -> None:
        raw = Users(resource._client._raw())
        self.read_me = as_raw(raw.read_me)
        self.update_me = as_raw(raw.update_me)


class UsersWithStreamingResponse:
    """The methods of `Users`, but each returns a response with an unread body."""

    def __init__(self, resource: Users) -> None:
        streaming = Users(resource._client._streaming())
        self.read_me = as_streamed(streaming.read_me)
        self.update_me = as_streamed(streaming.update_me)


class AsyncUsers:
    """Operations under Users."""

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

    async def read_me(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> UsersReadMeResponse:
        """GET /api/v1/users/me

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Me.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UsersReadMeResponse = await self._client._call(
            _READ_ME,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def update_me(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PATCH /api/v1/users/me

        Args:
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
            _UPDATE_ME,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncUsersWithRawResponse:
    """The methods of `AsyncUsers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncUsers) -> None:
        raw = AsyncUsers(resource._client._raw())
        self.read_me = as_async_raw(raw.read_me)
        self.update_me = as_async_raw(raw.update_me)


class AsyncUsersWithStreamingResponse:
    """The methods of `AsyncUsers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncUsers) -> None:
        streaming = AsyncUsers(resource._client._streaming())
        self.read_me = as_async_streamed(streaming.read_me)
        self.update_me = as_async_streamed(streaming.update_me)
