"""Operations under photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from .. import models
from .._operation import Body, Operation, choose_body
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent, FileTypes, Unset
    from ..models.add_photo_body_place import AddPhotoBodyPlace, AddPhotoBodyPlaceDict

__all__ = [
    "AsyncPhotos",
    "AsyncPhotosWithRawResponse",
    "AsyncPhotosWithStreamingResponse",
    "Photos",
    "PhotosWithRawResponse",
    "PhotosWithStreamingResponse",
]

_ADD = Operation(
    name="photos.add",
    id="addPhoto",
    method="POST",
    path="/photos",
    bodies=(
        Body(
            "application/json",
            required=True,
            fields=("title", "place"),
            needed=("title",),
            dates={
                "place": lambda: models.AddPhotoBodyPlace,
            },
        ),
        Body(
            "multipart/form-data",
            required=True,
            fields=("title", "photo"),
            needed=("title", "photo"),
            files={"photo": False},
        ),
        Body("image/png", required=True),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Photos:
    """Operations under photos."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PhotosWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PhotosWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PhotosWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PhotosWithStreamingResponse(self)

    @overload
    def add(
        self,
        *,
        title: str,
        place: AddPhotoBodyPlace | AddPhotoBodyPlaceDict | Unset = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        title: str,
        photo: FileTypes,
        content_type: Literal["multipart/form-data"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    def add(
        self,
        *,
        body: FileContent,
        content_type: Literal["image/png"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    def add(
        self,
        *,
        title: str | Unset = UNSET,
        place: AddPhotoBodyPlace | AddPhotoBodyPlaceDict | Unset = UNSET,
        photo: FileTypes | Unset = UNSET,
        body: FileContent | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data", "image/png"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /photos

        Args:
            title: For application/json and multipart/form-data only.
            place: For application/json only.
            photo: For multipart/form-data only.
            body: The whole body, for image/png.
            content_type: The media type of the body: application/json or multipart/form-data or image/png.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

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
            body=choose_body(
                body,
                {
                    "title": title,
                    "place": place,
                    "photo": photo,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class PhotosWithRawResponse:
    """The methods of `Photos`, but each returns a RawResponse."""

    def __init__(self, resource: Photos) -> None:
        raw = Photos(resource._client._raw())
        self.add = as_raw(raw.add)


class PhotosWithStreamingResponse:
    """The methods of `Photos`, but each returns a response with an unread body."""

    def __init__(self, resource: Photos) -> None:
        streaming = Photos(resource._client._streaming())
        self.add = as_streamed(streaming.add)


class AsyncPhotos:
    """Operations under photos."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPhotosWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPhotosWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPhotosWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPhotosWithStreamingResponse(self)

    @overload
    async def add(
        self,
        *,
        title: str,
        place: AddPhotoBodyPlace | AddPhotoBodyPlaceDict | Unset = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        title: str,
        photo: FileTypes,
        content_type: Literal["multipart/form-data"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    @overload
    async def add(
        self,
        *,
        body: FileContent,
        content_type: Literal["image/png"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None: ...

    async def add(
        self,
        *,
        title: str | Unset = UNSET,
        place: AddPhotoBodyPlace | AddPhotoBodyPlaceDict | Unset = UNSET,
        photo: FileTypes | Unset = UNSET,
        body: FileContent | Unset = UNSET,
        content_type: Literal["application/json", "multipart/form-data", "image/png"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> None:
        """POST /photos

        Args:
            title: For application/json and multipart/form-data only.
            place: For application/json only.
            photo: For multipart/form-data only.
            body: The whole body, for image/png.
            content_type: The media type of the body: application/json or multipart/form-data or image/png.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

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
            body=choose_body(
                body,
                {
                    "title": title,
                    "place": place,
                    "photo": photo,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer


class AsyncPhotosWithRawResponse:
    """The methods of `AsyncPhotos`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPhotos) -> None:
        raw = AsyncPhotos(resource._client._raw())
        self.add = as_async_raw(raw.add)


class AsyncPhotosWithStreamingResponse:
    """The methods of `AsyncPhotos`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPhotos) -> None:
        streaming = AsyncPhotos(resource._client._streaming())
        self.add = as_async_streamed(streaming.add)
