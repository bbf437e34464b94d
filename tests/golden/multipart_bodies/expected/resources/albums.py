"""Operations under albums."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileTypes, Unset

__all__ = [
    "Albums",
    "AlbumsWithRawResponse",
    "AlbumsWithStreamingResponse",
    "AsyncAlbums",
    "AsyncAlbumsWithRawResponse",
    "AsyncAlbumsWithStreamingResponse",
]

_CREATE = Operation(
    name="albums.create",
    id="createAlbum",
    method="POST",
    path="/albums",
    bodies=(
        Body(
            "multipart/form-data",
            required=False,
            files={"photos": True},
            arrays=("photos",),
            dates={
                "taken": lambda: date,
            },
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Albums:
    """Operations under albums."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AlbumsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AlbumsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AlbumsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AlbumsWithStreamingResponse(self)

    def create(
        self,
        *,
        photos: Sequence[FileTypes] | Unset = UNSET,
        public: bool | Unset = UNSET,
        taken: date | str | Unset = UNSET,
        by_name: Mapping[str, FileTypes] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /albums

        Args:
            photos: Property `photos` of the request body.
            public: Property `public` of the request body.
            taken: Property `taken` of the request body.
            by_name: Property `by_name` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "photos": photos,
                "public": public,
                "taken": taken,
                "by_name": by_name,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AlbumsWithRawResponse:
    """The methods of `Albums`, but each returns a RawResponse."""

    def __init__(self, resource: Albums) -> None:
        raw = Albums(resource._client._raw())
        self.create = as_raw(raw.create)


class AlbumsWithStreamingResponse:
    """The methods of `Albums`, but each returns a response with an unread body."""

    def __init__(self, resource: Albums) -> None:
        streaming = Albums(resource._client._streaming())
        self.create = as_streamed(streaming.create)


class AsyncAlbums:
    """Operations under albums."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAlbumsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAlbumsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAlbumsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAlbumsWithStreamingResponse(self)

    async def create(
        self,
        *,
        photos: Sequence[FileTypes] | Unset = UNSET,
        public: bool | Unset = UNSET,
        taken: date | str | Unset = UNSET,
        by_name: Mapping[str, FileTypes] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /albums

        Args:
            photos: Property `photos` of the request body.
            public: Property `public` of the request body.
            taken: Property `taken` of the request body.
            by_name: Property `by_name` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            Nothing. It is there.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "photos": photos,
                "public": public,
                "taken": taken,
                "by_name": by_name,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncAlbumsWithRawResponse:
    """The methods of `AsyncAlbums`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAlbums) -> None:
        raw = AsyncAlbums(resource._client._raw())
        self.create = as_async_raw(raw.create)


class AsyncAlbumsWithStreamingResponse:
    """The methods of `AsyncAlbums`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAlbums) -> None:
        streaming = AsyncAlbums(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
