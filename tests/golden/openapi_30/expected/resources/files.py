"""Operations under files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent, Unset
    from ..models.file import File

__all__ = [
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "AsyncFilesWithStreamingResponse",
    "Files",
    "FilesWithRawResponse",
    "FilesWithStreamingResponse",
]

_ADD = Operation(
    name="files.add",
    id="addFile",
    method="POST",
    path="/files",
    bodies=(Body("application/octet-stream", required=False),),
    responses={
        "200": {
            "application/json": lambda: models.File | None,
        },
    },
    security=(),
)


class Files:
    """Operations under files."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> FilesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return FilesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> FilesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return FilesWithStreamingResponse(self)

    def add(
        self,
        *,
        body: FileContent | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> File | None:
        """POST /files

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            What it is.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: File | None = self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class FilesWithRawResponse:
    """The methods of `Files`, but each returns a RawResponse."""

    def __init__(self, resource: Files) -> None:
        raw = Files(resource._client._raw())
        self.add = as_raw(raw.add)


class FilesWithStreamingResponse:
    """The methods of `Files`, but each returns a response with an unread body."""

    def __init__(self, resource: Files) -> None:
        streaming = Files(resource._client._streaming())
        self.add = as_streamed(streaming.add)


class AsyncFiles:
    """Operations under files."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFilesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncFilesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncFilesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncFilesWithStreamingResponse(self)

    async def add(
        self,
        *,
        body: FileContent | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> File | None:
        """POST /files

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            What it is.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: File | None = await self._client._call(
            _ADD,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncFilesWithRawResponse:
    """The methods of `AsyncFiles`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncFiles) -> None:
        raw = AsyncFiles(resource._client._raw())
        self.add = as_async_raw(raw.add)


class AsyncFilesWithStreamingResponse:
    """The methods of `AsyncFiles`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncFiles) -> None:
        streaming = AsyncFiles(resource._client._streaming())
        self.add = as_async_streamed(streaming.add)
