"""Operations under files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable, Mapping
    from typing import IO

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.file import File

__all__ = [
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "Files",
    "FilesWithRawResponse",
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
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return FilesWithRawResponse(self)

    def add(
        self,
        *,
        body: bytes | IO[bytes] | Iterable[bytes] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> File | None:
        """POST /files

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

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
        )
        return answer


class FilesWithRawResponse:
    """The methods of `Files`, returning raw responses."""

    def __init__(self, resource: Files) -> None:
        raw = Files(resource._client._raw())
        self.add = as_raw(raw.add)


class AsyncFiles:
    """Operations under files."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFilesWithRawResponse:
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return AsyncFilesWithRawResponse(self)

    async def add(
        self,
        *,
        body: bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> File | None:
        """POST /files

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

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
        )
        return answer


class AsyncFilesWithRawResponse:
    """The methods of `AsyncFiles`, returning raw responses."""

    def __init__(self, resource: AsyncFiles) -> None:
        raw = AsyncFiles(resource._client._raw())
        self.add = as_async_raw(raw.add)
