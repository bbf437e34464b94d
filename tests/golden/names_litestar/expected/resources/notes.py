"""Operations under notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncNotes",
    "AsyncNotesWithRawResponse",
    "AsyncNotesWithStreamingResponse",
    "Notes",
    "NotesWithRawResponse",
    "NotesWithStreamingResponse",
]

_LIST_ALL = Operation(
    name="notes.list_all",
    id="NotesListAll",
    method="GET",
    path="/notes",
    responses={
        "204": {},
    },
    security=(),
)
_READ = Operation(
    name="notes.read",
    id="NotesNoteIdRead",
    method="GET",
    path="/notes/{note_id}",
    parameters=(Parameter("note_id", "path"),),
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

    def list_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /notes

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _LIST_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def read(
        self,
        note_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /notes/{note_id}

        Args:
            note_id: Path parameter `note_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _READ,
            (note_id,),
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
        self.list_all = as_raw(raw.list_all)
        self.read = as_raw(raw.read)


class NotesWithStreamingResponse:
    """The methods of `Notes`, but each returns a response with an unread body."""

    def __init__(self, resource: Notes) -> None:
        streaming = Notes(resource._client._streaming())
        self.list_all = as_streamed(streaming.list_all)
        self.read = as_streamed(streaming.read)


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

    async def list_all(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /notes

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _LIST_ALL,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def read(
        self,
        note_id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /notes/{note_id}

        Args:
            note_id: Path parameter `note_id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _READ,
            (note_id,),
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
        self.list_all = as_async_raw(raw.list_all)
        self.read = as_async_raw(raw.read)


class AsyncNotesWithStreamingResponse:
    """The methods of `AsyncNotes`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncNotes) -> None:
        streaming = AsyncNotes(resource._client._streaming())
        self.list_all = as_async_streamed(streaming.list_all)
        self.read = as_async_streamed(streaming.read)
