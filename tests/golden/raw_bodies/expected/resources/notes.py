"""Operations under notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncNotes",
    "AsyncNotesWithRawResponse",
    "Notes",
    "NotesWithRawResponse",
]

_ADD = Operation(
    name="notes.add",
    id="addNote",
    method="POST",
    path="/notes",
    bodies=(Body("text/plain", required=True),),
    responses={
        "200": {
            "text/plain": lambda: str,
        },
    },
    security=(),
)


class Notes:
    """Operations under notes."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> NotesWithRawResponse:
        """The same methods, giving the whole response: status, headers, and `parse()` for the rest."""
        return NotesWithRawResponse(self)

    def add(
        self,
        *,
        body: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            The note.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class NotesWithRawResponse:
    """The methods of `Notes`, giving the whole response."""

    def __init__(self, resource: Notes) -> None:
        raw = Notes(resource._client._raw())
        self.add = as_raw(raw.add)


class AsyncNotes:
    """Operations under notes."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncNotesWithRawResponse:
        """The same methods, giving the whole response: status, headers, and `parse()` for the rest."""
        return AsyncNotesWithRawResponse(self)

    async def add(
        self,
        *,
        body: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            The note.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = await self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncNotesWithRawResponse:
    """The methods of `AsyncNotes`, giving the whole response."""

    def __init__(self, resource: AsyncNotes) -> None:
        raw = AsyncNotes(resource._client._raw())
        self.add = as_async_raw(raw.add)
