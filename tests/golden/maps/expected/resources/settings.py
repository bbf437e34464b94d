"""Operations under settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.settings import Settings

__all__ = [
    "AsyncSettingsResource",
    "AsyncSettingsResourceWithRawResponse",
    "AsyncSettingsResourceWithStreamingResponse",
    "SettingsResource",
    "SettingsResourceWithRawResponse",
    "SettingsResourceWithStreamingResponse",
]

_REPLACE = Operation(
    name="settings.replace",
    id="putSettings",
    method="PUT",
    path="/settings",
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: models.Settings,
        },
    },
    security=(),
)


class SettingsResource:
    """Operations under settings."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> SettingsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return SettingsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> SettingsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return SettingsResourceWithStreamingResponse(self)

    def replace(
        self,
        *,
        body: Mapping[str, int],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Settings:
        """PUT /settings

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All settings.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Settings = self._client._call(
            _REPLACE,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class SettingsResourceWithRawResponse:
    """The methods of `SettingsResource`, but each returns a RawResponse."""

    def __init__(self, resource: SettingsResource) -> None:
        raw = SettingsResource(resource._client._raw())
        self.replace = as_raw(raw.replace)


class SettingsResourceWithStreamingResponse:
    """The methods of `SettingsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: SettingsResource) -> None:
        streaming = SettingsResource(resource._client._streaming())
        self.replace = as_streamed(streaming.replace)


class AsyncSettingsResource:
    """Operations under settings."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncSettingsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncSettingsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncSettingsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncSettingsResourceWithStreamingResponse(self)

    async def replace(
        self,
        *,
        body: Mapping[str, int],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Settings:
        """PUT /settings

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All settings.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Settings = await self._client._call(
            _REPLACE,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncSettingsResourceWithRawResponse:
    """The methods of `AsyncSettingsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncSettingsResource) -> None:
        raw = AsyncSettingsResource(resource._client._raw())
        self.replace = as_async_raw(raw.replace)


class AsyncSettingsResourceWithStreamingResponse:
    """The methods of `AsyncSettingsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncSettingsResource) -> None:
        streaming = AsyncSettingsResource(resource._client._streaming())
        self.replace = as_async_streamed(streaming.replace)
