"""Operations that belong to no resource."""

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
    "AsyncDefault",
    "AsyncDefaultWithRawResponse",
    "AsyncDefaultWithStreamingResponse",
    "Default",
    "DefaultWithRawResponse",
    "DefaultWithStreamingResponse",
]

_PUBLISH_NOTE = Operation(
    name="default.publish_note",
    id="PublishNote",
    method="POST",
    path="/#Action=PublishNote",
    responses={
        "204": {},
    },
    security=(),
)
_BATCH_CLOSE_NOTES = Operation(
    name="default.batch_close_notes",
    id="BatchCloseNotes",
    method="POST",
    path="/BatchCloseNotes",
    responses={
        "204": {},
    },
    security=(),
)


class Default:
    """Operations that belong to no resource."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> DefaultWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return DefaultWithRawResponse(self)

    @property
    def with_streaming_response(self) -> DefaultWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return DefaultWithStreamingResponse(self)

    def publish_note(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /#Action=PublishNote

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
            _PUBLISH_NOTE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def batch_close_notes(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /BatchCloseNotes

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
            _BATCH_CLOSE_NOTES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class DefaultWithRawResponse:
    """The methods of `Default`, but each returns a RawResponse."""

    def __init__(self, resource: Default) -> None:
        raw = Default(resource._client._raw())
        self.publish_note = as_raw(raw.publish_note)
        self.batch_close_notes = as_raw(raw.batch_close_notes)


class DefaultWithStreamingResponse:
    """The methods of `Default`, but each returns a response with an unread body."""

    def __init__(self, resource: Default) -> None:
        streaming = Default(resource._client._streaming())
        self.publish_note = as_streamed(streaming.publish_note)
        self.batch_close_notes = as_streamed(streaming.batch_close_notes)


class AsyncDefault:
    """Operations that belong to no resource."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncDefaultWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncDefaultWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncDefaultWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncDefaultWithStreamingResponse(self)

    async def publish_note(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /#Action=PublishNote

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
            _PUBLISH_NOTE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def batch_close_notes(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /BatchCloseNotes

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
            _BATCH_CLOSE_NOTES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncDefaultWithRawResponse:
    """The methods of `AsyncDefault`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncDefault) -> None:
        raw = AsyncDefault(resource._client._raw())
        self.publish_note = as_async_raw(raw.publish_note)
        self.batch_close_notes = as_async_raw(raw.batch_close_notes)


class AsyncDefaultWithStreamingResponse:
    """The methods of `AsyncDefault`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncDefault) -> None:
        streaming = AsyncDefault(resource._client._streaming())
        self.publish_note = as_async_streamed(streaming.publish_note)
        self.batch_close_notes = as_async_streamed(streaming.batch_close_notes)
