"""Operations under files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._response import Redirect
    from ..models.result import Result

__all__ = [
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "AsyncFilesWithStreamingResponse",
    "Files",
    "FilesWithRawResponse",
    "FilesWithStreamingResponse",
]

_DOWNLOAD = Operation(
    name="files.download",
    id="downloadFile",
    method="GET",
    path="/files/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "302": {},
    },
    security=(),
)
_TOUCH = Operation(
    name="files.touch",
    id="touchFile",
    method="POST",
    path="/files/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {},
    },
    security=(),
)
_CHECK = Operation(
    name="files.check",
    id="checkFile",
    method="HEAD",
    path="/files/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {},
    },
    security=(),
)
_READ_META = Operation(
    name="files.read_meta",
    id="readMeta",
    method="GET",
    path="/files/{id}/meta",
    parameters=(
        Parameter("id", "path"),
        Parameter("If-None-Match", "header"),
    ),
    responses={
        "200": {
            "application/json": lambda: models.Result,
        },
        "304": {},
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

    def download(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Redirect:
        """The only documented success is a redirect.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The redirect, which is not followed. Where the file is.

        Raises:
            APIStatusError: Any other status that is not a success: Something is wrong.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Redirect = self._client._call(
            _DOWNLOAD,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def touch(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """The body of the success is not documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body, which is not documented; None if it is empty. It is done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _TOUCH,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def check(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """A HEAD has no body.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CHECK,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def read_meta(
        self,
        id: int,
        *,
        if_none_match: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Result | None:
        """A conditional request may have no result.

        Args:
            id: Path parameter `id`.
            if_none_match: Header parameter `If-None-Match`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `Result`: The result. `None`: Not modified.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Result | None = self._client._call(
            _READ_META,
            (id, if_none_match),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class FilesWithRawResponse:
    """The methods of `Files`, but each returns a RawResponse."""

    def __init__(self, resource: Files) -> None:
        raw = Files(resource._client._raw())
        self.download = as_raw(raw.download)
        self.touch = as_raw(raw.touch)
        self.check = as_raw(raw.check)
        self.read_meta = as_raw(raw.read_meta)


class FilesWithStreamingResponse:
    """The methods of `Files`, but each returns a response with an unread body."""

    def __init__(self, resource: Files) -> None:
        streaming = Files(resource._client._streaming())
        self.download = as_streamed(streaming.download)
        self.touch = as_streamed(streaming.touch)
        self.check = as_streamed(streaming.check)
        self.read_meta = as_streamed(streaming.read_meta)


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

    async def download(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Redirect:
        """The only documented success is a redirect.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The redirect, which is not followed. Where the file is.

        Raises:
            APIStatusError: Any other status that is not a success: Something is wrong.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Redirect = await self._client._call(
            _DOWNLOAD,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def touch(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """The body of the success is not documented.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The response body, which is not documented; None if it is empty. It is done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _TOUCH,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    async def check(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """A HEAD has no body.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CHECK,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def read_meta(
        self,
        id: int,
        *,
        if_none_match: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Result | None:
        """A conditional request may have no result.

        Args:
            id: Path parameter `id`.
            if_none_match: Header parameter `If-None-Match`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            `Result`: The result. `None`: Not modified.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Result | None = await self._client._call(
            _READ_META,
            (id, if_none_match),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncFilesWithRawResponse:
    """The methods of `AsyncFiles`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncFiles) -> None:
        raw = AsyncFiles(resource._client._raw())
        self.download = as_async_raw(raw.download)
        self.touch = as_async_raw(raw.touch)
        self.check = as_async_raw(raw.check)
        self.read_meta = as_async_raw(raw.read_meta)


class AsyncFilesWithStreamingResponse:
    """The methods of `AsyncFiles`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncFiles) -> None:
        streaming = AsyncFiles(resource._client._streaming())
        self.download = as_async_streamed(streaming.download)
        self.touch = as_async_streamed(streaming.touch)
        self.check = as_async_streamed(streaming.check)
        self.read_meta = as_async_streamed(streaming.read_meta)
