"""Operations under parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.note import Note, NoteDict
    from ..models.upload import Upload, UploadDict

__all__ = [
    "AsyncParts",
    "AsyncPartsWithRawResponse",
    "AsyncPartsWithStreamingResponse",
    "Parts",
    "PartsWithRawResponse",
    "PartsWithStreamingResponse",
]

_ADD = Operation(
    name="parts.add",
    id="addPart",
    method="POST",
    path="/parts",
    bodies=(Body("multipart/form-data", required=True),),
    responses={
        "204": {},
    },
    security=(),
)


class Parts:
    """Operations under parts."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PartsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PartsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PartsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PartsWithStreamingResponse(self)

    def add(
        self,
        *,
        body: Upload | UploadDict | Note | NoteDict | Mapping[str, Any],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /parts

        Args:
            body: The request body.
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
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PartsWithRawResponse:
    """The methods of `Parts`, but each returns a RawResponse."""

    def __init__(self, resource: Parts) -> None:
        raw = Parts(resource._client._raw())
        self.add = as_raw(raw.add)


class PartsWithStreamingResponse:
    """The methods of `Parts`, but each returns a response with an unread body."""

    def __init__(self, resource: Parts) -> None:
        streaming = Parts(resource._client._streaming())
        self.add = as_streamed(streaming.add)


class AsyncParts:
    """Operations under parts."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPartsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPartsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPartsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPartsWithStreamingResponse(self)

    async def add(
        self,
        *,
        body: Upload | UploadDict | Note | NoteDict | Mapping[str, Any],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /parts

        Args:
            body: The request body.
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
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPartsWithRawResponse:
    """The methods of `AsyncParts`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncParts) -> None:
        raw = AsyncParts(resource._client._raw())
        self.add = as_async_raw(raw.add)


class AsyncPartsWithStreamingResponse:
    """The methods of `AsyncParts`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncParts) -> None:
        streaming = AsyncParts(resource._client._streaming())
        self.add = as_async_streamed(streaming.add)
