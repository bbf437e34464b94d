"""Operations under apps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "Apps",
    "AppsWithRawResponse",
    "AppsWithStreamingResponse",
    "AsyncApps",
    "AsyncAppsWithRawResponse",
    "AsyncAppsWithStreamingResponse",
]

_LIST_KEYS_FOR_AUTHENTICATED_APP = Operation(
    name="apps.list_keys_for_authenticated_app",
    id="listKeysForAuthenticatedApp",
    method="GET",
    path="/keys",
    responses={
        "204": {},
    },
    security=(),
)


class Apps:
    """Operations under apps."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AppsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AppsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AppsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AppsWithStreamingResponse(self)

    def list_keys_for_authenticated_app(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /keys

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
            _LIST_KEYS_FOR_AUTHENTICATED_APP,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AppsWithRawResponse:
    """The methods of `Apps`, but each returns a RawResponse."""

    def __init__(self, resource: Apps) -> None:
        raw = Apps(resource._client._raw())
        self.list_keys_for_authenticated_app = as_raw(raw.list_keys_for_authenticated_app)


class AppsWithStreamingResponse:
    """The methods of `Apps`, but each returns a response with an unread body."""

    def __init__(self, resource: Apps) -> None:
        streaming = Apps(resource._client._streaming())
        self.list_keys_for_authenticated_app = as_streamed(streaming.list_keys_for_authenticated_app)


class AsyncApps:
    """Operations under apps."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAppsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAppsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAppsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAppsWithStreamingResponse(self)

    async def list_keys_for_authenticated_app(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /keys

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
            _LIST_KEYS_FOR_AUTHENTICATED_APP,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncAppsWithRawResponse:
    """The methods of `AsyncApps`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncApps) -> None:
        raw = AsyncApps(resource._client._raw())
        self.list_keys_for_authenticated_app = as_async_raw(raw.list_keys_for_authenticated_app)


class AsyncAppsWithStreamingResponse:
    """The methods of `AsyncApps`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncApps) -> None:
        streaming = AsyncApps(resource._client._streaming())
        self.list_keys_for_authenticated_app = as_async_streamed(streaming.list_keys_for_authenticated_app)
