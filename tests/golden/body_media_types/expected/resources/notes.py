"""Operations under notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent, Unset

__all__ = [
    "AsyncNotes",
    "AsyncNotesWithRawResponse",
    "AsyncNotesWithStreamingResponse",
    "Notes",
    "NotesWithRawResponse",
    "NotesWithStreamingResponse",
]

_ADD = Operation(
    name="notes.add",
    id="addNote",
    method="POST",
    path="/notes",
    bodies=(
        Body("application/json", required=False),
        Body("application/xml", required=False),
        Body("text/plain", required=False),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Notes:
    """Operations under notes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> NotesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return NotesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> NotesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return NotesWithStreamingResponse(self)

    @overload
    def add(
        self,
        *,
        body: Any | Unset = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        content_type: Literal["application/xml"],
        body: str | FileContent | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        content_type: Literal["text/plain"],
        body: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    def add(
        self,
        *,
        body: Any | Unset = UNSET,
        content_type: Literal["application/json", "application/xml", "text/plain"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /notes

        Args:
            body: The request body.
            content_type: The media type of the body: application/json or application/xml or text/plain.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Added.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _ADD,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class NotesWithRawResponse:
    """The methods of `Notes`, but each returns a RawResponse."""

    def __init__(self, resource: Notes) -> None:
        raw = Notes(resource._client._raw())
        self.add = as_raw(raw.add)


class NotesWithStreamingResponse:
    """The methods of `Notes`, but each returns a response with an unread body."""

    def __init__(self, resource: Notes) -> None:
        streaming = Notes(resource._client._streaming())
        self.add = as_streamed(streaming.add)


class AsyncNotes:
    """Operations under notes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncNotesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncNotesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncNotesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncNotesWithStreamingResponse(self)

    @overload
    async def add(
        self,
        *,
        body: Any | Unset = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        content_type: Literal["application/xml"],
        body: str | FileContent | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        content_type: Literal["text/plain"],
        body: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None: ...

    async def add(
        self,
        *,
        body: Any | Unset = UNSET,
        content_type: Literal["application/json", "application/xml", "text/plain"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /notes

        Args:
            body: The request body.
            content_type: The media type of the body: application/json or application/xml or text/plain.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Added.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _ADD,
            (),
            body=body,
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncNotesWithRawResponse:
    """The methods of `AsyncNotes`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncNotes) -> None:
        raw = AsyncNotes(resource._client._raw())
        self.add = as_async_raw(raw.add)


class AsyncNotesWithStreamingResponse:
    """The methods of `AsyncNotes`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncNotes) -> None:
        streaming = AsyncNotes(resource._client._streaming())
        self.add = as_async_streamed(streaming.add)
