"""Operations under files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileTypes, Unset
    from ..models.settings import Settings, SettingsDict
    from ..models.upload_file_response import UploadFileResponse

__all__ = [
    "AsyncFilesResource",
    "AsyncFilesResourceWithRawResponse",
    "AsyncFilesResourceWithStreamingResponse",
    "FilesResource",
    "FilesResourceWithRawResponse",
    "FilesResourceWithStreamingResponse",
]

_UPLOAD = Operation(
    name="files.upload",
    id="uploadFile",
    method="POST",
    path="/files",
    bodies=(
        Body(
            "multipart/form-data",
            required=True,
            encoding={"thumbnail": "image/png"},
            files={"file": False, "thumbnail": False},
            arrays=("tags",),
        ),
    ),
    responses={
        "201": {
            "application/json": lambda: models.UploadFileResponse,
        },
    },
    security=(),
)


class FilesResource:
    """Operations under files."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> FilesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return FilesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> FilesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return FilesResourceWithStreamingResponse(self)

    def upload(
        self,
        *,
        file: FileTypes,
        thumbnail: FileTypes | Unset = UNSET,
        title: str | Unset = UNSET,
        tags: Sequence[str] | Unset = UNSET,
        settings: Settings | SettingsDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> UploadFileResponse:
        """POST /files

        Args:
            file: The file. The API documents the part headers `X-Kind` and `X-Lines`: pass a tuple (name,
                content, media type, headers).
            thumbnail: Property `thumbnail` of the request body.
            title: Property `title` of the request body.
            tags: Property `tags` of the request body.
            settings: The API documents the part header `X-Kind`: pass the part in `extra_body`, as a tuple
                (name, content, media type, headers).
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            The file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UploadFileResponse = self._client._call(
            _UPLOAD,
            (),
            body={
                "file": file,
                "thumbnail": thumbnail,
                "title": title,
                "tags": tags,
                "settings": settings,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class FilesResourceWithRawResponse:
    """The methods of `FilesResource`, but each returns a RawResponse."""

    def __init__(self, resource: FilesResource) -> None:
        raw = FilesResource(resource._client._raw())
        self.upload = as_raw(raw.upload)


class FilesResourceWithStreamingResponse:
    """The methods of `FilesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: FilesResource) -> None:
        streaming = FilesResource(resource._client._streaming())
        self.upload = as_streamed(streaming.upload)


class AsyncFilesResource:
    """Operations under files."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFilesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncFilesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncFilesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncFilesResourceWithStreamingResponse(self)

    async def upload(
        self,
        *,
        file: FileTypes,
        thumbnail: FileTypes | Unset = UNSET,
        title: str | Unset = UNSET,
        tags: Sequence[str] | Unset = UNSET,
        settings: Settings | SettingsDict | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> UploadFileResponse:
        """POST /files

        Args:
            file: The file. The API documents the part headers `X-Kind` and `X-Lines`: pass a tuple (name,
                content, media type, headers).
            thumbnail: Property `thumbnail` of the request body.
            title: Property `title` of the request body.
            tags: Property `tags` of the request body.
            settings: The API documents the part header `X-Kind`: pass the part in `extra_body`, as a tuple
                (name, content, media type, headers).
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            The file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: UploadFileResponse = await self._client._call(
            _UPLOAD,
            (),
            body={
                "file": file,
                "thumbnail": thumbnail,
                "title": title,
                "tags": tags,
                "settings": settings,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncFilesResourceWithRawResponse:
    """The methods of `AsyncFilesResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        raw = AsyncFilesResource(resource._client._raw())
        self.upload = as_async_raw(raw.upload)


class AsyncFilesResourceWithStreamingResponse:
    """The methods of `AsyncFilesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        streaming = AsyncFilesResource(resource._client._streaming())
        self.upload = as_async_streamed(streaming.upload)
